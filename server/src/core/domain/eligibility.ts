/** Who may be insured under a product, and when it is sold: ages, job classes, social insurance, dates of sale. */
import type { CatalogProduct } from '../documents/yaml/models.ts';
import type { CalendarDate } from '../localized.ts';
import { type Member, memberAge } from './members.ts';

/** What stands against a person: the figure that the record gives, and the bounds that the product sets. */
export type Obstacle =
  | { readonly kind: 'age' | 'job'; readonly figure: number; readonly bounds: readonly [number, number] }
  | { readonly kind: 'social' };

/** The first obstacle on that day; undefined when nothing known stands against it. */
export function obstacleOf(product: CatalogProduct, member: Member, day: CalendarDate): Obstacle | undefined {
  return (
    outside('age', memberAge(member, day), product.ages) ??
    outside('job', member.jobClass, product.job_class) ??
    (product.social_required?.value === true && member.social === 'none' ? { kind: 'social' } : undefined)
  );
}

/** Both days inclusive. */
export function isOnSale(product: CatalogProduct, day: CalendarDate): boolean {
  const from = product.on_sale?.from?.value;
  const until = product.on_sale?.until?.value;
  return (from === undefined || from <= day) && (until === undefined || day <= until);
}

/** A pair `[low, high]` of a catalogue; undefined when it is not whole. */
export function boundsOf(list: CatalogProduct['ages']): readonly [number, number] | undefined {
  const [low, high] = list?.items.map((field) => field.value) ?? [];
  return low === undefined || high === undefined ? undefined : [low, high];
}

function outside(kind: 'age' | 'job', figure: number | undefined, list: CatalogProduct['ages']): Obstacle | undefined {
  const bounds = boundsOf(list);
  if (figure === undefined || !bounds || (bounds[0] <= figure && figure <= bounds[1])) return undefined;
  return { kind, figure, bounds };
}
