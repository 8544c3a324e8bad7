/**
 * All findings of one script, part by part: overlaps are settled and suppressions applied only where something changed,
 * and the whole is put together only when somebody asks for it.
 */
import type { Diagnostic, FindingRun, LintResult, SilencedHit } from './diagnostic.ts';
import type { PitchDocument } from './documents/document.ts';
import { partsOf, placeInParts, type ScriptPart } from './documents/pitch/parts.ts';
import { movedHit, movedTo, type PartFindings, toldDiagnostic } from './rules/part-findings.ts';
import { isProse, settle } from './rules/precedence.ts';
import type { RuleSet } from './rules/rule-set.ts';
import type { RunInput } from './rules/run-phrases.ts';
import { bySource, hitsBySource } from './rules/source-order.ts';
import { suppress } from './suppression.ts';

/** What a part holds when its overlaps are settled. */
interface Settled {
  readonly ruleSet: RuleSet;
  /** What it was made from. */
  readonly row: readonly PartFindings[];
  readonly findings: PartFindings;
  /** Some claim reaches into the next part: then the script is settled as a whole. */
  readonly reachesOn: boolean;
}

const settledParts = placeInParts<Settled>();

const NONE: readonly never[] = [];

export class ScriptFindings {
  readonly parts: readonly ScriptPart[];
  /** What was found in each part, in the order in which the rules looked; what stands before the first part comes first. */
  private readonly rows: PartFindings[][];

  constructor(
    private readonly document: PitchDocument,
    private readonly input: RunInput,
  ) {
    this.parts = partsOf(document);
    this.rows = Array.from({ length: this.parts.length + 1 }, () => []);
  }

  add(diagnostic: Diagnostic): void {
    const row = this.rowAt(diagnostic.range.start);
    this.rows[row]!.push({ base: this.baseOf(row), diagnostics: [diagnostic], silenced: NONE, skipped: NONE });
  }

  /** `findings` stays the same object while it says the same. */
  addPart(part: ScriptPart, findings: PartFindings): void {
    if (findings.diagnostics.length > 0 || findings.silenced.length > 0 || findings.skipped.length > 0)
      this.rows[this.rowAt(part.base)]!.push(findings);
  }

  /** The offset behind the part. */
  endOf(part: ScriptPart): number {
    return this.endAt(this.rowAt(part.base));
  }

  /** `skipped`: what coded rules passed over. */
  settle(skipped: LintResult['skipped']): LintResult {
    const settled = this.rows.map((row, index) => this.settleRow(row, index));
    const whole = settled.some(({ reachesOn }) => reachesOn)
      ? [{ findings: together(this.everything(), 0, this.input.ruleSet), base: 0, line: 0 }]
      : settled.map(({ findings }, index) => this.placed(findings, index));
    return new ToldLater(this.suppressed(whole), skipped, this.document);
  }

  private settleRow(row: readonly PartFindings[], index: number): Settled {
    const part = this.parts[index - 1];
    const { ruleSet } = this.input;
    const before = part && settledParts.get(part);
    if (before && before.ruleSet === ruleSet && isSameRow(before.row, row)) return before;
    const base = this.baseOf(index);
    const findings = together(this.atTheirPlace(row, base), base, ruleSet);
    const end = this.endAt(index);
    const reachesOn = findings.diagnostics.some(({ rule, range }) => range.end > end && isProse(rule));
    const settled = { ruleSet, row, findings, reachesOn };
    if (part) settledParts.set(part, settled);
    return settled;
  }

  /** Only the parts that a comment stands in or speaks of are looked at. */
  private suppressed(whole: readonly Placed[]): readonly Placed[] {
    const { suppressions, uri } = this.document;
    if (suppressions.length === 0) return whole;
    const isWhole = whole.length !== this.rows.length;
    const rowAt = (offset: number) => (isWhole ? 0 : this.rowAt(offset));
    const touched = new Map<number, { diagnostics: Diagnostic[]; silenced: SilencedHit[] }>();
    for (const { range, target } of suppressions)
      for (const offset of [range.start, target.start, target.end])
        touched.set(rowAt(offset), { diagnostics: [], silenced: [] });
    const places = [...touched.keys()].map((row) => movedTo(whole[row]!.findings, whole[row]!.base, uri));
    const judged = suppress(
      this.document,
      places.flatMap(({ diagnostics }) => diagnostics),
      this.input,
    );
    for (const diagnostic of judged.diagnostics)
      touched.get(rowAt(diagnostic.range.start))!.diagnostics.push(diagnostic);
    for (const hit of judged.silenced) touched.get(rowAt(hit.range.start))!.silenced.push(hit);
    const changed = whole.slice();
    [...touched].forEach(([row, { diagnostics, silenced }], i) => {
      const { base, skipped, silenced: before } = places[i]!;
      const findings = {
        base,
        diagnostics: diagnostics.sort(bySource),
        silenced: silenced.length === 0 ? before : [...before, ...silenced].sort(hitsBySource),
        skipped,
      };
      changed[row] = { findings, base, line: whole[row]!.line };
    });
    return changed;
  }

  private everything(): readonly PartFindings[] {
    return this.rows.flatMap((row, index) => this.atTheirPlace(row, this.baseOf(index)));
  }

  private atTheirPlace(row: readonly PartFindings[], base: number): readonly PartFindings[] {
    return row.map((findings) => movedTo(findings, base, this.document.uri));
  }

  private placed(findings: PartFindings, row: number): Placed {
    return { findings, base: this.baseOf(row), line: this.parts[row - 1]?.firstLine ?? 0 };
  }

  private baseOf(row: number): number {
    return row === 0 ? 0 : this.parts[row - 1]!.base;
  }

  private endAt(row: number): number {
    return this.parts[row]?.base ?? this.document.text.length;
  }

  private rowAt(offset: number): number {
    let low = 0;
    let high = this.parts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.parts[middle]!.base <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

interface Placed {
  readonly findings: PartFindings;
  readonly base: number;
  readonly line: number;
}

/** Overlaps settled and everything in the order of the text. All of `found` stands where it is told. */
function together(found: readonly PartFindings[], base: number, ruleSet: RuleSet): PartFindings {
  if (found.length === 0) return { base, diagnostics: NONE, silenced: NONE, skipped: NONE };
  const settled = settle(
    found.flatMap(({ diagnostics }) => diagnostics),
    ruleSet,
  );
  return {
    base,
    diagnostics: settled.diagnostics.sort(bySource),
    silenced: [...found.flatMap(({ silenced }) => silenced), ...settled.silenced].sort(hitsBySource),
    skipped: found.flatMap(({ skipped }) => skipped),
  };
}

function isSameRow(before: readonly PartFindings[], now: readonly PartFindings[]): boolean {
  return before.length === now.length && now.every((findings, i) => findings === before[i]);
}

/**
 * The result, put together when it is first asked for. A class: the engine keeps getters written into an object in the
 * old part of its memory, and with each of them the whole version of the text until all of memory is collected.
 */
class ToldLater implements LintResult {
  readonly runs: readonly FindingRun[];
  private told: readonly Diagnostic[] | undefined;
  private hits: readonly SilencedHit[] | undefined;
  private passedOver: LintResult['skipped'] | undefined;

  constructor(
    private readonly placed: readonly Placed[],
    private readonly skippedByRules: LintResult['skipped'],
    private readonly document: PitchDocument,
  ) {
    const runs: FindingRun[] = [];
    for (const { findings, base, line } of placed)
      if (findings.diagnostics.length > 0)
        runs.push({ diagnostics: findings.diagnostics, moved: base - findings.base, line });
    this.runs = runs;
  }

  get diagnostics(): readonly Diagnostic[] {
    this.told ??= this.runs.flatMap((run) =>
      run.diagnostics.map((one) => toldDiagnostic(one, run.moved, this.document)),
    );
    return this.told;
  }

  get silenced(): readonly SilencedHit[] {
    this.hits ??= this.placed.flatMap(({ findings, base }) =>
      findings.silenced.map((hit) => movedHit(hit, base - findings.base)),
    );
    return this.hits;
  }

  get skipped(): LintResult['skipped'] {
    this.passedOver ??= [
      ...this.placed.flatMap(({ findings, base }) => movedTo(findings, base, this.document.uri).skipped),
      ...this.skippedByRules,
    ];
    return this.passedOver;
  }
}
