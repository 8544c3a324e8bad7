/**
 * One look at a line that folds character for character, as nearly all lines do: through the automaton, without writing
 * its units anywhere. Notes what the automaton reports and where something may be in disguise; judges neither.
 */
import { BREAK, COMMA, DIGIT, HAN, isWordKind, LATIN, OTHER, SEPARATOR, SPACE } from './characters.ts';
import { CHECK, FAIL, REPORT, STRIDE } from './double-array.ts';
import { MOST_SEPARATORS } from './fold-buffer.ts';
import { touchesLetter } from './look-alikes.ts';

/** Entries of the scanner's character table: class | kind << 16 | marks. */
export const KIND_SHIFT = 16;
const KIND_MASK = 7;
/** What `groupsOf` of homophones.ts tells of the character, and where its second half begins. */
export const GROUPS_SHIFT = 24;
const SECOND_SHIFT = 28;
/** Folding needs more than the table for this character, or drops it. */
export const SPECIAL = 1 << 21;
/** `@` or `$`: a letter in disguise when it touches letters. */
export const LOOK_ALIKE = 1 << 22;
/** The mark ends a sentence wherever it stands; see `endsSentence` of the phrase language, which knows more that do. */
export const STOP = 1 << 23;
const MARKED = SPECIAL | STOP;
/** A mark that prose does not put between words: whatever goes on behind it may be one word with what stands before. */
export const ODD = 1 << 19;
/** May go on with a trigger after a mark that was wedged in. */
export const FOLLOWS = 1 << 20;
const INITIAL_SIZE = 1024;
/** Lists with room from the beginning: the scan, once compiled, started over cold whenever one of them grew. */
const roomy = (): number[] => Array.from({ length: INITIAL_SIZE }, () => 0);

export class PlainLine {
  /** What the automaton reported, the first `count`: the offset behind it and the number of the patterns that end there. */
  ends = new Int32Array(INITIAL_SIZE);
  sets = new Int32Array(INITIAL_SIZE);
  count = 0;
  /** The offsets behind marks that end a sentence; the first `stopCount` are meant. */
  readonly stops = roomy();
  stopCount = 0;
  /** Where two characters follow each other that a trigger written by ear may begin with: offsets of the second. */
  readonly pairs = roomy();
  pairCount = 0;
  /** Offset and length of each stretch that was dropped; `droppedCount` numbers are meant. */
  readonly dropped = roomy();
  droppedCount = 0;
  /** Where runs of letters or digits begin that stand beside Han. */
  readonly mixes = roomy();
  mixCount = 0;
  /** Where words go on after a mark: in few of these places something was wedged in. */
  readonly joints = roomy();
  jointCount = 0;
  hasLookAlikes = false;
  /** Some pattern may end here that is a trigger spelled out in Latin letters. */
  hasSpelled = false;

  /**
   * `nameReport`: puts a name for what a state reports in its place, and returns it: below zero, and of the bits that are
   * not set the lowest says that it is spelled out, the others are the number of its patterns.
   */
  constructor(
    private readonly characters: Int32Array,
    private readonly nodes: Int32Array,
    private readonly nameReport: (state: number) => number,
  ) {}

  /**
   * Reads the line of `text` from `from` to its break, or to `to`, and returns the offset of that end; or -1 when more
   * must be dropped, joined or expanded than blanks and separators beside Han: then FoldBuffer.load, whose conditions
   * these are, reads the line.
   */
  scan(text: string, from: number, to: number): number {
    const { characters, nodes, pairs, mixes, joints, dropped, stops } = this;
    let { ends, sets } = this;
    let spellings = 0;
    let mixCount = 0;
    let jointCount = 0;
    let hasLookAlikes = false;
    let isSpelled = false;
    let loneLetter = from - 3;
    let touchesHan = false;
    let state = 0;
    let previous = BREAK;
    let previousEntry = 0;
    let lastSeparator = from - 1;
    let spelled = 0;
    let wordStart = 0;
    let lastToken = 0;
    let runEnd = from;
    let pairCount = 0;
    let count = 0;
    let stopCount = 0;
    this.droppedCount = 0;
    let i = from;
    for (; i < to; i++) {
      const entry = characters[text.charCodeAt(i)]!;
      const kind = (entry >>> KIND_SHIFT) & KIND_MASK;
      let isInside = kind === LATIN;
      if (kind !== previous || (kind !== HAN && kind !== LATIN)) {
        isInside = isWordKind(kind) && isWordKind(previous);
        if (previous === LATIN && i - wordStart === 1) {
          // a b: two letters by themselves with one mark between
          if (wordStart - 2 === loneLetter && wordStart - 1 === lastSeparator) isSpelled = true;
          loneLetter = wordStart;
        }
        if (kind < SPACE) {
          if ((entry & MARKED) !== 0) {
            if ((entry & SPECIAL) !== 0) return -1;
            stops[stopCount++] = i + 1;
          }
          if (kind === HAN) {
            if (previous === LATIN) mixes[mixCount++] = wordStart;
            else if (
              previous !== BREAK &&
              ((entry & FOLLOWS) !== 0 || (previousEntry & ODD) !== 0 || isAsciiLetter(text.charCodeAt(i - 2)))
            )
              joints[jointCount++] = i;
          } else if (previous !== kind) {
            if (previous === HAN) {
              if (i - wordStart === 1 && lastToken === 1) return -1;
              lastToken = 0;
            }
            if (kind === LATIN) {
              if (previous === HAN) mixes[mixCount++] = i;
              else if (previous === DIGIT) hasLookAlikes = true;
              else if (previous === OTHER) joints[jointCount++] = i;
            } else if (kind === DIGIT) {
              if (previous === LATIN) hasLookAlikes = true;
            } else if ((entry & LOOK_ALIKE) !== 0 && touchesLetter(text, i, to)) hasLookAlikes = true;
          }
          wordStart = i;
        } else if (kind === BREAK) break;
        else if (kind === COMMA) {
          const token = previous === HAN ? i - wordStart : 0;
          if (token === 1 && lastToken === 1) return -1;
          lastToken = token;
        } else if (i >= runEnd) {
          // a run of blanks and separators is judged as a whole, by what stands on its two sides
          let hasSeparator = false;
          let after = kind;
          let doubled = false;
          for (runEnd = i; runEnd < to; runEnd++) {
            const next = characters[text.charCodeAt(runEnd)]!;
            if ((next & SPECIAL) !== 0) return -1;
            const nextKind = (next >>> KIND_SHIFT) & KIND_MASK;
            if (nextKind === SEPARATOR) hasSeparator = true;
            else if (nextKind !== SPACE) {
              after = nextKind;
              break;
            } else if (runEnd > i && after === SPACE) doubled = true;
            after = nextKind;
          }
          if (runEnd >= to) after = BREAK;
          if (previous === HAN && i - wordStart === 1 && lastToken === 1) return -1;
          lastToken = 0;
          if (previous === HAN || after === HAN) touchesHan = true;
          const isWord = previous === LATIN || previous === DIGIT;
          const isWordAfter = after === LATIN || after === DIGIT;
          if (
            runEnd - i <= MOST_SEPARATORS &&
            ((previous === HAN && after === HAN) ||
              (!hasSeparator && ((previous === HAN && isWordAfter) || (isWord && after === HAN))))
          ) {
            if (isWord) mixes[mixCount++] = wordStart;
            else if (after !== HAN) mixes[mixCount++] = runEnd;
            dropped[this.droppedCount++] = i;
            dropped[this.droppedCount++] = runEnd - i;
            i = runEnd - 1;
            lastSeparator = i;
            previous = SEPARATOR;
            spelled = 0;
            continue;
          }
          if (doubled) return -1;
          // guaran- teed, 保.ben
          if (hasSeparator && after === LATIN && (isWord || previous === HAN)) joints[jointCount++] = runEnd;
        }
        if (kind === SPACE || kind === SEPARATOR) {
          if (previous === LATIN && i - lastSeparator === 2) {
            if (++spelled >= 2) return -1;
          } else spelled = 0;
          lastSeparator = i;
        }
        previous = kind;
      }
      if (((previousEntry >>> GROUPS_SHIFT) & (entry >>> SECOND_SHIFT)) !== 0) pairs[pairCount++] = i;
      previousEntry = entry;
      const c = entry & 0xffff;
      if (c === 0 || (state === 0 && isInside)) {
        state = 0;
        continue;
      }
      // the step of `scanUnits`, written out: as a call for each character it made scans slower, compared in turn
      let next = nodes[state]! + c * STRIDE;
      while (nodes[next + CHECK] !== state) {
        if (state === 0) {
          next = 0;
          break;
        }
        state = nodes[state + FAIL]!;
        next = state === 0 && isInside ? 0 : nodes[state]! + c * STRIDE;
      }
      state = next;
      let report = nodes[state + REPORT]!;
      if (report === 0) continue;
      // no word ends before another letter or digit
      if ((kind === LATIN || kind === DIGIT) && i + 1 < to) {
        const after = (characters[text.charCodeAt(i + 1)]! >>> KIND_SHIFT) & KIND_MASK;
        if (after === LATIN || after === DIGIT) continue;
      }
      if (count === ends.length) ({ ends, sets } = this.enlarge());
      if (report > 0) report = this.nameReport(state);
      spellings |= ~report;
      ends[count] = i + 1;
      sets[count++] = ~report >> 1;
    }
    if (previous === HAN && i - wordStart === 1 && lastToken === 1) return -1;
    if (previous === LATIN && i - lastSeparator === 2 && spelled >= 1) return -1;
    if (previous === LATIN && i - wordStart === 1 && wordStart - 2 === loneLetter) isSpelled = true;
    if (touchesHan && isSpelled) return -1;
    this.pairCount = pairCount;
    this.mixCount = mixCount;
    this.jointCount = jointCount;
    this.hasLookAlikes = hasLookAlikes;
    this.hasSpelled = (spellings & 1) === 1;
    this.count = count;
    this.stopCount = stopCount;
    return i;
  }

  private enlarge(): this {
    const { ends, sets } = this;
    this.ends = new Int32Array(2 * ends.length);
    this.sets = new Int32Array(2 * sets.length);
    this.ends.set(ends);
    this.sets.set(sets);
    return this;
  }
}

/** An ASCII letter. */
function isAsciiLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
}
