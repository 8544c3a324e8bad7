/**
 * Plainly reported sentences, taken from the rules' own bad examples, that hold a trigger word of the standard pack (a
 * word list marked `evade`): what the disguises of disguise-kinds.ts are tried on.
 */
import { exampleProject, lint, readDocument, readMarks, standardRuleSet } from '../../server/src/core/index.ts';
import { standardPackSource } from '../../server/src/core/rules/pack/standard.ts';
import { standardExamples } from '../../server/src/core/rules/pack/standard-examples.ts';

export interface DisguiseCase {
  readonly rule: string;
  readonly market: string;
  /** The sentence with its speaker, in three parts: the trigger word stands between. */
  readonly before: string;
  readonly word: string;
  readonly after: string;
  /** What is underlined, in offsets of the sentence as it stands. */
  readonly start: number;
  readonly end: number;
}

const MOST_PER_WORD = 2;
const ruleSet = standardRuleSet();

/** Findings of a rule in a script of one line, as `start-end`; those that gave way to another rule count too. */
export function reported(rule: string, market: string, text: string): string[] {
  const document = readDocument({ uri: 'example:///example.pitch', kind: 'pitch', text });
  const settings = { market, severities: {}, thresholds: {}, asOf: '2026-11-22' } as Parameters<
    typeof exampleProject
  >[1];
  const { diagnostics, silenced } = lint(document, exampleProject(document, settings, []), ruleSet);
  const gaveWay = silenced.filter(({ trace }) => trace[trace.length - 1]?.kind === 'precedence');
  return [...diagnostics, ...gaveWay].filter((d) => d.rule === rule).map(({ range }) => `${range.start}-${range.end}`);
}

function triggerWords(): string[] {
  const words = standardPackSource()
    .words.filter((list) => list.evade)
    .flatMap((list) => list.words.map(({ text }) => text));
  return [...new Set(words)]
    .filter((word) => /^(?:\p{Script=Han}{2,}|[a-z]{4,}(?:[ -][a-z]+)*)$/u.test(word))
    .sort((a, b) => b.length - a.length);
}

/** At most two sentences for each trigger word. Deterministic: in the order of rules, examples and marks. */
export function disguiseCases(): { han: DisguiseCase[]; latin: DisguiseCase[] } {
  const words = triggerWords();
  const used = new Map<string, number>();
  const cases: DisguiseCase[] = [];
  for (const rule of ruleSet.rules) {
    if (!rule.id.startsWith('claims/')) continue;
    for (const example of standardExamples(rule.id)) {
      if (example.kind !== 'bad' || (example.in ?? 'pitch') !== 'pitch' || example.given !== undefined) continue;
      const { text, marks } = readMarks(example.text);
      const speaker = /^(?:代理人|Agent)[：:]\s?/u.exec(text)?.[0];
      if (!speaker || text.trimEnd().includes('\n')) continue;
      for (const mark of marks) {
        const from = Math.max(speaker.length, lastMark(text, mark.start));
        const to = nextMark(text, mark.end);
        const line = speaker + text.slice(from, to).trimEnd();
        const start = mark.start - from + speaker.length;
        const end = mark.end - from + speaker.length;
        const marked = line.slice(start, end);
        const lower = marked.toLowerCase();
        const word = words.find((w) => (used.get(w) ?? 0) < MOST_PER_WORD && holds(lower, w));
        if (word === undefined) continue;
        const market = example.market ?? 'CN';
        if (!reported(rule.id, market, line).includes(`${start}-${end}`)) continue;
        used.set(word, (used.get(word) ?? 0) + 1);
        const at = start + lower.indexOf(word);
        cases.push({
          rule: rule.id,
          market,
          before: line.slice(0, at),
          word: line.slice(at, at + word.length),
          after: line.slice(at + word.length),
          start,
          end,
        });
      }
    }
  }
  const isHan = ({ word }: DisguiseCase): boolean => /\p{Script=Han}/u.test(word);
  return { han: cases.filter(isHan), latin: cases.filter((one) => !isHan(one)) };
}

function holds(text: string, word: string): boolean {
  const at = text.indexOf(word);
  if (at < 0) return false;
  if (!/[a-z]/.test(word)) return true;
  return !/[a-z]/.test(text.charAt(at - 1)) && !/[a-z]/.test(text.charAt(at + word.length));
}

function lastMark(text: string, at: number): number {
  for (let i = at; i > 0; i--) if (/[。！？!?；]|\. /u.test(text.slice(i - 1, i + 1).slice(0, 2)) && i < at) return i;
  return 0;
}

function nextMark(text: string, at: number): number {
  const found = /[。！？!?；]|\.(?=\s|$)/u.exec(text.slice(at));
  return found ? at + found.index + 1 : text.length;
}
