/** Who speaks: built-in names of all four languages, and what a script's front matter declares. */
import { foldName } from './words.ts';

export type Role = 'agent' | 'client' | 'narrator';

export const BUILT_IN_SPEAKERS: Readonly<Record<Role, readonly string[]>> = {
  agent: [
    '代理人', '保险代理人', '业务员', '顾问', '保险顾问', '营销员', '客户经理', '理财顾问', '经纪人', '保险经纪人', '我',
    'agent', 'adviser', 'advisor', 'insurance agent', 'consultant', 'broker', 'salesperson', 'representative',
  ],
  client: [
    '客户', '顾客', '准客户', '潜在客户', '家属', '客户家属', '客人', '要保人', '投保人', '听众', '对方',
    'client', 'customer', 'prospect', 'policyholder', 'family', 'caller',
  ],
  narrator: ['旁白', '画外音', '解说', 'narrator', 'voiceover', 'voice-over'],
}; // biome-ignore format: word lists read better in rows

const BUILT_IN = new Map<string, Role>();
for (const role of ['agent', 'client', 'narrator'] as const) {
  for (const name of BUILT_IN_SPEAKERS[role]) BUILT_IN.set(name, role);
}

export interface CastMember {
  /** The key in `cast`, as written. */
  readonly key: string;
  readonly name?: string;
  readonly role: Role;
}

/** Names to roles, for one script. Names are compared folded. */
export type Cast = ReadonlyMap<string, Role>;

/** Declared names win over built-in ones; a declared member is known by its key and by its name. */
export function castOf(members: readonly CastMember[]): Cast {
  const cast = new Map<string, Role>();
  for (const { key, name, role } of members) {
    cast.set(foldName(key), role);
    if (name) cast.set(foldName(name), role);
  }
  return cast;
}

/**
 * The role behind a name in front of a colon, or undefined when nobody is called so: the line is then text
 * ("风险提示：…"). `foldedName` must be folded. "客户A" and "客户2" are clients too.
 */
export function roleOf(foldedName: string, cast: Cast): Role | undefined {
  return (
    cast.get(foldedName) ?? BUILT_IN.get(foldedName) ?? BUILT_IN.get(foldedName.replace(/[ ]?[a-z0-9甲乙丙丁]$/, ''))
  );
}

/** What a `role:` in front matter means; unknown words are the client, as a plain string is. */
export function roleNamed(word: string | undefined): Role {
  return (word && BUILT_IN.get(foldName(word))) || 'client';
}

/** Family names that begin no everyday word, with one or two characters behind them. */
const FAMILY =
  /^[张張王李刘劉陈陳杨楊赵趙吴吳徐孙孫胡朱郭罗羅梁宋郑鄭韩韓唐冯馮曹袁邓鄧傅沈彭吕呂苏蘇卢盧蒋蔣蔡贾賈魏薛闫阎潘杜戴汪姜姚谭譚廖邹鄒陆陸郝崔邱秦侯邵孟尹黎赖賴龚龔林]\p{Script=Han}{1,2}$/u;
const WORDS = /^(?:陈述|陳述|罗列|羅列|杜绝|杜絕|孙辈|林林总总|王牌|李子|胡乱|张力|张数|张贴)/u;
const TITLED =
  /^(?:\p{Script=Han}{0,3}(?:先生|女士|太太|小姐|阿姨|叔叔|大哥|大姐|老师|妈妈|爸爸|奶奶|爷爷|老公|老婆|妻子|丈夫)|[小老阿]\p{Script=Han}|(?:Mr|Mrs|Ms|Miss|Mdm|Dr)\.? ?\p{Lu}\p{L}+)$/u;
/** Everyday words that look like “小…”, “老…”. */
const NOT_NAMES = /^(?:小[结結贴貼技知提记記计計题題区區时時]|老[规規话話客年人板])$/u;

/** Whether a name reads as a person's: a family name with one or two characters, a title, 小 or 老 with a name. */
export function isPerson(name: string): boolean {
  return (FAMILY.test(name) && !WORDS.test(name)) || (TITLED.test(name) && !NOT_NAMES.test(name));
}
