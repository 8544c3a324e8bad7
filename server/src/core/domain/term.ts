/** How long premiums or cover last: `20y` (20 years), `to60` (until age 60), `life`. */
export type Term =
  | { readonly kind: 'years'; readonly years: number }
  | { readonly kind: 'to-age'; readonly age: number }
  | { readonly kind: 'life' };

/** Undefined for anything but `20y`, `to60`, `life` (1–105 years, ages 1–120). */
export function parseTerm(written: string): Term | undefined {
  if (written === 'life') return { kind: 'life' };
  const years = /^(\d{1,3})y$/.exec(written);
  if (years) return inRange(Number(years[1]), 1, 105) ? { kind: 'years', years: Number(years[1]) } : undefined;
  const age = /^to(\d{1,3})$/.exec(written);
  if (age) return inRange(Number(age[1]), 1, 120) ? { kind: 'to-age', age: Number(age[1]) } : undefined;
  return undefined;
}

/** The accepted spelling of what the writer most likely meant: `20年`, `20` → `20y`; `至60岁` → `to60`; `终身` → `life`. */
export function guessTerm(written: string): string | undefined {
  const text = written.trim().toLowerCase().replace(/\s+/g, '');
  if (/^(终身|終身|一辈子|lifetime|wholelife|forlife|whole_life)$/.test(text)) return 'life';
  const age =
    /^(?:至|到|保至|保到|交至|交到|to|until|age)?(\d{1,3})(?:周岁|岁|歲)$|^(?:至|到|保至|保到|交至|交到|until|toage)(\d{1,3})$/.exec(
      text,
    );
  if (age) return valid(`to${age[1] ?? age[2]}`);
  const years = /^(\d{1,3})(?:年|年期|年交|yr|yrs|year|years)?$/.exec(text);
  if (years) return valid(`${years[1]}y`);
  return undefined;
}

/**
 * Years from an age in full years until the term ends; for `life` until `lifeAge` (default 105). Never negative.
 */
export function termYears(term: Term, age: number, lifeAge = 105): number {
  if (term.kind === 'years') return term.years;
  return Math.max(0, (term.kind === 'life' ? lifeAge : term.age) - age);
}

const inRange = (value: number, low: number, high: number) => value >= low && value <= high;
const valid = (text: string) => (parseTerm(text) ? text : undefined);
