/**
 * Fixes do not fight: applied over and over they come to rest, in whatever order none is lost, none brings an error that
 * was not there, and what is safe keeps to its own lines.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Diagnostic, Fix } from '../../server/src/core/diagnostic.ts';
import { applyEdits } from '../../server/src/core/index.ts';
import { safeFixes } from '../../server/src/features/code-actions.ts';
import { allSubjects, type Subject } from './fix-subjects.ts';

/** A fix together with the finding that offers it. */
interface Offer {
  readonly finding: Diagnostic;
  readonly fix: Fix;
}

const subjects = allSubjects();

describe('property: fixes', () => {
  it('fix-all comes to rest in every document, makes no error and keeps to the lines of its findings', async () => {
    let fixed = 0;
    for (const subject of subjects) {
      let { text } = subject;
      let findings = await subject.lint(text);
      for (let round = 0; ; round++) {
        assert.ok(round < 4, `${subject.name}: fixes go on and on`);
        const fixes = safeFixes(findings);
        if (fixes.length === 0) break;
        fixed += fixes.length;
        for (const fix of fixes) assertKeepsToItsLines(subject, text, findings, fix);
        const next = applyEdits(
          text,
          fixes.flatMap(({ edits }) => edits),
        );
        const after = await subject.lint(next);
        assert.deepEqual(newErrors(findings, after), [], subject.name);
        [text, findings] = [next, after];
      }
    }
    assert.ok(fixed >= 30, `${fixed} safe fixes are not enough to tell`);
  });

  it('any fixes in any order: each finding is mended, none is lost, no error comes', async () => {
    const withOffers: { subject: Subject; findings: readonly Diagnostic[]; offers: readonly Offer[] }[] = [];
    for (const subject of subjects) {
      const findings = await subject.lint(subject.text);
      const offers = findings.flatMap((finding) =>
        finding.fixes.filter(isWhole).map((fix): Offer => ({ finding, fix })),
      );
      if (new Set(offers.map(({ finding }) => finding)).size > 1) withOffers.push({ subject, findings, offers });
    }
    assert.ok(withOffers.length > 200);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(fc.nat(), { minLength: 2, maxLength: 5 }), async (which, picks) => {
        const { subject, findings, offers } = withOffers[which % withOffers.length]!;
        const chosen = onePerFinding(picks.map((pick) => offers[pick % offers.length]!));
        const there = await applied(subject, chosen);
        const back = await applied(subject, [...chosen].reverse());
        for (const { text, found } of [there, back]) {
          for (const offer of chosen)
            assert.equal(sought(offer, subject.text, text, found), undefined, `${subject.name}: ${named(offer)} stays`);
          assert.deepEqual(newErrors(findings, found), [], `${subject.name}: ${chosen.map(named).join(' × ')}`);
        }
        // items that two fixes put into one list may stand either way round
        if (there.mended === chosen.length && back.mended === chosen.length)
          assert.deepEqual([...there.text].sort().join(''), [...back.text].sort().join(''), subject.name);
      }),
      { numRuns: 300 },
    );
  });
});

/** The fixes one after the other, each found again in the text that the last one left. */
async function applied({ text: original, lint }: Subject, offers: readonly Offer[]) {
  let text = original;
  let found = await lint(text);
  let mended = 0;
  for (const offer of offers) {
    const now = sought(offer, original, text, found);
    if (!now) continue; // another fix took the finding with it
    const fix = now.fixes.find(({ title }) => title.en === offer.fix.title.en);
    assert.ok(fix, `${named(offer)} is no longer offered`);
    text = applyEdits(text, fix.edits);
    found = await lint(text);
    mended++;
  }
  return { text, found, mended };
}

/** The finding of an offer in a changed text: same rule, same words; where the words are there twice, the same turn of them. */
function sought({ finding }: Offer, original: string, text: string, found: readonly Diagnostic[]) {
  const words = original.slice(finding.range.start, finding.range.end);
  const nth = (of: string, at: number) => of.slice(0, at).split(words).length;
  return found.find(
    (each) =>
      each.rule === finding.rule &&
      each.variant === finding.variant &&
      each.message.en === finding.message.en &&
      text.slice(each.range.start, each.range.end) === words &&
      nth(text, each.range.start) === nth(original, finding.range.start),
  );
}

/** What needs no filling in, and stays in the file. */
function isWhole({ safety, edits }: Fix): boolean {
  return safety !== 'manual' && edits.every(({ uri }) => uri === undefined);
}

function onePerFinding(offers: readonly Offer[]): Offer[] {
  return offers.filter(({ finding }, i) => offers.findIndex((other) => other.finding === finding) === i);
}

/** Rules with more errors than before; one that had only given way to the mended finding was there already. */
function newErrors(before: readonly Diagnostic[], after: readonly Diagnostic[]): string[] {
  const gaveWay = new Set(before.flatMap(({ also }) => also));
  const count = (list: readonly Diagnostic[], rule: string) =>
    list.filter((each) => each.rule === rule && each.severity === 'error').length;
  const rules = [...new Set(after.map(({ rule }) => rule))];
  return rules.filter((rule) => !gaveWay.has(rule) && count(after, rule) > count(before, rule));
}

/** An edit changes only lines that its finding stands on; elsewhere it may put something in, never take away. */
function assertKeepsToItsLines({ name }: Subject, text: string, findings: readonly Diagnostic[], fix: Fix): void {
  const { range, rule } = findings.find(({ fixes }) => fixes.includes(fix))!;
  const line = (offset: number) => text.slice(0, offset).split('\n').length;
  for (const edit of fix.edits) {
    const inserts = edit.range.start === edit.range.end;
    const stays = line(edit.range.start) >= line(range.start) && line(edit.range.end) <= line(range.end);
    assert.ok(inserts || stays, `${name}: ${rule} changes another line`);
  }
}

const named = ({ finding, fix }: Offer) => `${finding.rule} (${fix.title.en})`;
