/** Whether a product could have paid what a case tells, by the facts that its catalogue has noted. */
import type { CatalogProduct } from '../../documents/yaml/models.ts';
import { deathCapAt, type MinorCaps } from '../../domain/minors.ts';
import type { Localized } from '../../localized.ts';
import { findNumbers } from '../../text/numbers.ts';
import { amountText } from '../plan/wording.ts';
import { isAmount, type Payout } from './posts.ts';

/** Words in front of what a treatment cost. */
const COST =
  /(?:花了|花费|花費|花掉|医疗费|醫療費|治疗费|治療費|住院费|住院費|手术费|手術費|总费用|總費用|账单|帳單|\bbills?(?: of| was| came to)?|\bcosts?(?: of| was| came to)?)[^，,。；;]{0,8}$/u;
const DEATH = /身故|去世|过世|過世|身亡|离世|離世|\b(?:died|death|passed away)\b/u;

/** Why the product cannot have paid so much for this, as the end of a sentence; undefined when it can, or nobody knows. */
export function whyImpossible(
  text: string,
  payout: Payout,
  product: CatalogProduct,
  caps: MinorCaps,
): Localized | undefined {
  const limit = product.max_sum?.value;
  if (limit !== undefined && payout.amount > limit) {
    const most = amountText(limit);
    return { zh: `一份最高只有${most.zh}`, en: `one policy pays ${most.en} at most` };
  }
  const ways = waysOf(product);
  if (payout.isReimbursed && ways.length > 0 && !ways.includes('reimburse'))
    return { zh: '它按保额给付，不报销费用', en: 'it pays a sum and reimburses nothing' };
  if (ways.length > 0 && ways.every((way) => way === 'reimburse')) return overCost(text, payout, product);
  return overCap(text, payout, product, caps);
}

function waysOf({ pays }: CatalogProduct): readonly string[] {
  return [pays?.ci, pays?.accident, pays?.medical, pays?.death].flatMap((way) => way?.value ?? []);
}

/** Cover that reimburses never pays more than was spent, less the deductible, at its ratio. */
function overCost(text: string, payout: Payout, product: CatalogProduct): Localized | undefined {
  const cost = costIn(text, payout);
  if (cost === undefined) return undefined;
  const deductible = product.deductible?.value ?? 0;
  const ratio = product.ratio?.value ?? 1;
  const most = Math.max(0, (cost - deductible) * ratio);
  if (payout.amount <= most * (1 + 1e-9)) return undefined;
  const [spent, less, paid] = [amountText(cost), amountText(deductible), amountText(most)];
  const minus =
    deductible > 0 ? { zh: `，减去免赔额${less.zh}`, en: `, less the deductible of ${less.en}` } : undefined;
  return {
    zh: `花费${spent.zh}${minus?.zh ?? ''}，按比例最多报${paid.zh}`,
    en: `of ${spent.en} spent${minus?.en ?? ''}, it reimburses ${paid.en} at most`,
  };
}

/** The cost told in the text; the largest when several are. */
function costIn(text: string, payout: Payout): number | undefined {
  const lower = text.toLowerCase();
  const costs = findNumbers(text)
    .filter((number) => isAmount(number) && !(number.start < payout.end && payout.start < number.end))
    .filter(({ start }) => COST.test(lower.slice(Math.max(0, start - 24), start)))
    .map(({ value }) => value);
  return costs.length > 0 ? Math.max(...costs) : undefined;
}

/** What is sold for children alone pays no more on death than the market's cap. */
function overCap(text: string, payout: Payout, product: CatalogProduct, caps: MinorCaps): Localized | undefined {
  const oldest = product.ages?.items[1]?.value;
  if (oldest === undefined || oldest >= 18 || !DEATH.test(text.toLowerCase())) return undefined;
  const cap = deathCapAt(oldest, caps);
  if (cap === undefined || payout.amount <= cap) return undefined;
  const most = amountText(cap);
  return { zh: `未成年人身故各家合计最高${most.zh}`, en: `death cover of a minor is capped at ${most.en}` };
}
