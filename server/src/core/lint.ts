/** lint(document, project, ruleSet) → findings, what was silenced, what was skipped. Pure and synchronous. */
import type { LintResult } from './diagnostic.ts';
import type { Document } from './documents/document.ts';
import type { Project } from './project.ts';
import type { RuleSet } from './rules/rule-set.ts';

export function lint(_document: Document, _project: Project, _ruleSet: RuleSet): LintResult {
  throw new Error('not written yet');
}
