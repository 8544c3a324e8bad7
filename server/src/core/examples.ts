/**
 * Runs a rule's examples: what is marked must be underlined and nothing else of that rule, good examples stay silent,
 * fixes do what `fixed` says, and every alternative of every phrase is hit by some bad example.
 */
import type { Diagnostic, SilencedHit } from './diagnostic.ts';
import type { Document, FileKind } from './documents/document.ts';
import { applyEdits } from './fix.ts';
import { lint } from './lint.ts';
import type { Language, Localized } from './localized.ts';
import type { LintSettings, Project } from './project.ts';
import type { PhraseSource } from './rules/phrases/types.ts';
import type { RuleExample } from './rules/rule.ts';
import type { AnyRule, RuleSet } from './rules/rule-set.ts';
import type { SourceRange } from './text/range.ts';

export interface ExampleFailure {
  readonly rule: string;
  /** Index of the example; -1 for a phrase that no bad example hits. */
  readonly example: number;
  readonly message: Localized;
  /** Where in the example's text as written (marks included), or in the phrase. */
  readonly at?: SourceRange;
  /** The phrase that no bad example hits. */
  readonly phrase?: PhraseSource;
}

/** What the runner needs from outside: how a text becomes a document, and shared documents by name. */
export interface ExampleBench {
  read(source: { uri: string; kind: FileKind; text: string }): Document;
  /** The text of `given: family` and the like. Undefined when there is none of that name. */
  given?(name: string): { readonly text: string; readonly kind: FileKind } | undefined;
  /** Documents that stand beside every example: the shared catalogue. */
  readonly beside?: readonly Document[];
  /** The project around an example; by default `exampleProject`. */
  project?(document: Document, settings: LintSettings): Project;
}

/** The day on which examples without `as_of` are judged. */
export const EXAMPLE_DAY = '2026-11-22';

/** Runs all examples of one rule under the whole rule set. Never throws; a document that cannot be read is a failure. */
export function runExamples(rule: AnyRule, ruleSet: RuleSet, bench: ExampleBench): ExampleFailure[] {
  const failures: ExampleFailure[] = [];
  const hit = new Set<string>();
  const fail = (example: number, zh: string, en: string, more: Partial<ExampleFailure> = {}): undefined => {
    failures.push({ rule: rule.id, example, message: { zh, en }, ...more });
  };
  for (const kind of ['bad', 'good'] as const)
    if (!rule.examples.some((example) => example.kind === kind))
      fail(-1, `缺少 ${kind} 例子`, `there is no ${kind} example`);
  rule.examples.forEach((example, index) => {
    runExample(rule, example, ruleSet, bench, hit, (zh, en, at) => fail(index, zh, en, at && { at }));
  });
  if (rule.source === 'data')
    for (const { phrase, at } of uncovered(rule, ruleSet, hit)) {
      const part = phrase.text.slice(at.start, at.end);
      const missed = part === phrase.text ? part : `${part}” of “${phrase.text}`;
      fail(-1, `没有 bad 例子用到“${part}”`, `no bad example hits “${missed}”`, { phrase, at });
    }
  return failures;
}

/** Notes one failure; the example then ends. */
type Fail = (zh: string, en: string, at?: SourceRange) => undefined;

function runExample(
  rule: AnyRule,
  example: RuleExample,
  ruleSet: RuleSet,
  bench: ExampleBench,
  hit: Set<string>,
  fail: Fail,
): undefined {
  const base = example.given === undefined ? undefined : bench.given?.(example.given);
  if (example.given !== undefined && !base)
    return fail(`没有共用文档“${example.given}”`, `there is no shared document “${example.given}”`);
  const written = base ? patched(base.text, example.text) : example.text;
  if (written === undefined)
    return fail('补丁在共用文档里找不到位置', 'the patch finds no place in the shared document');
  const { text, marks, placeOf } = readMarks(written);
  // a patch stands elsewhere in the shared document
  const writtenAt = (range: SourceRange | undefined) => (base || !range ? undefined : placeOf(range));
  const kind = example.in ?? base?.kind ?? 'pitch';
  const result = lintText(text, kind, example, ruleSet, bench);
  const own = result.diagnostics.filter((d) => d.rule === rule.id);
  if (rule.source === 'data' && example.kind === 'bad') remember(result.document, rule.id, ruleSet, hit);
  if (example.kind === 'good') {
    for (const d of own)
      fail(
        `好例子却报告了“${text.slice(d.range.start, d.range.end)}”`,
        `a good example, yet it reports “${text.slice(d.range.start, d.range.end)}”${whyNot(text, d)}`,
        writtenAt(d.range),
      );
    return;
  }
  const wrong = disagreement(marks, own, gaveWay(result.silenced, rule.id));
  if (wrong) {
    const shown = (ranges: readonly SourceRange[]) =>
      ranges.map((r) => `“${text.slice(r.start, r.end)}”`).join(', ') || '—';
    const silenced = result.silenced
      .filter((s) => s.rule === rule.id)
      .map((s) => `${text.slice(s.range.start, s.range.end)}: ${s.trace[s.trace.length - 1]?.note.en}`);
    fail(
      `应划线 ${shown(marks)}，实际 ${shown(own.map((d) => d.range))}`,
      `expected ${shown(marks)}, found ${shown(own.map((d) => d.range))} in “${text.slice(0, 80)}”${silenced.length > 0 ? `; silenced: ${silenced.join(' | ')}` : ''}`,
      writtenAt(wrong),
    );
    return;
  }
  for (const d of own)
    if (example.variant !== undefined && d.variant !== example.variant)
      fail(
        `应是变体 ${example.variant}，实际 ${d.variant ?? '—'}`,
        `expected variant ${example.variant}, found ${d.variant ?? 'none'} in “${text.slice(0, 60)}”`,
      );
  checkFix(rule, example, text, kind, own, result.diagnostics, ruleSet, bench, fail);
}

/** A mark that is no finding of the rule (nor one that gave way to another rule), else a finding that is not marked. */
function disagreement(
  marks: readonly SourceRange[],
  own: readonly { readonly range: SourceRange }[],
  yielded: readonly { readonly range: SourceRange }[],
): SourceRange | undefined {
  const key = (range: SourceRange): string => `${range.start}-${range.end}`;
  const reported = new Set(own.map((d) => key(d.range)));
  const fired = new Set([...reported, ...yielded.map((s) => key(s.range))]);
  const marked = new Set(marks.map(key));
  return marks.find((mark) => !fired.has(key(mark))) ?? own.find((d) => !marked.has(key(d.range)))?.range;
}

/** Hits that fired and only let another rule speak ("one stretch, one finding"): an example tests its own rule alone. */
function gaveWay(silenced: readonly SilencedHit[], rule: string): readonly SilencedHit[] {
  return silenced.filter((hit) => {
    const last = hit.trace[hit.trace.length - 1];
    return hit.rule === rule && last?.kind === 'precedence' && last.name !== rule;
  });
}

function checkFix(
  rule: AnyRule,
  example: RuleExample,
  text: string,
  kind: FileKind,
  own: readonly Diagnostic[],
  all: readonly Diagnostic[],
  ruleSet: RuleSet,
  bench: ExampleBench,
  fail: Fail,
): undefined {
  if (example.fixed === undefined) return;
  const first = own[0];
  const fix = first?.fixes[0];
  if (!first || !fix) return fail('没有修改可用', 'there is no fix to apply');
  const edits = fix.edits.filter((edit) => edit.uri === undefined);
  const fixed = applyEdits(text, edits);
  // with a shared document, `fixed` is a patch like `text`
  const base = example.given === undefined ? undefined : bench.given?.(example.given);
  const wanted = readMarks(base ? (patched(base.text, example.fixed) ?? '') : example.fixed).text;
  if (fixed !== wanted)
    return fail(`修改后是“${fixed}”，应为“${wanted}”`, `the fix makes “${fixed}”, expected “${wanted}”`);
  const after = lintText(fixed, kind, example, ruleSet, bench).diagnostics;
  const count = (list: readonly Diagnostic[], id: string) => list.filter((d) => d.rule === id).length;
  if (count(after, rule.id) >= own.length)
    fail('修改后仍有这条问题', `the finding is still there after the fix (“${fixed.slice(0, 80)}”)`);
  for (const d of after)
    if (count(after, d.rule) > count(all, d.rule))
      return fail(`修改后多出 ${d.rule}`, `the fix brings a finding of ${d.rule}`);
}

function lintText(text: string, kind: FileKind, example: RuleExample, ruleSet: RuleSet, bench: ExampleBench) {
  const uri = kind === 'pitch' ? 'example:///example.pitch' : `example:///example.${kind}.yaml`;
  const document = inLanguage(bench.read({ uri, kind, text }), example.language);
  const settings: LintSettings = {
    market: example.market ?? 'CN',
    severities: {},
    thresholds: {},
    asOf: example.asOf ?? EXAMPLE_DAY,
  };
  const project = bench.project?.(document, settings) ?? exampleProject(document, settings, bench.beside ?? []);
  // asked for here: a result that is told later holds nothing of its own to spread
  const { diagnostics, silenced, skipped } = lint(document, project, ruleSet);
  return { document, diagnostics, silenced, skipped };
}

/** The document with its prose taken for `language`. Not a copy: what a document works out later is no property of its own. */
export function inLanguage(document: Document, language: Language | undefined): Document {
  if (language === undefined || document.language === language) return document;
  return Object.create(document, { language: { value: language, enumerable: true } }) as Document;
}

/** A project of one document with others beside it: catalogues are everyone's. */
export function exampleProject(document: Document, settings: LintSettings, beside: readonly Document[]): Project {
  const catalogs = [document, ...beside].filter((d) => d.kind === 'catalog');
  const products = catalogs.flatMap((catalog) =>
    (catalog.model.products?.items ?? []).map((product) => ({ product, document: catalog })),
  );
  return {
    catalogsOf: () => catalogs,
    product: (_document, id) => products.find((p) => p.product.id?.value === id),
    products: () => products,
    planOf: (of) => (of.kind === 'plan' ? of : namesPlan(of) ? beside.find((d) => d.kind === 'plan') : undefined),
    clientsOf: () => beside.filter((d) => d.kind === 'client'),
    scriptsOf: () => beside.filter((d) => d.kind === 'pitch'),
    resolve: (_document, path) => {
      const found = beside.find((d) => d.uri.endsWith(`/${path.replace(/^\.\//u, '')}`));
      return found ? { state: 'read', uri: found.uri, document: found } : { state: 'missing', uri: path };
    },
    documents: () => [document, ...beside],
    settingsOf: () => settings,
  };
}

/** Scripts and client files have a plan only when they name one. */
function namesPlan(document: Document): boolean {
  if (document.kind === 'pitch') return document.script.frontMatter?.model.plan?.value !== undefined;
  return document.kind === 'client' && document.model.plan?.value !== undefined;
}

/**
 * Takes `[[…]]` out and says where it stood. `[[披露：…]]` and `[[disclosure:…]]` are the script's own and stay.
 * `placeOf` leads back: a range of the text, in the text as written.
 */
export function readMarks(written: string): {
  text: string;
  marks: SourceRange[];
  placeOf: (range: SourceRange) => SourceRange;
} {
  const marks: SourceRange[] = [];
  /** Offsets of the text before which a bracket was taken out. */
  const taken: number[] = [];
  let text = '';
  let open = -1;
  for (let i = 0; i < written.length; ) {
    const own = /^\[\[(?:披露|disclosure)[:：][^\]]*\]\]/iu.exec(written.slice(i, i + 120));
    if (own) {
      text += own[0];
      i += own[0].length;
    } else if (written.startsWith('[[', i) && open < 0) {
      open = text.length;
      taken.push(text.length);
      i += 2;
    } else if (written.startsWith(']]', i) && open >= 0) {
      marks.push({ start: open, end: text.length });
      open = -1;
      taken.push(text.length);
      i += 2;
    } else text += written[i++];
  }
  const placeOf = ({ start, end }: SourceRange): SourceRange => ({
    start: start + 2 * taken.filter((at) => at <= start).length,
    end: end + 2 * taken.filter((at) => at < end).length,
  });
  return { text, marks, placeOf };
}

/**
 * A patch in the form of a piece of the file: the top-level keys that it gives replace those of the shared document,
 * others stay. `- key` removes a key.
 */
export function patched(base: string, patch: string): string | undefined {
  let text = base;
  for (const [key, block] of topLevelBlocks(patch)) {
    const removes = key.startsWith('- ');
    const name = removes ? key.slice(2).trim() : key;
    const place = topLevelBlocks(text).find(([k]) => k === name);
    if (!place && removes) return undefined;
    if (place) text = text.replace(place[1], () => (removes ? '' : block));
    else text = `${text.endsWith('\n') || text === '' ? text : `${text}\n`}${block}`;
  }
  return text;
}

function topLevelBlocks(text: string): [string, string][] {
  const out: [string, string][] = [];
  for (const line of text.split(/(?<=\n)/u)) {
    const key =
      /^([A-Za-z_][\w]*):/u.exec(line.replaceAll('[[', '').replaceAll(']]', ''))?.[1] ??
      (/^- ([a-z_]+)\s*$/u.test(line) ? line.trim() : undefined);
    const last = out[out.length - 1];
    if (key !== undefined) out.push([key, line]);
    else if (last) last[1] += line;
  }
  for (const block of out) if (!block[1].endsWith('\n')) block[1] += '\n';
  return out;
}

/** Which alternatives of which phrases a bad example matched, before any guard. */
function remember(document: Document, ruleId: string, ruleSet: RuleSet, hit: Set<string>): void {
  for (const segment of document.segments) {
    const text = segment.text.text;
    for (const match of ruleSet.phrases.matches(text)) {
      const owner = ruleSet.phrases.owner(match.phrase);
      if (owner.kind !== 'rule' || owner.rule.id !== ruleId) continue;
      for (const use of ruleSet.phrases.used(match, text)) hit.add(`${match.phrase}:${use.start}:${use.end}`);
    }
  }
}

function* uncovered(
  rule: AnyRule,
  ruleSet: RuleSet,
  hit: ReadonlySet<string>,
): Iterable<{ phrase: PhraseSource; at: SourceRange }> {
  for (let phrase = 0; phrase < ruleSet.phrases.size; phrase++) {
    const owner = ruleSet.phrases.owner(phrase);
    if (owner.kind !== 'rule' || owner.rule.id !== rule.id) continue;
    for (const use of ruleSet.phrases.alternatives(phrase))
      if (!hit.has(`${phrase}:${use.start}:${use.end}`)) yield { phrase: owner.source, at: use };
  }
}

function whyNot(text: string, diagnostic: Diagnostic): string {
  const step = diagnostic.trace[0];
  return ` in “${text.slice(0, 80)}”${step ? ` (${step.note.en})` : ''}`;
}
