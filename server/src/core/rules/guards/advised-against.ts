/**
 * Always on: the speaker refuses the deed, forbids it or tells the client that it is not so, whatever else the rule lets
 * pass. `negated` looks a few characters back from the words; this looks at what the whole sentence does with them: “那种单
 * 子我不会帮您送”, “旧的别急着解约”, “别想着一张保单全包”. A sentence that comes back to the offer (“不过我私下给您”) is kept.
 * Chinese only: English says it with words that `negated` knows. Source: claims.md §1.4(1), (3).
 */
import { clauseAround } from '../phrases/sentences.ts';
import { found, type Guard, type GuardInput, type GuardVerdict, overlapsAny } from './guard.ts';

/** Forbids what its own clause holds, however far behind. */
const WARNS_AHEAD =
  /(?:(?<![特级区分个类性告差])别|不要|不必|不能|勿|莫)(?:老|总|光|先|再|去|一)?(?:想着|想说|想靠|想拿|指望|以为|听人|听别人|听信|光听|为了|因为|冲着|图|急着|急于|贪|看到)|(?:没见过|没有|没)(?:哪个|哪家|谁|人|一家|一个)[^,。;!?]{0,8}敢(?!像|跟|同)/gu;

/** Says of its own clause that it is not so: “核准不表示政府保证它不会亏”. */
const NOT_MEANT = /不(?:代表|表示|等于|等同|意味着|是说)(?!没|不)|(?<!难道|何)不是(?:因为|为了)/gu;

/** Stands directly before the last piece of a hit: “钱千万别转给我”. */
const FORBIDS_DIRECTLY =
  /(?:(?<![特级区分个类性告差])别|不要|不可以?|不能|不许|不准|不得|不该|勿|莫)(?:再|去|先|急着|急于|随便|轻易|一下子|自己|私自|单独|一个人|直接|都|给|把它|把这些)?$/u;

/** “那份别停，停了……”: said of the first piece at once. */
const FORBIDS_AT_ONCE =
  /^[^,。;!?]{0,4}(?:千万|先)?(?:别|不要)(?:去|再|急着)?(?:停|退|解|借|断|动|丢|转|签)(?!了)[^,。;!?]{0,2},/u;

/** “一年内能全退？没有这回事”. */
const NOT_SO =
  /^\s*[?？]?\s*(?:没有这回事|没这回事|没有的事|没这事|哪有这回事|不可能的?|假的|骗人的|不是的)(?=[,。;!?，！]|$)/u;

/** The speaker will not promise. */
const DECLINES =
  /我[可真都也是]?(?:不能|不敢|没法|没办法|不会)(?:给|跟|向|同)?(?:您|你|谁|客户)?(?:打包票|打保票|保证|承诺|拍胸脯|担保|许诺)/gu;

/** Refuses what was named before it, in the same sentence. */
const REFUSES = new RegExp(
  [
    '(?:这|那)(?:种|样|个|条|类|件)?(?:事情?|路|话|做法|说法|操作|单子?|件)?我?[可是都真就更也]?(?:绝对|万万|根本)?(?:不行|不成|不通|行不通|走不通|使不得|要不得|不可取|不允许|不可以|不能[做干碰收说接]|不赞成)',
    '(?<=[费款单件钱])更?(?:绝对)?(?:不行|使不得|要不得)|(?<=[^不][投写改代])不行(?=[,。;!]|$)|[您你]?别(?:眼红|羡慕)',
    // “这种招您别用”, “红包不能发”, “这类词统统别往海报上放”
    '(?:这|那)(?:种|样|类|招)[^,。;!?]{0,6}(?:别|不要|不能|不许|不)(?:用|信|放|碰|提|发)|(?:统统|一律|全部|全都)(?:别|不要|不许|不能|不准)',
    '[我咱]们?(?:都|从来|一律|这边)?不(?:用|会用|会拿来|会拿它|拿来|拿它|发)(?=[,。;!]|$|来|算|做)',
    '不(?:能|可以|许|准)(?:发|给|送|收|做|改|办|碰|代)(?=[,。;!]|$)',
    '是真没有|真的?给不了|真的?做不到|真的?没办法|真的?不能给',
    '不作数|不算数|当不得真|什么都不算|是没用的|一概不(?:送|收|给|做|接)|一律(?:不|退|拒|作废|删)',
    '(?:公司|总部|上面|监管|主管机关)[是都也]?(?:不认|不允许|不让|不收(?!费|手续|钱|任何|你|您)|盯|要查|会查)',
    '我(?:可|真|是|也|都|一向|从来|个人)?(?:不赞成|不建议|不推荐|不主张|不同意|不支持|不鼓励|不接|不碰|不收)(?=[,。;!:的]|$)',
    '我[可也都是]?(?:不会|不能|没法|不敢|不肯)(?:帮|给|替|教)(?:你|您|人|别人)?(?:送(?![您你礼一])|办|做|弄|签|写|代|出|改|藏|隐)',
    '(?:是|属于|算)个?(?:误会|误解|谣言|谣传|误传|瞎传|违规|违法|犯法|红线|骗保|诈领)',
    '(?<![谁哪么人不都])(?:查得到|查得出|翻得出|能查到|能翻出来)(?!吗|么|嘛|\\?)',
  ].join('|'),
  'gu',
);

/** Comes back to what was refused, or asks to keep it quiet. */
const RELENTS =
  /但(?!书)|不过|可是|可(?=我|您|你)|其实|除非|偷偷|私下|私底下|悄悄|反正|放心|照样|照给|没人|别说|别跟|别告诉|别往外|不外传|想办法|变通|绕|我[来认补给就]|没关系|不要紧/u;

export const advisedAgainst: Guard = {
  name: 'advised-against',
  title: { zh: '劝阻或回绝', en: 'advises against it' },
  judge: (input) => undecided(input) ?? forbidden(input) ?? refused(input),
};

/** “以后会不会降没人知道”: the words are the second half of a question that nobody answers. */
function undecided({ view, sentence, pieces, hit }: GuardInput): GuardVerdict | undefined {
  const { text } = view;
  const asked = /^[^,。;!?]{0,6}(?:了吗|了没|了没有|过没有)[?？]/u.exec(text.slice(hit.end));
  if (asked) {
    const saw = { start: hit.end, end: hit.end + asked[0].length };
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

function forbidden({ view, sentence, pieces, hit }: GuardInput): GuardVerdict | undefined {
  const { text } = view;
  const ordered = [...pieces].sort((a, b) => a.start - b.start);
  const last = ordered[ordered.length - 1];
  const clause = clauseAround(text, hit.start, hit.start, sentence);
  // the clause of the whole hit, or of its last words: “存定期是存定期，不能因为利率高就都搬过来”
  const ends = last && hit.end > clause.end ? clauseAround(text, last.start, last.start, sentence) : clause;
  const ahead = { start: ends.start, end: hit.end > clause.end ? last!.start : hit.start };
  if (hit.end <= ends.end && !RELENTS.test(text.slice(hit.end, sentence.end)))
    for (const pattern of [WARNS_AHEAD, NOT_MEANT])
      for (const saw of found(pattern, text, ahead)) if (!overlapsAny(saw, pieces)) return forbids(saw, saw.text);
  // “分红我不能给您打包票，写死的只有……”: the promise that the words amount to is declined among them
  for (const saw of found(DECLINES, text, hit))
    if (!overlapsAny(saw, pieces) && !RELENTS.test(text.slice(saw.end, sentence.end))) return forbids(saw, saw.text);
  const before = ordered[ordered.length - 2];
  if (!last || !before) return undefined;
  const first = ordered[0]!;
  const early = FORBIDS_AT_ONCE.exec(text.slice(first.end, last.start));
  if (early) return forbids({ start: first.end, end: first.end + early[0].length }, early[0]);
  const between = text.slice(before.end, last.start);
  const direct = FORBIDS_DIRECTLY.exec(between);
  if (!direct || RELENTS.test(text.slice(last.end, sentence.end))) return undefined;
  return forbids({ start: before.end + direct.index, end: last.start }, direct[0]);
}

function forbids(saw: GuardVerdict['saw'], word: string): GuardVerdict {
  return { effect: 'silence', saw, note: { zh: `“${word}”是在劝阻`, en: `“${word}” advises against it` } };
}

function refused({ view, sentence, pieces, hit }: GuardInput): GuardVerdict | undefined {
  const { text } = view;
  const answer = /[?？]/u.test(text.slice(hit.end, sentence.end + 1)) ? NOT_SO.exec(text.slice(sentence.end)) : null;
  if (answer) {
    const saw = { start: sentence.end, end: sentence.end + answer[0].length };
    return { effect: 'silence', saw, note: { zh: `问后答“${answer[0]}”`, en: `asked, and answered “${answer[0]}”` } };
  }
  const first = pieces.reduce((least, piece) => Math.min(least, piece.end), hit.end);
  for (const saw of found(REFUSES, text, { start: first, end: sentence.end })) {
    if (overlapsAny(saw, pieces) || /[不没未算]$/u.test(text.slice(Math.max(0, saw.start - 1), saw.start))) continue;
    if (RELENTS.test(text.slice(saw.end, sentence.end)) || /[?？吗]\s*$/u.test(text.slice(saw.end, sentence.end)))
      continue;
    return { effect: 'silence', saw, note: { zh: `后面回绝了（“${saw.text}”）`, en: `refused by “${saw.text}”` } };
  }
  return undefined;
}
