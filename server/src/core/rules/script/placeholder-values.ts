/** What fills a script's `{{…}}`: read from the plan it names, never made up. Amounts in the plan's currency. */
import type { PlanDocument } from '../../documents/document.ts';
import { placeholderNamed } from '../../documents/pitch/placeholders.ts';
import { fullAmount } from '../../domain/amount.ts';
import { coolingOffOf } from '../../domain/cooling-off.ts';
import type { PlanView } from '../../domain/from-plan.ts';
import { planWalls } from '../../domain/from-plan.ts';
import type { Member } from '../../domain/members.ts';
import type { Risk } from '../../domain/product-types.ts';
import type { Localized } from '../../localized.ts';
import type { Project } from '../../project.ts';
import { needParameters, optionalThreshold, pillarsOf, productFacts, viewOf } from '../plan/plan-context.ts';
import { amountText } from '../plan/wording.ts';
import type { RuleContext } from '../rule.ts';
import type { RuleSet } from '../rule-set.ts';

/** A value, or why there is none. */
export type PlaceholderValue =
  | { readonly ok: true; readonly text: Localized }
  | { readonly ok: false; readonly reason: Localized };

const RISKS: Readonly<Record<string, Risk>> = { ci: 'ci', medical: 'medical', accident: 'accident', death: 'death' };

/** The value of a placeholder, by its Chinese or English name. Never throws, never answers with an empty text. */
export function placeholderValue(
  name: string,
  plan: PlanDocument,
  project: Project,
  ruleSet: RuleSet,
): PlaceholderValue {
  const known = placeholderNamed(name);
  if (known === undefined) return missing(`没有占位符“${name}”`, `there is no placeholder “${name}”`);
  const context = planContext(plan, project, ruleSet);
  const view = viewOf(context, plan);
  const [group, part] = known.en.split('.');
  switch (group) {
    case 'client':
      return clientName(plan, view, context);
    case 'agent':
      return text(plan.model.agent?.name?.value, 'agent.name');
    case 'company':
      return text(plan.model.agent?.company?.value, 'agent.company');
    case 'gap':
    case 'sum':
      return wallAmount(group, RISKS[part ?? '']!, view, context);
    case 'premium':
      return premium(part === 'month', view);
    default:
      return coolingOff(part === 'days', plan, view, context);
  }
}

function planContext(plan: PlanDocument, project: Project, ruleSet: RuleSet): RuleContext {
  const settings = project.settingsOf(plan);
  const market = plan.market ?? settings.market;
  const context: RuleContext = {
    document: plan,
    project,
    ruleSet,
    settings,
    market,
    asOf: settings.asOf,
    threshold: (name) => optionalThreshold(context, name) ?? 0,
    report: () => {},
    keep: () => {},
    skip: () => {},
  };
  return context;
}

function missing(zh: string, en: string): PlaceholderValue {
  return { ok: false, reason: { zh, en } };
}

function text(value: string | undefined, key: string): PlaceholderValue {
  if (value === undefined || value.trim() === '') return missing(`方案里没有 ${key}`, `the plan has no ${key}`);
  return { ok: true, text: { zh: value, en: value } };
}

/** The decision-maker when the plan says who, else the first breadwinner, else the first adult. */
function clientName(plan: PlanDocument, view: PlanView, context: RuleContext): PlaceholderValue {
  const pillar = pillarOf(view, context);
  const named = view.member(plan.model.finance?.decision_maker?.value);
  const adult = view.household.members.find((member) => member.role !== 'child');
  return text((pillar ?? named ?? adult)?.name, 'household.name');
}

function pillarOf(view: PlanView, context: RuleContext): Member | undefined {
  return view.household.members.find((member) => member.role === 'breadwinner') ?? pillarsOf(context, view)[0];
}

function wallAmount(group: 'gap' | 'sum', risk: Risk, view: PlanView, context: RuleContext): PlaceholderValue {
  const pillar = pillarOf(view, context);
  if (pillar === undefined) return missing('方案里看不出谁是家庭支柱', 'the plan shows no breadwinner');
  const covers = view.rows.flatMap((row) => row.covers).filter((cover) => cover.member === pillar.id);
  if (group === 'sum') {
    const sums = covers.filter((cover) => cover.pays[risk] !== undefined && cover.sum !== undefined);
    const total = sums.reduce((sum, cover) => sum + (cover.sum ?? 0), 0);
    if (total <= 0) return missing('方案里没有这项保额', 'the plan holds no such cover');
    return { ok: true, text: amountText(total) };
  }
  // the gap before this plan: what the talk is about
  const wall = planWalls(view, needParameters(context)).find((one) => one.member === pillar.id && one.risk === risk);
  if (wall?.need === undefined) return missing('这堵墙算不出缺口金额', 'no amount can be worked out for this wall');
  return { ok: true, text: amountText(Math.max(0, wall.need - wall.existing)) };
}

function premium(monthly: boolean, view: PlanView): PlaceholderValue {
  const year = view.rows.reduce((sum, row) => sum + row.premium, 0);
  if (year <= 0) return missing('方案里没有保费', 'the plan has no premiums');
  const shown = fullAmount(monthly ? Math.round(year / 12) : year);
  return { ok: true, text: { zh: `${shown}元`, en: shown } };
}

function coolingOff(wantsDays: boolean, plan: PlanDocument, view: PlanView, context: RuleContext): PlaceholderValue {
  const own = view.rows.flatMap((row) => row.facts?.coolingOff ?? []);
  const marketDays = optionalThreshold(context, 'cooling_off_days');
  const days = own.length > 0 ? Math.min(...own) : marketDays;
  if (days === undefined) return missing('本市场没有统一的犹豫期天数', 'this market has no common cooling-off period');
  if (wantsDays) return { ok: true, text: { zh: `${days}天`, en: `${days} days` } };
  const application = plan.model.application?.items.findLast((one) => one.receipt ?? one.delivered);
  const first = plan.model.products?.items[0]?.product?.value;
  const from = first === undefined ? undefined : productFacts(context, first, plan)?.coolingFrom;
  const end = coolingOffOf({
    market: context.market,
    days,
    ...(application?.receipt && { receipt: application.receipt.value }),
    ...(application?.delivered && { delivered: application.delivered.value }),
    ...(from === 'receipt_day' && { from: 'receipt_day' as const }),
  })?.end;
  if (end === undefined)
    return missing('方案里还没有回执日期（application.receipt）', 'the plan has no receipt yet (application.receipt)');
  const [year, month, day] = end.split('-').map(Number);
  return { ok: true, text: { zh: `${year}年${month}月${day}日`, en: end } };
}
