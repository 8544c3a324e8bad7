/**
 * Everything outside a script's lines that its findings rest on: rules, settings, day, market, language, catalogues and
 * plan. While it is the same, what was found in a part is judged anew only where lines changed.
 */
import { placeBeside } from '../beside.ts';
import type { PitchDocument } from '../documents/document.ts';
import { lineageOf } from '../documents/pitch/parts.ts';
import type { RuleSet } from './rule-set.ts';
import type { RunInput } from './run-phrases.ts';

export interface Surroundings {
  readonly ruleSet: RuleSet;
  /** Market, day, language, place and settings as one text. */
  readonly basis: string;
  /** The catalogues and the plan that the script names, and the table of what else the project holds of it. */
  readonly sources: readonly unknown[];
}

/** The last ones of each script, so that equal surroundings are one object from version to version. */
const known = placeBeside<object, Surroundings>();

/** Asks the project for catalogues and plan, so that it notes that the findings rest on them. */
export function surroundingsOf(input: RunInput, document: PitchDocument): Surroundings {
  const { project, ruleSet, settings, market } = input;
  const basis = JSON.stringify([
    ...[market, settings.asOf, document.language, document.market, document.uri],
    ...[written(settings.severities), written(settings.thresholds)],
  ]);
  const sources = [project.planOf(document), ...project.catalogsOf(document)];
  const lineage = lineageOf(document);
  const before = known.get(lineage);
  if (
    before &&
    before.ruleSet === ruleSet &&
    before.basis === basis &&
    before.sources.length === sources.length &&
    sources.every((source, i) => source === before.sources[i])
  ) {
    return before;
  }
  const now = { ruleSet, basis, sources };
  known.set(lineage, now);
  return now;
}

/** Settings are the same object from lint to lint. */
const texts = placeBeside<object, string>();

function written(settings: object): string {
  let text = texts.get(settings);
  if (text === undefined) {
    text = JSON.stringify(settings);
    texts.set(settings, text);
  }
  return text;
}
