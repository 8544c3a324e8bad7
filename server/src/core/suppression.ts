/** Suppression comments: silence what stands on their line, and are themselves checked (`style/suppression`). */
import type { Diagnostic, Fix, SilencedHit } from './diagnostic.ts';
import type { Document, SuppressionComment } from './documents/document.ts';
import type { Localized } from './localized.ts';
import { nearest } from './rules/phrases/words.ts';
import type { RunInput } from './rules/run-phrases.ts';
import { resolveSeverity } from './rules/severity.ts';
import type { SourceRange } from './text/range.ts';

export const SUPPRESSION_RULE = 'style/suppression';

/**
 * A comment without a reason, or past its day, silences nothing. A locked rule may be silenced like any other: the
 * reason stands in the file. Unknown ids, missing reasons, expired and unused comments are findings.
 */
export function suppress(
  document: Document,
  diagnostics: readonly Diagnostic[],
  input: RunInput,
): { diagnostics: Diagnostic[]; silenced: SilencedHit[] } {
  if (document.suppressions.length === 0) return { diagnostics: [...diagnostics], silenced: [] };
  const { ruleSet, settings } = input;
  const used = new Set<string>();
  const silenced: SilencedHit[] = [];
  const kept = diagnostics.filter((diagnostic) => {
    for (const comment of document.suppressions) {
      if (!comment.reason || isExpired(comment, settings.asOf)) continue;
      if (diagnostic.range.start > comment.target.end || diagnostic.range.start < comment.target.start) continue;
      const named = comment.rules.find(
        (rule) => rule.id === diagnostic.rule || rule.id === `${diagnostic.rule}#${diagnostic.variant}`,
      );
      if (!named) continue;
      used.add(`${comment.range.start}:${named.range.start}`);
      silenced.push({
        rule: diagnostic.rule,
        ...(diagnostic.variant === undefined ? {} : { variant: diagnostic.variant }),
        range: diagnostic.range,
        trace: [
          ...diagnostic.trace,
          {
            kind: 'suppression',
            name: named.id,
            range: comment.range,
            note: { zh: `已忽略，理由：${comment.reason}`, en: `ignored, because: ${comment.reason}` },
          },
        ],
      });
      return false;
    }
    return true;
  });
  const report = (range: Diagnostic['range'], variant: string, message: Localized, fixes: readonly Fix[]): void => {
    const rule = ruleSet.rule(SUPPRESSION_RULE);
    let severity: Diagnostic['severity'] = 'warning';
    if (rule) {
      const answer = resolveSeverity(
        { rule, variant, market: input.market, asOf: settings.asOf, channel: undefined, own: undefined },
        ruleSet,
        settings,
      );
      if (answer.severity === 'off') return;
      severity = answer.severity;
    }
    kept.push({
      rule: SUPPRESSION_RULE,
      variant,
      severity,
      range,
      message,
      related: [],
      fixes,
      cite: [],
      trace: [],
      also: [],
    });
  };
  for (const comment of document.suppressions) {
    if (!comment.reason)
      report(
        comment.range,
        'no-reason',
        {
          zh: '忽略时要写理由：在规则编号后写“-- 理由”',
          en: 'Say why: “-- reason” after the rule id. Without it nothing is ignored',
        },
        [withoutComment(document, comment)],
      );
    else if (isExpired(comment, settings.asOf))
      report(
        comment.range,
        'expired',
        {
          zh: `忽略已于 ${comment.until} 到期，请改正原文或重新说明`,
          en: `This ended on ${comment.until}; mend the text or give a new reason`,
        },
        [withoutComment(document, comment)],
      );
    for (const { id, range } of comment.rules) {
      const base = id.replace(/#.*$/u, '');
      if (!ruleSet.rule(base) && !/^(syntax|schema|style)\//u.test(base)) {
        const near = nearest(
          base,
          ruleSet.rules.map((rule) => rule.id),
        );
        report(
          range,
          'unknown-rule',
          {
            zh: `没有规则“${id}”${near ? `，是不是“${near}”？` : ''}`,
            en: `There is no rule “${id}”${near ? `; did you mean “${near}”?` : ''}`,
          },
          near ? [changed(range, near)] : [],
        );
      } else if (
        comment.reason &&
        !isExpired(comment, settings.asOf) &&
        !used.has(`${comment.range.start}:${range.start}`)
      )
        report(
          range,
          'unused',
          {
            zh: `下一行没有“${id}”的问题，可以删去这条忽略`,
            en: `The next line has no finding of “${id}”; this comment can go`,
          },
          comment.rules.length === 1 ? [withoutComment(document, comment)] : [],
        );
    }
  }
  return { diagnostics: kept, silenced };
}

/** The comment goes, and its line where nothing else stands on it. */
function withoutComment({ text }: Document, { range }: SuppressionComment): Fix {
  let { start, end } = range;
  while (start > 0 && /[ \t\u3000]/.test(text[start - 1]!)) start--;
  if (start === 0 || /[\r\n]/.test(text[start - 1]!))
    end += /^(?:\r\n|\n|\r)?/.exec(text.slice(end, end + 2))![0].length;
  return {
    title: { zh: '删掉这条忽略', en: 'Delete this comment' },
    safety: 'review',
    edits: [{ range: { start, end }, newText: '' }],
  };
}

function changed(range: SourceRange, id: string): Fix {
  return { title: { zh: `改为 ${id}`, en: `Change to ${id}` }, safety: 'review', edits: [{ range, newText: id }] };
}

/** `until` is the last day on which the comment holds. */
function isExpired(comment: SuppressionComment, asOf: string): boolean {
  return comment.until !== undefined && comment.until < asOf;
}
