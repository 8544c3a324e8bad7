/** Trigger words half in pinyin (稳zhuan, 收yi), in initials (无fx), or as whole pinyin (baoben). */
import { CHARACTERS, HAN, LATIN } from './characters.ts';
import type { FoldedLine } from './folded-line.ts';
import type { HitWriter } from './hits.ts';
import { syllableName, syllablesOf } from './pinyin.ts';
import type { Spelling, Trigger } from './variants.ts';

export const LONGEST_LATIN_RUN = 24;
/** Shorter spellings are words of other languages. */
const SHORTEST_SPELLED = 5;
const MOST_WAYS = 4;

/** Part `[from, to)` of a trigger that a run of Latin letters writes. */
interface WrittenPart {
  readonly trigger: Trigger;
  readonly from: number;
  readonly to: number;
  readonly isInitials: boolean;
}

export class Writings {
  /** Whole words of Latin letters that stand for a trigger (`baoben`, `bao ben`, `jkgz`): literals for the automaton. */
  readonly spellings: Spelling[] = [];
  private readonly written = new Map<string, WrittenPart[]>();

  constructor(triggers: readonly Trigger[]) {
    for (const trigger of triggers) this.addWritten(trigger);
  }

  /** Whether the letters from `at` on may write part of a trigger. The text folds plainly there. */
  isWrittenAt(text: string, at: number, to: number): boolean {
    let end = at;
    while (end < to && CHARACTERS[text.charCodeAt(end)]! >>> 16 === LATIN) {
      if (text.charCodeAt(end) > 0x7f) return true;
      end++;
    }
    return end > at && end - at <= LONGEST_LATIN_RUN && this.written.has(text.slice(at, end).toLowerCase());
  }

  /** Adds windows that write part of a trigger in Latin letters. `since`: hits of the same line are not repeated. */
  find(line: FoldedLine, out: HitWriter, since: number): void {
    if (this.written.size === 0) return;
    const { units, kinds, length } = line;
    let i = 0;
    while (i < length) {
      if (kinds[i] !== LATIN) {
        i++;
        continue;
      }
      const end = latinEnd(line, i);
      const isBesideHan = (i > 0 && kinds[i - 1] === HAN) || (end < length && kinds[end] === HAN);
      if (isBesideHan && end - i <= LONGEST_LATIN_RUN) {
        const parts = this.written.get(textOf(units, i, end));
        if (parts) for (const part of parts) this.tryPart(line, out, since, part, i, end);
      }
      i = end;
    }
  }

  private addWritten(trigger: Trigger): void {
    const { units, readings, index } = trigger;
    const names = readings.map((list) => syllableName(list[0]!));
    for (const spelled of spelledOut(readings))
      if (spelled.join('').length >= SHORTEST_SPELLED)
        this.spellings.push({ text: spelled.join(''), pattern: index }, { text: spelled.join(' '), pattern: index });
    const initials = names.map((name) => name.charAt(0)).join('');
    if (units.length >= 4 && /^[^aeiou]+$/.test(initials)) this.spellings.push({ text: initials, pattern: index });
    for (let from = 0; from < units.length; from++)
      for (let to = from + 1; to <= units.length; to++) {
        if (to - from === units.length) continue;
        const part = names.slice(from, to);
        this.note(part.join(''), { trigger, from, to, isInitials: false });
        this.note(part.map((name) => name.charAt(0)).join(''), { trigger, from, to, isInitials: true });
        // 银hang: of one character by itself, any reading
        if (to - from === 1)
          for (const other of readings[from]!.slice(1))
            this.note(syllableName(other), { trigger, from, to, isInitials: false });
        if (to - from === 1) this.note(skeleton(names[from]!), { trigger, from, to, isInitials: true });
      }
  }

  private note(key: string, part: WrittenPart): void {
    const list = this.written.get(key);
    if (!list) this.written.set(key, [part]);
    else if (!list.some((other) => other.trigger === part.trigger && other.from === part.from && other.to === part.to))
      list.push(part);
  }

  private tryPart(line: FoldedLine, out: HitWriter, since: number, part: WrittenPart, from: number, to: number): void {
    const { trigger } = part;
    const start = from - part.from;
    if (start < 0) return;
    let kept = 0;
    // to the left only Han: with Latin letters there, the window was tried from that run
    for (let i = 0; i < part.from; i++) {
      if (line.kinds[start + i] !== HAN) return;
      const match = this.matches(line.units[start + i]!, trigger, i);
      if (match === 0) return;
      if (match === 2) kept++;
    }
    const rest = this.matchRight(line, trigger, part.to, to);
    if (!rest) return;
    kept += rest.kept;
    const letters = to - from;
    // a single letter needs more of the word to stand there, unless nobody writes it by accident
    const isBare = part.isInitials && letters === 1 && line.isOddAt?.(from) !== true;
    if (kept === 0 || (isBare && kept < 2)) return;
    const first = line.starts[start]!;
    const end = line.endOf(rest.end - 1);
    if (!out.has(first, end, trigger.index, since)) out.add(first, end, trigger.index);
  }

  /** Matches the trigger's characters from `position` on at unit `at`, Han or further Latin runs. */
  private matchRight(
    line: FoldedLine,
    trigger: Trigger,
    position: number,
    at: number,
  ): { end: number; kept: number } | undefined {
    let kept = 0;
    while (position < trigger.units.length) {
      if (at >= line.length) return undefined;
      if (line.kinds[at] === HAN) {
        const match = this.matches(line.units[at]!, trigger, position);
        if (match === 0) return undefined;
        if (match === 2) kept++;
        at++;
        position++;
        continue;
      }
      if (line.kinds[at] !== LATIN) return undefined;
      const end = latinEnd(line, at);
      if (end - at > LONGEST_LATIN_RUN) return undefined;
      const parts = this.written.get(textOf(line.units, at, end));
      const part = parts?.find((other) => other.trigger === trigger && other.from === position);
      if (!part) return undefined;
      at = end;
      position = part.to;
    }
    return { end: at, kept };
  }

  /** 2: the trigger's own character; 1: one that sounds like it; 0: another. */
  private matches(unit: number, trigger: Trigger, position: number): 0 | 1 | 2 {
    if (unit === trigger.units[position]) return 2;
    const readings = trigger.readings[position]!;
    return syllablesOf(unit).some((syllable) => readings.includes(syllable)) ? 1 : 0;
  }
}

/** Every way to read the characters, the usual one first; of many ways the first few. 率 is lv, or lu where ü lost its dots. */
function spelledOut(readings: readonly (readonly number[])[]): string[][] {
  let ways: string[][] = [[]];
  for (const list of readings) {
    const names = list.map(syllableName);
    const written = [...names, ...names.filter((name) => name.includes('v')).map((name) => name.replace('v', 'u'))];
    ways = ways.flatMap((way) => written.map((name) => [...way, name])).slice(0, MOST_WAYS);
  }
  return ways;
}

/** `bn` for ben, `fg` for feng: the first letter and the nasal end. */
function skeleton(name: string): string {
  const last = name.charAt(name.length - 1);
  return name.charAt(0) + (last === 'n' || last === 'g' ? last : '');
}

function latinEnd(line: FoldedLine, from: number): number {
  let end = from;
  while (end < line.length && line.kinds[end] === LATIN) end++;
  return end;
}

function textOf(units: Uint16Array, from: number, to: number): string {
  return String.fromCharCode(...units.subarray(from, to));
}
