/** `quoted-rule`, `contract-basis`, `product-term` and reported client's words. Source: claims.md §1.4(2), (4)–(6). */
import { found, type Guard, type GuardVerdict, overlapsAny } from './guard.ts';

const RULE =
  /(?:监管(?:部门|机构|总局|局|要求|规定)?(?:提示|提醒|要求|规定|明令|不允许|强调|通报)|(?:根据|依照|按照|依据|依|按)(?!公司|我们|本公司)[^,。;!?]{0,16}(?:规定|办法|条例|法律|保险法|广告法|要求|第[0-9一二三四五六七八九十百]+条)|(?:保险法|广告法|办法|法规|法律)(?:第|规定|明确|要求|禁止)|风险提示(?!语|函|书|那|这|的那|要抄)|合规(?:提示|要求|提醒|培训)|消费者?提示|the regulator (?:warns|says|requires|prohibits)|regulators? (?:warn|require|prohibit|ban)|(?:under|by) (?:the )?(?:law|rules|regulations?)\b|according to (?:the )?(?:regulator|rules?|law|regulations?))/gu;

/** Others who say it, and a warning of them behind: “谁要是说稳赚，您得当心”. Both must stand in the sentence. */
const OTHERS_SAY =
  /(?:谁|有人|有些人|别人|人家|同事|同行|的人|业务(?!员)|业务员|代理人|顾问|经纪人|网上|网传|群里|群组|外面|外头|朋友圈|短信|隔壁|理专|客服|中介|凡是?|要是|如果|以前|之前|上一?[家位个]|前一?[位个]|听到|看到|碰到|遇到|any(?:one|body)|whoever|some(?:one|body)|people|agents?|sellers?)[^。!?]{0,16}(?:说|讲|话|传|承诺|答应|保证|告诉|宣传|打包票|拍胸脯|写的|的广告|让[您你]|叫[您你]|那些|冒充|假冒|自称|says?|promises?|tells?|offers?|claims?)/gu;
const WARNED =
  /(?:没有这回事|没这回事|不精确|不准确|不严谨|讲法不对|说法不对|这话不对|骗保|警惕|提防|当心|小心|多个心眼|(?:是|在)(?:坑|害)[您你人]|是瞎教|瞎教|害了[您你]|留个心眼|留神|别信|不要信|不要相信|不可信|不要轻信|别轻信|是误导|是骗|是违规|都违规|就违规|绕着走|[让请叫要问][他她](?:写|指|盖|签|拿|翻|找|把|给[您你]看|白纸黑字|出示|敢不敢|哪一?条|有没有)|看[他她]敢不敢|我(?:反正)?找不到|别点|不要点|别开门|别让[他她]进|报警|报110|千万别|千万不要|没有这(?:个|回|种)|没这(?:个|回)|没收到|没发(?:公告|通知|函)|还没公告|官网没|是误会|是谣|不作数|不算数|不敢|不用赶|不必急|慢慢看|慢慢考虑|打客服|跟我们(?:公司)?没关系|申诉|举报|检举|投诉他|be (?:careful|wary)|not accurate|inaccurate|untrue|not true|beware|walk away|don't (?:believe|trust)|misleading|red flag|is lying|are lying|report (?:them|him|her|it))/gu;

/** Turns away from what was cited: what follows is the speaker's own word (“监管要求这么写，实际上我们都给”). */
const TURNS_AWAY =
  /(?:实际上|其实|实务上|说白了|本质上|私下|私底下|换个说法|那是(?:写|说|别人|对外)|不过|但是|但(?=我|这|您|你|公司|咱)|可是|in practice|in reality|between (?:us|you and me)|\bbut\b|\bhowever\b)/gu;

export const quotedRule: Guard = {
  name: 'quoted-rule',
  title: { zh: '引用规定或风险提示', en: 'cites a rule or a warning' },
  judge({ view, sentence, pieces, hit }) {
    const cited = first(RULE, view.text, sentence, pieces, (text) => ({
      zh: `这句在引用规定（“${text}”）`,
      en: `the sentence cites a rule (“${text}”)`,
    }));
    if (cited) return cited;
    for (const others of found(OTHERS_SAY, view.text, { start: sentence.start, end: hit.end }))
      return first(WARNED, view.text, { start: Math.max(hit.end, others.end), end: sentence.end }, pieces, (text) => ({
        zh: `这句在提醒客户提防这种说法（“${text}”）`,
        en: `the sentence warns of those who say so (“${text}”)`,
      }));
    return undefined;
  },
};

const CONTRACT =
  /(?:合同(?:约定|载明|列明|规定|里写明的现金价值)|条款(?:约定|载明|列明|规定|第)|写入合同的现金价值|现金价值表|最低保证利率|保证利益|保证部分|(?:以|按|依)(?:保险)?(?:合同|条款|保单条款|合约)[^,。;]{0,4}(?:为准|约定)?|保单(?:条款|载明|约定)|合约(?:保证|订明|列明)|as (?:stated|set out|written) in (?:the|your) (?:policy|contract)|contractual(?:ly)?|per the (?:policy|contract)|(?:policy|contract)(?:'s)? (?:terms?|table|states|wording)|guaranteed (?:minimum|cash values?)|clause \d|section \d)/gu;

export const contractBasis: Guard = {
  name: 'contract-basis',
  title: { zh: '以合同条款为依据', en: 'based on the contract' },
  judge: ({ view, sentence, pieces }) =>
    first(
      CONTRACT,
      view.text,
      sentence,
      pieces,
      (text) => ({ zh: `这句说明了合同依据（“${text}”）`, en: `the sentence names the contract basis (“${text}”)` }),
      true,
    ),
};

/** Terms of the trade and the law that hold a trigger. */
const TERMS =
  /(?:最低保证利率|保证最低利率|保证领取|保证续保|保证给付|保证利益|保证现金价值|第一(?:顺位)?受益人|第一顺位|返还型|返还保险费|返还保费|返还生存金|生存(?:保险)?金返还|满期返还|保险金信托|存款保险|豁免保险?费|最大诚信|最高(?:给付)?限额|最高(?:投保|续保)年龄|最高人民法院|最低(?:投保)年龄|guaranteed minimum|guaranteed cash values?|guaranteed annuity|guaranteed insurability|return of premium|primary beneficiary)/gu;

export const productTerm: Guard = {
  name: 'product-term',
  title: { zh: '产品或法律术语', en: 'a term of the trade' },
  judge({ view, sentence, pieces }) {
    const terms = [...found(TERMS, view.text, sentence)];
    if (terms.length === 0) return undefined;
    // “最低保证利率年化1.5%”: the promise is the term, the figure beside it is told of the term
    const saw = terms.find((term) => pieces.some((piece) => term.start <= piece.start && piece.end <= term.end));
    if (!saw) return undefined;
    return { effect: 'silence', saw, note: { zh: `“${saw.text}”是术语`, en: `“${saw.text}” is a term of the trade` } };
  },
};

const CLIENT_SPEAKS =
  /(?:(?:客户|客人|顾客|家属|有人|很多人|大家|您|你|他|她|他们|朋友)[^,。;!?]{0,4}(?:问|会问|常问|问过|(?<!不用|不必|无需|不需要|唔使|毋须|别|甭)担心|以为|听说|问到|想知道)|client(?:s)? (?:asks?|asked)|customer(?:s)? (?:asks?|asked)|(?:you|they|people|he|she) (?:asks?|asked|wonder(?:ed)?)|you may have heard|heard that)/gu;

/** A line pasted with its speaker: “客户：…”, “Client: …”. */
const CLIENT_LABEL = /^\s*(客户|客人|顾客|家属|投保人|要保人|client|customer|prospect|q)\s*:/u;

/** Always on: words that the speaker puts into a client's mouth as a question or a worry. */
export const reportedClient: Guard = {
  name: 'client-words',
  title: { zh: '转述客户的话', en: "a client's words" },
  judge({ view, sentence, pieces, hit }) {
    const label = CLIENT_LABEL.exec(view.text);
    if (label && label[0].length <= hit.start)
      return {
        effect: 'silence',
        saw: { start: 0, end: label[0].length },
        note: { zh: `这一行写明是“${label[1]}”说的`, en: `the line is marked as “${label[1]}” speaking` },
      };
    for (const saw of found(CLIENT_SPEAKS, view.text, { start: sentence.start, end: hit.start }))
      if (
        !overlapsAny(saw, pieces) &&
        /[?？吗么呢]|是不是|会不会|能不能|whether|\bif\b|担心|以为|听说|heard/u.test(
          view.text.slice(saw.start, sentence.end),
        )
      )
        return {
          effect: 'silence',
          saw,
          note: { zh: `转述客户的疑问（“${saw.text}”）`, en: `repeats a client's question (“${saw.text}”)` },
        };
    return undefined;
  },
};

function first(
  pattern: RegExp,
  text: string,
  sentence: { start: number; end: number },
  pieces: GuardPieces,
  note: (text: string) => GuardVerdict['note'],
  mayOverlap = false,
): GuardVerdict | undefined {
  const last = pieces[pieces.length - 1] ?? sentence;
  for (const saw of found(pattern, text, sentence)) {
    if (!mayOverlap && overlapsAny(saw, pieces)) continue;
    const turned = [...found(TURNS_AWAY, text, { start: saw.end, end: Math.max(saw.end, last.start) })].length > 0;
    if (!turned) return { effect: 'silence', saw, note: note(saw.text) };
  }
  return undefined;
}

type GuardPieces = readonly { start: number; end: number }[];
