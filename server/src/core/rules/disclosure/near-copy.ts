/** Sentences that are almost, but not quite, an approved disclosure: found by shared four-character runs. */
import type { Segment } from '../../documents/document.ts';
import { rememberPerPart, rememberPerText, type ScriptPart } from '../../documents/pitch/parts.ts';
import type { Localized } from '../../localized.ts';
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

const finders = new WeakMap<RuleSet, (part: ScriptPart) => readonly NearCopy[]>();

/** Near-copies in a part of a script, remembered while its lines stay as they are. */
export function nearCopies(ruleSet: RuleSet): (part: ScriptPart) => readonly NearCopy[] {
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
    const inText = rememberPerText((text) => nearCopyIn(text, owners) ?? NONE);
    finder = rememberPerPart((part) =>
      part.segments.flatMap((segment) => {
        if (segment.speaker === 'client' || segment.speaker === 'note') return [];
        const found = inText(segment.text.text);
        return found === NONE ? [] : [{ ...found, segment }];
      }),
    );
    finders.set(ruleSet, finder);
  }
  return finder;
}

type Found = Omit<NearCopy, 'segment'>;
const NONE = {} as Found;

function nearCopyIn(text: string, owners: ReadonlyMap<string, readonly Approved[]>): Found | undefined {
  if (text.length < SHORTEST) return undefined;
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
