/** The patterns that other editors get against the readers that PitchLint goes by, on the same samples. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PATTERNS } from '../../server/schemas/patterns.ts';
import { parseAmount, parsePercent } from '../../server/src/core/domain/amount.ts';
import { parseDate, parseEventDate, parseMonth, parsePartialDate } from '../../server/src/core/domain/dates.ts';
import { parseTerm } from '../../server/src/core/domain/term.ts';

type Format = readonly [accepts: (written: string) => boolean, pieces: readonly string[], samples: string];
const FORMATS: Readonly<Record<string, Format>> = {
  amount: [
    // “-0” is nothing owed, and nobody writes it
    (written) => (parseAmount(written) ?? -1) >= 0 && !/^\s*[-－]/.test(written),
    [...'0123459０９.．,， +-$＄￥£kKwＷm万亿千元年', 'S$', 'hk$', 'RMB', '十万', '每年', '/年', '美元', '000', ',000'],
    '50万 1.2亿 20w 3千 96k 1.5m 12,000元 9800 S$3,400 ￥5,000 ５０万 12万元/年 1,2345 万 五十万 50 50万左右 abc -5 1..2',
  ],
  percent: [
    (written) => parsePercent(written) !== undefined,
    [...'0123459.%％ ', '100', '00'],
    '80% 100% 101% 0.5% 80 ８０% 5％',
  ],
  date: [
    (written) => parseDate(written) !== undefined,
    datePieces(),
    '2026-03-02 2026-13-01 2026-04-31 2026-3-2 2026-03',
  ],
  'partial-date': [
    (written) => parsePartialDate(written) !== undefined,
    datePieces(),
    '2026-03-02 2026-03 2026-00 2026',
  ],
  month: [(written) => parseMonth(written) !== undefined, datePieces(), '2026-03 2026-13 2026-03-02'],
  'event-date': [(written) => parseEventDate(written) !== undefined, datePieces(), '08-15 02-29 02-30 2028-09-01 8-15'],
  term: [
    (written) => parseTerm(written) !== undefined,
    [...'0123459y', 'to', 'life', '10', '20', '12'],
    '20y to60 life 0y 105y 106y to120 to121 to0 20年 1y 001y',
  ],
};

function datePieces(): readonly string[] {
  return [...'0123489-', '20', '02', '-31', '-30', '-11', '2026-', '2024-'];
}

/** What no pattern can say: which Februaries have 29 days. */
const LEAP = /^\d{4}-02-29$/;

describe('patterns of the published schemas', () => {
  for (const [format, [accepts, pieces, samples]] of Object.entries(FORMATS)) {
    const pattern = new RegExp(PATTERNS[format]!);
    const agrees = (written: string) => {
      if (LEAP.test(written)) return;
      assert.equal(pattern.test(written), accepts(written), JSON.stringify(written));
    };
    it(`take the same ${format} as the reader does`, () => {
      const each = samples.split(' ');
      each.forEach(agrees);
      assert.ok(each.some(accepts) && !each.every(accepts));
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }), (p) => agrees(p.join(''))),
        {
          numRuns: 2000,
        },
      );
    });
  }
});
