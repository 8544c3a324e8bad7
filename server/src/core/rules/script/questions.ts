/** Questions in what an agent says: open, closed, asking leave, and those that put the client into a situation. */
import { rememberPerText } from '../../text/remembered.ts';
import { sentencesOf } from '../phrases/sentences.ts';

export interface Question {
  readonly open: boolean;
  /** “可以吗”, “may I”: asks leave and is not counted. */
  readonly leave: boolean;
  readonly scenario: boolean;
}

const LEAVE =
  /(?:^|[，,、；;：:])\s*(?:您看|你看|这样|这样做|那|我)?(?:可以|可不可以|方便|好|好不好|行|行不行|能|能不能|愿意|介意)[^，,、；;]*[吗嗎么麼不行]?[?？]?$|^(?:may|can|could|shall|is it (?:all right|ok)|would (?:you mind|it be))\b|(?:all right|is that ok(?:ay)?|okay)\?$/u;
const OPEN =
  /什么|甚么|什麼|甚麼|啥|怎么|怎麼|怎样|怎樣|怎会|如何|为什么|為什麼|为何|為何|哪|谁|誰|多少|多久|多长|多大|多高|多远|几(?:个|年|月|天|位|岁|次|成|口|分)|幾(?:個|年|月|天|位|歲|次)|何时|何時|打算|点样|點樣|点解|點解|乜|邊|几多|幾多|想法|看法|\b(?:what|how|which|who|whom|whose|why|when|where)\b|\btell me\b/u;
const SCENARIO =
  /如果|假如|假设|假設|假使|(?<![主只重不])要是|万一|萬一|倘若|设想|設想|\b(?:what if|if|suppose|supposing|imagine|say that)\b/u;
const ASKS = /[?？]\s*$|[吗嗎呢么麼]\s*[。！!…”"』」]*\s*$/u;

/** The questions of one turn. */
export const questionsIn = rememberPerText((text: string): readonly Question[] => {
  if (!/[?？吗嗎呢么麼]/u.test(text)) return NONE;
  const found: Question[] = [];
  for (const { start, end } of sentencesOf(text)) {
    const sentence = text.slice(start, end).replaceAll('\ufffc', '').trim().toLowerCase();
    if (!ASKS.test(sentence)) continue;
    const bare = sentence.replace(/[\s。！!…”"』」)）]+$/u, '');
    found.push({ open: OPEN.test(sentence), leave: LEAVE.test(bare), scenario: SCENARIO.test(sentence) });
  }
  return found;
});

const NONE: readonly Question[] = [];
