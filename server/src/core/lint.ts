/** lint(document, project, ruleSet) → findings, what was silenced, what was skipped. Pure and synchronous. */
import type { Diagnostic, LintResult, SilencedHit, SkippedCheck } from './diagnostic.ts';
import type { Document } from './documents/document.ts';
import type { Localized } from './localized.ts';
import type { LintSettings, Project } from './project.ts';
import { fillMessage } from './rules/messages.ts';
import { settle } from './rules/precedence.ts';
import type { CodedRule, Finding, RuleContext } from './rules/rule.ts';
import type { RuleSet } from './rules/rule-set.ts';
import { type RunInput, type RunOutput, runPhraseRules } from './rules/run-phrases.ts';
import { resolveSeverity } from './rules/severity.ts';
import { suppress } from './suppression.ts';

/** Never throws on what a document holds; a rule that fails is a defect and is named in `skipped`. */
export function lint(document: Document, project: Project, ruleSet: RuleSet): LintResult {
  const settings = project.settingsOf(document);
  const market = document.market ?? settings.market;
  const input: RunInput = { document, project, ruleSet, settings, market };
  const out: RunOutput = { diagnostics: syntaxDiagnostics(document), silenced: [], skipped: [] };
  runPhraseRules(input, out);
  const run = new CodedRun(input, out);
  for (const rule of ruleSet.rulesFor(document.kind))
    if (rule.source === 'code' && !isSwitchedOff(rule.id, settings, ruleSet)) run.check(rule);
  const settled = settle(out.diagnostics, ruleSet);
  const silenced: SilencedHit[] = [...out.silenced, ...settled.silenced];
  const kept = suppress(document, settled.diagnostics, input);
  return {
    diagnostics: [...kept.diagnostics].sort(bySource),
    silenced: [...silenced, ...kept.silenced].sort(
      (a, b) => a.range.start - b.range.start || a.range.end - b.range.end || compare(a.rule, b.rule),
    ),
    skipped: out.skipped,
  };
}

/** Off with all its variants: then it need not look. A locked rule cannot be switched off. */
function isSwitchedOff(id: string, { severities }: LintSettings, ruleSet: RuleSet): boolean {
  if (severities[id] !== 'off' || ruleSet.locks.size > 0) return false;
  let named = rulesWithVariantsNamed.get(severities);
  if (!named) {
    named = new Set(Object.keys(severities).flatMap((name) => (name.includes('#') ? [name.replace(/#.*$/u, '')] : [])));
    rulesWithVariantsNamed.set(severities, named);
  }
  return !named.has(id);
}

const rulesWithVariantsNamed = new WeakMap<LintSettings['severities'], ReadonlySet<string>>();

function bySource(a: Diagnostic, b: Diagnostic): number {
  return (
    a.range.start - b.range.start ||
    a.range.end - b.range.end ||
    compare(a.rule, b.rule) ||
    compare(a.variant ?? '', b.variant ?? '')
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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

/** What the coded rules are given: one context for all of them, since they look one after the other. */
class CodedRun {
  private rule: CodedRule | undefined;
  private readonly context: RuleContext;

  constructor(
    input: RunInput,
    private readonly out: RunOutput,
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
        if (diagnostic) out.diagnostics.push(diagnostic);
      },
      skip: (reason, range) => {
        out.skipped.push({ rule: this.rule!.id, reason, ...(range ? { range } : {}) });
      },
    };
  }

  check(rule: CodedRule): void {
    this.rule = rule;
    try {
      rule.check(this.context);
    } catch (error) {
      const reason: Localized = { zh: `规则出错：${String(error)}`, en: `the rule failed: ${String(error)}` };
      this.out.skipped.push({ rule: rule.id, reason } satisfies SkippedCheck);
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

function codedDiagnostic(rule: CodedRule, finding: Finding, input: RunInput): Diagnostic | undefined {
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
    fixes: finding.fixes ?? [],
    cite,
    trace: [],
    also: [],
  };
}
