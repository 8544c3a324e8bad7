/** What a report may look at: documents through the project, the rules in force, and the day it is made for. Pure. */
import type { Document } from '../core/documents/document.ts';
import type { CalendarDate, Market } from '../core/localized.ts';
import type { Project } from '../core/project.ts';
import type { RuleSet } from '../core/rules/rule-set.ts';

export interface ReportContext {
  readonly project: Project;
  readonly ruleSet: RuleSet;
  /** The day the report speaks of; the core never asks what today is. */
  readonly asOf: CalendarDate;
}

/** The market that holds for a document: its own, else pitchlint.yaml's. */
export function marketOf(document: Document, context: ReportContext): Market {
  return document.market ?? context.project.settingsOf(document).market;
}

/** A number of markets.yaml after pitchlint.yaml; undefined where the market has none (cooling-off in the US). */
export function thresholdOf(document: Document, name: string, context: ReportContext): number | undefined {
  const own = context.project.settingsOf(document).thresholds[name];
  return own ?? context.ruleSet.markets[marketOf(document, context)]?.thresholds[name]?.value;
}
