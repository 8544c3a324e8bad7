/** 保单体检表: what each member holds, what it pays, where the gap is, and what comes next. */
import { lastReviewed } from '../core/client-record.ts';
import type { ClientDocument } from '../core/documents/document.ts';
import { isChild } from '../core/domain/members.ts';
import { type Risk, riskOfType } from '../core/domain/product-types.ts';
import type { Wall } from '../core/domain/walls.ts';
import type { CalendarDate } from '../core/localized.ts';
import { RISK_NAMES } from '../core/rules/plan/wording.ts';
import { marketOf, thresholdOf } from './context.ts';
import { coverOfClient, type HeldRow, type HouseholdCover } from './cover.ts';
import type { ReportMaker, ReportSource } from './maker.ts';
import { type Block, heading, table, text } from './model.ts';
import { money, nameIn, PAYS_NAMES, PRODUCT_TYPE_NAMES, termText } from './words.ts';

interface Line {
  readonly member: string;
  readonly risk: Risk | undefined;
  /** Type, sum, premium, payment term, cover until, what it pays, standing. */
  readonly cells: readonly string[];
}

export const reviewReport: ReportMaker<readonly Block[]> = {
  kinds: ['client'],
  title: { zh: '保单体检表', en: 'Policy review' },
  part: (source) => (source.document.kind === 'client' ? clientBlocks(source, source.document) : undefined),
  join: (parts, { say }) =>
    parts.length > 0
      ? [
          ...parts.flat(),
          text(
            say({
              zh: '缺口按四堵墙的公式估算，是经验法则，不是监管标准；保证与非保证利益以合同条款为准。',
              en: 'Gaps follow the four-walls formulas: rules of thumb, not a regulator’s figures. The contract decides.',
            }),
          ),
        ]
      : [text(say({ zh: '没有客户档案。', en: 'No client record.' }))],
};

function clientBlocks(source: ReportSource, document: ClientDocument): readonly Block[] {
  const { context, say, mask, language } = source;
  const cover = coverOfClient(document, context);
  const last = lastReviewed(document, context.project, context.asOf);
  const { currency } = context.ruleSet.markets[marketOf(document, context)];
  const rows = rowsOf(source, document, cover);
  const decided = latestReview(document, context.asOf)?.action?.value;
  const columns = [
    { zh: '被保人', en: 'Insured' },
    { zh: '险种', en: 'Type' },
    { zh: `保额（${currency}）#`, en: `Sum (${currency})#` },
    { zh: '年保费#', en: 'Premium a year#' },
    { zh: '缴费期', en: 'Paid for' },
    { zh: '保障至', en: 'Covers' },
    { zh: '保障责任', en: 'What it pays' },
    { zh: '状态', en: 'Standing' },
    { zh: '保障缺口#', en: 'Gap#' },
    { zh: '动作', en: 'Next' },
  ].map(say);
  return [
    heading(mask(document.model.name?.value ?? source.path)),
    text(
      last
        ? say({ zh: `上次体检或生效：${last.on}`, en: `Last review or start: ${last.on}` })
        : say({ zh: '没有体检或生效的记录。', en: 'No review and no start on record.' }),
    ),
    ...(decided ? [text(say({ zh: '上次体检定下：', en: 'Decided at the last review: ' }) + mask(decided))] : []),
    rows.length > 0
      ? table(columns, rows)
      : text(language === 'zh' ? '没有保单，也没有可算的需求。' : 'No policies, and no needs to compute.'),
  ];
}

function rowsOf(source: ReportSource, document: ClientDocument, cover: HouseholdCover): string[][] {
  const lines = [...policyLines(source, cover), ...cover.rows.map((held) => planLine(source, held))];
  const order = cover.members.map((member) => member.id);
  const wallOf = new Map(cover.walls.map((wall) => [`${wall.member} ${wall.risk}`, wall]));
  const shown = new Set<string>();
  const insuredFor = (wall: Wall) => lines.some((line) => line.member === wall.member && line.risk === wall.risk);
  const adultAge = thresholdOf(document, 'adult_age', source.context) ?? 18;
  const isGap = (wall: Wall) => {
    if (wall.risk !== 'medical') return wall.gap > 0;
    const member = cover.members.find(({ id }) => id === wall.member);
    // for a child small medical cover is what the handbook asks for
    const enough = member !== undefined && isChild(member, source.context.asOf, adultAge) && insuredFor(wall);
    return wall.courses?.million === false && !enough;
  };
  const nameOf = (id: string) => source.mask(cover.members.find((member) => member.id === id)?.name ?? id);
  const all = [...lines];
  for (const wall of cover.walls) {
    if (!isGap(wall) || insuredFor(wall)) continue;
    const none = source.say({
      zh: `（没有${RISK_NAMES[wall.risk].zh}保障）`,
      en: `(no ${RISK_NAMES[wall.risk].en} cover)`,
    });
    all.push({ member: wall.member, risk: wall.risk, cells: [none, '—', '—', '—', '—', '—', '—'] });
  }
  return all
    .map((line, index) => ({ line, index }))
    .sort((a, b) => order.indexOf(a.line.member) - order.indexOf(b.line.member) || a.index - b.index)
    .map(({ line }) => {
      const key = `${line.member} ${line.risk}`;
      const wall = line.risk && !shown.has(key) ? wallOf.get(key) : undefined;
      shown.add(key);
      const gap = wall ? gapText(source, wall, isGap(wall)) : '';
      return [nameOf(line.member), ...line.cells, gap, wall ? actionText(source, document, wall, isGap(wall)) : ''];
    });
}

function policyLines(source: ReportSource, { view }: HouseholdCover): Line[] {
  const { language, say, context } = source;
  return view.policies.map((policy) => {
    const type = policy.type?.value;
    const ended = policy.until !== undefined && policy.until.value <= context.asOf;
    const paid = policy.premium?.value === 0 || (policy.pay_until && policy.pay_until.value <= context.asOf);
    return {
      member: policy.insured?.value ?? '',
      risk: type === undefined || ended ? undefined : riskOfType(type),
      cells: [
        nameIn(PRODUCT_TYPE_NAMES, type ?? '—', language),
        money(policy.sum?.value, language),
        money(policy.premium?.value, language),
        paid ? say({ zh: '已交清', en: 'paid up' }) : (policy.pay_until?.value ?? '—'),
        policy.until?.value ?? '—',
        type === undefined || riskOfType(type) === undefined ? '—' : RISK_NAMES[riskOfType(type)!][language],
        ended ? say({ zh: '已终止', en: 'ended' }) : say({ zh: '在保', en: 'in force' }),
      ],
    };
  });
}

function planLine(source: ReportSource, { row, inForce, toConfirm }: HeldRow): Line {
  const { language, say } = source;
  const pays = row.facts?.product.pays;
  const parts = (['ci', 'accident', 'medical', 'death'] as const).flatMap((risk) => {
    const how = pays?.[risk]?.value;
    return how === undefined ? [] : [`${RISK_NAMES[risk][language]} ${nameIn(PAYS_NAMES, how, language)}`];
  });
  const name = row.facts?.product.name?.value ?? row.row.product?.value;
  const type = row.type === undefined ? '—' : nameIn(PRODUCT_TYPE_NAMES, row.type, language);
  return {
    member: row.insured?.id ?? row.row.insured?.value ?? '',
    risk: row.type === undefined ? undefined : riskOfType(row.type),
    cells: [
      name === undefined ? type : `${type} ${name}`,
      money(row.sum, language),
      money(row.premium > 0 ? row.premium : undefined, language),
      termText(row.row.pay?.value, language),
      termText(row.row.term?.value, language),
      parts.join(language === 'zh' ? '；' : '; ') || '—',
      toConfirm
        ? say({ zh: '到期，请确认续保', en: 'term over: renewed?' })
        : inForce
          ? say({ zh: '在保', en: 'in force' })
          : say({ zh: '方案中', en: 'proposed' }),
    ],
  };
}

function gapText({ say, language }: ReportSource, wall: Wall, isGap: boolean): string {
  if (wall.risk === 'medical')
    return isGap ? say({ zh: '缺百万医疗', en: 'no high-limit medical' }) : say({ zh: '无', en: 'none' });
  if (wall.need === undefined) return say({ zh: '缺数据，无法计算', en: 'not computable: facts missing' });
  return wall.gap > 0 ? money(wall.gap, language) : say({ zh: '无', en: 'none' });
}

function latestReview(document: ClientDocument, asOf: CalendarDate) {
  return (document.model.reviews?.items ?? [])
    .filter((review) => review.on !== undefined && review.on.value <= asOf)
    .sort((a, b) => (a.on!.value < b.on!.value ? -1 : 1))
    .at(-1);
}

/** What the latest review notes for this member and risk; else what follows from the gap. */
function actionText(
  { say, mask, context }: ReportSource,
  document: ClientDocument,
  wall: Wall,
  isGap: boolean,
): string {
  const latest = latestReview(document, context.asOf);
  const noted = (latest?.gaps?.items ?? []).find(
    (gap) => gap.member?.value === wall.member && gap.risk?.value === wall.risk,
  );
  if (noted?.note) return mask(noted.note.value);
  if (!isGap) return '';
  return say({ zh: '与客户确认是否补足', en: 'ask whether to close it' });
}
