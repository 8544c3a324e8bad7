import type { Fix } from '../../diagnostic.ts';
import type { ClientDocument, PlanDocument, SyntaxFinding } from '../../documents/document.ts';
import { obstacleOf } from '../../domain/eligibility.ts';
import type { Localized } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { closest } from './closest.ts';
import { contentEnd, replace } from './edits.ts';
import { catalogPaths, reportFiles } from './files.ts';
import { marketsWith } from './markets.ts';
import { planDocument, viewOf } from './plan-context.ts';
import { meantBy, productNamed, productsOfKind } from './product-kinds.ts';
import {
  beneficiaryShares,
  clientReferencesOf,
  definitionsOf,
  type Named,
  peopled,
  referencesOf,
  type TargetKind,
} from './reference-checks.ts';
import { same } from './wording.ts';

const KIND_NAMES: Readonly<Record<TargetKind, Localized>> = {
  member: { zh: '成员', en: 'member' },
  product: { zh: '产品', en: 'product' },
  goal: { zh: '目标', en: 'goal' },
  row: { zh: '产品行', en: 'row' },
};

/** Ids must lead somewhere, once; beneficiary shares add up to 100. */
export default defineRule({
  id: 'plan/reference',
  title: { zh: '编号、文件和受益份额要对得上', en: 'Ids, files and beneficiary shares must add up' },
  why: {
    zh: '找不到的编号让这一行的检查全部落空；受益份额不等于 100%，理赔时就会有争议。受益人及份额由投保人、被保险人指定，写清楚才算数。',
    en: 'An id that leads nowhere leaves its row unchecked; shares that are not 100% lead to disputes at claim time. Beneficiaries and their shares are for the owner and the insured to name.',
  },
  basis: 'structure',
  markets: marketsWith('error', { CN: ['cn-il-39', 'cn-il-42'], TW: ['tw-ia-112'] }),
  kinds: ['plan', 'client', 'catalog'],
  handbook: '4.2',
  message: { zh: '找不到{kind} {id}。', en: 'Unknown {kind} {id}.' },
  variants: {
    unknown: { message: { zh: '找不到{kind} {id}{hint}。', en: 'Unknown {kind} {id}{hint}.' } },
    duplicate: {
      message: {
        zh: '{kind}编号 {id} 重复：每个编号只能用一次。',
        en: 'The {kind} id {id} is used twice; each id must be unique.',
      },
    },
    shares: {
      message: { zh: '受益份额合计 {x}%，应为 100%。', en: 'Beneficiary shares add up to {x}%; they must be 100%.' },
    },
    file: { message: { zh: '读不到文件 {id}：{hint}。', en: 'Cannot read {id}: {hint}.' } },
    broken: {
      message: {
        zh: '产品目录 {id} 有读不懂的地方，{x} 找不到，相关检查跳过：先改好目录。',
        en: 'Part of catalogue {id} cannot be read and {x} was not found, so its checks are skipped: mend the catalogue first.',
      },
    },
    'no-catalog': {
      severity: 'warning',
      message: {
        zh: '方案没有写产品目录（catalog），产品 {id} 无从核对，相关检查跳过。',
        en: 'The plan names no catalogue, so product {id} cannot be looked up and the checks that need it are skipped.',
      },
    },
    market: {
      severity: 'warning',
      message: {
        zh: '产品目录 {id} 是 {a} 市场的，方案是 {b} 市场的。',
        en: 'Catalogue {id} is for {a}, the plan for {b}.',
      },
    },
  },
  check(context) {
    const { document } = context;
    if (document.kind === 'plan') checkPlan(context, document);
    else if (document.kind === 'client') checkClient(context, document);
    else if (document.kind === 'catalog')
      reportDuplicates(
        context,
        (document.model.products?.items ?? []).flatMap(({ id }) =>
          id ? [{ kind: 'product', id: id.value, range: id.range }] : [],
        ),
      );
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'unknown',
      text: 'needs: {protect: [mom]}\nproducts:\n  - {id: p5, product: [[ci-7]], insured: mom, sum: 70万, premium: 5700, pay: 20y, term: to70, beneficiary: legal}\n',
      fixed:
        'needs: {protect: [mom]}\nproducts:\n  - {id: p5, product: ci-70, insured: mom, sum: 70万, premium: 5700, pay: 20y, term: to70, beneficiary: legal}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'unknown',
      text: 'needs: {protect: [mom]}\nproducts:\n  - {id: p5, product: [[重疾险]], insured: mom, sum: 70万, premium: 5700, pay: 20y, term: to70, beneficiary: legal}\n',
      fixed:
        'needs: {protect: [mom]}\nproducts:\n  - {id: p5, product: ci-70, insured: mom, sum: 70万, premium: 5700, pay: 20y, term: to70, beneficiary: legal}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'unknown',
      text: 'finance: {expenses: 17万, mortgage: 110万, liquid: 24万, budget: 4.6万, decision_maker: [[mum]]}\n',
      fixed: 'finance: {expenses: 17万, mortgage: 110万, liquid: 24万, budget: 4.6万, decision_maker: mom}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'duplicate',
      text: 'products:\n  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}\n  - {id: [[p1]], product: ci-70, insured: mom, sum: 70万, premium: 5700, pay: 20y, term: to70, beneficiary: legal}\n',
      fixed:
        'products:\n  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9350, pay: 20y, term: to70, beneficiary: legal}\n  - {id: p2, product: ci-70, insured: mom, sum: 70万, premium: 5700, pay: 20y, term: to70, beneficiary: legal}\n',
    },
    {
      kind: 'bad',
      in: 'catalog',
      variant: 'duplicate',
      text: 'kind: catalog\ninsurer: 示例人寿\nmarket: CN\nas_of: 2026-10-01\nproducts:\n  - {id: ci-70, name: 安心重疾险, type: ci}\n  - {id: [[ci-70]], name: 安心重疾险（乙）, type: ci}\n',
      fixed:
        'kind: catalog\ninsurer: 示例人寿\nmarket: CN\nas_of: 2026-10-01\nproducts:\n  - {id: ci-70, name: 安心重疾险, type: ci}\n  - {id: ci-71, name: 安心重疾险（乙）, type: ci}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'shares',
      text: 'products:\n  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: [[{mom: 50, kid: 49}]]}\n',
      fixed:
        'products:\n  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: {mom: 50, kid: 50}}\n',
    },
    { kind: 'good', in: 'plan', given: 'family', text: '- household\n' },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'unknown',
      text: 'household: []\npolicies: []\nfinance: {expenses: 17万, liquid: 24万, decision_maker: [[dad]]}\nneeds: {protect: [mom]}\nproducts: []\npresentation: {audience: [mom]}\napplication: []\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'products:\n  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: {mom: 50, kid: 50}}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      variant: 'unknown',
      text: `needs: {protect: [leela]}
finance: {expenses: 66k, liquid: 60k, decision_maker: [[leelaa]]}
presentation: {audience: [leela]}
products: []
`,
      fixed: `lang: en
needs: {protect: [leela]}
finance: {expenses: 66k, liquid: 60k, decision_maker: leela}
presentation: {audience: [leela]}
products: []
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      text: `needs: {protect: [leela]}
finance: {expenses: 66k, liquid: 60k, decision_maker: leela}
presentation: {audience: [leela]}
products: []
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'file',
      text: `catalog: [sample-life.catalog.yaml, [[elsewhere.catalog.yaml]]]
`,
      fixed: `catalog: [sample-life.catalog.yaml]
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      market: 'HK',
      variant: 'market',
      text: `market: HK
catalog: [ [[sample-life.catalog.yaml]]]
`,
      fixed: `market: CN
catalog: [ sample-life.catalog.yaml]
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'no-catalog',
      text: `- catalog
products:
  - {id: p1, product: [[ci-70]], insured: dad, sum: 110万, premium: 10300, pay: 20y, term: to70, beneficiary: legal}
`,
    },
  ],
});

function checkPlan(context: RuleContext, document: PlanDocument): void {
  const definitions = definitionsOf(document);
  reportDuplicates(context, definitions);
  const hasCatalog = reportFiles(context, document, catalogPaths(document.model), 'catalog');
  const references = referencesOf(document);
  const targets = (kind: TargetKind) =>
    kind === 'product'
      ? context.project.products(document).flatMap(({ product }) => (product.id ? [product.id.value] : []))
      : definitions.filter((definition) => definition.kind === kind).map((definition) => definition.id);
  const products = references.filter((reference) => reference.kind === 'product');
  const named = (reference: Named) => idOfName(context, document, reference);
  const broken = hasCatalog ? brokenCatalog(context, document) : undefined;
  if (hasCatalog) reportUnknown(context, products, targets, named, broken);
  else if (products[0] && catalogPaths(document.model).length === 0) {
    context.report({ variant: 'no-catalog', range: products[0].range, data: { id: products[0].id } });
  }
  const others = references.filter((reference) => reference.kind !== 'product');
  reportUnknown(context, peopled(document, others), targets, named);
  for (const row of document.model.products?.items ?? []) {
    const shares = beneficiaryShares(row.beneficiary);
    if (row.beneficiary === undefined || shares === undefined || Math.abs(shares.total - 100) < 0.005) continue;
    context.report({
      variant: 'shares',
      range: { start: row.beneficiary.range.start, end: contentEnd(document.text, row.beneficiary.node) },
      data: { x: Math.round(shares.total * 100) / 100 },
      fixes: sharesFix(shares),
    });
  }
}

function checkClient(context: RuleContext, document: ClientDocument): void {
  const { model } = document;
  if (model.plan) reportFiles(context, document, [model.plan], 'plan');
  const plan = context.project.planOf(document);
  const own: Named[] = (model.household?.items ?? []).flatMap((member) =>
    member.id ? [{ kind: 'member' as const, id: member.id.value, range: member.id.range }] : [],
  );
  const policies: Named[] = (model.policies?.items ?? []).flatMap((policy) =>
    policy.id ? [{ kind: 'row' as const, id: policy.id.value, range: policy.id.range }] : [],
  );
  reportDuplicates(context, [...own, ...policies]);
  const ids = (list: readonly { readonly id?: { readonly value: string; readonly range: SourceRange } }[]) =>
    list.flatMap((entry) => (entry.id ? [{ kind: 'row' as const, id: entry.id.value, range: entry.id.range }] : []));
  reportDuplicates(context, ids(model.claims?.items ?? []));
  reportDuplicates(context, ids(model.complaints?.items ?? []));
  if (plan) reportSameClient(context, document, plan);
  // without its plan the file's ids cannot be judged: the missing plan has been reported
  if (plan === undefined && model.plan !== undefined) return;
  const definitions = [...(plan ? definitionsOf(plan) : []), ...own, ...policies];
  if (definitions.length === 0) return;
  reportUnknown(context, clientReferencesOf(document), (kind) =>
    definitions.filter((definition) => definition.kind === kind).map((definition) => definition.id),
  );
}

/** Files of the same plan that carry the same client id: reports and calendars would take them for one client. */
function reportSameClient(context: RuleContext, document: ClientDocument, plan: PlanDocument): void {
  const { id } = document.model;
  if (id === undefined) return;
  const twin = context.project
    .clientsOf(plan)
    .find((other) => other.uri !== document.uri && other.model.id?.value === id.value);
  if (twin?.model.id === undefined) return;
  context.report({
    variant: 'duplicate',
    range: id.range,
    data: { kind: { zh: '客户', en: 'client' }, id: same(id.value) },
    related: [{ uri: twin.uri, range: twin.model.id.range, message: { zh: '也用在这里', en: 'also used here' } }],
  });
}

function reportUnknown(
  context: RuleContext,
  references: readonly Named[],
  targets: (kind: TargetKind) => readonly string[],
  named: (reference: Named) => string | undefined = () => undefined,
  broken?: BrokenCatalog,
): void {
  const lost: string[] = [];
  const sets = new Map<TargetKind, ReadonlySet<string>>();
  const idsOf = (kind: TargetKind) => {
    let known = sets.get(kind);
    if (!known) {
      known = new Set(targets(kind));
      sets.set(kind, known);
    }
    return known;
  };
  for (const reference of references) {
    const known = idsOf(reference.kind);
    if (known.has(reference.id)) continue;
    const guess = named(reference) ?? closest(reference.id, [...known]);
    const kind = guess === undefined && reference.kind === 'product' ? ofKind(context, reference) : undefined;
    if (guess === undefined && kind === undefined && broken) {
      lost.push(reference.id);
      continue;
    }
    const { hint, ids } = meantBy(guess, kind);
    context.report({
      variant: 'unknown',
      range: reference.range,
      data: { kind: KIND_NAMES[reference.kind], id: same(reference.id), hint },
      fixes: ids.map((id) => renameFix(reference.range, id)),
    });
  }
  if (broken && lost.length > 0) reportBroken(context, broken, [...new Set(lost)]);
}

/** Where a kind was written for an id, the products of that kind, first those that take the row's insured. */
function ofKind(context: RuleContext, { id, range }: Named): readonly string[] | undefined {
  const document = planDocument(context);
  if (document === undefined) return undefined;
  const products = context.project.products(document).map(({ product }) => product);
  const row = document.model.products?.items.find(({ product }) => product?.range.start === range.start);
  const insured = row?.insured && viewOf(context, document).member(row.insured.value);
  return productsOfKind(id, products, (product) => !insured || !obstacleOf(product, insured, context.asOf));
}

/** The id behind a name that was written in its place: 王女士 for `mom`, 安心重疾险 for `ci-70`. */
function idOfName(context: RuleContext, document: PlanDocument, { kind, id }: Named): string | undefined {
  if (kind === 'member') return document.model.household?.items.find((member) => member.name?.value === id)?.id?.value;
  if (kind !== 'product') return undefined;
  return productNamed(
    id,
    context.project.products(document).map(({ product }) => product),
  );
}

interface BrokenCatalog {
  readonly path: string;
  readonly range: SourceRange;
  readonly uri: string;
  readonly fault: SyntaxFinding;
}

/** The first catalogue of the plan that cannot be read throughout: a product that seems unknown may stand there. */
function brokenCatalog(context: RuleContext, document: PlanDocument): BrokenCatalog | undefined {
  for (const { value, range } of catalogPaths(document.model)) {
    const reference = context.project.resolve(document, value);
    if (reference.state !== 'read') continue;
    const fault = reference.document.syntaxErrors.find(({ rule }) => rule === 'syntax/yaml');
    if (fault) return { path: value, range, uri: reference.uri, fault };
  }
  return undefined;
}

/** One finding on the catalogue's path, however many products are lost in it: what a repair can read is not lost. */
function reportBroken(context: RuleContext, { path, range, uri, fault }: BrokenCatalog, lost: readonly string[]): void {
  context.report({
    variant: 'broken',
    range,
    data: { id: same(path), x: same(lost.slice(0, 3).join(', ') + (lost.length > 3 ? ' …' : '')) },
    related: [{ uri, range: fault.range, message: fault.message }],
  });
}

function renameFix(range: SourceRange, guess: string): Fix {
  return { title: { zh: `改为 ${guess}`, en: `Change to ${guess}` }, safety: 'review', edits: [replace(range, guess)] };
}

function reportDuplicates(context: RuleContext, definitions: readonly Named[]): void {
  const taken = new Set(definitions.map(({ kind, id }) => `${kind}/${id}`));
  const given = new Map<string, number>();
  const first = new Map<string, Named>();
  for (const definition of definitions) {
    const key = `${definition.kind}/${definition.id}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, definition);
      continue;
    }
    context.report({
      variant: 'duplicate',
      range: definition.range,
      data: { kind: KIND_NAMES[definition.kind], id: same(definition.id) },
      related: [
        { uri: context.document.uri, range: earlier.range, message: { zh: '先用在这里', en: 'first used here' } },
      ],
      fixes: [otherIdFix(definition, taken, given)],
    });
  }
}

/**
 * The next number that is free, behind the same letters; what names the id goes on naming the first. `given`: the last
 * number for each id, so that a row copied a thousand times does not count up from the first each time.
 */
function otherIdFix({ kind, id, range }: Named, taken: Set<string>, given: Map<string, number>): Fix {
  const [, stem = id, number] = /^(.*?)(\d+)$/.exec(id) ?? [];
  let next = given.get(`${kind}/${id}`) ?? (number === undefined ? 2 : Number(number) + 1);
  while (taken.has(`${kind}/${stem}${next}`)) next++;
  taken.add(`${kind}/${stem}${next}`);
  given.set(`${kind}/${id}`, next);
  return renameFix(range, `${stem}${next}`);
}

/** The last share takes what is left, when something sensible is left. */
function sharesFix(shares: NonNullable<ReturnType<typeof beneficiaryShares>>): readonly Fix[] {
  if (Math.abs(shares.total - 1) < 0.00005 && shares.all.length > 1)
    return [
      {
        title: { zh: '写成百分数，合计 100', en: 'Write them in percent, 100 in all' },
        safety: 'review',
        edits: shares.all.map(({ value, range }) => replace(range, String(Math.round(value * 10000) / 100))),
      },
    ];
  const rest = Math.round((shares.last.value + 100 - shares.total) * 100) / 100;
  if (rest <= 0) return [];
  return [
    {
      title: { zh: `最后一位改为 ${rest}，合计 100`, en: `Make the last share ${rest}, 100 in all` },
      safety: 'review',
      edits: [replace(shares.last.range, String(rest))],
    },
  ];
}
