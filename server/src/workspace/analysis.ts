/** What the session gives out about one version of one document, and what it keeps of it. */
import type { LintResult } from '../core/diagnostic.ts';
import type { Document } from '../core/documents/document.ts';
import type { CalendarDate } from '../core/localized.ts';
import type { LintSettings } from '../core/project.ts';
import type { RuleSet } from '../core/rules/rule-set.ts';
import type { ResolvedConfig } from './config.ts';
import type { WorkspaceProject } from './project.ts';
import type { Positions } from './store.ts';

/** Everything a feature or a reporter may ask about one version of one document. */
export interface Analysis {
  /** Differs whenever the analysis was made anew. */
  readonly id: string;
  readonly document: Document;
  readonly positions: Positions;
  readonly result: LintResult;
  readonly project: WorkspaceProject;
  readonly ruleSet: RuleSet;
  readonly settings: LintSettings;
  readonly config: ResolvedConfig;
  /** Stamps of every file that it rests on; with `project.touched`, what must stay as it is for it to hold. */
  readonly dependsOn: ReadonlyMap<string, number>;
  /** URIs of the pack folders behind `ruleSet`. */
  readonly packs: readonly string[];
}

/** What the session remembers of a document's last analysis. */
export interface Cached {
  /**
   * Let go for closed files when there are many; the record of what it depended on stays. Let go in place: a table that
   * its map has outgrown would hold it until all of memory is collected.
   */
  analysis: Analysis | undefined;
  readonly id: string;
  readonly ruleSet: RuleSet;
  readonly packs: readonly string[];
  readonly stamp: number;
  readonly day: CalendarDate;
  readonly touched: ReadonlyMap<string, number>;
}

/** Everything that linting needs, read and parsed, as of one moment. */
export interface Prepared {
  readonly document: Document;
  readonly project: WorkspaceProject;
  readonly ruleSet: RuleSet;
  readonly packs: readonly string[];
  readonly config: ResolvedConfig;
  readonly touched: Map<string, number>;
  readonly stamp: number;
  readonly day: CalendarDate;
}
