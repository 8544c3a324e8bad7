/** The readers of the YAML kinds: text → tree, model, segments, findings and suppressions. They never throw. */
import { SCHEMAS } from '../../generated/schemas.ts';
import type { Language, Market } from '../localized.ts';
import type { SourceRange } from '../text/range.ts';
import type { DocumentSource, FileKind, SyntaxFinding, YamlDocument } from './document.ts';
import { languageOf } from './pitch/language.ts';
import { segmentsOf, segmentsOfLines } from './segments-yaml.ts';
import { suppressionsOf } from './suppressions-yaml.ts';
import { locate } from './yaml/locate.ts';
import type { FrontMatterModel } from './yaml/models.ts';
import type { JsonSchema } from './yaml/schema.ts';
import { schemaOf, type YamlKind } from './yaml/schema-of.ts';
import type { LocalFinding } from './yaml/syntax-findings.ts';
import { ChunkTree, parseAbout, parseTree } from './yaml/tree.ts';
import { validate } from './yaml/validate.ts';

/**
 * Reads a YAML file. `previous`, an earlier version of the same file, is used up: its unchanged entries move on to the
 * new document, and its positions hold no longer.
 */
export function readYaml(source: DocumentSource & { readonly kind: YamlKind }, previous?: YamlDocument): YamlDocument {
  const { uri, kind, text } = source;
  const schema = schemaOf(kind, uri);
  const reusable = previous?.kind === kind && previous.tree instanceof ChunkTree ? previous.tree : undefined;
  return new ReadYaml(uri, kind, text, parseTree(text, reusable), schema) as unknown as YamlDocument;
}

/** Reads of a YAML file only the entries that hold `word`, for a look at that word alone. */
export function readYamlAbout(source: DocumentSource & { readonly kind: YamlKind }, word: string): YamlDocument {
  const { uri, kind, text } = source;
  return new ReadYaml(uri, kind, text, parseAbout(text, word), schemaOf(kind, uri)) as unknown as YamlDocument;
}

/**
 * What is worked out when first asked about: an agenda or a report reads the model alone. A class: getters written into
 * an object would keep every version of a text until all of memory is collected.
 */
class ReadYaml {
  readonly model: unknown;
  private known: Language | undefined;
  private prose: YamlDocument['segments'] | undefined;
  private errors: YamlDocument['syntaxErrors'] | undefined;
  private silencing: YamlDocument['suppressions'] | undefined;

  constructor(
    readonly uri: string,
    readonly kind: YamlKind,
    readonly text: string,
    readonly tree: ChunkTree,
    private readonly schema: JsonSchema | undefined,
  ) {
    this.model = kind === 'rules' ? undefined : locate(tree.root, schema!);
  }

  get market(): Market | undefined {
    return this.settings.market?.value;
  }

  get language(): Language {
    if (!this.known) {
      const { lang, language } = this.settings;
      this.known = languageIn(lang?.value ?? language?.value, this.text, this.market);
    }
    return this.known;
  }

  private get settings() {
    return locate<{ market?: Market; lang?: Language | 'zh'; language?: Language | 'zh' }>(this.tree.root, SETTINGS);
  }

  get segments(): YamlDocument['segments'] {
    this.prose ??= segmentsIn(this.tree, this.kind, this.text, this.schema);
    return this.prose;
  }

  get syntaxErrors(): YamlDocument['syntaxErrors'] {
    // a pack's files are judged by the pack loader, which knows words and citations; here only their syntax is
    this.errors ??= findingsOf(this.tree, this.kind === 'rules' ? undefined : this.schema);
    return this.errors;
  }

  get suppressions(): YamlDocument['suppressions'] {
    this.silencing ??= suppressionsOf(this.text, () => this.tree.comments);
    return this.silencing;
  }
}

function segmentsIn(tree: ChunkTree, kind: YamlKind, text: string, schema: JsonSchema | undefined) {
  if (tree.tooLarge) return PROSE_KINDS.has(kind) ? segmentsOfLines(text) : [];
  return schema ? segmentsOf(tree.root, schema) : [];
}

const PROSE_KINDS: ReadonlySet<FileKind> = new Set<FileKind>(['plan', 'client']);

/** Market and language are written the same way in every kind, `language` in pitchlint.yaml. */
const SETTINGS: JsonSchema = {
  type: 'object',
  properties: {
    market: SCHEMAS.plan.properties!.market!,
    lang: SCHEMAS.plan.properties!.lang!,
    language: SCHEMAS.plan.properties!.lang!,
  },
};

function languageIn(said: Language | 'zh' | undefined, text: string, market: Market | undefined): Language {
  if (said && said !== 'zh') return said;
  const guessed = languageOf(text, market);
  return said === 'zh' && guessed === 'en' ? 'zh-CN' : guessed;
}

/** The YAML of a script's front matter, `[start, end)` of its text, at the script's own offsets. */
export function readFrontMatterYaml(
  text: string,
  start: number,
  end: number,
): { tree: ChunkTree; model: FrontMatterModel; findings: readonly SyntaxFinding[] } {
  // Line breaks stand in for what comes before, so that every offset is the script's own.
  const tree = parseTree('\n'.repeat(start) + text.slice(start, end));
  const schema = SCHEMAS['front-matter'];
  return { tree, model: locate(tree.root, schema) as FrontMatterModel, findings: findingsOf(tree, schema) };
}

/** Syntax findings first; what the schema says about text that could not be read is left out: one mistake, one finding. */
export function findingsOf(tree: ChunkTree, schema: JsonSchema | undefined): readonly SyntaxFinding[] {
  if (tree.tooLarge) return [tooLarge(tree.text)];
  const syntax = tree.findings.map(absolute);
  const spans = new Spans(syntax.map((each) => each.range));
  const unread = new Map<object, number>();
  for (const each of tree.findings)
    if (each.rule === 'syntax/yaml' && each.fixes.length === 0)
      unread.set(each.base, Math.min(unread.get(each.base) ?? Number.POSITIVE_INFINITY, each.start));
  // Beside a slip of syntax a missing key is most likely that slip.
  const slipped = new Set<object>(tree.findings.filter((each) => each.rule === 'syntax/yaml').map((each) => each.base));
  const judged: SyntaxFinding[] = [];
  for (const each of schema ? validate(tree.root, schema) : []) {
    const broken = unread.get(each.base);
    if (broken !== undefined && each.start + (each.end - each.start) >= broken) continue;
    if (each.rule === 'schema/required' && slipped.has(each.base)) continue;
    const finding = absolute(each);
    if (!spans.touch(finding.range)) judged.push(finding);
  }
  return [...syntax, ...judged].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** Ranges that may lie in each other; answers in logarithmic time whether one of them touches another range. */
class Spans {
  private readonly starts: readonly number[];
  /** Furthest end of the ranges up to each. */
  private readonly reach: readonly number[];

  constructor(ranges: readonly SourceRange[]) {
    const sorted = [...ranges].sort((a, b) => a.start - b.start);
    this.starts = sorted.map((range) => range.start);
    let furthest = -1;
    this.reach = sorted.map((range) => {
      furthest = Math.max(furthest, range.end);
      return furthest;
    });
  }

  touch(range: SourceRange): boolean {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= range.end) low = middle + 1;
      else high = middle;
    }
    return low > 0 && this.reach[low - 1]! >= range.start;
  }
}

function absolute(local: LocalFinding): SyntaxFinding {
  const off = local.base.off;
  return {
    code: local.code,
    rule: local.rule,
    severity: local.severity,
    range: { start: off + local.start, end: off + local.end },
    message: local.message,
    fixes: local.fixes.map((fix) => ({
      title: fix.title,
      safety: fix.safety,
      edits: fix.edits.map((edit) => ({
        range: { start: off + edit.start, end: off + edit.end },
        newText: edit.newText,
      })),
    })),
  };
}

function tooLarge(text: string): SyntaxFinding {
  const firstBreak = text.search(/[\r\n]/);
  return {
    code: 'too-large',
    rule: 'syntax/yaml',
    severity: 'error',
    range: { start: 0, end: Math.min(firstBreak < 0 ? text.length : Math.max(1, firstBreak), 200) },
    message: {
      zh: '文件超过 1 MB，不作为 YAML 检查；文字仍会检查。请拆成几个文件。',
      en: 'Over 1 MB: not checked as YAML, only its text is. Split it into several files.',
    },
    fixes: [],
  };
}
