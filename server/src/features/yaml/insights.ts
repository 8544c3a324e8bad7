/** Inlay hints (ages, premium share, cover against need, cooling-off end) and code lenses (totals, used by). */
import type { PlanDocument, YamlDocument } from '../../core/documents/document.ts';
import { formatAmount } from '../../core/domain/amount.ts';
import { coolingOffOf } from '../../core/domain/cooling-off.ts';
import { ageOn } from '../../core/domain/dates.ts';
import { type PlanView, planView, planWalls, premiumRowsOf } from '../../core/domain/from-plan.ts';
import { householdIncome } from '../../core/domain/members.ts';
import { premiumTotals } from '../../core/domain/premiums.ts';
import type { Risk } from '../../core/domain/product-types.ts';
import { needParameters } from '../../core/domain/walls.ts';
import type { CalendarDate, Localized } from '../../core/localized.ts';
import type { Project } from '../../core/project.ts';
import type { SourceRange } from '../../core/text/range.ts';
import type { FeatureContext, InlayEntry, LensEntry } from '../types.ts';
import { dayOf } from './cards.ts';

export function inlays(document: YamlDocument, range: SourceRange, context: FeatureContext): readonly InlayEntry[] {
  const entries = [...ageHints(document, context)];
  if (document.kind === 'plan')
    entries.push(
      ...shareHints(document, context),
      ...coverHints(document, context),
      ...coolingHints(document, context),
    );
  return entries.filter(({ offset }) => range.start <= offset && offset <= range.end);
}

/** After each `born`: the age on the plan's day. */
function ageHints(document: YamlDocument, context: FeatureContext): InlayEntry[] {
  if (document.kind !== 'plan' && document.kind !== 'client') return [];
  const day = dayOf(document, context);
  return (document.model.household?.items ?? []).flatMap(({ born }) => {
    if (born?.value === undefined || born.value > day) return [];
    const age = ageOn(born.value, day);
    const tooltip = { zh: `${day} 时的周岁`, en: `Age on ${day}` };
    return [{ kind: 'age', offset: born.range.end, label: { zh: `${age}岁`, en: `age ${age}` }, tooltip }];
  });
}

/** After each premium: its share of household income. */
function shareHints(document: PlanDocument, context: FeatureContext): InlayEntry[] {
  const view = viewOf(document, context.project);
  const income = householdIncome(view.household.members);
  if (income <= 0) return [];
  return view.rows.flatMap(({ row, premium }) => {
    if (!row.premium || premium <= 0) return [];
    const percent = percentOf(premium / income);
    const tooltip = { zh: '占家庭年收入', en: 'Of the household’s yearly income' };
    return [{ kind: 'premiumShare', offset: row.premium.range.end, label: { zh: percent, en: percent }, tooltip }];
  });
}

/** After each sum of someone to protect: what all their cover comes to beside the need, for the risk that the row pays. */
function coverHints(document: PlanDocument, context: FeatureContext): InlayEntry[] {
  const { market } = context.project.settingsOf(document);
  const view = viewOf(document, context.project);
  const walls = planWalls(
    view,
    needParameters(document.market ?? market, (name) => thresholdOf(name, document, context)),
  );
  return view.rows.flatMap(({ row, insured, covers }) => {
    const pays = covers[0]?.pays ?? {};
    const wall = walls.find((each) => each.member === insured?.id && pays[each.risk] === 'sum' && each.need);
    if (!row.sum || !wall?.need) return [];
    const { risk, existing, planned, need } = wall;
    const percent = `${Math.round(((existing + planned) / need) * 100)}%`;
    const told = (language: 'zh' | 'en', words: (name: string, x: string, y: string, z: string) => string) =>
      words(RISK_NAMES[risk][language], ...amounts([existing, planned, need], language));
    return [
      {
        kind: 'cover',
        offset: row.sum.range.end,
        label: {
          zh: `${RISK_NAMES[risk].zh}保障为需求的 ${percent}`,
          en: `${percent} of ${RISK_NAMES[risk].en} need`,
        },
        tooltip: {
          zh: told('zh', (name, x, y, z) => `${insured!.name}的${name}：已有 ${x}，本方案 ${y}，需求 ${z}（经验公式）`),
          en: told(
            'en',
            (name, x, y, z) => `${insured!.name}, ${name}: has ${x}, planned ${y}, need ${z} (rule of thumb)`,
          ),
        },
      },
    ];
  });
}

function amounts(values: readonly [number, number, number], language: 'zh' | 'en'): [string, string, string] {
  return values.map((value) => formatAmount(value, language)) as [string, string, string];
}

const RISK_NAMES: Readonly<Record<Risk, Localized>> = {
  ci: { zh: '重疾', en: 'critical illness' },
  accident: { zh: '意外', en: 'accident' },
  medical: { zh: '医疗', en: 'medical' },
  death: { zh: '身故', en: 'death' },
};

/** After each receipt: the last day on which the client may still step back. */
function coolingHints(document: PlanDocument, { project, ruleSet }: FeatureContext): InlayEntry[] {
  const { market } = project.settingsOf(document);
  const marketDays = thresholdOf('cooling_off_days', document, { project, ruleSet });
  return (document.model.application?.items ?? []).flatMap(({ receipt, delivered, notice }) => {
    const anchor = receipt ?? delivered ?? notice;
    const period = coolingOffOf({
      market,
      marketDays,
      ...(receipt && { receipt: receipt.value }),
      ...(delivered && { delivered: delivered.value }),
      ...(notice && { notice: notice.value }),
    });
    if (!anchor || !period) return [];
    const label = { zh: `犹豫期至 ${period.end} 24:00`, en: `cooling-off ends ${period.end} 24:00` };
    return [{ kind: 'coolingOff', offset: anchor.range.end, label }];
  });
}

export function lenses(document: YamlDocument, context: FeatureContext): readonly LensEntry[] {
  if (document.kind === 'plan')
    return [...totalsLens(document, context.project), ...scriptsLens(document, context.project)];
  if (document.kind === 'catalog') return usedByLenses(document, context.project);
  return [];
}

/** Above the rows: what is paid per year, and its share. */
function totalsLens(document: PlanDocument, project: Project): LensEntry[] {
  const key = document.model.keyRange('products');
  const view = viewOf(document, project);
  if (!key || view.rows.length === 0) return [];
  const totals = premiumTotals({
    rows: premiumRowsOf(view),
    existing: view.existingPremiums,
    day: view.day,
    income: householdIncome(view.household.members),
  });
  const share = totals.freshShare === undefined ? '' : percentOf(totals.freshShare);
  return [
    {
      kind: 'totals',
      range: key,
      title: {
        zh: `新增年保费 ${formatAmount(totals.fresh, 'zh')}${share && `，占年收入 ${share}`}`,
        en: `New premiums ${formatAmount(totals.fresh, 'en')} a year${share && `, ${share} of income`}`,
      },
      // nothing to run: the lens is its text
      command: '',
      arguments: [],
    },
  ];
}

function scriptsLens(document: PlanDocument, project: Project): LensEntry[] {
  const count = project.scriptsOf(document).length + project.clientsOf(document).length;
  const at = document.model.keyRange('title') ?? document.model.keyRange('kind');
  if (count === 0 || !at) return [];
  return [
    {
      kind: 'usedBy',
      range: at,
      title: { zh: `${count} 份文件引用本方案`, en: `Named by ${count} file${count === 1 ? '' : 's'}` },
      command: '',
      arguments: [],
    },
  ];
}

/** Above each product: how many rows of open plans sell it. */
function usedByLenses(document: YamlDocument & { kind: 'catalog' }, project: Project): LensEntry[] {
  const uses = new Map<string, number>();
  for (const other of project.documents()) {
    if (other.kind !== 'plan' || !project.catalogsOf(other).some(({ uri }) => uri === document.uri)) continue;
    for (const { product } of other.model.products?.items ?? []) {
      if (product?.value !== undefined) uses.set(product.value, (uses.get(product.value) ?? 0) + 1);
    }
  }
  return (document.model.products?.items ?? []).flatMap(({ id }) => {
    const count = id?.value === undefined ? 0 : (uses.get(id.value) ?? 0);
    if (!id || count === 0) return [];
    return [
      {
        kind: 'usedBy',
        range: id.range,
        title: { zh: `${count} 处使用`, en: `Used by ${count} row${count === 1 ? '' : 's'}` },
        command: '',
        arguments: [],
      },
    ];
  });
}

/** The plan as the arithmetic reads it. */
export function viewOf(document: PlanDocument, project: Project): PlanView {
  const asOf: CalendarDate = project.settingsOf(document).asOf;
  return planView(
    document.model,
    (id) => {
      const found = project.product(document, id);
      return found && { product: found.product };
    },
    asOf,
  );
}

function thresholdOf(
  name: string,
  document: YamlDocument,
  { project, ruleSet }: Pick<FeatureContext, 'project' | 'ruleSet'>,
): number | undefined {
  const { market, thresholds } = project.settingsOf(document);
  return thresholds[name] ?? ruleSet.markets[market]?.thresholds[name]?.value;
}

function percentOf(share: number): string {
  return `${(Math.round(share * 1000) / 10).toFixed(1)}%`;
}
