/**
 * `negated`: a negator before the words, in their clause, at most 6 characters (12 when only adverbs stand between) or
 * 4 words away. Not counted: negators inside the matched words, false negators (不仅, "no doubt"), "X不X" questions,
 * rhetorical questions; two negators make a claim. Source: claims.md §1.4(3).
 */
import { clauseAround, isHan, type Span, unitsBetween } from '../phrases/sentences.ts';
import { found, type Guard, type GuardInput, overlapsAny } from './guard.ts';

/** Negators with what must not follow or precede them; folded text is simplified and lower-case. */
const ZH =
  /(?<!不得|无|差|架|怪|恨|搞)不(?!到[一二两三四五六七八九十几半0-9]|满意|喜欢|想要|动|低于|少于|但|仅|只|光|止|怕|愁|用|必|需|得不|容|管|论|限|分|断|错|少|同|妨|久|然|过|好意思|瞒|一样|可思议|如|知不觉|在(?![合意于乎])|来(?!自)|方便|得闲|识字|懂|会写|会签|会用|亏|赔|跌|降|变|掉|损|输|丢|费|花|住院|定|够)|没有?(?:任何|一个|哪个|哪家)?(?:人|谁|公司)(?=(?:能|可以|敢|会|够)[^,。!?]{0,8}(?:保证|承诺|担保|保|打包票))|没有(?!比|谁|人|问题|不|任何问题|任何人|[^,。;!?]{1,6}的(?:人|家庭|家|客户|孩子))|没(?!有|错|问题|关系|的说|得说|人|事|空|时间|功夫|工夫|得闲|来|到场|法来)|并非|绝非|决非|(?<!除|并|绝|决|是|无)非(?!常|买|得|要|标|银)|未(?!来|成年)|(?<![毫])无(?!论|需|须|非|不|忧|疑|敌|限|条件|理由|数|缝|惧|风险|责|法比)|别(?=说是|再借|再贷|急着|急于|想着|想说|转|汇|打到|放这|放在这|自己[做弄剪P]|出单|退(?!休)|解约|一次性把|一次性拿|一下子把|抵押|卖房|轻易|随便|冲动|贷款|借钱|透支|瞒|隐瞒|漏报|代签|替|逼|讲|承诺|保证|用|把|当|写|提|信|以为|指望)|勿(?!错过|失)|难以|唔(?!使|驶|怕|紧要|好意思|得闲|喺|方便|识)|冇(?!得输|问题|得弹|有怕|时间|空)|拒绝|杜绝|避免|难道|哪有|哪里有|岂|怎么会|怎么可能|谁说/gu;
/** Words that deny by asking: “哪有保本的” denies, “哪有不保本的” claims. */
const ASKS_BACK = /^(?:难道|哪有|哪里有|岂|怎么会|怎么可能|谁说)$/u;
const FALSE_BEFORE = /(特|级|区|分|个|类|性|告|要|还|差|了|动|离|得|忍|巴|莫|从|毫)$/u;
const EN =
  /\b(?:not(?! only| just| merely)|no(?! doubt| brainer| matter| question| questions| problem| worries| wonder| need| risk| one| loss)|never|cannot|can't(?! go wrong| lose| miss| beat| fail)|won't|don't(?! worry| fret)|doesn't|didn't|isn't|aren't|wasn't|shouldn't|mustn't|couldn't|wouldn't|without(?! fail| doubt)|neither|nor|(?:nobody|no one) (?:can|could) (?:say|tell|know)(?: you)? (?:which|what|whether|if)(?: \w+){0,3}|nobody can|no one can|rather than|far from|hardly|unable to|nothing(?! beats))\b/gu;
const ADVERBS =
  /^(?:会|能|可以|可|一定|都|再|也|就|向|对|您|你|客户|任何|给|做|有|承诺|保证|担保|是|要|敢|去|在|把|以|说|讲|用|出现|属于|代表|意味着|等于|什么|所谓|这种|这样|为|所有|哪家|保险|产品|公司|的|“|"|「|『)*$/u;
/** “不交也没事”, “不开刀照样赔”: the negator belongs to what is conceded. */
const CONCEDES = /^(?!能|会|可|是|保证|承诺|担保|得|一定)[^,。!?;、]{1,4}(?:也|照样|照旧)(?!不|没|无)/u;
/** “不签字我就不走”: the negator belongs to the condition. */
const CONDITION =
  /^(?!是|一定|能|会|可能|可以|代表|等于|见得|保证|承诺|敢|意味|建议|要|许|准|得)[^,。!?;、]{1,5}[我你您咱]?就(?!是|一定|能|会|可以)/u;
/** “没买的人”, “不放心的话”: the negator belongs to a condition, or to who is meant. */
const BELONGS = /^[^,。!?;、]{1,8}(?:的话|的时候|嗰阵|嘅话|[的嘅](?:人|家庭|家长|客户|客人|同事|朋友|街坊))/u;
/** “勾‘否’”, "tick no": an answer on a form. */
const AS_ANSWER = /(?:填|写|选|勾|点|剔|tick|put|answer|say|mark|click|select|choose|write)\s?["“”'‘’「」『』]?$/u;
/** “你同事不是做了支架嘛”: a question that wants a yes. */
const ASKS_AGREEMENT = /^不是[^,。!?;]{1,12}[嘛吗么](?=[,。!?;]|$)/u;
/** The claim itself goes on behind a turn: “我不是说银行不好，只是利息只有我们的一半”. */
const TURNS = /[,:;]\s*(?:但|不过|可是|只是|只不过|可(?!能|以)|它就是|所以(?:咱|我))/u;
const RHETORICAL = /难道|哪有|哪里有|岂|怎么会|谁说|^(?:isn't|aren't|doesn't|don't|won't|wouldn't|can't|couldn't)\b/u;
const AFTER =
  /^[的”"」』'、保本息赚赔高低收益回报]{0,6}(?:这种|这样|这类|这个|之类)?的?(?:说法|话|承诺|宣传|表述|好事|东西|字眼|字样)?,?(?:您|你|大家|客户)?(?:都|也|我|千万|可)?(?:是)?(?:不可能(?:的|[,。!]|$)|不存在|不对|错的|错误|违规|违法|不允许|别信|不要信|不能信|信不得|别当真|不合规|不准确|做不到|没有的事|不能说|不能写|不能用|不是真的|骗人)/u;
const AFTER_EN =
  /^[”"']?\s*(?:is|are|would be)\s*(?:not (?:allowed|possible|permitted|true|something)|against|prohibited|banned|misleading|wrong|illegal)/u;

/** Further on in the sentence the speaker refuses what was named: “退佣违法，我不能做”, "…, so I'd advise against it". */
const REFUSES =
  /(?:不|唔)(?:建议|鼓励|赞成|推荐|主张)(?:你|您|大家)?(?:这样|这么|咁|如此)|我(?:可|真|也|都|是)?(?:(?:不能|不会|不可以|唔会|唔可以)(?:这么|这样|咁)?(?:(?:做|办|碰|送件|推荐)(?!错)|同意|答应)|(?:做|干|办|帮|应承)(?:不了|不到|唔到))|我(?:可|真|也|都|从来?|从来都)?(?:不敢|没法|唔敢|不能|不会)(?:这样|这么|跟[你您]|同你)?(?:说|讲|写|承诺|打包票)(?!出|漏)|(?:违法|犯法|违规|违反(?:了)?(?:规定|监管|保险法|条例|法规))(?!了?也|都)|(?:要|会|得|被)(?:被)?(?:吊销|撤照|钉牌|除牌|吊照)|(?:i'd|i would) (?:strongly )?(?:advise|counsel|recommend|suggest) against|i (?:don't|do not|wouldn't|can't|cannot) (?:recommend|advise|suggest) (?:it|that|this|doing)|(?:is|it's|that's|would be) (?:illegal|unlawful|fraud|a (?:bad idea|mistake)|against the (?:rules|law))|(?:doesn't|does not|don't) (?:vouch|endorse|mean\b[^.!?]{0,30}\b(?:endorse|recommend|guarantee|back|vouch|approve))|(?:不代表|唔代表|不等于|不表示|不意味着)[^。!?]{0,12}(?:推荐|推介|保证|担保|背书|认可|兜底)/gu;
/** The next sentence refuses it: “You asked for cash back. I can't do that”. */
const REFUSED_NEXT =
  /^\s*[.。!！]?\s*(?:i (?:can't|cannot|won't|will not|couldn't|could not|mustn't) (?:do|offer|agree to|accept|say|promise|give you) (?:that|this|it|so|any of)\b|(?:it|that) (?:isn't|is not|wasn't)(?: one| true| so| right| allowed| the case)?(?=[,.!])|(?:that's|that is|this is|it's) (?:illegal|false|wrong|not true|not allowed|against)|(?:这|那|呢)(?:个|种|样|类|件)?(?:话|说法|事|忙)?,?(?:我)?(?:可|真|都|也)?(?:不行|不对|不可以|不能做|不能帮|做不了|帮不了|做唔到|唔得|唔可以|没法做|是违规|是违法|是错))/u;
/** …and does not come back to it: “返佣是违规，不过我私下给您”. */
const COMES_BACK =
  /但(?!书)|不过|可是|只是|其实|放心|没事|没人|冇人|不算|只要|除非|偷偷|私下|私底下|悄悄|你我|照样|照做|没关系|冇所谓|不会查|反正|基本|差不多|八九不离十|\b(?:but|however|unless|still|nobody|no one|quietly|between us|don't worry|that said)\b/u;

/** The same after a refusal of its own sentence, where “nobody” is more often part of the refusal. */
const RELENTS =
  /但(?!书)|不过|可是|其实|除非|偷偷|私下|私底下|悄悄|\b(?:but|however|unless|quietly|between us|that said)\b/u;

/** The answer to a question just asked: “什么都报？不是的”, "Is it guaranteed? No." */
const ANSWERS_NO =
  /^\s*[?？]?\s*[”"」』]?\s*(?:(?:这|那|呢)(?:个|种|样|类)?(?:话|说法|事|忙)?(?:我|可|都|真)?(?:不行|没法|不能|不可以|不对|做不|信不得|别信|唔得|唔可以)|不是|不行|不能|不可以|不会|没有|并不|不对|做不到|唔得|唔系|唔可以|唔会|冇(?!问题)|no[,.! ]|not (?:really|quite|true|at all|so)|it (?:isn't|doesn't|won't)|they (?:don't|won't)|never\b)/iu;

export const negated: Guard = {
  name: 'negated',
  title: { zh: '否定', en: 'negation' },
  judge(input) {
    const { view, sentence, hit } = input;
    const rhetorical =
      RHETORICAL.test(view.text.slice(sentence.start, sentence.end)) &&
      /[?？吗呢]\s*[”"」』]?\s*$/u.test(view.text.slice(sentence.start, sentence.end).trim());
    for (const piece of input.pieces) {
      const negators = negatorsBefore(input, piece);
      const saw = negators[negators.length - 1];
      if (!saw || negators.length % 2 === 0) continue;
      const word = view.text.slice(saw.start, saw.end);
      if (rhetorical && !ASKS_BACK.test(word)) continue;
      return { effect: 'silence', saw, note: { zh: `前面有否定词“${word}”`, en: `negated by “${word}”` } };
    }
    const answer = /[?？]/u.test(view.text.slice(hit.end, sentence.end + 1))
      ? ANSWERS_NO.exec(view.text.slice(sentence.end))
      : undefined;
    if (answer) {
      const saw = { start: sentence.end, end: sentence.end + answer[0].length };
      const word = answer[0].replace(/^[\s?？”"」』]+/u, '').trim();
      return { effect: 'silence', saw, note: { zh: `问后答“${word}”`, en: `asked, and answered “${word}”` } };
    }
    const stop = /[.。!！]/u.test(view.text.slice(sentence.end - 1, sentence.end + 1));
    const next = stop ? REFUSED_NEXT.exec(view.text.slice(sentence.end)) : undefined;
    if (next && !RELENTS.test(view.text.slice(sentence.end + next[0].length))) {
      const saw = { start: sentence.end, end: sentence.end + next[0].length };
      const word = next[0].replace(/^[\s.。!！]+/u, '').trim();
      return { effect: 'silence', saw, note: { zh: `下一句回绝了（“${word}”）`, en: `refused next: “${word}”` } };
    }
    const behind = view.text.slice(hit.end, Math.min(sentence.end, hit.end + 40));
    const after = AFTER.exec(behind) ?? AFTER_EN.exec(behind);
    if (after) {
      const saw = { start: hit.end, end: hit.end + after[0].length };
      return { effect: 'silence', saw, note: { zh: `后面说“${after[0]}”`, en: `denied by “${after[0].trim()}”` } };
    }
    for (const saw of found(REFUSES, view.text, { start: hit.start, end: sentence.end })) {
      // “您的意思是不违规”, and a piece of the claim itself
      const before = view.text.slice(Math.max(0, saw.start - 4), saw.start);
      if (/[不没未]\S?$|不算|isn't $|not $/u.test(before) || overlapsAny(saw, input.pieces)) continue;
      if (COMES_BACK.test(view.text.slice(saw.end))) continue;
      return { effect: 'silence', saw, note: { zh: `后面回绝了（“${saw.text}”）`, en: `refused by “${saw.text}”` } };
    }
    return undefined;
  },
};

/** The negators that reach a piece: in its clause, before it, near enough, none of them inside a matched piece. */
function negatorsBefore(input: GuardInput, piece: Span): Span[] {
  const { view, sentence, pieces, hit } = input;
  const clause = clauseAround(view.text, piece.start, piece.end, sentence);
  const before = pieces.filter((other) => other.end <= piece.start);
  const from = Math.max(clause.start, ...before.map((other) => other.end));
  const span = { start: from, end: piece.start };
  const out: Span[] = [];
  const reach = { start: Math.max(from, piece.start - 60), end: Math.min(view.text.length, piece.start + 6) };
  for (const match of found(ZH, view.text, reach)) {
    if (match.start >= span.end || overlapsAny(match, pieces)) continue;
    const left = view.text.slice(Math.max(0, match.start - 1), match.start);
    if (match.text[0] === '别' && FALSE_BEFORE.test(left)) continue;
    // “是不是”, “能不能”: a question, no denial
    if (match.text === '不' && left !== '' && left === view.text[match.start + 1]) continue;
    const between = view.text.slice(match.end, piece.start);
    if (CONCEDES.test(between) || CONDITION.test(between) || BELONGS.test(between)) continue;
    if (/^[不没无]/u.test(match.text) && AS_ANSWER.test(view.text.slice(Math.max(0, match.start - 2), match.start)))
      continue;
    if (
      ASKS_AGREEMENT.test(view.text.slice(match.start, sentence.end)) ||
      TURNS.test(view.text.slice(match.end, hit.end))
    )
      continue;
    const units = unitsBetween(view.text, match.end, piece.start);
    if (units <= 6 || (units <= 12 && ADVERBS.test(between))) out.push(match);
  }
  for (const match of found(EN, view.text, reach)) {
    if (match.start >= span.end || overlapsAny(match, pieces)) continue;
    if (match.text === 'no' && AS_ANSWER.test(view.text.slice(Math.max(0, match.start - 8), match.start))) continue;
    const words = view.text.slice(match.end, piece.start).trim().split(/\s+/u).filter(Boolean).length;
    if (words <= 4 && !isHan(view.text.charCodeAt(piece.start - 1))) out.push(match);
  }
  return chained(out, view.text);
}

/** Negators that belong together: “并不是”, “不是不” count one by one; ones far apart count as the nearest only. */
function chained(negators: readonly Span[], text: string): Span[] {
  const sorted = [...negators].sort((a, b) => a.start - b.start);
  const last = sorted[sorted.length - 1];
  if (!last) return [];
  const out = [last];
  for (let i = sorted.length - 2; i >= 0; i--) {
    const next = out[0]!;
    if (unitsBetween(text, sorted[i]!.end, next.start) > 2) break;
    out.unshift(sorted[i]!);
  }
  return out;
}
