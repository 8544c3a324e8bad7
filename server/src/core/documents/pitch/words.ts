/**
 * The words and marks of the script language, and the fold that makes them one: full width to half width, traditional to
 * simplified (only characters that keywords use), Latin capitals to small. One character stays one character, so every
 * offset of a folded line is an offset of the line. Matching prose against rules is core/text's business, not this one's.
 */
import type { InlineReference, StageId } from '../document.ts';
import type { NvcMark } from './script.ts';

/** Pairs of traditional and simplified characters that occur in headings, labels, speakers and marks. */
const PAIRS =
  '獲获開开場场訪访談谈財财務务險险賬账診诊斷断議议處处絕绝對对問问題题簽签約约單单後后賠赔償偿協协檢检視视轉转紹绍薦荐貼贴動动態态頻频講讲說说書书計计劃划畫画現现記记錄录點点業业員员顧顾戶户觀观請请產产條条責责' +
  '聲声營营銷销經经紀纪屬属親亲潛潜準准備备發发體体幫帮復复臉脸狀状時时進进階阶門门專专線线紅红號号寫写簡简團团價价錢钱費费標标內内課课聯联絡络電电話话們们師师媽妈爺爷孫孙兒儿該该損损萬万結结續续換换與与為为嚴严' +
  '項项養养傷伤慮虑廣广學学會会導导間间個个節节週周詢询覆复總总認认識识關关歲岁貸贷億亿資资額额終终傳传統统預预溝沟實实療疗從从長长將将給给優优勢势無无過过這这還还麼么樣样應应擔担難难讓让類类數数據据報报監监護护' +
  '貴贵歡欢僅仅級级組组織织幾几氣气見见觸触達达運运試试誤误輕轻選选鄰邻鐘钟雜杂離离靈灵頁页順顺須须願愿顯显風风飛飞飯饭館馆驗验髮发';

/** What each UTF-16 unit folds to, 0 where it stays; made at the first use. */
let folded: Uint16Array | undefined;

function foldedUnits(): Uint16Array {
  const units = new Uint16Array(0x10000);
  for (let unit = 0x41; unit <= 0x5a; unit++) units[unit] = unit + 0x20;
  units[0x3000] = 0x20;
  for (let unit = 0xff01; unit <= 0xff5e; unit++) units[unit] = units[unit - 0xfee0]! || unit - 0xfee0;
  for (let i = 0; i + 1 < PAIRS.length; i += 2) units[PAIRS.charCodeAt(i)] = PAIRS.charCodeAt(i + 1);
  return units;
}

/** The text with widths, case and keyword characters folded; as long as before, character for character. */
export function foldLine(text: string): string {
  folded ??= foldedUnits();
  let out = '';
  let done = 0;
  // most characters stay as they are
  for (let i = 0; i < text.length; i++) {
    const to = folded[text.charCodeAt(i)]!;
    if (to === 0) continue;
    out += text.slice(done, i) + String.fromCharCode(to);
    done = i + 1;
  }
  return done === 0 ? text : out + text.slice(done);
}

/** A name to compare by: folded, outer spaces gone, inner spaces one. */
export function foldName(name: string): string {
  return foldLine(name).trim().replace(/\s+/g, ' ');
}

/** How many characters of the text are traditional forms that simplified Chinese writes differently. */
export function traditionalCount(text: string): number {
  folded ??= foldedUnits();
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x3000 && unit < 0xff01 && folded[unit] !== 0) count++;
  }
  return count;
}

export const NOTE_LABELS = [
  { zh: '记录', en: 'note', accepted: ['记录', 'note', 'notes', 'record'] },
  { zh: '拒绝原因', en: 'refused', accepted: ['拒绝原因', 'refused', 'refusal'] },
  { zh: '打动点', en: 'moved', accepted: ['打动点', 'moved'] },
  { zh: '提示', en: 'tip', accepted: ['提示', 'tip', 'hint'] },
] as const;

export const NOTE_LABEL_WORDS: ReadonlySet<string> = new Set(NOTE_LABELS.flatMap((l) => [...l.accepted]));

export const REFERENCE_KINDS: Readonly<Record<string, Exclude<InlineReference['kind'], 'disclosure'>>> = {
  产品: 'product',
  product: 'product',
  条款: 'clause',
  clause: 'clause',
  案例: 'case',
  case: 'case',
};

export const DISCLOSURE_WORDS: ReadonlySet<string> = new Set(['披露', '揭露', 'disclosure']);
export const SCENE_WORDS: ReadonlySet<string> = new Set(['画面', '镜头', '场景', 'scene', 'shot']);
export const CAPTION_WORDS: ReadonlySet<string> = new Set(['字幕', 'caption', 'subtitle']);
export const SIGNATURE_WORDS: ReadonlySet<string> = new Set(['署名', 'signature']);

export const NVC_STEPS: Readonly<Record<string, NvcMark['step']>> = {
  观察: 'observation',
  感受: 'feeling',
  需求: 'need',
  请求: 'request',
  observation: 'observation',
  feeling: 'feeling',
  need: 'need',
  request: 'request',
};

/** The four steps in their order, with the word for each language. */
export const NVC_ORDER: readonly { readonly step: NvcMark['step']; readonly zh: string; readonly en: string }[] = [
  { step: 'observation', zh: '观察', en: 'observation' },
  { step: 'feeling', zh: '感受', en: 'feeling' },
  { step: 'need', zh: '需求', en: 'need' },
  { step: 'request', zh: '请求', en: 'request' },
];

/** Stages whose text is published: their channel is `public`, and each stands alone. */
export const PUBLIC_STAGES: ReadonlySet<StageId> = new Set<StageId>(['moments', 'video']);
