import type { Document, Segment } from '../../documents/document.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import { rememberPerText } from '../../text/remembered.ts';
import { disclosureInReach } from '../guards/disclosure.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import type { GlossaryTerm, RuleSet } from '../rule-set.ts';

/** Disclosures that explain a term by saying what it means for the client. */
const EXPLAINED_BY: Readonly<Record<string, readonly string[]>> = {
  'cash-value': ['surrender-loss'],
  'waiting-period': ['waiting-period'],
  'cooling-off': ['cooling-off'],
  exclusions: ['exclusions'],
  deductible: ['exclusions'],
  'pre-existing': ['exclusions'],
  dividend: ['dividend-uncertain'],
  'crediting-rate': ['universal-uncertain'],
  'guaranteed-renewal': ['renewal-not-guaranteed'],
};

/** Signs right before a term that what stands before them explains it. */
const NAMED_SIGNS = ['也就是', '叫做', '叫作', '叫', '称为', '所谓的', '所谓', '（', '(', 'called', 'known as'];

/** Signs that an explanation follows. */
const GLOSS_SIGNS = [
  '就是',
  '是指',
  '指的是',
  '意思是',
  '也就是',
  '说白了',
  '简单说',
  '通俗',
  '打个比方',
  '（',
  '(',
  'means',
  'that is',
  'in other words',
  'i.e.',
  'what you',
];

/** A term of the trade is explained the first time a client meets it. */
export default defineRule({
  id: 'style/jargon',
  title: { zh: '术语请用大白话', en: 'Plain words for terms of the trade' },
  why: {
    zh: '客户不会问“现金价值是什么”，只会点头然后误解。第一次用到术语，顺口解释一句。',
    en: 'Clients do not ask what cash value means; they nod and misunderstand. Explain a term in passing the first time it comes up.',
  },
  basis: 'practice',
  markets: marketsWith('info', { CN: ['cn-sbm-26'] }),
  kinds: ['plan', 'pitch'],
  handbook: '3.2',
  message: { zh: '“{x}”请用大白话解释一句。', en: 'Explain “{x}” in plain words.' },
  check(context) {
    const { document } = context;
    const explained = explainedTerms(document);
    const { glossary } = context.ruleSet;
    const met = new Set<number>();
    const names = productNames(context);
    for (const { segment, uses } of usesIn(context, document)) {
      if (uses.every((use) => met.has(use.term))) continue;
      const text = segment.text.text.toLowerCase();
      for (const use of uses) {
        if (met.has(use.term) || isInName(text, use.start, use.end, names)) continue;
        met.add(use.term);
        const term = glossary[use.term]!;
        if (!explained.has(use.word) && !isGlossed(context, document, segment, use, term))
          report(context, document, segment, use, term);
      }
    }
  },
  examples: [
    {
      kind: 'bad',
      in: 'pitch',
      text: '# 方案讲解\n代理人：交满以后[[现金价值]]会慢慢增加。\n',
      fixed: '# 方案讲解\n代理人：交满以后现金价值（退保或拿保单借钱时能用的钱，前几年通常比交的少）会慢慢增加。\n',
    },
    { kind: 'good', in: 'pitch', text: '# 方案讲解\n代理人：现金价值就是退保时能拿到的钱，前几年比交的少。\n' },
    { kind: 'good', in: 'pitch', text: '# 方案讲解\n客户：现金价值是什么？\n' },
    {
      kind: 'good',
      in: 'pitch',
      text: '# 方案讲解\n代理人：中途不要了能退回来的那笔钱，也就是现金价值，头几年不多。\n',
    },
    { kind: 'good', in: 'pitch', text: '# 方案讲解\n代理人：您看的这款养老年金险，六十岁起每年领。\n' },
    { kind: 'bad', in: 'pitch', text: '# 方案讲解\n代理人：这笔[[年金]]六十岁起每年领。\n' },
    {
      kind: 'bad',
      in: 'pitch',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Presentation\nAgent: The [[cash value]] grows over time.\n',
    },
    {
      kind: 'good',
      in: 'pitch',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Presentation\nAgent: The cash value, that is what you get back if you stop early, grows over time.\n',
    },
  ],
});

/** Terms that a plan explains in `presentation.terms`. */
function explainedTerms(document: Document): ReadonlySet<string> {
  if (document.kind !== 'plan') return new Set();
  return new Set((document.model.presentation?.terms?.entries ?? []).map((entry) => entry.key.value.toLowerCase()));
}

interface Use {
  /** Index into the glossary. */
  readonly term: number;
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

interface Line {
  readonly segment: Segment;
  readonly uses: readonly Use[];
}

const readers = new WeakMap<RuleSet, (text: string) => readonly Use[]>();

/** The terms that a text uses, remembered by text. */
function readerOf(ruleSet: RuleSet): (text: string) => readonly Use[] {
  let reader = readers.get(ruleSet);
  if (!reader) {
    reader = rememberPerText((text) => usesOf(text, ruleSet.glossary));
    readers.set(ruleSet, reader);
  }
  return reader;
}

const linesIn = rememberPerPart((part, ruleSet: RuleSet): readonly Line[] => {
  const usesIn = readerOf(ruleSet);
  return part.segments.flatMap((segment) => {
    const uses = segment.speaker === 'agent' ? usesIn(segment.text.text) : [];
    return uses.length > 0 ? [{ segment, uses }] : [];
  });
});

/** In document order: in scripts where the plan is presented, in plans what the client reads. */
function usesIn(context: RuleContext, document: Document): readonly Line[] {
  if (document.kind === 'pitch')
    return partsOf(document)
      .filter((part) => part.stage === 'presentation')
      .flatMap((part) => linesIn(part, context.ruleSet));
  const reader = readerOf(context.ruleSet);
  return document.segments
    .filter((segment) => segment.speaker === 'agent' && segment.path[0] !== 'title')
    .map((segment) => ({ segment, uses: reader(segment.text.text) }));
}

/** Uses of the terms in a text, by term and then by place; at most a few of each word. */
function usesOf(written: string, glossary: readonly GlossaryTerm[]): readonly Use[] {
  const text = written.toLowerCase();
  return glossary.flatMap((term, index) => {
    if (term.everyday) return [];
    const found: Use[] = [];
    const look = (word: string, needsEdges: boolean) => {
      const lower = word.toLowerCase();
      for (let start = text.indexOf(lower), n = 0; start >= 0 && n < 8; start = text.indexOf(lower, start + 1)) {
        const end = start + lower.length;
        if (needsEdges && (isLetter(text[start - 1]) || isLetter(text[end]))) continue;
        // 年金险 names a kind of product, not the term 年金
        if (/^(?:保险|险种|险|型|产品)/.test(text.slice(end, end + 2))) continue;
        found.push({ term: index, word: lower, start, end });
        n++;
      }
    };
    for (const word of [term.term.zh, ...(term.also?.zh ?? [])]) look(word, false);
    for (const word of [term.term.en, ...(term.also?.en ?? [])]) look(word, true);
    return found.sort((a, b) => a.start - b.start);
  });
}

/** Names of products in the document's catalogues, in lower case: a term inside one names the product. */
function productNames(context: RuleContext): readonly string[] {
  return context.project
    .products(context.document)
    .flatMap(({ product }) => [product.name, ...(product.aliases?.items ?? [])])
    .flatMap((field) => (typeof field?.value === 'string' ? [field.value.toLowerCase()] : []));
}

/** Whether `[start, end)` stands inside a product's name. */
function isInName(text: string, start: number, end: number, names: readonly string[]): boolean {
  return names.some((name) => {
    const at = text.indexOf(name, Math.max(0, start - name.length));
    return at >= 0 && at <= start && end <= at + name.length && name.length > end - start;
  });
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[a-z]/.test(character);
}

/**
 * A sign of explanation right behind the term or right before it, the glossary's own words beside it, or a disclosure
 * that says what it means.
 */
function isGlossed(
  context: RuleContext,
  document: Document,
  segment: Segment,
  { start, end }: Use,
  term: GlossaryTerm,
): boolean {
  const text = segment.text.text.toLowerCase();
  const after = text.slice(end, end + 24);
  if (GLOSS_SIGNS.some((sign) => after.includes(sign))) return true;
  const before = text.slice(Math.max(0, start - 40), start).trimEnd();
  if (before.length >= 6 && NAMED_SIGNS.some((sign) => before.endsWith(sign))) return true;
  const beside = `${text.slice(Math.max(0, start - 40), start)} ${text.slice(end, end + 40)}`;
  if (saysPlainly(beside, term.plain.zh) || saysPlainly(beside, term.plain.en.toLowerCase())) return true;
  const ids = EXPLAINED_BY[term.id ?? ''] ?? [];
  return ids.length > 0 && disclosureInReach(document, segment, ids, context.ruleSet) !== undefined;
}

/** Whether a text holds a good part of an explanation's words: a third of its pairs of Han characters, or of its words. */
function saysPlainly(text: string, plain: string): boolean {
  const pairs = [...plain.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map((match) => match[1]!);
  const pieces = pairs.length > 0 ? pairs : (plain.match(/[a-z]{4,}/g) ?? []);
  const said = pieces.filter((piece) => text.includes(piece)).length;
  return said >= 3 && said * 3 >= pieces.length;
}

function report(context: RuleContext, document: Document, segment: Segment, use: Use, term: GlossaryTerm): void {
  const written = segment.text.text.slice(use.start, use.end);
  const chinese = /\p{Script=Han}/u.test(written);
  const plain = chinese ? `（${term.plain.zh}）` : ` (${term.plain.en})`;
  const range = segment.text.rangeOf(use.start, use.end);
  context.report({
    range,
    data: { x: same(written) },
    fixes:
      document.kind === 'pitch'
        ? [
            {
              title: { zh: `加一句大白话${plain}`, en: `Explain it:${plain}` },
              safety: 'review',
              edits: [{ range: { start: range.end, end: range.end }, newText: plain }],
            },
          ]
        : [],
  });
}
