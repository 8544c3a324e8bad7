/** Reports of coded rules that are kept with the parts of a script they speak of. */
import type { Diagnostic } from './diagnostic.ts';
import { placeInParts, type ScriptPart } from './documents/pitch/parts.ts';
import { type PartFindings, staysWithin } from './rules/part-findings.ts';
import type { CodedRule } from './rules/rule.ts';
import type { Surroundings } from './rules/surroundings.ts';
import type { ScriptFindings } from './script-findings.ts';

interface Kept {
  readonly surroundings: Surroundings;
  readonly heading: string | undefined;
  readonly stage: string | undefined;
  readonly channel: string;
  readonly key: string | number | boolean;
  readonly findings: PartFindings;
}

const keptByRule = placeInParts<Map<CodedRule, Kept>>();

export class KeptReports {
  /** While `make` of a kept report runs: what it reports. */
  private making: Diagnostic[] | undefined;

  constructor(
    private readonly findings: ScriptFindings,
    private readonly surroundings: Surroundings,
    private readonly uri: string,
  ) {}

  add(_rule: CodedRule, diagnostic: Diagnostic): void {
    if (this.making) this.making.push(diagnostic);
    else this.findings.add(diagnostic);
  }

  keep(rule: CodedRule, part: ScriptPart, key: string | number | boolean, make: () => void): void {
    const { surroundings } = this;
    const { base, heading, stage, channel } = part;
    let kept = keptByRule.get(part);
    if (!kept) {
      kept = new Map();
      keptByRule.set(part, kept);
    }
    const before = kept.get(rule);
    if (
      before &&
      before.surroundings === surroundings &&
      before.key === key &&
      before.heading === heading &&
      before.stage === stage &&
      before.channel === channel
    ) {
      this.findings.addPart(part, before.findings);
      return;
    }
    const diagnostics = this.made(make);
    const end = this.findings.endOf(part);
    if (diagnostics.every((diagnostic) => staysWithin(diagnostic, base, end, this.uri))) {
      const findings = { base, diagnostics, silenced: [], skipped: [] };
      kept.set(rule, { surroundings, heading, stage, channel, key, findings });
      this.findings.addPart(part, findings);
    } else {
      kept.delete(rule);
      for (const diagnostic of diagnostics) this.findings.add(diagnostic);
    }
  }

  private made(make: () => void): readonly Diagnostic[] {
    const diagnostics: Diagnostic[] = [];
    this.making = diagnostics;
    try {
      make();
    } finally {
      this.making = undefined;
    }
    return diagnostics;
  }
}
