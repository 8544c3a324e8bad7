/**
 * The places in which snippets are tried: a document with `¦` where the snippet goes, and the files beside it. They are
 * the example plans with one part cut out, so a snippet must fit into a document that is otherwise in order.
 */
import { readFileSync } from 'node:fs';

export interface SnippetHost {
  readonly path: string;
  readonly text: string;
  readonly files: ReadonlyMap<string, string>;
}

const example = (name: string) => readFileSync(`examples/${name}`, 'utf8');

const HESUI = example('hesui-life.catalog.yaml');
const KESTREL = example('kestrel-sg.catalog.yaml');
const LU = example('lu-family.plan.yaml').replaceAll('hesui-life.catalog.yaml', 'products.catalog.yaml');
const NAIR = example('nair-sg.plan.yaml')
  .replaceAll('kestrel-sg.catalog.yaml', 'products.catalog.yaml')
  .replaceAll('priya', 'anna')
  .replaceAll('asha', 'mia');
const LU_CLIENT = example('lu.client.yaml').replace('lu-family.plan.yaml', 'family.plan.yaml');
const GOALS = example('fang-2026.goals.yaml').replace('hesui-life.catalog.yaml', 'products.catalog.yaml');

/** Replaces list items `- id: …` by the mark: the first becomes `¦`, the others go. */
function cutItems(text: string, depth: number, ids: readonly string[]): string {
  const pad = ' '.repeat(depth);
  return ids.reduce((left, id, index) => {
    const item = new RegExp(`^${pad}- id: ${id}\\n(?:${pad}  .*\\n)*`, 'm');
    if (!item.test(left)) throw new Error(`no item ${id}`);
    return left.replace(item, index === 0 ? `${pad}¦\n` : '');
  }, text);
}

/** Replaces a top-level key and what stands below it. */
function cutBlock(text: string, key: string, replacement: string): string {
  const block = new RegExp(`^${key}:.*\\n(?:(?: .*)?\\n)*`, 'm');
  if (!block.test(text)) throw new Error(`no block ${key}`);
  return text.replace(block, replacement);
}

function swap(text: string, part: string | RegExp, replacement: string): string {
  const changed = text.replace(part, replacement);
  if (changed === text) throw new Error(`nothing to replace: ${part}`);
  return changed;
}

const CATALOG = new Map([['products.catalog.yaml', HESUI]]);
const plan = (text: string): SnippetHost => ({ path: 'new.plan.yaml', text, files: CATALOG });
const planIn = (market: string, text: string): SnippetHost => ({
  path: 'new.plan.yaml',
  text,
  files: new Map([['products.catalog.yaml', KESTREL.replace('market: SG', `market: ${market}`)]]),
});
const planSg = (text: string) => planIn('SG', text);
const client = (text: string): SnippetHost => ({
  path: 'new.client.yaml',
  text,
  files: new Map([...CATALOG, ['family.plan.yaml', LU]]),
});
const clientEn = (text: string): SnippetHost => ({
  path: 'new.client.yaml',
  text,
  files: new Map([
    ['products.catalog.yaml', KESTREL],
    ['family.plan.yaml', NAIR],
  ]),
});
const goals = (text: string): SnippetHost => ({ path: 'new.goals.yaml', text, files: CATALOG });
const catalog = (text: string): SnippetHost => ({ path: 'new.catalog.yaml', text, files: new Map() });

const SCRIPT_FILES = new Map([...CATALOG, ['family.plan.yaml', LU]]);
const SCRIPT_FILES_SG = new Map([
  ['products.catalog.yaml', KESTREL],
  ['family.plan.yaml', NAIR],
]);
const script = (body: string): SnippetHost => ({
  path: 'new.pitch',
  text: `---
title: 试讲
market: CN
plan: family.plan.yaml
agent: {name: 方晴, company: 禾穗人寿保险股份有限公司, licence: "（执业证号）"}
approval: {by: 公司品宣部, no: 宣2026-118, until: 2027-06-30}
---
${body}`,
  files: SCRIPT_FILES,
});
const scriptSg = (body: string): SnippetHost => ({
  path: 'new.pitch',
  text: `---\ntitle: Rehearsal\nmarket: SG\nlang: en\nplan: family.plan.yaml\n---\n${body}`,
  files: SCRIPT_FILES_SG,
});

const ALL_TERMS_ZH =
  '代理人：这几页请您带回去看。[[披露：责任免除]] [[披露：等待期]] [[披露：犹豫期]] [[披露：退保损失]] [[披露：不保证续保]] [[披露：分红不确定]]\n';
const ALL_TERMS_EN =
  'Agent: Please take these pages home. [[disclosure:exclusions]] [[disclosure:waiting-period]] [[disclosure:cooling-off]] [[disclosure:surrender-loss]] [[disclosure:renewal-not-guaranteed]] [[disclosure:bonus-uncertain]]\n';

export const HOSTS: Readonly<Record<string, SnippetHost>> = {
  'new plan': plan('¦'),
  'new plan SG': planIn('SG', '¦'),
  'new plan HK': planIn('HK', '¦'),
  'new plan US': planIn('US', '¦'),
  adult: plan(cutItems(LU, 2, ['dad'])),
  'adult en': planSg(cutItems(NAIR, 2, ['anna'])),
  child: plan(cutItems(LU, 2, ['kid'])),
  'child en': planSg(cutItems(NAIR, 2, ['mia'])),
  elder: plan(swap(LU, '\nfinance:', '  ¦\n\nfinance:')),
  'elder en': planSg(swap(NAIR, '\nfinance:', '  ¦\n\nfinance:')),
  'pillar rows': plan(cutItems(LU, 2, ['p1', 'p2', 'p3', 'p4'])),
  'pillar rows en': planSg(cutItems(NAIR, 2, ['p1', 'p2', 'p3', 'p4'])),
  'child rows': plan(cutItems(LU, 2, ['p9', 'p10', 'p11'])),
  'wealth row': plan(cutItems(LU, 2, ['p12'])),
  'wealth row en': planSg(cutItems(NAIR, 2, ['p9'])),
  'education goal': plan(cutItems(LU, 4, ['edu'])),
  'education goal en': planSg(swap(NAIR, '  goals:\n', '  goals:\n    ¦\n')),
  'pension goal': plan(swap(LU, '  goals:\n', '  goals:\n    ¦\n')),
  'pension goal en': planSg(cutItems(NAIR, 4, ['ret'])),
  override: plan(swap(LU, / {2}override:\n(?: {4}.*\n)*/, '  override:\n    ¦\n')),
  'override en': planSg(swap(NAIR, '  goals:\n', '  override:\n    ¦\n  goals:\n')),
  presentation: plan(
    cutBlock(LU, 'presentation', 'presentation:\n  audience: [dad, mom]\n  chart: four-walls\n  ¦\n\n'),
  ),
  'presentation en': planSg(
    cutBlock(NAIR, 'presentation', 'presentation:\n  audience: [anna, daniel]\n  chart: four-walls\n  ¦\n\n'),
  ),
  application: plan(cutBlock(LU.replace(/ {6}conditions:\n.*\n/, ''), 'application', 'application:\n  ¦\n')),
  preunderwriting: plan(swap(LU, / {4}preunderwriting:\n(?: {6}.*\n)*/, '    preunderwriting:\n      ¦\n')),
  underwriting: plan(swap(LU, / {4}underwriting:\n(?: {6}.*\n)*/, '    ¦\n')),
  receipt: plan(swap(LU, / {4}delivered:.*\n {4}receipt:.*\n/, '    ¦\n')),
  callback: plan(swap(LU, / {4}callback:\n(?: {6}.*\n)*/, '    ¦\n')),

  'new client': client('¦'),
  'new client en': clientEn('¦'),
  screening: client(cutBlock(LU_CLIENT, 'screening', '¦\n')),
  share: client(swap(LU_CLIENT, / {2}share:\n(?: {4}.*\n)*/, '  share:\n    ¦\n')),
  event: client(cutBlock(LU_CLIENT, 'events', 'events:\n  ¦\n')),
  'event of an elder': {
    ...client(cutBlock(LU_CLIENT, 'events', 'events:\n  ¦\n')),
    files: new Map([
      ...CATALOG,
      [
        'family.plan.yaml',
        swap(
          LU,
          '\nfinance:',
          '  - {id: grandma, name: 外婆, role: parent, born: 1958-12-01, social: resident}\n\nfinance:',
        ),
      ],
    ]),
  },
  review: client(cutBlock(LU_CLIENT, 'reviews', 'reviews:\n  ¦\n')),
  claim: client(cutBlock(LU_CLIENT, 'claims', 'claims:\n  ¦\n')),
  progress: client(swap(LU_CLIENT, / {6}- on: 2026-11-16\n {8}stage: reviewing\n/, '      ¦\n')),
  complaint: client(cutBlock(LU_CLIENT, 'complaints', 'complaints:\n  ¦\n')),

  'new goals': goals('¦'),
  month: goals(swap(GOALS, / {2}- month: 2026-10\n {4}leads.*\n {4}clients.*\n {4}deals.*\n/, '  ¦\n')),
  study: goals(swap(GOALS, 'study:\n', 'study:\n  ¦\n')),
  setback: goals(swap(GOALS, / {4}setback:\n(?: {6}.*\n)*/, '    ¦\n')),
  'client day': goals(cutBlock(GOALS, 'client_days', 'client_days:\n  ¦\n')),
  product: catalog(cutBlock(HESUI, 'products', 'products:\n  ¦\n')),
  'product en': catalog(cutBlock(KESTREL, 'products', 'products:\n  ¦\n')),

  prospecting: script('# 破冰\n¦\n'),
  'prospecting en': scriptSg('# Opening\n¦\n'),
  discovery: script(
    '# 需求分析\n代理人：最近家里操心的是哪些事？\n代理人：万一收入停下来，您会先顾哪一块？\n代理人：您希望这些安排帮到家里什么？\n¦\n',
  ),
  'discovery en': scriptSg(
    '# Discovery\nAgent: What has been on your mind at home lately?\nAgent: What if one income stopped, which bills would come first?\nAgent: How would you like things to look in ten years?\n¦\n',
  ),
  presentation_script: script('# 方案讲解\n¦\n'),
  'presentation_script en': scriptSg('# Presentation\n¦\n'),
  objection: script(
    '# 异议处理\n客户：我再看看吧。\n? 最近手头紧\n  代理人：您说手头紧（观察），再添一笔开支心里不轻松（感受），日常开销要先顾好（需求）。我们只看核心的两样，可以吗（请求）？\n¦\n',
  ),
  'objection en': scriptSg(
    '# Objections\nClient: Not now, perhaps.\n? Money is tight\n  Agent: You said money is tight (observation) and one more bill feels heavy (feeling); daily costs come first (need). Shall we look at the core cover only (request)?\n¦\n',
  ),
  closing: script(`# 促成\n¦\n${ALL_TERMS_ZH}`),
  'closing en': scriptSg(`# Closing\n¦\n${ALL_TERMS_EN}`),
  service: script('# 售后\n¦\n'),
  'service en': scriptSg('# Service\n¦\n'),
  referral: script('# 转介绍\n¦\n'),
  'referral en': scriptSg('# Referral\n¦\n'),
  post: script('¦\n'),
  disclosure: script('# 方案讲解\n代理人：这一页请您看一看。¦\n'),
  'disclosure en': scriptSg('# Presentation\nAgent: Please look at this page. ¦\n'),
};

const BY_NAME: Readonly<Record<string, string>> = {
  'member-adult': 'adult',
  'member-child': 'child',
  'member-elder': 'elder',
  'plan-pillar': 'pillar rows',
  'plan-child': 'child rows',
  'row-wealth': 'wealth row',
  'goal-education': 'education goal',
  'goal-pension': 'pension goal',
  override: 'override',
  story: 'presentation',
  terms: 'presentation',
  'app-online': 'application',
  'app-offline': 'application',
  preuw: 'preunderwriting',
  'uw-asked': 'underwriting',
  receipt: 'receipt',
  callback: 'callback',
  'client-new': 'new client',
  screen: 'screening',
  'share-consent': 'share',
  'event-birthday': 'event',
  'event-school': 'event',
  'event-elder': 'event of an elder',
  review: 'review',
  'claim-progress': 'progress',
  complaint: 'complaint',
  'goals-year': 'new goals',
  'goals-month': 'month',
  study: 'study',
  setback: 'setback',
  'client-day': 'client day',
};

/** Script snippets by the beginning of their names: the stage they are for. */
const STAGE_OF: readonly (readonly [RegExp, string])[] = [
  [/^open-/, 'prospecting'],
  [/^(q-|note-)/, 'discovery'],
  [/^(present-|term-)/, 'presentation_script'],
  [/^nvc/, 'objection'],
  [/^(close-|callback-)/, 'closing'],
  [/^(claim-|review-|complaint-|wish-|invite-)/, 'service'],
  [/^referral-/, 'referral'],
  [/^(post-|video-)/, 'post'],
];

/** The host's name for a snippet; English variants have hosts of their own. */
export function hostOf(group: string, name: string): string {
  const english = name.endsWith('-en');
  const base = english ? name.slice(0, -3) : name;
  return `${placeOf(group, base)}${english ? ' en' : ''}`;
}

function placeOf(group: string, name: string): string {
  if (group === 'disclosures') return 'disclosure';
  if (group === 'catalog') return 'product';
  if (group === 'pitch') return STAGE_OF.find(([pattern]) => pattern.test(name))?.[1] ?? name;
  const market = /^plan-en-(..)$/.exec(name)?.[1];
  if (market) return `new plan ${market.toUpperCase()}`;
  if (/^claim-(medical|ci|accident|death)$/.test(name)) return 'claim';
  return BY_NAME[name] ?? (group === 'plan' ? 'new plan' : name);
}
