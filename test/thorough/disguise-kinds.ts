/**
 * Ways to write a word so that a word list does not see it. Each is a function of the word and a number that tells its
 * uses apart; none knows the words it will be given, nor how they are found.
 */
import { pinyin } from 'pinyin-pro';

export interface DisguiseKind {
  readonly name: string;
  /** Undefined where the word cannot be written so. */
  readonly write: (word: string, turn: number) => string | undefined;
}

const wedge = (mark: string) => (word: string, turn: number) => {
  const units = [...word];
  // every place, or one of them
  if (turn % 2 === 0) return units.join(mark);
  const at = 1 + (turn % (units.length - 1 || 1));
  return units.slice(0, at).join('') + mark + units.slice(at).join('');
};

function replaceOne(
  word: string,
  turn: number,
  by: (unit: string, at: number) => string | undefined,
): string | undefined {
  const units = [...word];
  for (let k = 0; k < units.length; k++) {
    const at = (turn + k) % units.length;
    const written = by(units[at]!, at);
    if (written === undefined || written === units[at]) continue;
    return units.with(at, written).join('');
  }
  return undefined;
}

function replaceAll(word: string, by: (unit: string) => string | undefined): string | undefined {
  const written = [...word].map((unit) => by(unit) ?? unit).join('');
  return written === word ? undefined : written;
}

const table = (entries: string): ReadonlyMap<string, string> =>
  new Map(entries.split(' ').map((entry) => [entry.charAt(0), entry.slice(1)] as const));

const syllables = (word: string, toneType: 'none' | 'num' | 'symbol'): string[] =>
  pinyin(word, { toneType, type: 'array', v: true });

/** Characters of the first level of GB 2312, the common ones, by toneless syllable. */
function commonBySound(): ReadonlyMap<string, string[]> {
  const decoder = new TextDecoder('gbk');
  const out = new Map<string, string[]>();
  for (let row = 0xb0; row <= 0xd7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = decoder.decode(Uint8Array.of(row, cell));
      const sound = pinyin(character, { toneType: 'none', type: 'array', v: true })[0];
      if (sound && /^\p{Script=Han}$/u.test(character)) out.set(sound, [...(out.get(sound) ?? []), character]);
    }
  return out;
}

let sounds: ReadonlyMap<string, string[]> | undefined;

function soundsLike(unit: string, turn: number): string | undefined {
  sounds ??= commonBySound();
  const others = (sounds.get(syllables(unit, 'none')[0]!) ?? []).filter((other) => other !== unit);
  return others.length === 0 ? undefined : others[(unit.charCodeAt(0) + turn * 7) % others.length];
}

const INITIALS = 'bㄅ pㄆ mㄇ fㄈ dㄉ tㄊ nㄋ lㄌ gㄍ kㄎ hㄏ jㄐ qㄑ xㄒ rㄖ zㄗ cㄘ sㄙ'.split(' ');
const FINALS =
  'iangㄧㄤ iongㄩㄥ uangㄨㄤ iaoㄧㄠ ianㄧㄢ ingㄧㄥ uaiㄨㄞ uanㄨㄢ ongㄨㄥ angㄤ engㄥ aiㄞ eiㄟ aoㄠ ouㄡ anㄢ enㄣ iaㄧㄚ ieㄧㄝ iuㄧㄡ inㄧㄣ uaㄨㄚ uoㄨㄛ uiㄨㄟ unㄨㄣ vanㄩㄢ vnㄩㄣ veㄩㄝ vㄩ aㄚ oㄛ eㄜ iㄧ uㄨ'
    .split(' ')
    .map((entry) => /^([a-z]+)(.+)$/.exec(entry)!.slice(1) as [string, string]);
const TONES = ['', '', 'ˊ', 'ˇ', 'ˋ', '˙'];

/** `bao3` → ㄅㄠˇ. */
function bopomofo(numbered: string): string {
  const tone = TONES[Number(/\d$/.exec(numbered)?.[0] ?? 1)] ?? '';
  let plain = numbered.replace(/\d$/, '');
  if (/^(?:zh|ch|sh|r|z|c|s)i$/.test(plain)) plain = plain.slice(0, -1);
  plain = plain.replace(/^yu/, 'v').replace(/^yi/, 'i').replace(/^y/, 'i').replace(/^wu/, 'u').replace(/^w/, 'u');
  plain = plain.replace(/^([jqx])u/, '$1v');
  let out = '';
  for (const [latin, own] of [
    ['zh', 'ㄓ'],
    ['ch', 'ㄔ'],
    ['sh', 'ㄕ'],
    ...INITIALS.map((e) => [e.charAt(0), e.slice(1)]),
  ])
    if (plain.startsWith(latin!)) {
      out = own!;
      plain = plain.slice(latin!.length);
      break;
    }
  if (plain === 'ueng' || plain === 'ong') out += 'ㄨㄥ';
  else if (plain === 'uei') out += 'ㄨㄟ';
  else if (plain === 'uen') out += 'ㄨㄣ';
  else if (plain === 'iou') out += 'ㄧㄡ';
  else if (plain !== '') out += FINALS.find(([latin]) => latin === plain)?.[1] ?? plain;
  return out + tone;
}

const TO_TRADITIONAL = table(
  '保保 证證 险險 赔賠 赚賺 稳穩 刚剛 兑兌 风風 领領 财財 银銀 账賬 国國 级級 续續 红紅 报報 无無 没沒 额額 务務 体體 业業 实實 现現 达達 单單 们們 万萬 储儲 监監 会會 书書 锁鎖 写寫 复復 预預 计計 划劃 对對 礼禮 网網 时時 间間 发發 动動 扣釦 产產 担擔 债債 税稅 讯訊 录錄 号號 声聲 项項 满滿 滥濫 骗騙 圾圾 垒壘 观觀 绝絕 尽盡 旱旱 涝澇 终終 诺諾 条條 责責 减減 余餘 宝寶 倍倍 变變 归歸 显顯 贵貴 价價',
);
const TO_JAPANESE = table(
  '险険 证証 收収 实実 产産 价価 续続 无无 体体 对対 图図 国国 额额 营営 团団 关関 发発 圆円 乐楽 变変 带帯 总総 铁鉄 银银 单単 气気 兑兌 严厳 压圧 传伝 广広 归帰 经経 绘絵 检検 验験 录録 观観 劝勧 权権 应応 齐斉 显顕 两両 齿歯 恼悩 满満 滨浜 隐隠 摇揺 译訳 释釈 荣栄 图図 读読 卖売 获獲 拥擁 报报 黑黒 步歩 每毎 德徳 稻稲 稳穏 钱銭 浅浅 残残 赔赔 增増 骗騙 剂剤 济済 税税 说说 脱脱 益益 别別 强強 查査 纸紙 证證',
);
const TO_VARIANT = table(
  '账帳 里裏 台臺 为爲 回囘 卫衞 众衆 峰峯 群羣 线綫 床牀 麻蔴 强彊 并竝 奖奬 税稅 说說 脱脫 产産 卖賣 销銷 决決 准準 况況 凑湊 减減 净淨 册冊 铺舖 杯盃 秘祕 岁歲 吃喫 着著 够夠 才纔 志誌 采採 彩綵 户戶 别別 没沒 研硏 真眞 即卽 既旣 清淸 青靑 值値 温溫 录錄 兑兌 悦悅 黄黃 每每 收収 伞傘 款欵 异異 吊弔 效効 劫刼 却卻 脚腳 历歷 托託 挂掛 升昇 布佈 占佔 雇僱 借藉 仿倣 伙夥 修脩 周週 回迴 注註 札劄 烟煙 嘱囑 灾災 晒曬 鲜鱻 仇讎 毁燬 吁籲 汇滙 证証 痴癡 赞讚 仙僊 札箚 匾扁 只衹 冲沖 泄洩 凄淒 厩廐 稿稾 略畧 韵韻 盖葢 启啓 侄姪 泪淚 厨廚 笋筍 猪豬 线線 秋秌 碗椀 糖餹 哲喆',
);
const ENCLOSED = (letter: string, base: number): string => String.fromCodePoint(base + letter.charCodeAt(0) - 0x61);
const CYRILLIC = table('aа eе oо pр cс xх yу iі jј sѕ dԁ hһ');
const GREEK = table('aα eε oο iι nη pρ uυ tτ vν kκ yγ');
const latinOne = (map: ReadonlyMap<string, string>) => (word: string, turn: number) =>
  replaceOne(word, turn, (unit) => map.get(unit.toLowerCase()));
const SIGNS = new Map(
  Object.entries({
    无: '🈚',
    有: '🈶',
    得: '🉐',
    可: '🉑',
    申: '🈸',
    空: '🈳',
    禁: '🈲',
    钱: '💰',
    加: '➕',
    零: '0️⃣',
    一: '1️⃣',
    红包: '🧧',
    牛: '🐂',
    涨: '📈',
    跌: '📉',
    锁: '🔒',
    免费: '🆓',
    银行: '🏦',
    第一: '🥇',
    最好: '最👍',
    保: '🛡',
    医院: '🏥',
    药: '💊',
  }),
);

type Entry = readonly [name: string, write: DisguiseKind['write']];
const HAN_KINDS: readonly Entry[] = [
  ...[
    ...[
      ' ',
      '　',
      '.',
      '·',
      '•',
      '*',
      '-',
      '_',
      '|',
      '/',
      '~',
      '+',
      '，',
      '、',
      '…',
      '=',
      '^',
      '#',
      '&',
      '@',
      '%',
      "'",
      '"',
      '“',
      ':',
      '：',
      '\\',
      '<',
      '—',
      '(',
      '【',
      '℃',
      '₪',
      '☆',
      '❤️',
      '➡',
    ],
    ...['🌟', '💰', '🉑', '💯', '👉', '👍🏻', '👨‍👩‍👧', '🇨🇳', '✅', '❌', '🧧', '1️⃣', '㊙', 'Ⓜ️'],
    ...[
      '\u200b',
      '\u200d',
      '\u2060',
      '\u00ad',
      '\ufeff',
      '\u0336',
      '\u0489',
      '\u20dd',
      '\ufe0f',
      '\u{e0061}',
      '\u{e0100}',
      '\u3164',
      '\u2800',
      '\u115f',
      '\u2061',
    ],
    ...['**', '- -', '...', '🌟🌟', '💰💰', '️ ️'],
  ].map((mark): Entry => [`wedge ${label(mark)}`, wedge(mark)]),
  ['brackets around each', (word) => [...word].map((unit) => `「${unit}」`).join('')],
  ['brackets around one', (word, turn) => replaceOne(word, turn, (unit) => `【${unit}】`)],
  [
    'signs as characters',
    (word) => {
      for (const [own, sign] of SIGNS) if (word.includes(own)) return word.replace(own, sign);
      return undefined;
    },
  ],
  ['bopomofo with tone', (word, turn) => replaceOne(word, turn, (_, at) => bopomofo(syllables(word, 'num')[at]!))],
  ['bopomofo without tone', (word, turn) => replaceOne(word, turn, (_, at) => bopomofo(syllables(word, 'none')[at]!))],
  ['bopomofo throughout', (word) => syllables(word, 'num').map(bopomofo).join('')],
  [
    'bopomofo initial',
    (word, turn) => replaceOne(word, turn, (_, at) => bopomofo(syllables(word, 'none')[at]!).charAt(0)),
  ],
  [
    'bopomofo initials throughout but one',
    (word, turn) => {
      const all = syllables(word, 'none').map((s) => bopomofo(s).charAt(0));
      const keep = turn % all.length;
      return all.map((s, i) => (i === keep ? [...word][i]! : s)).join('');
    },
  ],
  ['pinyin of one', (word, turn) => replaceOne(word, turn, (_, at) => syllables(word, 'none')[at])],
  [
    'pinyin of one, capital',
    (word, turn) => replaceOne(word, turn, (_, at) => syllables(word, 'none')[at]!.toUpperCase()),
  ],
  [
    'pinyin of one, mixed case',
    (word, turn) =>
      replaceOne(word, turn, (_, at) => {
        const s = syllables(word, 'none')[at]!;
        return s.charAt(0).toUpperCase() + s.slice(1);
      }),
  ],
  ['pinyin of one, tone mark', (word, turn) => replaceOne(word, turn, (_, at) => syllables(word, 'symbol')[at])],
  ['pinyin of one, tone digit', (word, turn) => replaceOne(word, turn, (_, at) => syllables(word, 'num')[at])],
  ['pinyin of one, in brackets', (word, turn) => replaceOne(word, turn, (_, at) => `(${syllables(word, 'none')[at]})`)],
  ['pinyin of one, blanks', (word, turn) => replaceOne(word, turn, (_, at) => ` ${syllables(word, 'none')[at]} `)],
  ['pinyin throughout', (word) => syllables(word, 'none').join('')],
  ['pinyin throughout, blanks', (word) => syllables(word, 'none').join(' ')],
  ['pinyin throughout, hyphens', (word) => syllables(word, 'none').join('-')],
  ['pinyin throughout, tone marks', (word) => syllables(word, 'symbol').join('')],
  ['pinyin throughout, tone marks and blanks', (word) => syllables(word, 'symbol').join(' ')],
  ['pinyin throughout, tone digits', (word) => syllables(word, 'num').join('')],
  ['pinyin throughout, tone digits and blanks', (word) => syllables(word, 'num').join(' ')],
  [
    'pinyin throughout, camel case',
    (word) =>
      syllables(word, 'none')
        .map((s) => s.charAt(0).toUpperCase() + s.slice(1))
        .join(''),
  ],
  ['initial of one', (word, turn) => replaceOne(word, turn, (_, at) => syllables(word, 'none')[at]!.charAt(0))],
  [
    'initial of one, capital',
    (word, turn) => replaceOne(word, turn, (_, at) => syllables(word, 'none')[at]!.charAt(0).toUpperCase()),
  ],
  [
    'enclosed initial of one',
    (word, turn) => replaceOne(word, turn, (_, at) => ENCLOSED(syllables(word, 'none')[at]!.charAt(0), 0x24d0)),
  ],
  [
    'fullwidth pinyin of one',
    (word, turn) =>
      replaceOne(word, turn, (_, at) => [...syllables(word, 'none')[at]!].map((c) => ENCLOSED(c, 0xff41)).join('')),
  ],
  ['traditional throughout', (word) => replaceAll(word, (unit) => TO_TRADITIONAL.get(unit))],
  ['traditional of one', (word, turn) => replaceOne(word, turn, (unit) => TO_TRADITIONAL.get(unit))],
  ['Japanese of one', (word, turn) => replaceOne(word, turn, (unit) => TO_JAPANESE.get(unit))],
  ['variant of one', (word, turn) => replaceOne(word, turn, (unit) => TO_VARIANT.get(unit))],
  ['radicals for characters', (word) => replaceAll(word, (unit) => KANGXI.get(unit))],
  ['compatibility ideograph', (word, turn) => replaceOne(word, turn, (unit) => COMPATIBILITY.get(unit))],
  ['split character', (word, turn) => replaceOne(word, turn, (unit) => SPLIT.get(unit))],
  ['homophone of one', (word, turn) => replaceOne(word, turn, (unit) => soundsLike(unit, turn))],
  [
    'homophone and separator',
    (word, turn) => wedge('.')(replaceOne(word, turn, (unit) => soundsLike(unit, turn)) ?? word, 0),
  ],
  ['quotes around one', (word, turn) => replaceOne(word, turn, (unit) => `“${unit}”`)],
  ['round brackets around one', (word, turn) => replaceOne(word, turn, (unit) => `（${unit}）`)],
  [
    'pinyin of one, in square brackets',
    (word, turn) => replaceOne(word, turn, (_, at) => `【${syllables(word, 'none')[at]}】`),
  ],
  ['pinyin of one and hyphens', (word, turn) => joinedWithPinyin(word, turn, '-')],
  ['pinyin of one and stars', (word, turn) => joinedWithPinyin(word, turn, '*')],
  ['pinyin of one and middle dots', (word, turn) => joinedWithPinyin(word, turn, '·')],
  [
    'separator and pinyin',
    (word, turn) => {
      const one = replaceOne(word, turn, (_, at) => `.${syllables(word, 'none')[at]}.`);
      return one?.replace(/^\.|\.$/gu, '');
    },
  ],
];

/** Every character between marks, one of them in pinyin. */
function joinedWithPinyin(word: string, turn: number, mark: string): string {
  const units = [...word];
  const at = turn % units.length;
  return units.with(at, syllables(word, 'none')[at]!).join(mark);
}

const KANGXI = kangxi();
const COMPATIBILITY = compatibility();
const SPLIT = table(
  '保亻呆 赔贝咅 赚贝兼 稳禾急 险阝佥 利禾刂 佣亻用 债亻责 税禾兑 停亻亭 银钅艮 财贝才 理王里 骗马扁 垃土立 圾土及 证讠正 续纟卖 红纟工 代亻弋 付亻寸 信亻言 他亻也 体亻本 好女子 明日月 林木木 收丩攵',
);

/** Kangxi radicals by the character each one is. */
function kangxi(): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (let code = 0x2f00; code <= 0x2fd5; code++) {
    const radical = String.fromCharCode(code);
    out.set(radical.normalize('NFKC'), radical);
  }
  return out;
}

function compatibility(): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (let code = 0x2f800; code <= 0x2fa1d; code++) {
    const form = String.fromCodePoint(code);
    out.set(form.normalize('NFKC'), form);
  }
  for (let code = 0xf900; code <= 0xfad9; code++) {
    const form = String.fromCharCode(code);
    out.set(form.normalize('NFKC'), form);
  }
  return out;
}

function label(mark: string): string {
  return /^[\p{M}\p{Cf}\u3164\u2800\u115f]+$/u.test(mark)
    ? [...mark].map((m) => `U+${m.codePointAt(0)!.toString(16)}`).join(' ')
    : mark;
}

const inLetters = (word: string, by: (letters: string) => string | undefined): string | undefined => {
  const first = /[a-z]{4,}/iu.exec(word)?.[0];
  if (first === undefined) return undefined;
  const written = by(first);
  return written === undefined || written === first ? undefined : word.replace(first, written);
};
const letterwise = (by: (letter: string) => string) => (word: string) =>
  inLetters(word, (w) => [...w].map(by).join(''));
const spelled = (mark: string) => (word: string) => inLetters(word, (w) => [...w].join(mark));
/** Short words come of too many parts by chance, and are not looked for. */
const broken = (mark: string) => (word: string) =>
  inLetters(word, (w) =>
    w.length < 6 ? undefined : w.slice(0, Math.ceil(w.length / 2)) + mark + w.slice(Math.ceil(w.length / 2)),
  );
const lookAlike = (entries: string) => {
  const map = table(entries);
  return (word: string, turn: number) =>
    inLetters(word, (w) => replaceOne(w, turn + 1, (unit) => map.get(unit.toLowerCase())));
};
/** A word by itself of seven letters or more: in shorter ones a slip makes another word. */
const oneWord = (word: string, by: (letters: string) => string): string | undefined =>
  /^[a-z]{7,}$/iu.test(word) ? by(word) : undefined;
const swapped = (word: string, at: number): string =>
  word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
const LATIN_KINDS: readonly Entry[] = [
  ...['-', ' ', '.', '_', '*', '/', '·', '\u200b', '\u00ad', '\u0336', '~', '|'].map(
    (mark): Entry => [`spelled with ${label(mark)}`, spelled(mark)],
  ),
  ...['-', '- ', '·', '*', '.', '_', '\u00ad', '\u200b', '|', '🌟', "'", '...'].map(
    (mark): Entry => [`broken by ${label(mark)}`, broken(mark)],
  ),
  ['syllables with hyphens', (word) => inLetters(word, (w) => w.replace(/([aeiou][a-z])(?=[a-z]{2})/giu, '$1-'))],
  ['digits: e3 a4 o0 i1 s5', lookAlike('e3 a4 o0 i1 s5')],
  ['all digits', (word) => inLetters(word, (w) => replaceAll(w, (unit) => table('e3 o0 i1').get(unit)))],
  ['signs: a@ s$ i! e€', lookAlike('a@ s$ i! e€')],
  ['further: l| t+ t7 b8 g9 l1 c¢ s§', lookAlike('l1 t7 b8 g9 c¢')],
  [
    'digits throughout: e3 a4 o0 i1 s5 t7',
    (word) => inLetters(word, (w) => replaceAll(w, (unit) => table('e3 a4 o0 i1 s5 t7').get(unit))),
  ],
  [
    'an exclamation mark for i',
    (word) => inLetters(word, (w) => (/[^i]i[a-z]/.test(w) ? w.replace(/([^i])i/, '$1!') : undefined)),
  ],
  [
    'a stroke for l or i',
    (word) => inLetters(word, (w) => (/[a-z][li][a-z]/.test(w) ? w.replace(/([a-z])[li](?=[a-z])/, '$1|') : undefined)),
  ],
  ['a star for a vowel', (word) => inLetters(word, (w) => w.replace(/([a-z])[aeiou](?=[a-z])/, '$1*'))],
  [
    'a letter left out',
    (word, turn) =>
      oneWord(word, (w) => w.slice(0, 1 + (turn % (w.length - 2))) + w.slice(2 + (turn % (w.length - 2)))),
  ],
  ['two letters swapped', (word, turn) => oneWord(word, (w) => swapped(w, 1 + (turn % (w.length - 3))))],
  ['Cyrillic of one', (word, turn) => inLetters(word, (w) => latinOne(CYRILLIC)(w, turn))],
  ['Cyrillic throughout', (word) => inLetters(word, (w) => replaceAll(w, (unit) => CYRILLIC.get(unit)))],
  ['Greek of one', (word, turn) => inLetters(word, (w) => latinOne(GREEK)(w, turn))],
  ['fullwidth', letterwise((c) => ENCLOSED(c.toLowerCase(), 0xff41))],
  ['mathematical bold', letterwise((c) => ENCLOSED(c.toLowerCase(), 0x1d41a))],
  ['mathematical script', letterwise((c) => ENCLOSED(c.toLowerCase(), 0x1d4ea))],
  ['circled', letterwise((c) => ENCLOSED(c.toLowerCase(), 0x24d0))],
  ['squared', letterwise((c) => ENCLOSED(c.toLowerCase(), 0x1f130))],
  ['negative circled', letterwise((c) => ENCLOSED(c.toLowerCase(), 0x1f150))],
  ['negative squared', letterwise((c) => ENCLOSED(c.toLowerCase(), 0x1f170))],
  ['regional indicators', letterwise((c) => `${ENCLOSED(c.toLowerCase(), 0x1f1e6)}\u200c`)],
  [
    'small capitals',
    (word) =>
      inLetters(word, (w) => replaceAll(w.toLowerCase(), (unit) => table('aᴀ eᴇ gɢ iɪ nɴ oᴏ rʀ tᴛ uᴜ dᴅ').get(unit))),
  ],
  [
    'accents',
    (word) => inLetters(word, (w) => replaceAll(w.toLowerCase(), (unit) => table('aá eë iì oö uü nñ cç').get(unit))),
  ],
  [
    'stroked letters',
    (word) => inLetters(word, (w) => replaceAll(w.toLowerCase(), (unit) => table('oø dđ lł tŧ hħ').get(unit))),
  ],
  ['doubled letter', (word, turn) => inLetters(word, (w) => replaceOne(w, turn + 2, (unit) => unit + unit))],
  ['tripled letter', (word, turn) => inLetters(word, (w) => replaceOne(w, turn + 2, (unit) => unit + unit + unit))],
  ['capitals', (word) => word.toUpperCase()],
];
const named = (entries: readonly Entry[]): DisguiseKind[] => entries.map(([name, write]) => ({ name, write }));
export const HAN_DISGUISES: readonly DisguiseKind[] = named(HAN_KINDS);
export const LATIN_DISGUISES: readonly DisguiseKind[] = named(LATIN_KINDS);
