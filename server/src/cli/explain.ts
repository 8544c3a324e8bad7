/** `pitchlint explain RULE` and `pitchlint explain FILE:LINE`: why something is found, and why not. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, SilencedHit, TraceStep } from '../core/diagnostic.ts';
import { explain as explainRange, standardRuleSet } from '../core/index.ts';
import { MARKETS } from '../core/localized.ts';
import type { RuleExample } from '../core/rules/rule.ts';
import type { AnyRule, RuleSet } from '../core/rules/rule-set.ts';
import type { SourceRange } from '../core/text/range.ts';
import type { MessageLanguage } from '../features/convert.ts';
import { messageLanguage } from '../features/diagnostics.ts';
import { certainty } from '../features/rule-card.ts';
import { nodeHost } from '../host.node.ts';
import { type Analysis, Session } from '../workspace/session.ts';
import { calendarDate } from './check.ts';
import { severityName } from './reporters/pretty.ts';
import type { RegisterCommand } from './run.ts';
import { type ExitCode, type Terminal, UsageError } from './terminal.ts';
import { readFailureMessage } from './unreadable.ts';

interface ExplainOptions {
  readonly lang?: MessageLanguage;
  readonly asOf?: string;
}

export const explainCommand: RegisterCommand = (program, terminal, done) => {
  program
    .command('explain')
    .description('what a rule says, or what was seen on one line of a file')
    .argument('<what>', 'a rule id, or FILE:LINE')
    .option('--lang <language>', 'zh or en')
    .option('--as-of <date>', 'judge as of this day, YYYY-MM-DD', calendarDate)
    .action(async (what: string, options: ExplainOptions) => done(await explain(what, options, terminal)));
};

export async function explain(what: string, options: ExplainOptions, terminal: Terminal): Promise<ExitCode> {
  const place = /^(.*):(\d+)$/.exec(what);
  if (place) return explainLine(place[1]!, Number(place[2]), options, terminal);
  const ruleSet = standardRuleSet();
  const rule = ruleSet.rule(what);
  if (!rule) throw new UsageError(`there is no rule "${what}"${nearRule(what, ruleSet)}; name a rule or FILE:LINE`);
  // loaded only here: nobody else shows examples
  const { standardExamples } = await import('../core/rules/pack/standard-examples.ts');
  await terminal.write(ruleText(rule, standardExamples(rule.id), ruleSet, options.lang ?? terminal.locale));
  return 0;
}

/** Everything the rule's one file says. */
function ruleText(
  rule: AnyRule,
  examples: readonly RuleExample[],
  ruleSet: RuleSet,
  language: MessageLanguage,
): string {
  const zh = language === 'zh';
  const lines = [`${rule.id}  ${rule.title[language]}`, '', rule.why[language], ''];
  for (const market of MARKETS) {
    const basis = rule.markets[market];
    if (!basis) continue;
    const span = [
      basis.from && `${zh ? '自' : 'from '}${basis.from}`,
      basis.until && `${zh ? '至' : 'until '}${basis.until}`,
    ];
    lines.push(`${market}  ${severityName(basis.severity, language)}  ${span.filter(Boolean).join(' ')}`.trimEnd());
    for (const id of basis.cite) {
      const citation = ruleSet.citations.get(id);
      if (!citation) continue;
      const article = citation.article ? ` ${citation.article}` : '';
      lines.push(
        `    ${citation.instrument[language]}${article}: ${citation.gist[language]} (${certainty(citation)[language]})`,
      );
    }
  }
  if (rule.basis === 'practice')
    lines.push(zh ? '依据是行业经验，不是法规条文。' : 'Its basis is professional practice, not a law.');
  for (const kind of ['bad', 'good'] as const) {
    const shown = examples.filter((example) => example.kind === kind && !example.given);
    if (shown.length > 0) lines.push('', { bad: zh ? '不行：' : 'Bad:', good: zh ? '可以：' : 'Good:' }[kind]);
    for (const { text } of shown)
      lines.push(
        ...text
          .trimEnd()
          .split('\n')
          .map((line) => `  ${line}`),
      );
  }
  return `${lines.join('\n')}\n`;
}

async function explainLine(file: string, line: number, options: ExplainOptions, terminal: Terminal): Promise<ExitCode> {
  const host = nodeHost((text) => terminal.warn(text));
  const session = new Session(host, { asOf: options.asOf });
  const uri = pathToFileURL(path.resolve(terminal.cwd, file)).href;
  const failure = await session.failure(uri);
  if (failure) throw new UsageError(`${file}: ${readFailureMessage(failure)[options.lang ?? terminal.locale]}`);
  const analysis = await session.analysis(uri);
  if (!analysis) throw new UsageError(`${file} is no file that PitchLint reads`);
  const language = messageLanguage(options.lang, analysis.document, terminal.locale);
  const range = lineRange(analysis, line);
  if (!range) throw new UsageError(`${file} has no line ${line}`);
  await terminal.write(lineText(analysis, range, `${file}:${line}`, language));
  return 0;
}

function lineRange({ positions, document }: Analysis, line: number): SourceRange | undefined {
  const start = positions.offsetAt({ line: line - 1, character: 0 });
  if (line < 1 || positions.positionAt(start).line !== line - 1) return undefined;
  const length = document.text.slice(start).search(/[\r\n]/);
  return { start, end: length < 0 ? document.text.length : start + length };
}

function lineText(analysis: Analysis, range: SourceRange, place: string, language: MessageLanguage): string {
  const { document, project, ruleSet } = analysis;
  const seen = explainRange(document, project, ruleSet, range);
  const zh = language === 'zh';
  const lines = [place, `  ${document.text.slice(range.start, range.end)}`];
  for (const { segment, folded, looked } of seen.segments) {
    const who = segment.speaker;
    lines.push('', zh ? `${who} 的话，规则看到的是：` : `Said by ${who}; what rules saw:`);
    lines.push(`  ${folded.replaceAll('\ufffc', '□')}`);
    lines.push(zh ? `${looked.length} 条规则看过：` : `${looked.length} rules looked:`, `  ${looked.join(' ')}`);
  }
  const { diagnostics: found, silenced, skipped } = seen;
  lines.push('', zh ? `发现 ${found.length} 处` : `${found.length} found`);
  for (const d of found) lines.push(...findingText(d, document.text, language));
  if (silenced.length > 0)
    lines.push('', zh ? `命中但不报 ${silenced.length} 处` : `${silenced.length} matched but kept quiet`);
  for (const hit of silenced) lines.push(...silencedText(hit, document.text, language));
  if (skipped.length > 0) lines.push('', zh ? '没有判断' : 'Not judged');
  for (const { rule, reason } of skipped) lines.push(`  ${rule}: ${reason[language]}`);
  return `${lines.join('\n')}\n`;
}

function findingText(diagnostic: Diagnostic, text: string, language: MessageLanguage): string[] {
  const name = diagnostic.variant ? `${diagnostic.rule}#${diagnostic.variant}` : diagnostic.rule;
  const words = quoted(text, diagnostic.range);
  const head = `  ${severityName(diagnostic.severity, language)}  ${name}  ${words}  ${diagnostic.message[language]}`;
  const also =
    diagnostic.also.length > 0 ? [`    ${language === 'zh' ? '还涉及' : 'also'}: ${diagnostic.also.join(', ')}`] : [];
  return [head, ...steps(diagnostic.trace, language), ...also];
}

function silencedText(hit: SilencedHit, text: string, language: MessageLanguage): string[] {
  const name = hit.variant ? `${hit.rule}#${hit.variant}` : hit.rule;
  return [`  ${name}  ${quoted(text, hit.range)}`, ...steps(hit.trace, language)];
}

function steps(trace: readonly TraceStep[], language: MessageLanguage): string[] {
  return trace.map((step) => `    ${step.kind} ${step.name}: ${step.note[language]}`);
}

function quoted(text: string, range: SourceRange): string {
  return `“${text.slice(range.start, Math.min(range.end, range.start + 60)).replace(/\s+/g, ' ')}”`;
}

/** A rule whose last part is the same, or that holds what was written. */
function nearRule(what: string, ruleSet: RuleSet): string {
  const last = what.split('/').at(-1) ?? what;
  const near =
    ruleSet.rules.find(({ id }) => id.split('/')[1] === last) ?? ruleSet.rules.find(({ id }) => id.includes(last));
  return near ? `; did you mean ${near.id}` : '';
}
