/** Product facts for `where` and messages, and which product a segment speaks of (domain.md §3.2). */
import type { Document, Segment } from '../documents/document.ts';
import type { Project, ResolvedProduct } from '../project.ts';
import { fold } from '../text/folding.ts';
import type { Condition, Operand, PhraseMatch } from './phrases/types.ts';

export type Fact = number | string | boolean;

/** The product a segment speaks of: one it names in the text, else the nearest reference in scope. */
export function productOf(document: Document, project: Project, segment: Segment): ResolvedProduct | undefined {
  for (const reference of segment.references)
    if (reference.kind === 'product' || reference.kind === 'clause') {
      const own = project.product(document, reference.id);
      if (own) return own;
    }
  const text = fold(segment.text.text).text;
  let named: ResolvedProduct | undefined;
  let longest = 0;
  for (const candidate of project.products(document))
    for (const name of namesOf(candidate)) {
      const folded = fold(name).text;
      if (folded.length > Math.max(longest, 1) && text.includes(folded)) {
        named = candidate;
        longest = folded.length;
      }
    }
  if (named) return named;
  for (const id of segment.products) {
    const inScope = project.product(document, id);
    if (inScope) return inScope;
  }
  return undefined;
}

export function namesOf({ product }: ResolvedProduct): string[] {
  const names = [product.name?.value, ...(product.aliases?.items ?? []).map((alias) => alias.value)];
  return names.filter((name): name is string => typeof name === 'string');
}

/** A fact by its path (`waiting_days`, `renewal.guaranteed_years`); undefined when the catalogue does not say. */
export function factOf(resolved: ResolvedProduct, path: string): Fact | undefined {
  let at: unknown = resolved.product;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  if (typeof at === 'object' && at !== null && 'value' in at) at = (at as { value: unknown }).value;
  return typeof at === 'number' || typeof at === 'string' || typeof at === 'boolean' ? at : undefined;
}

export type Verdict = 'holds' | 'fails' | 'unknown';

/** Judges a `where`. `unknown`: a product fact is needed and not there. Two captures of one name: the first counts. */
export function judge(
  conditions: readonly Condition[],
  captures: PhraseMatch['captures'],
  product: ResolvedProduct | undefined,
): Verdict {
  let unknown = false;
  for (const { left, operator, right } of conditions) {
    const a = operandValue(left, captures, product);
    const b = operandValue(right, captures, product);
    if (a === undefined || b === undefined) {
      unknown = true;
      continue;
    }
    if (!compare(a, operator, b)) return 'fails';
  }
  return unknown ? 'unknown' : 'holds';
}

function operandValue(
  operand: Operand,
  captures: PhraseMatch['captures'],
  product: ResolvedProduct | undefined,
): Fact | undefined {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'capture') return captures.find((capture) => capture.name === operand.name)?.value;
  return product && factOf(product, operand.name);
}

function compare(a: Fact, operator: Condition['operator'], b: Fact): boolean {
  const same =
    typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) < 1e-9 * Math.max(1, Math.abs(a)) : a === b;
  if (operator === '=') return same;
  if (operator === '!=') return !same;
  if (typeof a !== 'number' || typeof b !== 'number' || same) return false;
  return operator === '<' ? a < b : a > b;
}
