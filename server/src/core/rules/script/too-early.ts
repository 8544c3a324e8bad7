import { placeBeside } from '../../beside.ts';
import type { Document, PitchDocument, Segment } from '../../documents/document.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import type { Project } from '../../project.ts';
import { endOfLine } from '../../text/line-index.ts';
import { findNumbers } from '../../text/numbers.ts';
import { rememberPerText } from '../../text/remembered.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { fixWith, linesBelow, scriptDocument } from './script-lines.ts';

/** Words for “this product of ours”: a determiner and what is sold. */
const THIS = [
  '这款',
  '这份',
  '这个',
  '这种',
  '我们家',
  '我们公司的',
  '这張',
  '這款',
  '這份',
  '這張',
  '這個',
  '呢款',
  '呢份',
  'this ',
  'our ',
];
const SOLD = [
  '年金',
  '重疾险',
  '重疾險',
  '医疗险',
  '醫療險',
  '意外险',
  '意外險',
  '寿险',
  '壽險',
  '保险',
  '保險',
  '保单',
  '保單',
  '产品',
  '產品',
  '增额',
  '分红险',
  'annuity',
  'policy',
  'insurance plan',
  'critical illness plan',
  'savings plan',
  'product',
];
const PREMIUM = ['保费', '保費', 'premium'];

/** The needs come first: no product, no premium while one is still getting to know the family. */
export default defineRule({
  id: 'script/too-early',
  title: { zh: '先谈需求，再谈产品', en: 'Needs first, product later' },
  why: {
    zh: '破冰和需求面谈里就报产品、报保费，客户听到的是推销，后面问什么都像在套话。先听清家里的情况，到方案讲解再说产品。',
    en: 'A product or a premium in the first talk sounds like a sale, and every question after it like a trick. Listen first; products belong in the presentation.',
  },
  basis: 'practice',
  markets: marketsWith('warning', {}),
  kinds: ['pitch'],
  handbook: '2',
  message: {
    zh: '这里还在{stage}，“{x}”说早了：先谈需求，产品和保费放到方案讲解。',
    en: 'This is still {stage}: “{x}” comes too early. Needs first; keep products and premiums for the presentation.',
  },
  check(context) {
    const document = scriptDocument(context);
    if (document === undefined) return;
    const names = namesOf(context, document);
    for (const part of partsOf(document)) {
      if (part.stage !== 'prospecting' && part.stage !== 'discovery') continue;
      const early = earlyIn(part, names);
      if (early.length === 0) continue;
      context.keep(part, '', () => {
        for (const { segment, start, end } of early) report(context, document, segment, start, end);
      });
    }
  },
  examples: [
    {
      kind: 'bad',
      text: '# 需求分析\n代理人：您看看[[@产品(ci-70)]]怎么样？\n代理人：如果收入停了，家里能撑多久？\n代理人：家里的大事谁来定？\n代理人：每月开支有哪些？\n# 方案讲解\n代理人：先看四堵墙。\n',
    },
    { kind: 'bad', text: '# 破冰\n代理人：钱放着也是放着，不如买我们[[这款年金]]。\n' },
    { kind: 'bad', text: '# 破冰\n代理人：最近很多人问[[稳舟重疾险]]，您听过吗？\n' },
    { kind: 'bad', text: '# 破冰\n代理人：一年[[保费]]也就5000元，您看呢？\n' },
    {
      kind: 'bad',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Opening\nAgent: You should look at [[our savings plan]] before the year ends.\n',
    },
    { kind: 'good', text: '# 破冰\n代理人：今天分享三条小知识，不推荐任何产品。\n客户：稳舟重疾险怎么样？\n' },
    {
      kind: 'good',
      text: '# 需求分析\n代理人：您现在一年交多少保费？如果收入停了，能撑多久？\n代理人：家里的大事谁来定？\n代理人：每月开支有哪些？\n',
    },
    {
      kind: 'good',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Opening\nAgent: No proposals today; how have you been?\n',
    },
  ],
});

interface Early {
  readonly segment: Segment;
  /** Offsets of the segment's text. */
  readonly start: number;
  readonly end: number;
}

/** What is sold, by name. */
interface Names {
  /** In small letters, the longest first. */
  readonly words: readonly string[];
  readonly inText: (text: string) => { readonly start: number; readonly end: number };
}

const NOWHERE = { start: -1, end: -1 };
const readers = new Map<string, Names>();

function namesOf(context: RuleContext, document: PitchDocument): Names {
  const words = productNames(context.project, document);
  const key = words.join('\n');
  let names = readers.get(key);
  if (!names) {
    if (readers.size > 20) readers.clear();
    names = { words, inText: rememberPerText((text) => earlyInText(text, words) ?? NOWHERE) };
    readers.set(key, names);
  }
  return names;
}

/** What is too early in a part, remembered by its lines and the catalogue's names. */
const earlyIn = rememberPerPart((part, names: Names): readonly Early[] =>
  part.segments.flatMap((segment) => {
    if (segment.speaker !== 'agent' && segment.speaker !== 'text' && segment.speaker !== 'caption') return [];
    const own = segment.references.find((reference) => reference.kind === 'product');
    const found = names.inText(segment.text.text);
    if (own === undefined) return found.start < 0 ? [] : [{ segment, ...found }];
    const at = markOffset(segment, own.range.start);
    return [{ segment, start: at, end: at + 1 }];
  }),
);

/** Where a mark stands in the segment's text: marks are one U+FFFC each. */
function markOffset(segment: Segment, start: number): number {
  const { text } = segment.text;
  for (let at = text.indexOf('\ufffc'); at >= 0; at = text.indexOf('\ufffc', at + 1))
    if (segment.text.rangeOf(at, at + 1).start === start) return at;
  return 0;
}

const namesByProject = placeBeside<Project, readonly string[]>();

function productNames(project: Project, document: Document): readonly string[] {
  const known = namesByProject.get(project);
  if (known) return known;
  const names = project
    .products(document)
    .flatMap(({ product }) => [product.name?.value, ...(product.aliases?.items ?? []).map((alias) => alias.value)])
    .filter((name): name is string => typeof name === 'string' && name.length > 2)
    .map((name) => name.toLowerCase());
  const words = [...new Set(names)].sort((a, b) => b.length - a.length);
  namesByProject.set(project, words);
  return words;
}

function earlyInText(written: string, names: readonly string[]): { start: number; end: number } | undefined {
  const text = written.toLowerCase();
  for (const name of names) {
    const start = text.indexOf(name);
    if (start >= 0) return { start, end: start + name.length };
  }
  return thisProduct(text) ?? premiumTold(text, written);
}

/** “这款年金”, “our savings plan”: nothing stands between the determiner and what is sold but a word or two. */
function thisProduct(text: string): { start: number; end: number } | undefined {
  for (const word of THIS) {
    for (let start = text.indexOf(word); start >= 0; start = text.indexOf(word, start + 1)) {
      const near = text.slice(start + word.length, start + word.length + 16);
      const sold = SOLD.map((one) => ({ one, at: near.indexOf(one) }))
        .filter(
          ({ one, at }) => at >= 0 && at <= (/[a-z]/.test(one) ? 10 : 4) && !/[，。！？,.!?]/u.test(near.slice(0, at)),
        )
        .sort((a, b) => a.at - b.at || b.one.length - a.one.length)[0];
      if (sold) return { start, end: start + word.length + sold.at + sold.one.length };
    }
  }
  return undefined;
}

function premiumTold(text: string, written: string): { start: number; end: number } | undefined {
  for (const word of PREMIUM) {
    const start = text.indexOf(word);
    if (start < 0) continue;
    const near = findNumbers(written).some(
      (number) => number.kind === 'amount' && Math.abs(number.start - start) <= 14 && !/[多几幾]少/u.test(text),
    );
    if (near) return { start, end: start + word.length };
  }
  return undefined;
}

const STAGE_NAMES = { prospecting: { zh: '破冰', en: 'the opening' }, discovery: { zh: '需求分析', en: 'discovery' } };

function report(context: RuleContext, document: PitchDocument, segment: Segment, start: number, end: number): void {
  const range = segment.text.rangeOf(start, end);
  const stage = segment.stage === 'discovery' ? 'discovery' : 'prospecting';
  context.report({
    range,
    data: { x: same(document.text.slice(range.start, range.end)), stage: STAGE_NAMES[stage] },
    fixes: (now) => moveFix(now, segment.text.rangeOf(start, end).start),
  });
}

/** Moves the line below the heading of the presentation, when there is one. */
function moveFix(document: PitchDocument, offset: number) {
  const target = document.script.stages.find((stage) => stage.id === 'presentation');
  if (target === undefined) return [];
  const { text } = document;
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  const end = endOfLine(text, offset);
  const line = text.slice(start, end).trim();
  const next = text.slice(end).match(/^\r?\n/)?.[0].length ?? 0;
  return fixWith(
    { zh: '把这一行移到方案讲解', en: 'Move this line to the presentation' },
    'manual',
    { range: { start, end: end + next }, newText: '' },
    linesBelow(document, target.titleRange.end, [line]),
  );
}
