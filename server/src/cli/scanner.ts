/**
 * Judges scan records with the standard rules: a conversation becomes one script without markup, whatever its text
 * holds, so that the guards that look at neighbours work and no character of a chat is taken for grammar.
 */
import type { Diagnostic } from '../core/diagnostic.ts';
import type { PitchDocument, Segment } from '../core/documents/document.ts';
import { lint, quietLines, standardRuleSet } from '../core/index.ts';
import type { CalendarDate, Market } from '../core/localized.ts';
import type { LintSettings, Project } from '../core/project.ts';
import type { RuleSet } from '../core/rules/rule-set.ts';
import { MappedText } from '../core/text/mapped-text.ts';
import type { ScanRecord } from './scan-record.ts';

/** Records without a thread, and characters of theirs, that are judged in one go; they do not know each other. */
const BATCH = 500;
const BATCH_CHARACTERS = 100_000;
/** Between records, so that nothing reaches across. */
const GAP = '\n\n';

export class Scanner {
  private readonly ruleSet: RuleSet = standardRuleSet();
  private readonly projects = new Map<Market, Project>();
  private readonly severities = onlySentences(this.ruleSet);
  /** Whether nothing can be found in a text, whoever says it. */
  private readonly isQuiet: (text: string) => boolean;
  private batched = 0;
  private batchedCharacters = 0;

  /** `isQuiet`: for tests, which compare with records that are all judged. */
  constructor(
    private readonly asOf: CalendarDate,
    private readonly messages: 'zh' | 'en' | undefined,
    isQuiet?: (text: string) => boolean,
  ) {
    // whether a rule is on is the same in every market
    this.isQuiet = isQuiet ?? quietLines(this.ruleSet, this.settingsFor('CN'));
  }

  /** Whether `next` is judged together with `last`: the same conversation, or both alone and alike. */
  belongTogether(last: ScanRecord, next: ScanRecord): boolean {
    const alike = last.language === next.language && last.market === next.market && last.channel === next.channel;
    const isRoom = this.batched < BATCH && this.batchedCharacters < BATCH_CHARACTERS;
    const together = alike && last.thread === next.thread && (last.thread !== undefined || isRoom);
    this.batched = together ? this.batched + 1 : 0;
    this.batchedCharacters = together ? this.batchedCharacters + next.text.length : next.text.length;
    return together;
  }

  /** One line of JSON per record, in order. All records are alike in language, market and channel. */
  judge(records: readonly ScanRecord[]): string[] {
    const loud = records.filter(({ text }) => !this.isQuiet(text));
    if (loud.length === 0) return records.map(nothingFound);
    // a conversation is judged whole: what is said beside a line may quiet it, or make it the agent's
    const judged = records[0]!.thread === undefined ? loud : records;
    const found = this.findingsIn(judged);
    return records.map((record) => this.answer(record, found.get(record)));
  }

  private findingsIn(records: readonly ScanRecord[]): ReadonlyMap<ScanRecord, Found> {
    const { document, starts } = conversation(records);
    const { diagnostics } = lint(document, this.projectFor(records[0]!.market), this.ruleSet);
    const found = new Map<ScanRecord, Found>();
    let at = 0;
    for (const diagnostic of diagnostics) {
      while (at + 1 < starts.length && diagnostic.range.start >= starts[at + 1]!) at++;
      const record = records[at]!;
      const own = found.get(record);
      if (own) own.diagnostics.push(diagnostic);
      else found.set(record, { start: starts[at]!, diagnostics: [diagnostic] });
    }
    return found;
  }

  private answer(record: ScanRecord, found: Found | undefined): string {
    if (!found) return nothingFound(record);
    const language = this.messages ?? (record.language.startsWith('zh') ? 'zh' : 'en');
    const findings = found.diagnostics.map(({ rule, severity, range, message, also }) => {
      const start = range.start - found.start;
      const end = Math.min(range.end - found.start, record.text.length);
      const text = record.text.slice(start, end);
      return { rule, severity, start, end, text, message: message[language], ...(also.length > 0 ? { also } : {}) };
    });
    const flagged = findings.some(({ severity }) => severity === 'error' || severity === 'warning');
    return JSON.stringify({ id: record.id, flagged, findings });
  }

  private projectFor(market: Market): Project {
    let project = this.projects.get(market);
    if (!project) {
      project = bareProject(this.settingsFor(market));
      this.projects.set(market, project);
    }
    return project;
  }

  private settingsFor(market: Market): LintSettings {
    return { market, asOf: this.asOf, thresholds: {}, severities: this.severities };
  }
}

/** What was found in one record; ranges are those of the document that it was judged in, where it begins at `start`. */
interface Found {
  readonly start: number;
  readonly diagnostics: Diagnostic[];
}

/** Most records of most archives. */
function nothingFound({ id }: ScanRecord): string {
  return `{"id":${JSON.stringify(id)},"flagged":false,"findings":[]}`;
}

/** Rules about how a whole script or plan is built have nothing to say about a chat. */
function onlySentences(ruleSet: RuleSet): Record<string, 'off'> {
  const judged = /^(claims|disclosure|privacy)\//;
  return Object.fromEntries(ruleSet.rules.filter(({ id }) => !judged.test(id)).map(({ id }) => [id, 'off' as const]));
}

function conversation(records: readonly ScanRecord[]): { document: PitchDocument; starts: readonly number[] } {
  const starts: number[] = [];
  let text = '';
  for (const record of records) {
    starts.push(text.length);
    text += record.text + GAP;
  }
  const [first] = records;
  const document: PitchDocument = {
    kind: 'pitch',
    uri: 'scan:records',
    text,
    language: first!.language,
    market: first!.market,
    segments: segmentsOf(records, starts),
    syntaxErrors: [],
    suppressions: [],
    script: { frontMatter: undefined, stages: [], items: [] },
  };
  return { document, starts };
}

function segmentsOf(records: readonly ScanRecord[], starts: readonly number[]): Segment[] {
  const segments: Segment[] = [];
  let nextAgent = -1;
  for (let index = records.length - 1; index >= 0; index--) {
    const record = records[index]!;
    const threaded = record.thread !== undefined;
    const answers = threaded && record.speaker === 'agent' && records[index - 1]?.speaker === 'client';
    segments.push({
      index,
      text: MappedText.verbatim(record.text, starts[index]!),
      speaker: record.speaker,
      channel: record.channel,
      path: [],
      ...(!threaded && { group: String(index) }),
      references: [],
      products: [],
      next: threaded && nextAgent >= 0 ? [nextAgent] : [],
      ...(answers && { answers: index - 1 }),
    });
    if (record.speaker === 'agent') nextAgent = index;
  }
  return segments.reverse();
}

/** A project without any file. */
function bareProject(settings: LintSettings): Project {
  return {
    catalogsOf: () => [],
    product: () => undefined,
    products: () => [],
    planOf: () => undefined,
    clientsOf: () => [],
    scriptsOf: () => [],
    resolve: (_document, path) => ({ state: 'missing', uri: path }),
    documents: () => [],
    settingsOf: () => settings,
  };
}
