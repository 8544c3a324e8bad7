/** Sentences that are almost, but not quite, an approved disclosure: found by shared four-character runs. */

import type { Segment } from '../../documents/document.ts';
import { rememberPerPart } from '../../documents/pitch/parts.ts';
import type { Localized } from '../../localized.ts';
import { rememberPerText } from '../../text/remembered.ts';
import type { Disclosure, DisclosureVersion, RuleSet } from '../rule-set.ts';

export interface NearCopy {
  readonly segment: Segment;
  /** Offsets of the segment's text. */
  readonly start: number;
  readonly end: number;
  readonly disclosure: Disclosure;
  readonly version: DisclosureVersion;
  readonly language: keyof Localized;
  /** The very words of that version. Told only of disclosures whose texts have days. */
  readonly exact: boolean;
}

const RUN = 4;
/** Of the approved text's runs that must stand in the line. */
const SHARE = 0.65;
/** Shorter approved texts are too like ordinary speech. */
const SHORTEST = 18;

interface Approved {
  readonly disclosure: Disclosure;
  readonly version: DisclosureVersion;
  readonly language: keyof Localized;
  readonly plain: string;
  readonly runs: number;
}

/** Near-copies in a part of a script, remembered while its lines stay as they are. */
export const nearCopies = rememberPerPart((part, ruleSet: RuleSet): readonly NearCopy[] => {
  const { inText } = finderOf(ruleSet);
  return part.segments.flatMap((segment) => {
    if (segment.speaker === 'client' || segment.speaker === 'note') return [];
    const found = inText(segment.text.text);
    return found === NONE ? [] : [{ ...found, segment }];
  });
});

export function holdsNearCopy(text: string, ruleSet: RuleSet): boolean {
  return finderOf(ruleSet).inText(text) !== NONE;
}

interface Finder {
  /** `NONE` for a text that holds none. */
  readonly inText: (text: string) => Found;
}

const finders = new WeakMap<RuleSet, Finder>();

function finderOf(ruleSet: RuleSet): Finder {
  let finder = finders.get(ruleSet);
  if (!finder) {
    const owners = new Map<string, Approved[]>();
    for (const disclosure of ruleSet.disclosures.values()) {
      for (const version of disclosure.versions) {
        for (const language of ['zh', 'en'] as const) {
          const plain = plainOf(version.text[language]);
          if (plain.length < SHORTEST) continue;
          const runs = new Set(runsOf(plain));
          const approved = { disclosure, version, language, plain, runs: runs.size };
          for (const run of runs) owners.set(run, [...(owners.get(run) ?? []), approved]);
        }
      }
    }
    const filter = new RunFilter([...new Set([...owners.values()].flat())]);
    const readOnce = rememberPerText((text) => nearCopyIn(text, owners) ?? NONE);
    finder = { inText: (text) => (text.length >= SHORTEST && filter.mayPass(text) ? readOnce(text) : NONE) };
    finders.set(ruleSet, finder);
  }
  return finder;
}

type Found = Omit<NearCopy, 'segment'>;
const NONE = {} as Found;

function nearCopyIn(text: string, owners: ReadonlyMap<string, readonly Approved[]>): Found | undefined {
  const plain = plainOf(text);
  const shared = new Map<Approved, Set<string>>();
  for (const run of runsOf(plain)) {
    for (const approved of owners.get(run) ?? []) {
      const seen = shared.get(approved);
      if (seen) seen.add(run);
      else shared.set(approved, new Set([run]));
    }
  }
  // of two versions the one that the words are nearest to
  const near = [...shared].filter(([{ runs: all }, runs]) => runs.size >= all * SHARE);
  const isExact = ([approved]: (typeof near)[number]) => plain.includes(approved.plain);
  const found = near.find(isExact) ?? near.sort(([a, x], [b, y]) => y.size / b.runs - x.size / a.runs)[0];
  if (!found) return undefined;
  const [{ disclosure, version, language }, runs] = found;
  const exact = isExact(found);
  if (exact && version.from === undefined && version.until === undefined) return undefined;
  return { ...stretchOf(text, runs), disclosure, version, language, exact };
}

/** From the sentence of the first shared run to the end of the sentence of the last. */
function stretchOf(text: string, runs: ReadonlySet<string>): { start: number; end: number } {
  let first = text.length;
  let last = 0;
  for (let i = 0; i < text.length; i++) {
    const plain = plainOf(text.slice(i, i + RUN * 3)).slice(0, RUN);
    if (plain.length < RUN || !runs.has(plain)) continue;
    first = Math.min(first, i);
    last = i;
  }
  const before = Math.max(...[...'。！？!?\n\uFFFC'].map((mark) => text.lastIndexOf(mark, first)));
  const after = [...'。！？!?\n\uFFFC'].map((mark) => text.indexOf(mark, last)).filter((at) => at >= 0);
  const end = after.length > 0 ? Math.min(...after) : text.length;
  let start = before + 1;
  while (text[start] === ' ') start++;
  return { start, end: text[end] === '\uFFFC' || end === text.length ? end : end + 1 };
}

/** Letters and digits only, in small letters. */
function plainOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function* runsOf(plain: string): Iterable<string> {
  for (let i = 0; i + RUN <= plain.length; i++) yield plain.slice(i, i + RUN);
}

/** What `plainOf` makes of a unit: the letter or digit itself, nothing, or something that must be looked up. */
const LEFT_OUT = 0;
const UNSURE = 0xffff;
/** A letter or digit that stands in no approved text, and so in no run of one. */
const FOREIGN = 0xfffe;
const BITS = 1 << 18;

/** Passes over lines that share too few runs with any approved text, without writing anything down. */
class RunFilter {
  private readonly plain = new Uint16Array(0x10000).fill(UNSURE);
  /** One bit for the hash of each run of an approved text. */
  private readonly runs = new Uint8Array(BITS / 8);
  /** Of runs with a Han character, and of runs without, so many a near-copy holds at least. */
  private leastHan = Number.POSITIVE_INFINITY;
  private leastLatin = Number.POSITIVE_INFINITY;

  constructor(texts: readonly Approved[]) {
    const { plain, runs } = this;
    plain.fill(FOREIGN, 0x4e00, 0xa000);
    for (let code = 0x20; code < 0x7f; code++)
      plain[code] = plainOf(String.fromCharCode(code)).charCodeAt(0) || LEFT_OUT;
    for (const mark of '\n\u3000\ufffc，。！？；：、（）《》“”‘’…—·「」『』【】') plain[mark.charCodeAt(0)] = LEFT_OUT;
    for (const text of texts) {
      for (let i = 0; i < text.plain.length; i++) {
        const code = text.plain.charCodeAt(i);
        if (plain[code]! >= FOREIGN) plain[code] = code;
      }
      const all = [...new Set(runsOf(text.plain))];
      const latin = all.filter((run) => !hasHan(run)).length;
      const least = Math.ceil(text.runs * SHARE);
      if (latin === all.length) this.leastLatin = Math.min(this.leastLatin, least);
      else this.leastHan = Math.min(this.leastHan, Math.max(1, least - latin));
      for (const run of all) {
        const bit = hashOf(run.charCodeAt(0), run.charCodeAt(1), run.charCodeAt(2), run.charCodeAt(3));
        runs[bit >> 3]! |= 1 << (bit & 7);
      }
    }
  }

  mayPass(text: string): boolean {
    const { plain, runs, leastHan, leastLatin } = this;
    let [a, b, c] = [0, 0, 0];
    let han = 0;
    let latin = 0;
    for (let i = 0; i < text.length; i++) {
      let d = plain[text.charCodeAt(i)]!;
      if (d === UNSURE) d = this.lookUp(text.charCodeAt(i));
      if (d === LEFT_OUT) continue;
      if (d >= FOREIGN) {
        if (d === UNSURE) return true;
        a = 0;
        b = 0;
        c = 0;
        continue;
      }
      if (a !== 0) {
        const bit = hashOf(a, b, c, d);
        if ((runs[bit >> 3]! & (1 << (bit & 7))) !== 0) {
          if ((a | b | c | d) > 0x7f) han++;
          else latin++;
          if (han >= leastHan || latin >= leastLatin) return true;
        }
      }
      a = b;
      b = c;
      c = d;
    }
    return false;
  }

  /** `UNSURE` stays what is no character by itself, or what its neighbours decide about. */
  private lookUp(code: number): number {
    const written = String.fromCharCode(code);
    if ((code >= 0xd800 && code < 0xe000) || written === 'Σ' || written.toLowerCase().length !== 1) return UNSURE;
    const read = plainOf(written).charCodeAt(0) || LEFT_OUT;
    // what stands in an approved text stands for itself since the beginning
    const known = read === LEFT_OUT || this.plain[read] === read ? read : FOREIGN;
    this.plain[code] = known;
    return known;
  }
}

function hashOf(a: number, b: number, c: number, d: number): number {
  const left = Math.imul((a << 16) ^ b, 0x9e3779b1);
  const right = Math.imul((c << 16) ^ d, 0x85ebca6b);
  const mixed = left ^ (right >>> 3) ^ (right << 5);
  return (mixed ^ (mixed >>> 15)) & (BITS - 1);
}

function hasHan(run: string): boolean {
  for (let i = 0; i < run.length; i++) if (run.charCodeAt(i) > 0x7f) return true;
  return false;
}
