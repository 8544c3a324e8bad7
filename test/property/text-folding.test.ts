import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold } from '../../server/src/core/text/folding.ts';
import { findIdentifiers, maskIdentifier } from '../../server/src/core/text/identifiers.ts';
import { LineIndex } from '../../server/src/core/text/line-index.ts';
import { findNumbers, mayHoldNumber } from '../../server/src/core/text/numbers.ts';
import { listOf, type ScanPattern } from '../../server/src/core/text/patterns.ts';
import { buildScanner, type LineSieve } from '../../server/src/core/text/scanner.ts';
import { UNITS } from '../growth.ts';
import { runs } from './runs.ts';

/** Characters that meet every branch of folding. */
const NASTY = [
  ..."保本息包收益风险零零一二五百万点个成年天，,。.·*-_|/~+ \t　\n\r…“”abcisrklz0159%％①⑽㎡½ﬁＡ穩賺İé'’$@",
  '🌟',
  '💯',
  '💰',
  '\u200b',
  '\u00ad',
  '\ufe0f',
  '\u0301',
  '\u0000',
  '\ud800',
  '\udc00',
  '𝟏',
  '𠀀',
  '\u2028',
  '  ',
  'bao',
  'ben',
];
const nasty = fc.array(fc.constantFrom(...NASTY), { maxLength: 40 }).map((parts) => parts.join(''));

const out: number[] = [];

function hitsOf(count: number, triples: readonly number[]): string[] {
  return Array.from({ length: count }, (_, k) => triples.slice(3 * k, 3 * k + 3).join()).sort();
}

describe('property: core/text', () => {
  it('folding twice is folding once', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const once = fold(text).text;
        assert.equal(fold(once).text, once);
      }),
      { numRuns: runs(3000) },
    );
  });

  it('every folded character maps to source characters that fold to it, in order', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const folded = fold(text);
        let before = 0;
        for (let i = 0; i < folded.text.length; i++) {
          const { start, end } = folded.rangeOf(i, i + 1);
          assert.ok(start >= before && end > start && end <= text.length);
          before = start;
          const alone = fold(text.slice(start, end)).text;
          assert.ok(alone.includes(folded.text.charAt(i)), `${JSON.stringify(text)} at ${i}`);
          const tail = folded.rangeOf(i, folded.text.length);
          assert.equal(tail.start, start);
        }
      }),
      { numRuns: runs(1500) },
    );
  });

  it('the scanner finds what folding and searching finds', () => {
    const literal = fc.array(fc.constantFrom(...'保本息收益风险零一abis01% ', "'"), { minLength: 1, maxLength: 4 });
    const patterns = fc.array(
      literal.map((parts): ScanPattern => ({ text: parts.join('') })),
      { minLength: 1, maxLength: 12 },
    );
    // making a scanner costs far more than a look at a text: each looks at several
    const several = fc.array(nasty, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(patterns, several, (list, lines) => {
        const scanner = buildScanner(listOf(list));
        for (const text of lines) assert.deepEqual(hitsOf(scanner.scan(text, out), out), bruteForce(list, text).sort());
      }),
      { numRuns: runs(600) },
    );
  });

  /** Passes lines in which one of the patterns stands that `keys` marks. */
  const sieveFor = (keys: readonly number[]): LineSieve => {
    const sets: (readonly number[])[] = [];
    return {
      begin: () => {},
      nameSet: (patterns) => sets.push(patterns) - 1,
      passes: (found) =>
        found.sets.subarray(found.first, found.last).some((set) => sets[set]!.some((pattern) => keys[pattern] === 1)),
    };
  };

  /** Sentences as the scanner sees them; lines end at breaks, too, that an editor does not count. */
  const sentenceAt = (text: string, offset: number): number =>
    text.slice(0, offset).split(/[\n\r\u0085\u2028\u2029。！？!?；;｡]/).length;

  for (const end of ['\n', '\r', '\u0085', '\u2028', '\u2029'])
    it(`a sifted scan leaves out a line that U+${end.charCodeAt(0).toString(16)} ends`, () => {
      const scanner = buildScanner(listOf([{ text: '保' }, { text: '零' }]), sieveFor([1, 0]));
      assert.deepEqual(hitsOf(scanner.scanSifted(`零${end}保`, out), out), ['2,3,0']);
    });

  it('a sifted scan leaves out sentences that the sieve does not pass, and nothing of the others', () => {
    const patterns: ScanPattern[] = [
      { text: '保本' },
      { text: '保' },
      { text: '收益', trigger: true },
      { text: 'is' },
      { text: '零', trigger: true },
    ];
    const scannerFor = Array.from({ length: 32 }, (_, bits) => {
      const keys = patterns.map((_, i) => (bits >> i) & 1);
      return { keys, scanner: buildScanner(listOf(patterns), sieveFor(keys)) };
    });
    fc.assert(
      fc.property(fc.constantFrom(...scannerFor), nasty, ({ keys, scanner }, text) => {
        const all = hitsOf(scanner.scan(text, out), out);
        const keyed = hitsOf(scanner.scanSifted(text, out), out);
        const placeOf = (hit: string): number => sentenceAt(text, Number(hit.split(',')[0]));
        const needed = new Set(all.filter((hit) => keys[Number(hit.split(',')[2])] === 1).map(placeOf));
        for (const hit of all) if (needed.has(placeOf(hit))) assert.ok(keyed.includes(hit), `${hit} of ${text}`);
        for (const hit of keyed) assert.ok(all.includes(hit), `${hit} of ${text}`);
      }),
      { numRuns: runs(3000) },
    );
  });

  it('a line read as it stands and the same line folded first hold the same hits, disguised ones too', () => {
    const words = ['保本', '保本保息', '收益', '零风险', '宝', 'risk', '安本息'];
    const scanner = buildScanner(listOf(words.map((text) => ({ text, trigger: true }))));
    const sounds = fc
      .array(fc.constantFrom(...'保包宝本奔息惜收手益溢易零灵0风封险显安按不的 .a', 'bao', 'ben', 'yi', '是'), {
        maxLength: 12,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(sounds, nasty), (text) => {
        const line = text.replace(/[\n\r\u2028]/g, '');
        // a character that folding drops sends the line the long way
        const folded = hitsOf(scanner.scan(`${line}\u200b`, out), out);
        assert.deepEqual(hitsOf(scanner.scan(line, out), out), folded, line);
      }),
      { numRuns: runs(6000) },
    );
  });

  it('disguised hits lie inside the text and nothing throws', () => {
    const scanner = buildScanner(
      listOf(['保本', '保本保息', '收益', '零风险', 'risk'].map((text) => ({ text, trigger: true }))),
    );
    const out: number[] = [];
    fc.assert(
      fc.property(nasty, (text) => {
        const count = scanner.scan(text, out);
        for (let k = 0; k < count; k++) assert.ok(out[3 * k]! < out[3 * k + 1]! && out[3 * k + 1]! <= text.length);
        for (const number of findNumbers(text)) {
          assert.ok(number.start < number.end && number.end <= text.length && Number.isFinite(number.value));
          assert.ok(mayHoldNumber(text, number.kind), `${number.kind} in ${JSON.stringify(text)}`);
        }
        for (const id of findIdentifiers(text)) assert.equal(maskIdentifier(id, text).length, id.end - id.start);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('positions and offsets of lines agree', () => {
    fc.assert(
      fc.property(nasty, fc.nat(60), (text, offset) => {
        const index = new LineIndex(text);
        const clamped = Math.min(offset, text.length);
        const position = index.positionAt(clamped);
        const range = index.lineRange(position.line);
        if (clamped <= range.end) assert.equal(index.offsetAt(position), clamped);
        assert.ok(range.start <= clamped);
      }),
    );
  });

  it('come to an end with the worst characters', () => {
    const scanner = buildScanner(
      listOf(['保本', '保本保息', '收益', 'guaranteed'].map((text) => ({ text, trigger: true }))),
    );
    const out: number[] = [];
    for (const unit of UNITS) work(unit.repeat(30_000 / unit.length));
    function work(text: string): void {
      scanner.scan(text, out);
      fold(text);
      findNumbers(text);
      findIdentifiers(text);
    }
  });
});

/** The rules of the scanner said again, slowly. */
function bruteForce(patterns: readonly ScanPattern[], text: string): string[] {
  const found: string[] = [];
  const folded = fold(text);
  const isWord = (character: string | undefined): boolean =>
    character !== undefined && /[\p{Ll}\d]/u.test(character) && !/[\u3400-\u9fff]/.test(character);
  patterns.forEach(({ text: raw }, index) => {
    const pattern = fold(raw.replace(/\s+/g, ' ')).text.trim();
    if (pattern === '') return;
    for (let at = folded.text.indexOf(pattern); at >= 0; at = folded.text.indexOf(pattern, at + 1)) {
      const end = at + pattern.length;
      const left = folded.text.slice(0, at);
      const right = folded.text.slice(end);
      if (
        isWord(pattern[0]) &&
        (isWord(left.at(-1)) ||
          (/[a-z]'$/.test(left) && /[a-z]/.test(pattern[0]!)) ||
          (/\d[.,]$/.test(left) && /\d/.test(pattern[0]!)))
      )
        continue;
      const last = pattern.at(-1)!;
      if (
        isWord(last) &&
        (isWord(right[0]) ||
          (/[a-z]/.test(last) && /^'[a-z]/.test(right) && !/^'s(?![a-z])/.test(right)) ||
          (/\d/.test(last) && /^[.,]\d/.test(right)))
      )
        continue;
      const range = folded.rangeOf(at, end);
      found.push([range.start, range.end, index].join());
    }
  });
  return found;
}
