/** lint(document, project, ruleSet) → findings, what was silenced, what was skipped. Pure and synchronous. */
import type { Diagnostic, LintResult, SkippedCheck } from './diagnostic.ts';
import type { Document, PitchDocument } from './documents/document.ts';
import type { ScriptPart } from './documents/pitch/parts.ts';
import { KeptReports } from './kept-reports.ts';
import type { Localized } from './localized.ts';
import type { Project } from './project.ts';
import { fillMessage } from './rules/messages.ts';
import type { KeptDiagnostic } from './rules/part-findings.ts';
import { settle } from './rules/precedence.ts';
import type { CodedRule, Finding, RuleContext } from './rules/rule.ts';
import type { RuleSet } from './rules/rule-set.ts';
import { phraseFindingsOf, type RunInput, type RunOutput, runPhraseRules } from './rules/run-phrases.ts';
import { codedRulesOn, resolveSeverity } from './rules/severity.ts';
import { bySource, hitsBySource } from './rules/source-order.ts';
import { surroundingsOf } from './rules/surroundings.ts';
import { ScriptFindings } from './script-findings.ts';
import { suppress } from './suppression.ts';

/** Never throws on what a document holds; a rule that fails is a defect and is named in `skipped`. */
export function lint(document: Document, project: Project, ruleSet: RuleSet): LintResult {
  const settings = project.settingsOf(document);
  const market = document.market ?? settings.market;
  const input: RunInput = { document, project, ruleSet, settings, market };
  return document.kind === 'pitch' ? lintScript(input, document) : lintWhole(input);
}

function lintScript(input: RunInput, document: PitchDocument): LintResult {
  const surroundings = surroundingsOf(input, document);
  const findings = new ScriptFindings(document, input);
  for (const diagnostic of syntaxDiagnostics(document)) findings.add(diagnostic);
  const { parts } = findings;
  if (document.segments.length > 0)
    parts.forEach((part, i) => {
      const { stageIndex } = part;
      const isWholeStage = parts[i - 1]?.stageIndex !== stageIndex && parts[i + 1]?.stageIndex !== stageIndex;
      findings.addPart(part, phraseFindingsOf(part, isWholeStage, input, surroundings));
    });
  const run = new CodedRun(input, new KeptReports(findings, surroundings, document.uri));
  run.checkAll();
  return findings.settle(run.skipped);
}

function lintWhole(input: RunInput): LintResult {
  const { document, ruleSet } = input;
  const out: RunOutput = { diagnostics: syntaxDiagnostics(document), silenced: [], skipped: [] };
  runPhraseRules(input, out);
  const run = new CodedRun(input, {
    add: (_, diagnostic) => out.diagnostics.push(diagnostic),
    keep: (_rule, _part, _key, make) => make(),
  });
  run.checkAll();
  const settled = settle(out.diagnostics, ruleSet);
  const kept = suppress(document, settled.diagnostics, input);
  return {
    diagnostics: [...kept.diagnostics].sort(bySource),
    silenced: [...out.silenced, ...settled.silenced, ...kept.silenced].sort(hitsBySource),
    skipped: [...out.skipped, ...run.skipped],
  };
}

function syntaxDiagnostics(document: Document): Diagnostic[] {
  return document.syntaxErrors.map((finding) => ({
    rule: finding.rule,
    variant: finding.code,
    severity: finding.severity,
    range: finding.range,
    message: finding.message,
    related: [],
    fixes: finding.fixes,
    cite: [],
    trace: [],
    also: [],
  }));
}

/** Where the reports of the coded rules go. */
interface Reports {
  add(rule: CodedRule, diagnostic: Diagnostic): void;
  keep(rule: CodedRule, part: ScriptPart, key: string | number | boolean, make: () => void): void;
}

/** What the coded rules are given: one context for all of them, since they look one after the other. */
class CodedRun {
  readonly skipped: SkippedCheck[] = [];
  private rule: CodedRule | undefined;
  private readonly context: RuleContext;

  constructor(
    private readonly input: RunInput,
    reports: Reports,
  ) {
    const { document, project, ruleSet, settings, market } = input;
    this.context = {
      document,
      project,
      ruleSet,
      settings,
      market,
      asOf: settings.asOf,
      threshold: (name) => thresholdOf(name, input),
      report: (finding) => {
        const diagnostic = codedDiagnostic(this.rule!, finding, input);
        if (diagnostic) reports.add(this.rule!, diagnostic);
      },
      keep: (part, key, make) => reports.keep(this.rule!, part, key, make),
      skip: (reason, range) => {
        this.skipped.push({ rule: this.rule!.id, reason, ...(range ? { range } : {}) });
      },
    };
  }

  checkAll(): void {
    const { document, ruleSet, settings } = this.input;
    for (const rule of codedRulesOn(ruleSet, document.kind, settings)) this.check(rule);
  }

  private check(rule: CodedRule): void {
    this.rule = rule;
    try {
      rule.check(this.context);
    } catch (error) {
      const reason: Localized = { zh: `规则出错：${String(error)}`, en: `the rule failed: ${String(error)}` };
      this.skipped.push({ rule: rule.id, reason });
    }
  }
}

function thresholdOf(name: string, { market, ruleSet, settings }: RunInput): number {
  const set = settings.thresholds[name];
  if (set !== undefined) return set;
  const own = ruleSet.markets[market].thresholds[name];
  if (!own) throw new RangeError(`markets.yaml has no threshold “${name}” for ${market}`);
  return own.value;
}

function codedDiagnostic(rule: CodedRule, finding: Finding, input: RunInput): KeptDiagnostic | undefined {
  const { severity, cite } = resolveSeverity(
    {
      rule,
      variant: finding.variant,
      market: input.market,
      asOf: input.settings.asOf,
      channel: undefined,
      own: finding.severity,
    },
    input.ruleSet,
    input.settings,
  );
  if (severity === 'off') return undefined;
  const message =
    (finding.variant === undefined ? undefined : rule.variants?.[finding.variant]?.message) ?? rule.message;
  return {
    rule: rule.id,
    ...(finding.variant === undefined ? {} : { variant: finding.variant }),
    severity,
    range: finding.range,
    message: fillMessage(message, finding.data),
    related: finding.related ?? [],
    ...(typeof finding.fixes === 'function' ? { fixes: [], lateFixes: finding.fixes } : { fixes: finding.fixes ?? [] }),
    cite,
    trace: [],
    also: [],
  };
}
