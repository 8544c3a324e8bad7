/**
 * Always on: the speaker refuses the deed, forbids it, or tells that what others say of it is false, forbidden or
 * punished, whatever else the rule lets pass. `negated` looks a few characters back from the words; this looks at what
 * the whole sentence and the next one do with them: “那种单子我不会帮您送”, “旧的别急着解约”, “有人跟您说稳赚？这话害人”. Who comes
 * back to the offer (“不过我私下给您”) is heard. The words stand in the pack (words/guards.yaml). Source: claims.md §1.4(1), (3).
 */
import { clauseAround, endsSentence, type Span, unitsBetween } from '../phrases/sentences.ts';
import { type Guard, type GuardInput, type GuardVerdict, overlapsAny } from './guard.ts';
import { openedBefore, quotationOf } from './quotation.ts';

/** What stands directly before a verdict and turns it round: “不违规”, "isn't illegal". */
const DENIED = /[不没未非冇唔无](?:算|是|系|有|会|被)?$|\b(?:not|isn't|aren't|wasn't|never|hardly)(?: \w+)? $/u;
/** An open question is no verdict: “违规吗？”. One that asks where the good of it lies is: “强在哪儿？”. */
const OPEN_QUESTION = /(?:吗|么|是不是|会不会)[^。!?]{0,3}[?？]?\s*$/u;
/** The claim itself goes on behind a turn: “我不是说银行不好，只是利息只有我们的一半”. */
const TURNS = /[,:;]\s*(?:只是|只不过|可(?!能|以)|它就是|所以(?:咱|我))/u;
/** Between the words of a claim: its second half is the speaker's own. */
const BUT = /但|不过|可是|只是|\b(?:but|however)\b/u;
/** A second negator between the first and the words: “哪有不保本的” claims. */
const TWICE = /^[^,。;!?]{0,6}[不没冇唔无]|\bnot\b|n't\b/u;
/** A question that makes its claim by asking: “不心疼吗？”. */
const RHETORICAL =
  /[不没冇唔谁哪边怎咩]|还|难道|多少|什么|吗|吖|咩|\b(?:isn't|aren't|doesn't|don't|won't|wouldn't|why|what|who|how|or)\b/u;
const HELD_UP_BY = new Set(['agent', 'note']);
/** Of a line that is all quotation so little stands outside that the line says what is quoted. */
const QUOTED_WHOLE = 6;
/** Gap units before the claim in its question, and behind the question. */
const ECHO_BEFORE = 8;
const ECHO_BEHIND = 6;
/** So near behind a claim a word still names it: “……，听着划算”, “……呢種字眼”. */
const BESIDE = 4;
/** So many characters may stand between the first words of a claim and the “别退” that forbids it. */
const AT_ONCE = 4;

/** A hit with all that the steps of this guard ask of it, each made once. */
class Claim {
  readonly text: string;
  readonly pieces: readonly Span[];
  readonly first: Span;
  readonly last: Span;
  /** Its sentence and the next one. */
  readonly reach: Span;

  constructor(readonly input: GuardInput) {
    this.text = input.view.text;
    this.pieces = [...input.pieces].sort((a, b) => a.start - b.start);
    this.first = this.pieces[0] ?? input.hit;
    this.last = this.pieces[this.pieces.length - 1] ?? input.hit;
    this.reach = { start: input.sentence.start, end: sentenceEnd(this.text, sentenceEnd(this.text, this.last.end)) };
  }

  /** Words of a list in the reach, none of them among the words of the claim itself. */
  words(list: string): readonly Span[] {
    const { reach, pieces } = this;
    return this.input
      .words(list)
      .filter((word) => word.start >= reach.start && word.end <= reach.end && !overlapsAny(word, pieces));
  }

  slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  comesBackAfter(offset: number): boolean {
    // a word of the claim itself may be the one that comes back: “公司不认，我认”
    const { reach, input } = this;
    return input.words('guard-takes-back').some((word) => word.start >= offset && word.end <= reach.end);
  }
}

export const advisedAgainst: Guard = {
  name: 'advised-against',
  title: { zh: '劝阻或回绝', en: 'advises against it' },
  judge(input) {
    const claim = new Claim(input);
    return undecided(claim) ?? forbidden(claim) ?? deniedAhead(claim) ?? judgedBehind(claim) ?? named(claim);
  },
};

/** “以后会不会降没人知道”: the words are the second half of a question that nobody answers. */
function undecided({ input, text, pieces, last }: Claim): GuardVerdict | undefined {
  const { sentence } = input;
  const asked = /^[^,。;!?]{0,6}(?:了吗|了没|了没有|过没有)[?？]/u.exec(text.slice(last.end));
  if (asked) {
    const saw = { start: last.end, end: last.end + asked[0].length };
    return { effect: 'silence', saw, note: { zh: `在问“${asked[0]}”`, en: `asks “${asked[0]}”` } };
  }
  for (const { start } of pieces) {
    if (!/[不没]/u.test(text[start] ?? '') || start === sentence.start || text[start - 1] !== text[start + 1]) continue;
    if (/[?？]/u.test(text.slice(start, sentence.end + 1))) continue;
    const saw = { start: start - 1, end: start + 2 };
    const word = text.slice(saw.start, saw.end);
    return { effect: 'silence', saw, note: { zh: `“${word}”是在问，没有下结论`, en: `“${word}” leaves it open` } };
  }
  return undefined;
}

/** Among the words of the claim the deed is forbidden: “那份别停，停了……”, “钱千万别转给我”. */
function forbidden(claim: Claim): GuardVerdict | undefined {
  const { text, pieces, first, last } = claim;
  if (pieces.length < 2) return undefined;
  for (const saw of claim.words('guard-forbids'))
    if (saw.start >= first.end && saw.start - first.end <= AT_ONCE && saw.end <= last.start)
      return silence(claim, saw, '在劝阻', 'advises against it');
  for (const saw of claim.words('guard-not-to'))
    if (saw.end === last.start && saw.start >= first.end && !claim.comesBackAfter(last.end) && !isPlea(text, saw))
      return silence(claim, saw, '在劝阻', 'advises against it');
  return undefined;
}

/** “特别”, “区别”: no prohibition. */
function isPlea(text: string, { start }: Span): boolean {
  return text[start] === '别' && /[特级区分个类性告差]/u.test(text[start - 1] ?? '');
}

/** Denied or forbidden before the words, in their clause or before the quotation that holds them: “别信「稳赚」”. */
function deniedAhead(claim: Claim): GuardVerdict | undefined {
  const { input, text, first, last } = claim;
  const clause = clauseAround(text, first.start, first.start, input.sentence);
  const lastClause = clauseAround(text, last.start, last.start, input.sentence);
  const quote = openedBefore(text, input.sentence, first);
  for (const saw of claim.words('guard-denies-ahead')) {
    const isAhead = saw.end <= first.start && (saw.start >= clause.start || (quote !== undefined && saw.end <= quote));
    // “存定期是存定期，不能因为利率高就都搬过来”: forbidden are the last words of the claim
    const isBeforeLast =
      saw.start >= Math.max(first.end, lastClause.start) &&
      saw.end <= last.start &&
      !BUT.test(text.slice(first.end, saw.start));
    if (
      (!isAhead && !isBeforeLast) ||
      isPlea(text, saw) ||
      TWICE.test(text.slice(saw.end, isAhead ? first.start : last.start))
    )
      continue;
    if (claim.comesBackAfter(saw.end) || TURNS.test(text.slice(saw.end, last.end))) continue;
    return silence(claim, saw, '否认或劝阻了后面的话', 'denies or forbids what follows');
  }
  return undefined;
}

/** Behind the words stands what is thought of them: “……是套路”, “……？这话害人”, "… It's a myth." */
function judgedBehind(claim: Claim): GuardVerdict | undefined {
  const { input, first, last } = claim;
  const isRepeated = openedBefore(claim.text, input.sentence, first) !== undefined || repeatsOthers(claim);
  const isAsked = /[?？]/u.test(claim.text.slice(last.end, input.sentence.end + 1));
  for (const [list, isOwn] of [
    ['guard-declines', true],
    ['guard-verdict', false],
  ] as const)
    for (const saw of claim.words(list)) {
      if (saw.start < first.end || !isVerdict(claim, saw, isRepeated || isAsked, isOwn)) continue;
      if (!claim.comesBackAfter(saw.end)) return silence(claim, saw, '否定了前面的话', 'speaks against it');
    }
  if (!isRepeated && input.segment.speaker !== 'note') return undefined;
  for (const list of isRepeated ? ['guard-contrary', 'guard-taken-out'] : ['guard-taken-out'])
    for (const saw of claim.words(list))
      if (saw.start >= last.end && !claim.words('guard-winks').some((word) => word.start >= last.end))
        return silence(claim, saw, '与转述的话相反', 'speaks against what was repeated');
  return undefined;
}

/** The words are held up and not said: a quotation that nothing makes the speaker's own, a bare question of them answered. */
function named(claim: Claim): GuardVerdict | undefined {
  const { input, text, first, last } = claim;
  if (!HELD_UP_BY.has(input.segment.speaker) || claim.comesBackAfter(last.end)) return undefined;
  const quote = quotationOf(text, input.sentence, first, last);
  if (quote) {
    const clause = clauseAround(text, quote.start, quote.start, input.sentence);
    const isUsed =
      /:\s*$/u.test(text.slice(clause.start, quote.start)) ||
      input.words('guard-uses').some((word) => word.start >= clause.start && word.end <= quote.start) ||
      input.words('guard-uses').some((word) => word.start >= quote.end && word.start <= quote.end + 1);
    if (!isUsed && text.length - (quote.end - quote.start) > QUOTED_WHOLE)
      return silence(claim, quote, '是引来说的', 'is held up, not said');
  }
  const behind = input
    .words('guard-named')
    .find(
      (word) =>
        word.start >= first.end && word.start <= last.end + 2 && word.start < input.sentence.end && word.end > last.end,
    );
  if (behind) return silence(claim, behind, '是引来说的', 'is held up, not said');
  const asked = echoed(claim);
  return asked && silence(claim, asked, '是反问，后面另有回答', 'is asked and answered');
}

/** “零风险？……”: a short question that says nothing but the claim, and what follows does not agree. */
function echoed({ input, text, first, last }: Claim): Span | undefined {
  const { sentence } = input;
  const question = /^[^,;:。!?]{0,4}[”」』"]?[?？]/u.exec(text.slice(last.end));
  if (!question) return undefined;
  const before = text.slice(sentence.start, first.start);
  const end = last.end + question[0].length;
  if (
    unitsBetween(text, sentence.start, first.start) > ECHO_BEFORE ||
    /[,:;]/u.test(text.slice(sentence.start, last.end))
  )
    return undefined;
  if (
    RHETORICAL.test(before) ||
    RHETORICAL.test(text.slice(first.start, end)) ||
    unitsBetween(text, end, text.length) < ECHO_BEHIND
  )
    return undefined;
  if (input.words('guard-agrees').some((word) => word.start >= end && unitsBetween(text, end, word.start) === 0))
    return undefined;
  return { start: sentence.start, end };
}

/** The claim is told as the word of somebody else, or named as a word. */
function repeatsOthers(claim: Claim): boolean {
  const { last } = claim;
  return claim.words('guard-says').some((word) => word.start - last.end <= BESIDE);
}

/** Whether a word behind the claim speaks of the claim, and against it. */
function isVerdict(claim: Claim, saw: Span, isMarked: boolean, isOwn: boolean): boolean {
  const { text, last, input } = claim;
  const before = text.slice(Math.max(0, saw.start - 14), saw.start);
  if (DENIED.test(before)) return false;
  const end = sentenceEnd(text, saw.end);
  if (OPEN_QUESTION.test(text.slice(saw.end, end))) return false;
  if (isMarked) return true;
  const from = Math.max(input.sentence.end, last.end);
  if (
    saw.start >= from &&
    !claim
      .words('guard-points-back')
      .some((word) => word.start >= from && word.start <= saw.start && unitsBetween(text, from, word.start) <= 4)
  )
    return false;
  if (isOwn) return true;
  return !input.words('guard-of-others').some((word) => word.start >= input.sentence.start && word.end <= saw.start);
}

function silence(claim: Claim, saw: Span, zh: string, en: string): GuardVerdict {
  const word = claim.slice(saw).trim();
  return { effect: 'silence', saw, note: { zh: `“${word}”${zh}`, en: `“${word}” ${en}` } };
}

/** Where the sentence ends that holds the offset, its mark included. */
function sentenceEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (endsSentence(text, i)) return i + 1;
  return text.length;
}
