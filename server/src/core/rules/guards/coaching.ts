/**
 * `coaching`: the line, its heading or its sentence says that these words must not be used; or a note reports or
 * corrects. A note that tells the agent to say them is kept (at most a warning, see lint.ts). Sources: claims.md
 * §1.4(1), reference/README "Notes".
 */

import { fold } from '../../text/folding.ts';
import { clauseAround, type Span } from '../phrases/sentences.ts';
import { found, type Guard, type GuardVerdict, overlapsAny } from './guard.ts';
import { openedBefore } from './quotation.ts';

/** Applies to the whole list under a heading, or to the whole line. */
const LABEL =
  /(?:不要说|不能说|不可说|切勿|禁止|禁用话术|禁用语|禁语|违规话术|违规示例|错误示范|错误示例|示范反例|反例|错误案例|错误说法|错误话术|反面案例|反面示例|反面例子|反面典型|负面例子|错误例子|坏例子|反面教材|话术红线|红线|严禁|不当表述|负面清单|唔好讲|唔可以讲|❌|✗|don't say(?! no\b)|do not say(?! no\b)|never say(?! no\b)|prohibited wording|prohibited words|banned phrase|bad example|wrong answer|wrong way|what not to say|not to say|words to avoid)/gu;
/** Forbids what follows in its clause. */
const FORBIDS =
  /(?:别(?:再|去|跟着)?(?:回答|回|答|说|讲|写|用|喊|念|提|接)(?=[“"「『])|(?:不让|不给|不允许|不许|唔俾|唔准)(?:说|讲|写|用|出现)|不要(?:说|讲|写|用|提|承诺|宣传|发|出现|再)|不能(?:说|讲|写|用|承诺|宣传|发)|不可以?(?:说|讲|写|用|承诺|宣传)|切勿|切忌|禁止|严禁|不得(?!不)|不许|不准|不应当?|唔好讲|唔好话|唔可以讲|一律不|杜绝|never say(?! no\b)|never (?:promise|tell|use|write|claim|call)|(?:don't|do not|must not|mustn't|should not|shouldn't|may not|cannot|can't) (?:say(?! no\b)|promise|tell|use|write|claim|call|imply|suggest|offer|describe)|avoid|refrain from|prohibited|it is forbidden)/gu;
/** The words stand in quotes of their own and are turned down: “‘终身续’统统划掉”, “别信‘欠债不还’，……”. */
const TURNED_DOWN_BEFORE =
  /(?:不要?|别|没)(?:相信|信|听|听信|轻信|理会)[^,。!?]{0,6}$|(?:不敢|不会|不能|不许|不准|不得|从不|没有?)[^,。!?]{0,6}(?:说|讲|写|用|提)[^,。!?]{0,4}$|(?:如果|要是|若)[^,。!?]{0,8}(?:说|讲|写)[^,。!?]{0,4}$|凡[^,。!?]{0,8}$|这句必须改[^。!?]{0,4}$/u;
const TURNED_DOWN_AFTER =
  /删|划掉|圈出|换掉|拿掉|去掉|改掉|撤|罚|全扣|扣分|更正|纠正|通报|违规|违法|移交|诋毁|在骗|骗人|坑人|没有这种|没有这样|不存在|出处|没有来源|没来源|不作数|不算数|不对|不严谨|不实|误导|重写|不得|不许|不准|一律|立刻改|马上改/u;
/** …unless the speaker comes back to it. */
const TURNS_TO = /但|不过|可是|其实|实际|心里|换个|所以咱|反正|放心|懂的|你懂|私下/u;
/** A note with one of these reports or corrects. */
const NOTE_REPORTS =
  /(?:重写|重录|(?:覆核|复核|督导意见|评语)[:：]|澄清|不及格|重考|补考|\bstruck\b|compliance review|\brewritten\b|\breworded\b|抽检|抽查|批改|划掉|圈出来|移交合规|无凭无据|诋毁|撤回|退件|全扣|绩效扣|停展业|停牌|考题|第\d+题|选择题|判断题|哪(?:句|一句)|属于(?:夸大|误导|违规|虚假)|举牌|扣分点|重上|\bretrain(?:ing|ed)?\b|\baudit\b|\bquiz\b|\bwhich of\b|until (?:head office|compliance|it has|they have|legal)|stays? in the drawer|罚抄|罚款|记过|约谈|道歉|检讨|警告|停职|(?:违反|错|问题|毛病)(?:了|出|喺|系)?(?:在)?(?:哪|边)|找出|指出|minutes\b|warned in writing|has been warned|was warned|disciplined|reprimanded|apologi[sz]ed?|what is wrong|what's wrong|不要|不能|不得|不可|不许|不准|别用|别说|别讲|别[^,。!?]{0,5}(?:说|讲|承诺|保证)|别把|别拿|就别|不说|不用这|勿|禁|严禁|违规|合规提示|合规提醒|质检|通报|被罚|处罚|投诉|扣[\d一二两三四五六七八九十]*分|扣分|删掉|删了|删除|停用|撤下|撤稿|下架这|(?:立刻|立即|马上|先|全部|都)下架|改成|改为|换成|替换|纠正|更正|常犯|误区|错误|太绝对|不规范|不合规|整改|自查|点评|批注|复盘|记录|客户(?:说|问|反馈|觉得|认为|提到|提出|担心|以为)|客人(?:话|问)|避免|红线|唔好|唔可以|唔准|don't|do not|never|must not|avoid|instead|rather than|wrong|removed|replaced|corrected|coached|flagged|finding|violation|complaint|\bdelete\b|\bstrike\b|\btrainee\b|mock call|\bfail(?:ed)?\b|comes? off the|take it (?:out|off)|marked down|not allowed|prohibited|client (?:said|asked|says|asks)|customer (?:said|asked))/gu;
/** Such a record of the client's words is an instruction when the note goes on to say what the client is to be told. */
const NAMES_CLIENT = /^(?:客户|客人|client|customer)/u;
const NOTE_INSTRUCTS =
  /(?:教|叫|让|引导|指导)(?:他|她|佢|客户|客人)|统一(?:说|答|填|口径)|(?:就|你就|直接|可以|先|便)(?:说|讲|答|回|告诉)|(?:回|答)(?:他|她|佢|复)|说[“"「『]|(?:have|get|coach|teach|tell) (?:him|her|them|the client|the customer)\b/u;

/** A note that tells how to say it without a trace: its “不要”, “别” belong to the trick. */
const NOTE_HIDES =
  /可?暗示|(?:就?别|不|不要)主动(?:提|讲|说)|别理会|直接推|(?:不要|别|不|勿)留(?:文字|痕|记录|底|下)|口头(?:说|讲)就行/u;
/** What a note says that is really against it. */
const CORRECTS = /违规|合规|质检|处罚|被罚|扣|投诉|整改|纠正|删|改成|改为|换成|不得|不许|不准|禁|严禁|红线|错误|通报/u;
/** Forbidden in general, done all the same: “规定不准退佣嘛，所以我用介绍费的名目给您”. */
const TURNS = /[,:;]\s*(?:但|不过|可是|只是|可(?!能|以)|所以(?:咱|我))/u;
/** “不要直接说「包赔」，可以说「……」”: before a quotation, it is to be said. */
const TO_BE_SAID = /(?:可以|请?改|请?改口|就|直接|统一|要|应)(?:说|讲|答|回|回答|称)(?:成|他|她|佢|客户|客人)?[:,]?$/u;

export const coaching: Guard = {
  name: 'coaching',
  title: { zh: '提醒不要这样说', en: 'coaching: do not say this' },
  judge(input): GuardVerdict | undefined {
    const { segment, view, pieces, sentence, hit } = input;
    const quote = openedBefore(view.text, sentence, hit);
    if (segment.speaker === 'note' && quote !== undefined && TO_BE_SAID.test(view.text.slice(sentence.start, quote)))
      return undefined;
    if (segment.heading) {
      const heading = fold(segment.heading).text;
      for (const saw of found(LABEL, heading, { start: 0, end: heading.length }))
        return { effect: 'silence', note: { zh: `标题写着“${saw.text}”`, en: `the heading says “${saw.text}”` } };
    }
    // a label at the start of the line (“错误示范：…”, “【禁用话术】…”, "Bad example: …") speaks for the line
    const head = { start: 0, end: Math.min(view.text.length, 24) };
    for (const saw of found(LABEL, view.text, head))
      if (!overlapsAny(saw, pieces) && /^[^。!?]{0,6}[:】\])“"「『]/u.test(view.text.slice(saw.end)))
        return {
          effect: 'silence',
          saw,
          note: { zh: `这一行标着“${saw.text}”`, en: `the line is marked “${saw.text}”` },
        };
    const clause = clauseAround(view.text, hit.start, hit.end, sentence);
    const scope = segment.speaker === 'note' ? sentence : clause;
    for (const pattern of [LABEL, FORBIDS])
      for (const saw of found(pattern, view.text, { start: scope.start, end: hit.start }))
        if (!overlapsAny(saw, pieces) && !TURNS.test(view.text.slice(saw.end, hit.end)))
          return { effect: 'silence', saw, note: { zh: `“${saw.text}”：这是在禁止`, en: `“${saw.text}” forbids it` } };
    const quoted = turnedDown(view.text, hit, sentence);
    if (quoted)
      return {
        effect: 'silence',
        saw: quoted,
        note: { zh: '引号里的话，旁边在纠正或回绝', en: 'quoted and turned down' },
      };
    if (segment.speaker !== 'note') return undefined;
    if (segment.label)
      return {
        effect: 'silence',
        note: { zh: `备注“${segment.label}”是记录`, en: `the note “${segment.label}” is a record` },
      };
    const instructs = NOTE_INSTRUCTS.test(view.text);
    const hides = NOTE_HIDES.test(view.text);
    for (const saw of found(NOTE_REPORTS, view.text, { start: 0, end: view.text.length }))
      if (
        !overlapsAny(saw, pieces) &&
        !(instructs && NAMES_CLIENT.test(saw.text)) &&
        !(hides && !CORRECTS.test(saw.text))
      )
        return {
          effect: 'silence',
          saw,
          note: {
            zh: `备注在禁止、记录或纠正（“${saw.text}”）`,
            en: `the note forbids, reports or corrects (“${saw.text}”)`,
          },
        };
    return undefined;
  },
};

/** The quotation that holds the hit, when the sentence round it turns it down. */
function turnedDown(text: string, hit: Span, sentence: Span): Span | undefined {
  const before = text.slice(sentence.start, hit.start);
  const open = Math.max(before.lastIndexOf('“'), before.lastIndexOf('「'), before.lastIndexOf('『'));
  if (open < 0 || /[”」』]/u.test(before.slice(open))) return undefined;
  const behind = /[”」』]/u.exec(text.slice(hit.end, sentence.end));
  if (!behind) return undefined;
  const end = hit.end + behind.index + 1;
  const rest = text.slice(end, sentence.end);
  if (TURNS_TO.test(rest)) return undefined;
  if (!TURNED_DOWN_BEFORE.test(before.slice(0, open)) && !TURNED_DOWN_AFTER.test(rest)) return undefined;
  return { start: sentence.start + open, end };
}
