/**
 * Judges scan records with the standard rules: a conversation becomes one script without markup, whatever its text
 * holds, so that the guards that look at neighbours work and no character of a chat is taken for grammar.
 */
import type { LintResult } from '../core/diagnostic.ts';
import type { PitchDocument, Segment } from '../core/documents/document.ts';
import { lint, standardRuleSet } from '../core/index.ts';
import type { CalendarDate, Market } from '../core/localized.ts';
import type { LintSettings, Project } from '../core/project.ts';
import type { RuleSet } from '../core/rules/rule-set.ts';
import { MappedText } from '../core/text/mapped-text.ts';
import type { ScanRecord } from './scan-record.ts';

/** Records without a thread that are judged in one go; they do not know each other. */
const BATCH = 64;
/** Between records, so that nothing reaches across. */
const GAP = '\n\n';

export class Scanner {
  private readonly ruleSet: RuleSet = standardRuleSet();
  private readonly projects = new Map<Market, Project>();
  private batched = 0;

  constructor(
    private readonly asOf: CalendarDate,
    private readonly messages: 'zh' | 'en' | undefined,
  ) {}

  /** Whether `next` is judged together with `last`: the same conversation, or both alone and alike. */
  belongTogether(last: ScanRecord, next: ScanRecord): boolean {
    const alike = last.language === next.language && last.market === next.market && last.channel === next.channel;
    const together = alike && last.thread === next.thread && (last.thread !== undefined || this.batched < BATCH);
    this.batched = together ? this.batched + 1 : 0;
    return together;
  }

  /** One line of JSON per record, in order. All records are alike in language, market and channel. */
  judge(records: readonly ScanRecord[]): string[] {
    const [first] = records;
    if (!first) return [];
    const { document, starts } = conversation(records);
    const result = lint(document, this.projectFor(first.market), this.ruleSet);
    const byRecord = findingsByRecord(result, records, starts);
    const language = this.messages ?? (first.language.startsWith('zh') ? 'zh' : 'en');
    return records.map((record, index) => {
      const own = byRecord[index] ?? [];
      // most records of most archives
      if (own.length === 0) return `{"id":${JSON.stringify(record.id)},"flagged":false,"findings":[]}`;
      const findings = own.map(({ rule, severity, range, message, also }) => {
        const start = range.start - starts[index]!;
        const end = Math.min(range.end - starts[index]!, record.text.length);
        const text = record.text.slice(start, end);
        return { rule, severity, start, end, text, message: message[language], ...(also.length > 0 ? { also } : {}) };
      });
      const flagged = findings.some(({ severity }) => severity === 'error' || severity === 'warning');
      return JSON.stringify({ id: record.id, flagged, findings });
    });
  }

  private projectFor(market: Market): Project {
    let project = this.projects.get(market);
    if (!project) {
      project = bareProject({ market, asOf: this.asOf, thresholds: {}, severities: onlySentences(this.ruleSet) });
      this.projects.set(market, project);
    }
    return project;
  }
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

function findingsByRecord(result: LintResult, records: readonly ScanRecord[], starts: readonly number[]) {
  const byRecord: LintResult['diagnostics'][number][][] = records.map(() => []);
  let at = 0;
  for (const diagnostic of result.diagnostics) {
    while (at + 1 < starts.length && diagnostic.range.start >= starts[at + 1]!) at++;
    byRecord[at]!.push(diagnostic);
  }
  return byRecord;
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
