import type { Fix, TextEdit } from '../../diagnostic.ts';
import type { PitchDocument, Segment } from '../../documents/document.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import type { Stage } from '../../documents/pitch/script.ts';
import { STAGES, type StageInfo, stageFromTitle, stageNamed } from '../../documents/pitch/stages.ts';
import type { Localized } from '../../localized.ts';
import { closest } from '../plan/closest.ts';
import { replace } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { fixWith, scriptDocument } from './script-lines.ts';

/** Which checks hold depends on the stage, so every line belongs to one that is known. */
export default defineRule({
  id: 'script/stage',
  title: { zh: '每一段要看得出是哪个环节', en: 'Every part belongs to a known stage' },
  why: {
    zh: '破冰、需求、讲解、异议、促成、售后各有各的规矩；看不出环节，就有一半的检查用不上，照着讲的人也不知道讲到了哪一步。',
    en: 'Opening, discovery, presentation, objections, closing and service follow different rules. Where the stage is unknown half of the checks cannot be made, and whoever rehearses does not know where they are.',
  },
  basis: 'structure',
  markets: marketsWith('error', {}),
  kinds: ['pitch'],
  handbook: '0',
  message: {
    zh: '看不出“{x}”是哪个环节。请换成常用的标题，或在后面写上 {presentation} 之类。',
    en: '“{x}” names no stage. Use a usual title, or write {presentation} or the like behind it.',
  },
  variants: {
    title: {
      message: {
        zh: '看不出“{x}”是哪个环节。请换成常用的标题，或在后面写上 {presentation} 之类。',
        en: '“{x}” names no stage. Use a usual title, or write {presentation} or the like behind it.',
      },
    },
    untitled: {
      message: {
        zh: '这一行只有“#”，没有写标题，看不出是哪个环节。请写上，如“# 方案讲解”。',
        en: 'This heading has no words, so its stage is unknown. Write them, such as “# Presentation”.',
      },
    },
    word: {
      message: {
        zh: '没有“{x}”这个环节{hint}，按环节的检查用不上。请从列表里选一个。',
        en: 'There is no stage “{x}”{hint}, so its checks cannot be made. Pick one from the list.',
      },
    },
    blank: {
      severity: 'warning',
      message: {
        zh: '“{x}”像是标题，可“#”后面没有空格，被当成一句话读了。是标题就在“#”后加空格，是台词就去掉“#”。',
        en: '“{x}” looks like a heading, yet no blank follows the “#”, so it is read as words. Add the blank, or drop the “#”.',
      },
    },
    before: {
      message: {
        zh: '第一个标题之前就有台词，看不出是哪个环节。请在前面加一行标题，如“# 破冰”。',
        en: 'Lines stand before the first heading, so their stage is unknown. Put a heading above, such as “# Prospecting”.',
      },
    },
    // no heading anywhere: perhaps no talk in stages at all, and nothing of it is read wrongly
    none: {
      severity: 'info',
      message: {
        zh: '全文没有标题，看不出环节，只做通用检查。请加上“# 破冰”“# 需求分析”之类的标题。',
        en: 'There are no headings, so only the general checks are made. Add headings such as “# Discovery”.',
      },
    },
  },
  check(context) {
    const document = scriptDocument(context);
    if (document === undefined) return;
    const { stages } = document.script;
    for (const stage of stages) if (stage.id === undefined || isMisspelt(stage)) reportStage(context, stage);
    reportBefore(context, document);
    for (const part of partsOf(document)) for (const line of hashedIn(part)) reportHash(context, line);
  },
  examples: [
    {
      kind: 'bad',
      variant: 'title',
      text: '# [[聊一聊家常]]\n代理人：最近忙什么？\n',
      fixed: '# 聊一聊家常 {prospecting}\n代理人：最近忙什么？\n',
    },
    {
      kind: 'bad',
      variant: 'word',
      text: '# 周四见面 {[[presentaton]]}\n代理人：我们看这张图。\n',
      fixed: '# 周四见面 {presentation}\n代理人：我们看这张图。\n',
    },
    {
      kind: 'bad',
      variant: 'untitled',
      text: '[[#]]\n代理人：最近忙什么？\n',
      fixed: '# 破冰\n代理人：最近忙什么？\n',
    },
    {
      kind: 'bad',
      variant: 'word',
      text: '# 破冰 {[[closign]]}\n代理人：最近忙什么？\n',
      fixed: '# 破冰 {closing}\n代理人：最近忙什么？\n',
    },
    {
      kind: 'bad',
      variant: 'blank',
      text: '# 破冰\n代理人：最近忙什么？\n[[#聊一聊家里的开支]]\n代理人：这一年最大的开支是什么？\n',
      fixed: '# 破冰\n代理人：最近忙什么？\n## 聊一聊家里的开支\n代理人：这一年最大的开支是什么？\n',
    },
    { kind: 'good', text: '##破冰\n代理人：最近忙什么？\n# 朋友圈\n想要自查清单，私信我。\n#保险科普\n@署名()\n' },
    {
      kind: 'bad',
      variant: 'before',
      text: '[[代理人]]：最近忙什么？\n# 需求分析\n代理人：您家里的开支怎么安排？\n',
      fixed: '# 破冰\n代理人：最近忙什么？\n# 需求分析\n代理人：您家里的开支怎么安排？\n',
    },
    {
      kind: 'bad',
      variant: 'none',
      text: '[[代理人]]：最近忙什么？\n客户：上班。\n代理人：累吗？\n客户：还好。\n代理人：家里呢？\n客户：也好。\n',
      fixed:
        '# 破冰\n代理人：最近忙什么？\n客户：上班。\n代理人：累吗？\n客户：还好。\n代理人：家里呢？\n客户：也好。\n',
    },
    { kind: 'good', text: '代理人：最近忙什么？\n客户：上班。\n' },
    {
      kind: 'bad',
      variant: 'title',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Presentation\nAgent: Look at the walls.\n# [[A cup of tea]]\nAgent: How was your week?\n',
      fixed:
        '---\n{lang: en}\n---\n# Presentation\nAgent: Look at the walls.\n# A cup of tea {presentation}\nAgent: How was your week?\n',
    },
    { kind: 'good', text: '// 练习用\n# 二、需求分析（第一次面谈）\n代理人：最近忙什么？\n' },
    { kind: 'good', text: '# 方案講解\n業務員：我們先看四堵牆。\n## 第一頁\n業務員：這一格是已經有的。\n' },
    {
      kind: 'good',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Fact-finding\nAgent: How was your week?\n',
    },
  ],
});

/** The title says the stage, and the word behind it says none. */
function isMisspelt({ written }: Stage): boolean {
  return written !== undefined && stageNamed(written.text) === undefined;
}

function reportStage(context: RuleContext, stage: Stage): void {
  const { written } = stage;
  if (written) {
    const guess = closest(
      written.text,
      STAGES.flatMap((known) => [known.id, known.title.zh]),
    );
    context.report({
      variant: 'word',
      range: written.range,
      data: {
        x: same(written.text),
        hint: guess ? { zh: `，是否指“${guess}”`, en: ` (did you mean “${guess}”?)` } : same(''),
      },
      fixes: guess
        ? fixWith({ zh: `改为 {${guess}}`, en: `Change to {${guess}}` }, 'review', replace(written.range, guess))
        : choices(context, ({ id }) => replace(written.range, id), stage),
    });
    return;
  }
  if (stage.title === '') {
    const { end } = stage.range;
    const title = ({ zh, en }: Localized) => (scriptDocument(context)!.language === 'en' ? en : zh);
    const fixes = choices(
      context,
      (known) => ({ range: { start: end, end }, newText: ` ${title(known.title)}` }),
      stage,
    );
    context.report({ variant: 'untitled', range: stage.range, fixes });
    return;
  }
  const at = stage.titleRange.end;
  context.report({
    variant: 'title',
    range: stage.titleRange,
    data: { x: same(stage.title) },
    fixes: choices(context, ({ id }) => ({ range: { start: at, end: at }, newText: ` {${id}}` }), stage),
  });
}

/** Lines of a talk that are one `#` and words behind it: in a post such a line is a hashtag. */
const hashedIn = rememberPerPart((part): readonly Segment[] => {
  if (part.channel === 'public') return [];
  const texts = new Set(part.items.flatMap((item) => (item.type === 'text' ? [item.segment] : [])));
  return part.segments.filter((segment) => texts.has(segment.index) && HASHED.test(segment.text.text));
});
const HASHED = /^[#＃][^\s#＃\d][^#＃\n]{0,23}$/u;

function reportHash(context: RuleContext, { text, stage }: Segment): void {
  const range = text.rangeOf(0, text.text.length);
  const title = text.text.slice(1);
  // what names no stage goes on with the one above
  const hashes = stage === undefined || stageFromTitle(title) ? '#' : '##';
  context.report({
    variant: 'blank',
    range,
    data: { x: text.text },
    fixes: [
      ...fixWith({ zh: `改成标题“${hashes} ${title}”`, en: `Make it the heading “${hashes} ${title}”` }, 'review', {
        range: { start: range.start, end: range.start + 1 },
        newText: `${hashes} `,
      }),
      ...fixWith({ zh: '去掉“#”', en: 'Drop the “#”' }, 'review', {
        range: { start: range.start, end: range.start + 1 },
        newText: '',
      }),
    ],
  });
}

/** One fix per stage; first the one that the title says, else that of the heading above, because talk tends to go on. */
function choices(context: RuleContext, edit: (known: StageInfo) => TextEdit, stage: Stage): readonly Fix[] {
  const document = scriptDocument(context)!;
  const above = document.script.stages.findLast((s) => s.id !== undefined && s.first <= stage.first);
  const likely = stageFromTitle(stage.title) ?? above?.id;
  const order = [...STAGES].sort((a, b) => Number(b.id === likely) - Number(a.id === likely));
  return order.flatMap((known) =>
    fixWith(
      { zh: `这是“${known.title.zh}”{${known.id}}`, en: `This is ${known.title.en} {${known.id}}` },
      'manual',
      edit(known),
    ),
  );
}

function reportBefore(context: RuleContext, document: PitchDocument): void {
  const { stages, items } = document.script;
  const end = stages[0]?.first ?? items.length;
  let first = 0;
  while (first < end && (items[first]!.type === 'comment' || items[first]!.type === 'note')) first++;
  const item = items[first];
  if (first >= end || item === undefined) return;
  // a few lines on their own are a note, not a script that lacks its headings
  if (stages.length === 0 && items.length < SCRIPT_LENGTH) return;
  const start = item.range.start;
  const heading = document.language === 'en' ? '# Prospecting\n' : '# 破冰\n';
  context.report({
    variant: stages.length === 0 ? 'none' : 'before',
    // the name of who speaks, not the words: those may have findings of their own
    range: item.type === 'turn' ? item.speakerRange : { start, end: start },
    fixes: fixWith({ zh: `在前面加“${heading.trim()}”`, en: `Put “${heading.trim()}” above` }, 'manual', {
      range: { start, end: start },
      newText: heading,
    }),
  });
}

/** Items from which on a text without headings is taken for a whole script. */
const SCRIPT_LENGTH = 6;
