/**
 * A script as it is handed over or read out: placeholders filled from the plan, disclosures as their approved text, notes
 * and comments left out. Pure. A value that is missing is an error with its place, never an empty word.
 */
import type { PitchDocument } from '../core/documents/document.ts';
import type { ScriptItem, Turn } from '../core/documents/pitch/script.ts';
import { placeholderValue } from '../core/index.ts';
import type { Localized } from '../core/localized.ts';
import type { Project } from '../core/project.ts';
import { type RuleSet, versionOn } from '../core/rules/rule-set.ts';
import { findIdentifiers, maskIdentifier } from '../core/text/identifiers.ts';
import { findNumbers } from '../core/text/numbers.ts';
import type { SourceRange } from '../core/text/range.ts';

export interface RenderOptions {
  readonly format: 'text' | 'markdown';
  /** For sharing: names, amounts and numbers of people are covered. */
  readonly mask: boolean;
}

export interface RenderFault {
  readonly range: SourceRange;
  readonly message: Localized;
}

export type Rendered =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly faults: readonly RenderFault[] };

interface Bench {
  readonly document: PitchDocument;
  readonly project: Project;
  readonly ruleSet: RuleSet;
  readonly options: RenderOptions;
  readonly english: boolean;
  readonly faults: RenderFault[];
}

/** Renders a script with the plan that `project.planOf` gives for it. */
export function renderScript(
  document: PitchDocument,
  project: Project,
  ruleSet: RuleSet,
  options: RenderOptions,
): Rendered {
  const bench: Bench = { document, project, ruleSet, options, english: document.language === 'en', faults: [] };
  unread(bench);
  const lines: string[] = [];
  const title = document.script.frontMatter?.model.title?.value;
  if (title !== undefined) lines.push(heading(bench, 1, title), '');
  let stage = -1;
  for (const item of document.script.items) {
    while (stage < item.stage) {
      const { title: name, level } = document.script.stages[++stage]!;
      if (lines.length > 0 && lines[lines.length - 1] !== '') lines.push('');
      lines.push(heading(bench, title === undefined ? level : level + 1, name), '');
    }
    const line = itemLine(bench, item);
    if (line !== undefined) lines.push(line);
    if (line !== undefined && options.format === 'markdown') lines.push('');
  }
  if (bench.faults.length > 0) return { ok: false, faults: bench.faults };
  const text = `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
  return { ok: true, text: options.mask ? masked(bench, text) : text };
}

/** Marks that were begun and not finished would be read out as they stand. */
const HALF_MARKS: ReadonlySet<string> = new Set([
  'unclosed-placeholder',
  'unclosed-disclosure',
  'unclosed-reference',
  'disclosure-word',
]);

function unread({ document, faults }: Bench): void {
  for (const { code, range, message } of document.syntaxErrors)
    if (HALF_MARKS.has(code)) faults.push({ range, message });
}

function heading({ options }: Bench, level: number, title: string): string {
  return options.format === 'markdown' ? `${'#'.repeat(level)} ${title}` : `【${title}】`;
}

function itemLine(bench: Bench, item: ScriptItem): string | undefined {
  const indent = bench.options.format === 'text' ? ' '.repeat(item.indent) : '> '.repeat(depthOf(bench, item));
  switch (item.type) {
    case 'turn':
      return indent + turnLine(bench, item);
    case 'branch':
      return indent + (bench.english ? `If the client says: ${said(bench, item)}` : `客户若说：${said(bench, item)}`);
    case 'jump':
      if (item.target === '') return lost(bench, item.range, '没有写跳到哪里', 'it does not say where to go on');
      return indent + (bench.english ? `(go on with “${item.target}”)` : `（转到“${item.target}”）`);
    case 'shot':
      return `${indent}[${bench.document.text
        .slice(item.range.start, item.content.range.start)
        .replace(/[[\]【】［］]/gu, '')
        .trim()}] ${said(bench, item)}`;
    case 'text':
      return indent + said(bench, item);
    case 'signature':
      return indent + signature(bench, item);
    default:
      return undefined;
  }
}

function depthOf({ document }: Bench, item: ScriptItem): number {
  let depth = 0;
  for (let branch = item.branch; branch >= 0; branch = document.script.items[branch]!.branch) depth++;
  return depth;
}

function turnLine(bench: Bench, turn: Turn): string {
  const colon = bench.english ? ': ' : '：';
  const name = bench.options.format === 'markdown' ? `**${turn.speakerName}**` : turn.speakerName;
  return `${name}${colon}${said(bench, turn)}`;
}

/** A line's words with every mark replaced by what it stands for. */
function said(bench: Bench, item: Extract<ScriptItem, { content: unknown }>): string {
  const { document } = bench;
  const { content } = item;
  const marks = [
    ...content.placeholders.map((mark) => ({ range: mark.range, text: () => filled(bench, mark) })),
    ...content.references.map((mark) => ({ range: mark.range, text: () => referenced(bench, mark) })),
    ...content.nvc.map((mark) => ({ range: mark.range, text: () => '' })),
  ].sort((a, b) => a.range.start - b.range.start);
  let out = '';
  let at = content.range.start;
  for (const { range, text } of marks) {
    out = besides(bench, besides(bench, out, document.text.slice(at, range.start)), text());
    at = range.end;
  }
  out = besides(bench, out, document.text.slice(at, content.range.end));
  const words = out
    .replace(/\s*[\r\n]+\s*/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  // a mark that went leaves no blank before the punctuation behind it
  return bench.english ? words.replace(/ +([,.;!?])/g, '$1') : words.replace(/ *([，。；！？、（]) */gu, '$1');
}

/** Between Chinese words the blank that set a mark apart goes with the mark. */
function besides({ english }: Bench, before: string, after: string): string {
  if (english || !/[\p{Script=Han}）]$/u.test(before.trimEnd()) || !/^\p{Script=Han}/u.test(after.trimStart()))
    return before + after;
  return before.replace(/[ \t]$/u, '') + after.replace(/^[ \t]/u, '');
}

function filled(
  { document, project, ruleSet, english, faults }: Bench,
  mark: { name: string; fallback?: string; range: SourceRange },
): string {
  const plan = project.planOf(document);
  const value = plan && placeholderValue(mark.name, plan, project, ruleSet);
  if (value?.ok) return english ? value.text.en : value.text.zh;
  if (mark.fallback !== undefined && mark.fallback.trim() !== '') return mark.fallback;
  const reason = value?.ok === false ? value.reason : { zh: '没有方案可取值', en: 'there is no plan to take it from' };
  const message = { zh: `填不出“${mark.name}”：${reason.zh}`, en: `“${mark.name}” has no value: ${reason.en}` };
  faults.push({ range: mark.range, message });
  return '';
}

/** A word that is missing is told with its place; what is returned is never shown. */
function lost({ faults }: Bench, range: SourceRange, zh: string, en: string): string {
  faults.push({ range, message: { zh, en } });
  return '';
}

function referenced(bench: Bench, mark: { kind: string; id: string; clause?: string; range: SourceRange }): string {
  const { document, project, ruleSet, english } = bench;
  if (mark.kind === 'disclosure') {
    const disclosure = ruleSet.disclosures.get(mark.id) ?? ruleSet.disclosureNamed(mark.id);
    if (!disclosure) return lost(bench, mark.range, `没有披露“${mark.id}”`, `there is no disclosure “${mark.id}”`);
    const version = versionOn(disclosure, project.settingsOf(document).asOf);
    if (!version)
      return lost(
        bench,
        mark.range,
        `披露“${mark.id}”没有现行文本`,
        `the disclosure “${mark.id}” has no text in force`,
      );
    return english ? `(${version.text.en})` : `（${version.text.zh}）`;
  }
  if (mark.kind === 'case' && mark.id.trim() === '')
    return lost(bench, mark.range, '案例没有写来源', 'the case has no source');
  if (mark.kind === 'case') return english ? ` (source: ${mark.id})` : `（来源：${mark.id}）`;
  const product = project.product(document, mark.id)?.product;
  const name = product?.name?.value;
  if (!name) return lost(bench, mark.range, `目录里没有产品“${mark.id}”`, `no catalogue has the product “${mark.id}”`);
  if (mark.kind === 'product') return name;
  if (!mark.clause)
    return lost(bench, mark.range, `引用 ${mark.id} 没有写条款号`, `the clause of ${mark.id} has no number`);
  return english ? `(${name}, clause ${mark.clause})` : `（${name}条款第${mark.clause}条）`;
}

function signature(bench: Bench, item: ScriptItem): string {
  const { document, project } = bench;
  const front = document.script.frontMatter?.model;
  const agent = front?.agent ?? project.planOf(document)?.model.agent;
  const parts = [agent?.name?.value, agent?.company?.value, agent?.licence?.value].filter(Boolean);
  if (parts.length < 3) {
    const message = {
      zh: '署名缺姓名、公司或执业证号（agent）',
      en: 'the signature lacks name, company or licence (agent)',
    };
    bench.faults.push({ range: item.range, message });
  }
  const number = front?.approval?.no?.value;
  return [...parts, ...(number ? [number] : [])].join(' · ');
}

/** Names of the household, identity and phone numbers, and sums of money give way to stars. */
function masked(bench: Bench, text: string): string {
  let out = text;
  for (const match of findIdentifiers(text).reverse())
    out = out.slice(0, match.start) + maskIdentifier(match, text) + out.slice(match.end);
  const household = bench.project.planOf(bench.document)?.model.household?.items ?? [];
  const cast = bench.document.script.frontMatter?.model.cast?.entries ?? [];
  const names = [
    ...household.map((member) => member.name?.value),
    ...cast.map(({ value }) => ('value' in value ? value.value : value.name?.value)),
  ].filter((name): name is string => typeof name === 'string' && name.length > 1);
  for (const name of [...new Set(names)].sort((a, b) => b.length - a.length)) {
    const latin = /^[ -~]+$/u.test(name);
    const hidden = latin ? `${name[0]}***` : `${name[0]}${'*'.repeat(name.length - 1)}`;
    out = out.replaceAll(name, hidden);
  }
  return withoutAmounts(out);
}

/** Every sum of money without its figures: with a currency or a unit (`S$3,400`, `720k`, `五十万`), or bare (`41,655`). */
function withoutAmounts(text: string): string {
  let out = '';
  let at = 0;
  for (const { start, end, kind, unit, value } of findNumbers(text)) {
    const written = text.slice(start, end);
    const isBare = kind === 'number' && unit === '' && (written.includes(',') || (value >= 1000 && !isYear(value)));
    // what is left of a masked telephone number is no sum
    const isMasked = text[start - 1] === '*' || text[end] === '*';
    if ((kind !== 'amount' && !isBare) || isMasked) continue;
    out += text.slice(at, start) + written.replace(FIGURES, '***');
    at = end;
  }
  return out + text.slice(at);
}

const FIGURES = /[\d０-９][\d０-９,，.]*|[零〇一二两兩三四五六七八九十百千几]+/u;

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1900 && value < 2200;
}
