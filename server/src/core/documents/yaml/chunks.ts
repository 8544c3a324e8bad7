/**
 * Cuts a YAML text at the level where people write: top-level entries and items of top-level lists. The cut looks at
 * the starts of lines only, so a broken line spoils its own chunk and no other. A long item is not cut again: plain.ts reads
 * one of 70,000 characters in some 1.5 ms, so a second level would only pay while such an item is broken.
 */

export type CutKind = 'head' | 'entry' | 'item' | 'whole';

/** A stretch `[start, end)` of the text; consecutive cuts cover it without gaps. */
export interface Cut {
  readonly kind: CutKind;
  readonly start: number;
  readonly end: number;
}

const KEY = /(?:"[^"\n\r]*"|'[^'\n\r]*'|[^\s#?&*!|>'"%@`{}[\],:-][^\n\r:]*|-[^\s:][^\n\r:]*)\s*:(?=[\s]|$)/y;
/** What was meant as a key: no space after the colon, a full-width colon, or no colon yet. */
const BROKEN_KEY = /[A-Za-z_][\w-]*[ \t]*(?:：|:(?!\/\/)|[ \t\r]*$)|\p{Script=Han}{1,12}[ \t]*：/muy;
/** Block texts: they go on over several lines and may hold lines that look like items. */
const LONG_VALUE = /[ \t]+(?:[&!]\S*[ \t]+)*[|>]/y;

/** A `---` or `...` line after the first content line. */
function hasMarkLine(text: string): boolean {
  if (!text.includes('---') && !text.includes('...')) return false;
  let content = false;
  for (let at = 0; at < text.length; at = lineEnd(text, at)) {
    const c = text.charCodeAt(at);
    const mark = text.startsWith('---', at) || text.startsWith('...', at);
    if (mark && isSpaceOrEnd(text, at + 3)) {
      if (content || text.charCodeAt(at) === 46) return true;
      content = text.slice(at + 3, lineEnd(text, at)).trim() !== '';
      continue;
    }
    if (c !== 35 && !isSpaceOrEnd(text, at)) content = true;
  }
  return false;
}

/** The cuts of a text, in order. */
export function cut(text: string): Cut[] {
  if (isWhole(text)) return [{ kind: 'whole', start: 0, end: text.length }];
  return cutFrom(text, { kind: 'head', start: 0 }, () => false);
}

/** What says which files belong together: kept whatever else goes. */
const FILES = /["']?(?:catalog|plan)\b/y;

/** The entries and items that hold `word`; undefined where entries may lean on each other, so that all must be read. */
export function cutsAbout(text: string, word: string): Cut[] | undefined {
  if (text.includes('&') || isWhole(text)) return undefined;
  const cuts = cut(text);
  const holds = ({ start, end }: Cut) => text.slice(start, end).includes(word);
  const about: Cut[] = [];
  for (let i = 0; i < cuts.length; ) {
    const entry = cuts[i++]!;
    FILES.lastIndex = entry.start;
    const all = FILES.test(text);
    const before = about.length;
    for (; cuts[i]?.kind === 'item'; i++) if (all || holds(cuts[i]!)) about.push(cuts[i]!);
    // a list's key stays for its items' sake
    if (all || about.length > before || holds(entry)) about.splice(before, 0, entry);
  }
  return about;
}

/**
 * The cuts of a text that begins and ends like one whose cuts are known: only what lies between is looked at again. The
 * cuts of `front` stand at their places in `text`; those of `back` are moved by `shift` to stand at theirs. A cut's first
 * line alone decides how its lines are read, so the two agree from the first cut on that both make.
 */
export function cutAgain(text: string, front: readonly Cut[], back: readonly Cut[], shift: number): Cut[] {
  if (isWhole(text)) return [{ kind: 'whole', start: 0, end: text.length }];
  // The last of the front may grow: what made the next one begin may be gone.
  const kept = front.slice(0, -1);
  let met = -1;
  let next = 0;
  const added = cutFrom(text, front[front.length - 1] ?? { kind: 'head', start: 0 }, (kind, at) => {
    while (next < back.length && back[next]!.start + shift < at) next++;
    const there = back[next];
    if (there?.kind !== kind || there.start + shift !== at) return false;
    met = next;
    return true;
  });
  const rest = met < 0 ? [] : back.slice(met);
  return [...kept, ...added, ...rest.map(({ kind, start, end }) => ({ kind, start: start + shift, end: end + shift }))];
}

/** A key that waits for its value on the lines below. */
const OPEN_KEY = /[^\s#][^\n\r]*:[ \t]*(?:[&!][^\s]*[ \t]*)*(?:#[^\n\r]*)?(?=[\n\r]|$)/y;

/** The cuts from one on, up to the end or to the first that `stop` knows (which is left out). */
function cutFrom(
  text: string,
  from: { readonly kind: CutKind; readonly start: number },
  stop: (kind: CutKind, at: number) => boolean,
): Cut[] {
  const cuts: Cut[] = [];
  let { kind, start } = from;
  /** Indentation of the items of the running list; -1: not known yet; -2: the entry holds no list. */
  let itemIndent = -2;
  /**
   * Indentation of the first line below an entry that began no list. A dash no deeper than that never belongs to it, so a
   * slip above a list does not make one chunk of all its items.
   */
  let firstIndent = -1;
  /** Dashes may stand right below the key whose list they are, in its own column: that key was read, or its list runs. */
  let inner: 'none' | 'awaited' | 'running' = 'none';
  let at = start;
  if (kind === 'entry') {
    isKeyLine(text, at);
    itemIndent = hasLongValue(text, KEY.lastIndex) ? -2 : -1;
    at = lineEnd(text, at);
  } else if (kind === 'item') {
    itemIndent = indentAt(text, at);
    at = lineEnd(text, at);
  }
  /** Ends the running cut where another begins; true when that one is known. */
  const open = (next: CutKind): boolean => {
    if (at > start) cuts.push({ kind, start, end: at });
    kind = next;
    start = at;
    return stop(next, at);
  };
  for (; at < text.length; at = lineEnd(text, at)) {
    const first = text.charCodeAt(at);
    if (first === 35 || first === 10 || first === 13) continue;
    if (first !== 32 && first !== 9 && first !== 45 && isKeyLine(text, at)) {
      itemIndent = hasLongValue(text, KEY.lastIndex) ? -2 : -1;
      firstIndent = -1;
      inner = 'none';
      if (open('entry')) return cuts;
      continue;
    }
    if (itemIndent === -2 && firstIndent < 0) continue;
    const indent = indentAt(text, at);
    const c = text.charCodeAt(at + indent);
    if (c === 35 || c === 10 || c === 13 || Number.isNaN(c)) continue;
    const dash = c === 45 && isSpaceOrEnd(text, at + indent + 1);
    if (itemIndent === -1) {
      itemIndent = dash ? indent : -2;
      if (!dash) firstIndent = indent;
    } else if (dash && itemIndent === -2 && indent === firstIndent && inner !== 'none') {
      inner = 'running';
    } else if (dash && indent <= (itemIndent === -2 ? firstIndent : itemIndent)) {
      // no list goes on further to the left: after a slip this is where the items of the list round it begin again
      itemIndent = indent;
    }
    if (itemIndent === -2) {
      OPEN_KEY.lastIndex = at + indent;
      if (!dash && indent === firstIndent) inner = OPEN_KEY.test(text) ? 'awaited' : 'none';
      else if (inner === 'awaited') inner = 'none';
      continue;
    }
    if (dash && indent === itemIndent && open('item')) return cuts;
  }
  if (start < text.length || cuts.length === 0) cuts.push({ kind, start, end: text.length });
  return cuts;
}

function indentAt(text: string, at: number): number {
  let indent = 0;
  while (text.charCodeAt(at + indent) === 32) indent++;
  return indent;
}

/**
 * Longer texts are always cut: reading one as a whole would cost a second per keystroke for a mark that nearly always is
 * a slip there. The chunk that holds the mark reports it.
 */
const MAX_WHOLE = 16 * 1024;

const isWhole = (text: string) => text.length <= MAX_WHOLE && (hasMarkLine(text) || needsWhole(text));

/** Explicit keys at the margin, JSON and directives only make sense as a whole. */
function needsWhole(text: string): boolean {
  if (/^\s*[{[]/.test(text) || text.startsWith('%')) return true;
  return text.includes('? ') && /^\? /m.test(text);
}

/** Whether a key stands at `at`; leaves KEY.lastIndex behind its colon. */
function isKeyLine(text: string, at: number): boolean {
  KEY.lastIndex = at;
  if (KEY.test(text)) return true;
  BROKEN_KEY.lastIndex = at;
  if (!BROKEN_KEY.test(text)) return false;
  KEY.lastIndex = BROKEN_KEY.lastIndex;
  return true;
}

/**
 * Whether no line below a header may be an item. Only a block text rules it out: `products: x` and `products: "x` are
 * headers that are being typed, and what an anchor names is joined again where an alias asks for it (tree.ts).
 */
function hasLongValue(text: string, from: number): boolean {
  LONG_VALUE.lastIndex = from;
  return LONG_VALUE.test(text);
}

/** Offset of the line after the one that holds `at`. A lone `\r` ends a line too. */
export function lineEnd(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) return i + 1;
    if (c === 13) return text.charCodeAt(i + 1) === 10 ? i + 2 : i + 1;
  }
  return text.length;
}

function isSpaceOrEnd(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return Number.isNaN(c) || c === 32 || c === 9 || c === 10 || c === 13;
}
