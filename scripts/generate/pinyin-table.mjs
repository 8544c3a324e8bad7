// Makes server/src/generated/tables/pinyin.bin: toneless syllables of the Han characters, and a small filter of ordinary
// words. With them the scanner sees that 包本 is 保本 written by ear, and that 受益 is a word of its own.
// Data: pinyin-pro (MIT) for syllables; the word list of node-segment (MIT), kept where ICU knows the word too.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pinyin } from 'pinyin-pro';
import { bundleOf, importCode } from '../bundled.mjs';

const FIRST = 0x4e00;
const LAST = 0x9fff;
const WORD_FILTER_BITS_PER_WORD = 6.5;
const WORD_FILTER_HASHES = 4;

export async function generate(root) {
  const target = path.join(root, 'server/src/generated/tables/pinyin.bin');
  // asking ICU about 66,000 words takes seconds: made again only when the inputs are others
  const stamp = `pinyin-table.mjs: ${fingerprint()}`;
  if (existsSync(target) && readFileSync(target).includes(stamp)) return;
  const { packArrays } = await importCode(
    root,
    'packed',
    await bundleOf(root, { entryPoints: ['server/src/core/text/packed.ts'] }),
  );
  const { syllables, primary, others } = readings();
  const filter = wordFilter(ordinaryWords());
  const ascii = (text) => Uint8Array.from(Buffer.from(text, 'latin1'));
  mkdirSync(path.dirname(target), { recursive: true });
  // in the order in which core/text/pinyin.ts takes them
  writeFileSync(target, packArrays([ascii(stamp), ascii(syllables.join(' ')), primary, others, filter]));
}

function readings() {
  const perCharacter = new Map();
  const count = new Map();
  for (let code = FIRST; code <= LAST; code++) {
    const character = String.fromCharCode(code);
    const list = toneless(character);
    if (list.length === 0) continue;
    perCharacter.set(code, list);
    count.set(list[0], (count.get(list[0]) ?? 0) + 1);
    for (const other of list.slice(1)) if (!count.has(other)) count.set(other, 0);
  }
  const syllables = [...count.keys()].sort((a, b) => count.get(b) - count.get(a) || (a < b ? -1 : 1));
  const numbers = new Map(syllables.map((syllable, i) => [syllable, i + 1]));
  // of each character from FIRST on, 0 where there is none
  const primary = new Uint16Array(LAST - FIRST + 1);
  // further readings: character, syllable, character, syllable …
  const others = [];
  for (const [code, [usual, ...rare]] of perCharacter) {
    primary[code - FIRST] = numbers.get(usual);
    for (const syllable of rare) others.push(code, numbers.get(syllable));
  }
  return { syllables, primary, others: Uint16Array.from(others) };
}

/** At most three toneless readings, ü as v; nothing for a character that pinyin-pro does not know. */
function toneless(character) {
  const list = pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true });
  return [...new Set(list.map((syllable) => syllable.replaceAll('ü', 'v')))]
    .filter((syllable) => /^[a-z]*[aeiouv][a-z]*$/.test(syllable))
    .slice(0, 3);
}

function ordinaryWords() {
  const listed = readFileSync(dictionary(), 'utf8')
    .split(/\r?\n/)
    .map((line) => line.split('|')[0])
    .filter((word) => /^[\u4e00-\u9fff]{2}$/.test(word));
  // two independent lists agree: old dictionaries also hold names and fragments, which would hide real evasions
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const words = new Set();
  for (let i = 0; i < listed.length; i += 100) {
    const slice = new Set(listed.slice(i, i + 100));
    for (const { segment } of segmenter.segment([...slice].join('\n'))) if (slice.has(segment)) words.add(segment);
  }
  return words;
}

function wordFilter(words) {
  const size = Math.ceil((words.size * WORD_FILTER_BITS_PER_WORD) / 8);
  const filter = new Uint8Array(size);
  for (const word of words) {
    // the same double hashing as core/text/pinyin.ts
    const key = (word.charCodeAt(0) << 16) | word.charCodeAt(1);
    let hash = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const step = (Math.imul(hash, 0x9e3779b1) >>> 0) | 1;
    for (let i = 0; i < WORD_FILTER_HASHES; i++) {
      const bit = ((hash + Math.imul(i, step)) >>> 0) % (size * 8);
      filter[bit >> 3] |= 1 << (bit & 7);
    }
  }
  return filter;
}

function dictionary() {
  return createRequire(import.meta.url).resolve('segment/dicts/dict.txt');
}

function fingerprint() {
  const require = createRequire(import.meta.url);
  const version = (name) => {
    const entry = require.resolve(name).replaceAll('\\', '/');
    const folder = entry.slice(0, entry.lastIndexOf(`/node_modules/${name}/`) + `/node_modules/${name}/`.length);
    return JSON.parse(readFileSync(`${folder}package.json`, 'utf8')).version;
  };
  return `pinyin-pro ${version('pinyin-pro')}, segment ${version('segment')}, layout 2`;
}
