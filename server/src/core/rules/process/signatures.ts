import type { Fix } from '../../diagnostic.ts';
import { isChild, type Member } from '../../domain/members.ts';
import { hasUncertainReturns } from '../../domain/product-types.ts';
import { insertKey, replace } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { type ApplicationView, applicationsOf, proposedDay } from './applications.ts';

/** Adults sign for themselves, minors through a guardian, and the risk statement is confirmed by the owner. */
export default defineRule({
  id: 'process/signatures',
  title: { zh: '本人签名，未成年人由监护人签', en: 'Everyone signs for themselves' },
  why: {
    zh: '代签会让合同对客户不生效，销售人员也会被处罚。未成年人由监护人签；含身故责任的，只能由父母投保。分红、万能、投连要由投保人确认利益不确定的语句。',
    en: 'A forged signature does not bind the client and costs the agent the licence. Minors sign through a guardian, a parent where death is insured. Participating, universal and unit-linked products need the owner’s risk statement.',
  },
  basis: 'law',
  markets: marketsWith(
    'error',
    { CN: ['cn-sbm-29', 'cn-pdr-4', 'cn-spc3-6', 'cn-spc2-3'], TW: ['tw-sr-15'] },
    'warning',
  ),
  kinds: ['plan'],
  handbook: '4.2',
  message: { zh: '签名不符。', en: 'Signature problem.' },
  variants: {
    missing: { message: { zh: '已提交，缺{name}的签名记录。', en: 'Submitted, but {name}’s signature is missing.' } },
    other: {
      message: {
        zh: '{name}是成年人，须本人签名（self）。',
        en: '{name} is an adult and must sign personally (self).',
      },
    },
    guardian: {
      message: {
        zh: '{name}未成年，须由监护人签，{by}不行。',
        en: '{name} is a minor: a guardian must sign, not {by}.',
      },
    },
    parent: {
      message: {
        zh: '{name}的保单含身故责任，须由父母签，{by}不行。',
        en: '{name}’s cover includes death: a parent must sign, not {by}.',
      },
    },
    statement: {
      message: {
        zh: '含分红、万能或投连产品，缺投保人确认利益不确定的语句（statement）。',
        en: 'A product with non-guaranteed benefits, but no risk statement of the owner.',
      },
    },
  },
  check(context) {
    for (const entry of applicationsOf(context)) {
      if (entry.application.submitted === undefined) continue;
      checkSigners(context, entry);
      checkStatement(context, entry);
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'other',
      text: 'application:\n  - {for: [p2], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, signed: {dad: [[mom]]}, submitted: 2026-03-06}\n',
      fixed:
        'application:\n  - {for: [p2], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, signed: {dad: self}, submitted: 2026-03-06}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'guardian',
      text: 'application:\n  - {for: [p10], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, signed: {mom: self, kid: [[self]]}, submitted: 2026-03-06}\n',
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      text: 'application:\n  - {for: [p2], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, signed: {dad: self}, submitted: 2026-03-06}\n',
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'missing',
      text: `application:
  - {for: [p2], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, submitted: [[2026-03-06]]}
`,
      fixed: `application:
  - {for: [p2], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, submitted: 2026-03-06, signed: {dad: self}}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'parent',
      text: `household:
  - {id: mom, name: 施女士, role: spouse, born: 1995-02-17, income: 16万, job_class: 1, social: employee, health: {declared: true}}
  - {id: gran, name: 施奶奶, role: parent, born: 1968-04-02, social: resident, health: {declared: true}}
  - {id: kid, name: 阿禾, role: child, born: 2022-09-26, social: resident, health: {declared: true}}
products:
  - {id: p11, product: kid-acc, insured: kid, owner: mom, sum: 20万, premium: 90, pay: 1y, term: 1y}
application:
  - {for: [p11], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, signed: {mom: self, kid: [[gran]]}, submitted: 2026-03-06}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      variant: 'statement',
      text: `application:
  - {for: [p12], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, signed: {mom: self, kid: mom}, submitted: [[2026-03-06]]}
`,
    },
    {
      kind: 'bad',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      variant: 'other',
      text: `lang: en
application:
  - {for: [p6], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, signed: {mom: [[dad]]}, submitted: 2026-03-06}
`,
      fixed: `lang: en
application:
  - {for: [p6], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, signed: {mom: self}, submitted: 2026-03-06}
`,
    },
    {
      kind: 'good',
      in: 'plan',
      given: 'family',
      language: 'en',
      market: 'CN',
      text: `lang: en
application:
  - {for: [p6], verified: {identity: 2026-03-05, occupation: 2026-03-05, health: 2026-03-05}, signed: {mom: self}, submitted: 2026-03-06}
`,
    },
  ],
});

function checkSigners(context: RuleContext, entry: ApplicationView): void {
  const { application, rows, insured, view, document } = entry;
  const adultAge = context.threshold('adult_age');
  const people = [...new Set([...insured, ...rows.flatMap((row) => row.owner ?? [])])];
  for (const member of people) {
    const child = isChild(member, view.day, adultAge);
    const signature = application.signed?.entries.find((candidate) => candidate.key.value === member.id)?.value;
    if (signature === undefined) {
      context.report({
        variant: 'missing',
        range: application.submitted!.range,
        data: { name: same(member.name) },
        fixes: signerFix(entry, member, child ? parentOf(entry, adultAge)?.id : 'self'),
      });
      continue;
    }
    if (!child) {
      if (signature.value === 'self') continue;
      context.report({
        variant: 'other',
        range: signature.range,
        data: { name: same(member.name) },
        fixes: [
          {
            title: { zh: '改为本人签名（self）', en: 'Signed personally (self)' },
            safety: 'review',
            edits: [replace(signature.range, 'self')],
          },
        ],
      });
      continue;
    }
    const signer = view.member(signature.value);
    const by = same(signature.value === 'self' ? member.name : (signer?.name ?? signature.value));
    if (signer === undefined || isChild(signer, view.day, adultAge)) {
      context.report({ variant: 'guardian', range: signature.range, data: { name: same(member.name), by } });
    } else if (coversDeath(entry, member) && !isParent(signer)) {
      context.report({
        variant: 'parent',
        range: signature.range,
        data: { name: same(member.name), by },
        related: [
          { uri: document.uri, range: entry.application.range, message: { zh: '这次投保', en: 'this application' } },
        ],
      });
    }
  }
}

/** Of a household's child, the breadwinner and the spouse are the parents. */
function isParent(member: Member): boolean {
  return member.role === undefined || member.role === 'breadwinner' || member.role === 'spouse';
}

function parentOf({ view }: ApplicationView, adultAge: number): Member | undefined {
  return view.household.members.find((member) => isParent(member) && !isChild(member, view.day, adultAge));
}

function coversDeath({ rows }: ApplicationView, member: Member): boolean {
  return rows.some(
    (row) => row.insured?.id === member.id && row.covers.some((cover) => cover.pays.death !== undefined),
  );
}

function signerFix(
  { application, document }: ApplicationView,
  member: Member,
  signer: string | undefined,
): readonly Fix[] {
  if (signer === undefined) return [];
  const edit = application.signed
    ? insertKey(document.text, application.signed.node, member.id, signer)
    : insertKey(document.text, application.node, 'signed', `{${member.id}: ${signer}}`);
  return edit
    ? [
        {
          title: { zh: `写入 ${member.id}: ${signer}`, en: `Add ${member.id}: ${signer}` },
          safety: 'manual',
          edits: [edit],
        },
      ]
    : [];
}

function checkStatement(context: RuleContext, { application, rows, document }: ApplicationView): void {
  if (application.statement !== undefined || context.market !== 'CN') return;
  const uncertain = rows.find((row) => hasUncertainReturns(row.type, row.facts?.design));
  if (uncertain === undefined) return;
  const day = proposedDay(context, application.submitted!.value);
  const edit = insertKey(document.text, application.node, 'statement', day, 'signed');
  context.report({
    variant: 'statement',
    range: application.submitted!.range,
    related: [
      {
        uri: document.uri,
        range: uncertain.row.range,
        message: { zh: '利益不确定的产品', en: 'benefits not guaranteed' },
      },
    ],
    fixes: edit
      ? [{ title: { zh: `写入 statement: ${day}`, en: `Add statement: ${day}` }, safety: 'manual', edits: [edit] }]
      : [],
  });
}
