import { clientRecord, computedTier } from '../../client-record.ts';
import type { Fix, TextEdit } from '../../diagnostic.ts';
import type { ClientDocument, PlanDocument } from '../../documents/document.ts';
import type { PlanMember } from '../../documents/yaml/models.ts';
import { insertItem, insertKey, insertTopLevel, replace } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { keyRangeOf } from '../plan/plan-context.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';

/** The one who decides is known, and at the table. */
export default defineRule({
  id: 'process/decision-maker',
  title: { zh: '决策者要在场', en: 'The decision-maker at the table' },
  why: {
    zh: '跟不做主的人讲完一整套方案，回家一句“不要”就没了。先弄清保单谁拍板，讲解时请他在场。',
    en: 'A plan explained to someone who does not decide ends with a “no” at home. Find out who decides, and have that person present.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['plan', 'client'],
  handbook: '1.2',
  message: { zh: '决策者未参与。', en: 'Decision-maker absent.' },
  variants: {
    unknown: {
      message: { zh: '没有写决策人（decision_maker）：保单由谁拍板？', en: 'No decision-maker recorded: who decides?' },
    },
    two: {
      message: {
        zh: '决策人写了两个：这里是 {name}，方案或财务里是 {other}。',
        en: 'Two decision-makers: {name} here, {other} in the plan or the finances.',
      },
    },
    absent: { message: { zh: '讲解对象里没有决策人{name}。', en: '{name} decides, but is not in the audience.' } },
  },
  check(context) {
    const { document } = context;
    if (document.kind === 'plan') checkPlan(context, document);
    else if (document.kind === 'client') checkClient(context, document);
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'absent',
      text: 'presentation:\n  [[audience]]: [dad]\n  chart: four-walls\n',
      fixed: 'presentation:\n  audience: [dad, mom]\n  chart: four-walls\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'unknown',
      text: '[[finance]]: {expenses: 17万, mortgage: 110万, liquid: 24万, budget: 4.6万}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'unknown',
      text: 'kind: client\nname: 罗先生一家\nscreening: {need: 4, means: 4, decision: 3, tier: [[A]]}\n',
    },
    // no tier written: the scores say that the client is worth a plan
    {
      kind: 'bad',
      in: 'client',
      variant: 'unknown',
      language: 'en',
      market: 'SG',
      text: 'kind: client\nname: The Ong family\nlang: en\n[[screening]]: {need: 5, means: 3, decision: 2}\n',
    },
    {
      kind: 'good',
      in: 'client',
      language: 'en',
      market: 'SG',
      text: 'kind: client\nname: The Ong family\nlang: en\nscreening: {need: 2, means: 3, decision: 2, tier: C}\n',
    },
    {
      kind: 'bad',
      in: 'client',
      variant: 'two',
      text: 'kind: client\nname: 罗先生一家\nconsent: {collect: 2026-10-08}\ndecision_maker: [[luo]]\nfinance: {decision_maker: wife}\nhousehold:\n  - {id: luo, name: 罗先生, role: breadwinner, born: 1990-02-10}\n  - {id: wife, name: 范女士, role: spouse, born: 1991-02-10}\nscreening: {need: 4, means: 4, decision: 3, tier: A}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'presentation:\n  audience: [dad, mom]\n  chart: four-walls\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      variant: 'absent',
      text: `finance: {expenses: 66k, liquid: 60k, decision_maker: leela}
needs: {protect: [leela]}
products:
  - {id: p1, product: ci-70, insured: leela, sum: 360k, premium: 1820, pay: 20y, term: to70}
presentation: {[[audience]]: [anu]}
`,
      fixed: `lang: en
finance: {expenses: 66k, liquid: 60k, decision_maker: leela}
needs: {protect: [leela]}
products:
  - {id: p1, product: ci-70, insured: leela, sum: 360k, premium: 1820, pay: 20y, term: to70}
presentation: {audience: [anu, leela]}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family-sg',
      language: 'en',
      market: 'SG',
      text: `finance: {expenses: 66k, liquid: 60k, decision_maker: leela}
needs: {protect: [leela]}
products:
  - {id: p1, product: ci-70, insured: leela, sum: 360k, premium: 1820, pay: 20y, term: to70}
presentation: {audience: [leela]}
`,
    },
  ],
});

function checkPlan(context: RuleContext, document: PlanDocument): void {
  const { model } = document;
  if ((model.products?.items.length ?? 0) === 0) return;
  const decider = model.finance?.decision_maker;
  if (decider === undefined) {
    const { text, tree } = document;
    const write = (id: string) =>
      model.finance
        ? insertKey(text, model.finance.node, 'decision_maker', id)
        : insertTopLevel(text, tree, 'finance', `{decision_maker: ${id}}`, 'policies');
    context.report({
      variant: 'unknown',
      range: keyRangeOf(model, model.finance ? 'finance' : 'household'),
      fixes: deciders(model.household?.items ?? [], write),
    });
    return;
  }
  const audience = model.presentation?.audience;
  if (audience === undefined || audience.items.some((field) => field.value === decider.value)) return;
  const member = model.household?.items.find((candidate) => candidate.id?.value === decider.value);
  // an unknown id is plan/reference's finding
  if (member === undefined) return;
  const name = member.name?.value;
  const edit = insertItem(document.text, audience.node, decider.value);
  context.report({
    variant: 'absent',
    range: model.presentation?.keyRange('audience') ?? audience.range,
    data: { name: same(name ?? decider.value) },
    related: [{ uri: document.uri, range: decider.range, message: { zh: '决策人写在这里', en: 'the decision-maker' } }],
    fixes: edit
      ? [
          {
            title: { zh: `把${name ?? decider.value}加进讲解对象`, en: `Add ${name ?? decider.value} to the audience` },
            safety: 'review',
            edits: [edit],
          },
        ]
      : [],
  });
}

/** Clients of tier A or B are worth a plan: by then it must be known who decides. */
function checkClient(context: RuleContext, document: ClientDocument): void {
  const { model } = document;
  const inFinance = clientRecord(document, context.project).finance?.decision_maker;
  const own = model.decision_maker;
  if (own && inFinance && own.value !== inFinance.value) {
    const uri = model.finance ? document.uri : (context.project.planOf(document)?.uri ?? document.uri);
    context.report({
      variant: 'two',
      range: own.range,
      data: { name: same(own.value), other: same(inFinance.value) },
      related: [{ uri, range: inFinance.range, message: { zh: '财务里写的决策人', en: 'the decision-maker there' } }],
      fixes: [
        {
          title: { zh: `改为 ${inFinance.value}`, en: `Change to ${inFinance.value}` },
          safety: 'review',
          edits: [replace(own.range, inFinance.value)],
        },
      ],
    });
  }
  if (own ?? inFinance) return;
  const written = model.screening?.tier;
  const tier = written?.value ?? computedTier(document, context.threshold);
  if (tier !== 'A' && tier !== 'B') return;
  context.report({
    variant: 'unknown',
    range: written?.range ?? model.keyRange('screening') ?? model.range,
    fixes: deciders(clientRecord(document, context.project).household, (id) =>
      insertTopLevel(document.text, document.tree, 'decision_maker', id, 'screening'),
    ),
  });
}

/** One fix per member who is no child: who decides is for the writer to say. */
function deciders(household: readonly PlanMember[], write: (id: string) => TextEdit | undefined): readonly Fix[] {
  return household.flatMap(({ id, name, role }) => {
    const edit = id && role?.value !== 'child' ? write(id.value) : undefined;
    if (!id || !edit) return [];
    const who = name?.value ?? id.value;
    return [{ title: { zh: `由${who}决定`, en: `${who} decides` }, safety: 'manual' as const, edits: [edit] }];
  });
}
