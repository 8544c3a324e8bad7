// Reads the measuring data of a folder (claims.md, the labelled sentences, the real text). Data for measuring only:
// nothing of it is kept in this repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Market that a language stands for when nothing else is said. */
export const MARKET_OF = { 'zh-CN': 'CN', 'zh-TW': 'TW', 'zh-HK': 'HK', en: 'US' };

/**
 * The `flag`, `evade` and `ok` lines of claims.md, one record a line.
 * @returns {{id: string, rule: string, block: 'flag'|'evade'|'ok', lang: string, text: string}[]}
 */
export function claimLines(folder) {
  const source = readFileSync(path.join(folder, 'reference/claims.md'), 'utf8');
  const records = [];
  let rule;
  let fence;
  for (const line of source.split('\n')) {
    const heading = /^### 3\.\d+ `([a-z-]+)`/.exec(line);
    if (heading) rule = `claims/${heading[1]}`;
    const open = /^```(flag|evade|ok):([\w-]+)$/.exec(line);
    if (open) fence = { block: open[1], lang: open[2] };
    else if (line.startsWith('```')) fence = undefined;
    else if (fence && rule && line.trim()) records.push({ id: `c${records.length}`, rule, ...fence, text: line });
  }
  return records;
}

/** A file of JSON Lines, or nothing when it is not there. */
function jsonLines(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line));
}

/** The labelled sentences with the rule ids that count as right for each. */
export function labelledSentences(folder) {
  const categories = JSON.parse(readFileSync(path.join(folder, 'corpus/categories.json'), 'utf8'));
  return jsonLines(path.join(folder, 'corpus/sentences.dev.jsonl')).map((record) => ({
    ...record,
    rules: (record.categories ?? []).flatMap((category) => categories[category] ?? []),
  }));
}

/** The project's own labelled sentences (test/sentences): written before the patterns, half of them kept aside. */
export function ownSentences(root) {
  const where = path.join(root, 'test/sentences');
  return readdirSync(where)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) =>
      jsonLines(path.join(where, name)).map((record, i) => ({
        ...record,
        id: `${name}:${record.id ?? i}`,
        group: name.replace('.jsonl', ''),
        part: record.aside ? 'aside' : 'tuned',
        rules: record.rules ?? [],
      })),
    );
}

/** The files of real text: passages, one a line, with who speaks in them. */
export function realText(folder) {
  const where = path.join(folder, 'corpus/real');
  if (!existsSync(where)) return [];
  return readdirSync(where)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => ({
      name,
      speaker: name.startsWith('insuranceqa-questions') ? 'client' : 'agent',
      lang: /\.([a-z]{2}(?:-[A-Z]{2})?)\.txt$/.exec(name)?.[1] ?? 'zh-CN',
      lines: readFileSync(path.join(where, name), 'utf8')
        .split('\n')
        .filter((line) => line.trim() && !line.startsWith('#')),
    }));
}
