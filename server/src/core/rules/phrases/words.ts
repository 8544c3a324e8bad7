/** Word lists: parsed, includes resolved, cycles refused at their place. */
import type { SourceRange } from '../../text/range.ts';
import { type PhraseFault, type PhraseNode, parsePhrase, type Sequence } from './parse.ts';

/** A list as a pack gives it. */
export interface WordListSource {
  readonly name: string;
  readonly evade: boolean;
  readonly words: readonly { readonly language: string; readonly index: number; readonly text: string }[];
}

export interface WordList {
  readonly name: string;
  readonly evade: boolean;
  readonly alternatives: readonly Sequence[];
}

export interface WordFault extends PhraseFault {
  readonly list: string;
  readonly language: string;
  readonly index: number;
  /** The word as written. */
  readonly word: string;
}

/**
 * Parses all lists. Faulty words and words that close a cycle are left out and reported. `known` names every list there is,
 * for did-you-mean, where `sources` are only some of them.
 */
export function readWordLists(
  sources: readonly WordListSource[],
  known: readonly string[] = sources.map((source) => source.name),
): {
  lists: ReadonlyMap<string, WordList>;
  faults: WordFault[];
} {
  const faults: WordFault[] = [];
  const parsed = new Map<string, { source: WordListSource; entries: readonly WordEntry[] }>();
  for (const source of sources) {
    const { entries, faults: found } = entriesOf(source);
    faults.push(...found);
    parsed.set(source.name, { source, entries });
  }

  const state = new Map<string, 'open' | 'done'>();
  const visit = (name: string): void => {
    const list = parsed.get(name);
    if (!list || state.get(name)) return;
    state.set(name, 'open');
    list.entries = list.entries.filter((entry) => {
      for (const reference of entry.names) {
        if (!parsed.has(reference.name)) {
          faults.push({
            ...unknownList(reference.name, reference.at, known),
            list: name,
            language: entry.language,
            index: entry.index,
            word: entry.word,
          });
          return false;
        }
        if (state.get(reference.name) === 'open') {
          faults.push({
            code: 'word-list-cycle',
            at: reference.at,
            message: {
              zh: `词表“${name}”经“${reference.name}”又用到自己`,
              en: `Word list “${name}” includes itself through “${reference.name}”`,
            },
            list: name,
            language: entry.language,
            index: entry.index,
            word: entry.word,
          });
          return false;
        }
        visit(reference.name);
      }
      return true;
    });
    state.set(name, 'done');
  };
  for (const name of parsed.keys()) visit(name);

  const lists = new Map<string, WordList>();
  for (const [name, { source, entries }] of parsed)
    lists.set(name, { name, evade: source.evade, alternatives: entries.map((entry) => entry.tree) });
  return { lists, faults };
}

interface WordEntry {
  readonly tree: Sequence;
  readonly language: string;
  readonly index: number;
  readonly word: string;
  /** Every list that it includes. */
  readonly names: ReturnType<typeof listsIn>;
}

/** Lists of the packs below are the same from one edit of a pack to the next. */
const parsedLists = new WeakMap<WordListSource, { entries: readonly WordEntry[]; faults: readonly WordFault[] }>();

function entriesOf(source: WordListSource): { entries: readonly WordEntry[]; faults: readonly WordFault[] } {
  let known = parsedLists.get(source);
  if (!known) {
    const entries: WordEntry[] = [];
    const faults: WordFault[] = [];
    for (const { text, language, index } of source.words) {
      const { tree, fault } = parsePhrase(text, { words: true });
      if (fault) faults.push({ ...fault, list: source.name, language, index, word: text });
      else entries.push({ tree: tree.parts[0]!, language, index, word: text, names: listsIn(tree.parts[0]!) });
    }
    known = { entries, faults };
    parsedLists.set(source, known);
  }
  return known;
}

/** Every list that a sequence names, with its place in the phrase. */
export function listsIn(sequence: Sequence): { name: string; at: SourceRange }[] {
  const out: { name: string; at: SourceRange }[] = [];
  const walk = (node: PhraseNode): void => {
    if (node.type === 'list') out.push({ name: node.name, at: node.at });
    if (node.type === 'group') for (const alternative of node.alternatives) alternative.nodes.forEach(walk);
  };
  sequence.nodes.forEach(walk);
  return out;
}

/** Names in angle brackets; some may be numbers. */
export function namesIn(text: string): string[] {
  return Array.from(text.matchAll(/<\s*([^<>:]+?)\s*>/gu), (match) => match[1]!);
}

/** What each list's words name: the lists of the packs below are the same from one edit of a pack to the next. */
const namesInLists = new WeakMap<WordListSource, readonly string[]>();

function namesInWords(list: WordListSource): readonly string[] {
  let names = namesInLists.get(list);
  if (!names) {
    names = [...new Set(list.words.flatMap(({ text }) => (text.includes('<') ? namesIn(text) : [])))];
    namesInLists.set(list, names);
  }
  return names;
}

/** The lists named and every list that includes one of them. */
export function listsWith(names: readonly string[], words: readonly WordListSource[]): ReadonlySet<string> {
  const found = new Set(names);
  if (found.size === 0) return found;
  const users = new Map<string, string[]>();
  for (const list of words)
    for (const name of namesInWords(list)) {
      const known = users.get(name);
      if (known) known.push(list.name);
      else users.set(name, [list.name]);
    }
  // a set's new members are visited, too
  for (const name of found) for (const user of users.get(name) ?? []) found.add(user);
  return found;
}

/** The lists named and every list that they include. */
export function listsWithin(names: readonly string[], words: readonly WordListSource[]): WordListSource[] {
  const byName = new Map(words.map((list) => [list.name, list]));
  const found = new Set(names.filter((name) => byName.has(name)));
  for (const name of found)
    for (const inner of namesInWords(byName.get(name)!)) if (byName.has(inner)) found.add(inner);
  return [...found].map((name) => byName.get(name)!);
}

export function unknownList(name: string, at: SourceRange, known: readonly string[]): PhraseFault {
  const near = nearest(name, known);
  return {
    code: 'word-list-unknown',
    at,
    message: {
      zh: `没有词表“${name}”${near ? `，是不是“${near}”？` : ''}`,
      en: `There is no word list “${name}”${near ? `; did you mean “${near}”?` : ''}`,
    },
    ...(near ? { suggestion: `<${near}>` } : {}),
  };
}

/** The known name within two edits, for did-you-mean; undefined when none is that near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.min(3, Math.ceil(name.length / 2) + 1);
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
