/**
 * Trigger words of the standard pack in plainly reported sentences, disguised in every way of disguise-kinds.ts: how many
 * are still reported by the same rule, with the very characters underlined. Shares, because a disguise that is a word of
 * its own (钢对, 公司h报) stays one.
 */
import assert from 'node:assert/strict';
import { type DisguiseKind, HAN_DISGUISES, LATIN_DISGUISES } from './disguise-kinds.ts';
import { type DisguiseCase, disguiseCases, reported } from './disguise-sentences.ts';

/** Each kind is tried on one sentence in so many, other ones for each kind: all of them would take half a minute. */
const EVERY_HAN = 6;
const EVERY_LATIN = 2;
const LEAST = 0.8;
/** Shares that are lower, and why. */
const LOWER: Readonly<Record<string, number>> = {
  // a colon begins something new: 关于续保：本合同
  'wedge :': 0,
  'wedge ：': 0,
  // C款, B座: capitals by themselves name things
  'initial of one, capital': 0.2,
  // a dot between a character and letters is prose: 公司.com
  'separator and pinyin': 0.7,
  // 身、故 may be two things in a row
  'wedge ，': 0.7,
  'wedge 、': 0.7,
  // what sounds alike may be a word of its own: 银杏 for 银行, 全鲍 for 全报
  'homophone of one': 0.7,
  // of most parts either may stand by itself: 女子 is a word
  'split character': 0.6,
  // words under five letters come of too many parts by chance; some of the triggers are that short
  'doubled letter': 0.6,
  'tripled letter': 0,
  'signs: a@ s$ i! e€': 0.7,
};

/** Without the marks and blanks at its ends: whether a bracket beside the word is underlined does not matter. */
function core(text: string, range: string): string {
  const [start, end] = range.split('-').map(Number) as [number, number];
  const inside = text.slice(start, end);
  const mark = /[\s\p{P}\p{S}\p{Cf}]/u;
  let from = 0;
  let to = inside.length;
  while (from < to && mark.test(inside.charAt(from))) from++;
  while (to > from && mark.test(inside.charAt(to - 1))) to--;
  return `${start + from}-${start + to}`;
}

function share(
  kind: DisguiseKind,
  cases: readonly DisguiseCase[],
  offset: number,
  every: number,
): { share: number; missed: string[] } {
  let tried = 0;
  const missed: string[] = [];
  for (let i = offset % every; i < cases.length; i += every) {
    const { rule, market, before, word, after, start, end } = cases[i]!;
    const written = kind.write(word, i);
    if (written === undefined || written === word) continue;
    tried++;
    const text = before + written + after;
    const wanted = core(text, `${start}-${end + written.length - word.length}`);
    if (!reported(rule, market, text).some((range) => core(text, range) === wanted)) missed.push(`${word}: ${text}`);
  }
  return { share: tried === 0 ? 1 : 1 - missed.length / tried, missed };
}

describe('core/text: disguises of every kind', () => {
  const cases = disguiseCases();
  it('has sentences', () => assert.ok(cases.han.length > 100 && cases.latin.length > 40));
  for (const [kinds, sentences, every] of [
    [HAN_DISGUISES, cases.han, EVERY_HAN],
    [LATIN_DISGUISES, cases.latin, EVERY_LATIN],
  ] as const)
    kinds.forEach((kind, offset) => {
      it(kind.name, () => {
        const found = share(kind, sentences, offset, every);
        const least = LOWER[kind.name] ?? LEAST;
        assert.ok(
          found.share >= least,
          `${found.share.toFixed(2)} < ${least}\n${found.missed.slice(0, 12).join('\n')}`,
        );
      });
    });
});
