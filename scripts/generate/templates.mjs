// snippets/*.json → server/src/generated/templates.ts: the files that `pitchlint new` writes. They are the snippets with
// their defaults filled in, so that nothing is written twice.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const TEMPLATES = ['family', 'pension', 'education', 'single'];
/** The English ones, by market. */
const MARKETS = ['sg', 'hk', 'us'];

/** What stands in for a catalogue's placeholders, by the product that the plan snippets name. */
const PRODUCTS = {
  'ci-70': ['cat-protection', { 2: '（重疾险全称）', 3: 'ci', 4: 'ci', 5: 'sum', 14: 'ci' }],
  'med-20y': [
    'cat-protection',
    {
      2: '（百万医疗险全称）',
      3: 'medical_million',
      4: 'medical',
      5: 'reimburse',
      6: '0',
      7: '60',
      10: '30',
      14: 'deductible',
    },
  ],
  'term-60': ['cat-protection', { 2: '（定期寿险全称）', 3: 'term_life', 4: 'death', 5: 'sum', 14: 'waiting' }],
  'acc-adult': [
    'cat-protection',
    { 2: '（意外险全称）', 3: 'accident', 4: 'accident', 5: 'sum', 7: '65', 10: '0', 14: 'waiting' },
  ],
  'kid-ci': [
    'cat-protection',
    { 2: '（少儿重疾险全称）', 3: 'child_ci', 4: 'ci', 5: 'sum', 6: '0', 7: '17', 14: 'ci' },
  ],
  'kid-med': [
    'cat-protection',
    {
      2: '（小额医疗险全称）',
      3: 'medical_small',
      4: 'medical',
      5: 'reimburse',
      6: '0',
      7: '17',
      10: '30',
      14: 'deductible',
    },
  ],
  'kid-acc': [
    'cat-protection',
    { 2: '（少儿意外险全称）', 3: 'accident', 4: 'accident', 5: 'sum', 6: '0', 7: '17', 10: '0', 14: 'waiting' },
  ],
  'edu-par': ['cat-participating', { 2: '（教育年金全称）', 7: 'guaranteed_payout', 8: 'waiver' }],
  'pen-par': [
    'cat-participating',
    { 2: '（养老年金全称）', 3: 'annuity_pension', 4: '18', 5: '60', 7: 'lifetime_payout', 8: 'cash_value' },
  ],
  'term-65': ['cat-protection-en', { 2: '(full name of the term life product)' }],
  'ci-65': [
    'cat-protection-en',
    {
      2: '(full name of the critical illness product)',
      3: 'ci',
      4: 'ci',
      11: 'illnesses known before the cover began',
      13: 'ci',
    },
  ],
  hospital: [
    'cat-protection-en',
    {
      2: '(full name of the hospital product)',
      3: 'medical_million',
      4: 'medical',
      5: 'reimburse',
      6: '0',
      7: '75',
      10: '30',
      11: 'illnesses known before the cover began',
      13: 'renewal',
    },
  ],
  pa: [
    'cat-protection-en',
    {
      2: '(full name of the accident product)',
      3: 'accident',
      4: 'accident',
      7: '70',
      10: '0',
      11: 'dangerous sports',
      13: 'accident',
    },
  ],
};

const CATALOG_HEAD = `kind: catalog
insurer: （保险公司全称）
market: CN
as_of: 2026-09-01
defaults:
  design: traditional
  cooling_off: 15
  cooling_from: next_day
products:
`;

const ENGLISH_HEAD = `kind: catalog
insurer: (insurer's full name)
market: SG
lang: en
as_of: 2026-09-01
defaults:
  design: traditional
products:
`;

/** Writes server/src/generated/templates.ts; leaves it alone when nothing changed. */
export async function generate(root) {
  // by the first prefix: the keys are what VS Code shows in its list
  const group = (name) => {
    const snippets = JSON.parse(readFileSync(path.join(root, `snippets/${name}.json`), 'utf8'));
    return Object.fromEntries(Object.values(snippets).map((snippet) => [snippet.prefix[0], snippet]));
  };
  const [plans, clients, goals, catalogs] = ['plan', 'client', 'goals', 'catalog'].map(group);
  const templates = { plan: {}, client: {}, goals: {}, catalog: {} };
  for (const name of TEMPLATES) {
    const plan = filled(plans[`plan-${name}`], {});
    templates.plan[name] = plan;
    templates.client[name] =
      filled(clients['client-new'], { 2: `${name}.plan.yaml`, 18: youngestOf(plan) }) + reviewOf(clients, plan);
    templates.goals[name] = filled(goals['goals-year'], {});
    templates.catalog[name] =
      CATALOG_HEAD +
      productsOf(plan)
        .map((id) => productOf(catalogs, id))
        .join('');
  }
  for (const market of MARKETS) {
    const plan = filled(plans[`plan-en-${market}`], {});
    templates.plan[market] = plan;
    templates.client[market] = filled(clients['client-new-en'], { 2: `${market}.plan.yaml` });
    templates.catalog[market] =
      ENGLISH_HEAD.replace('SG', market.toUpperCase()) +
      productsOf(plan)
        .map((id) => productOf(catalogs, id))
        .join('');
  }
  const source = `// Made by scripts/generate/templates.mjs from snippets/. Do not edit.
export const TEMPLATES = ${JSON.stringify(templates, undefined, 2)} as const;
`;
  const file = path.join(root, 'server/src/generated/templates.ts');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== source) writeFileSync(file, source);
}

/** The household's last member: its child, where there is one. */
const youngestOf = (plan) => [.../^household:\n((?: .*\n)+)/m.exec(plan)[1].matchAll(/^ {2}- id: (\S+)$/gm)].at(-1)[1];

/** Who brings older policies has had them looked through when the plan was made. */
function reviewOf(clients, plan) {
  if (/^policies: \[\]$/m.test(plan)) return '';
  const [, first] = /^household:\n {2}- id: (\S+)$/m.exec(plan);
  const [, income] = /^ +income: (\S+)$/m.exec(plan);
  const review = filled(clients.review, { 1: '2026-10-08', 2: income, 3: first }).replace(/^( +)dad:/m, `$1${first}:`);
  return `reviews:\n${review.trimEnd().replace(/^/gm, '  ')}\n`;
}

const productsOf = (plan) => [...new Set([...plan.matchAll(/^ +product: (\S+)$/gm)].map(([, id]) => id))];

function productOf(snippets, id) {
  const known = PRODUCTS[id];
  if (!known) throw new Error(`a plan snippet names the product ${id}; say in PRODUCTS what it is`);
  const [snippet, values] = known;
  const lines = filled(snippets[snippet], { 1: id, ...values })
    .trimEnd()
    .split('\n');
  return `${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

const STOP = /\\([$}\\])|\$(\d+)|\$\{(\d+)(?::((?:\\.|[^\\}])*)|\|((?:\\.|[^\\|])*)\|)?\}/g;

/** A snippet's body with each placeholder given its value, else its default, else its first choice. */
function filled({ body }, values) {
  const text = body.join('\n').replace(STOP, (_, escaped, bare, number, preset, choices) => {
    if (escaped) return escaped;
    const given = values[number ?? bare];
    return given ?? (choices === undefined ? (preset ?? '') : choices.split(/(?<!\\),/)[0]).replace(/\\(.)/g, '$1');
  });
  return `${text.trimEnd()}\n`;
}
