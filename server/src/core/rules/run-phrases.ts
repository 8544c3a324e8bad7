/** Runs the rules that are data over a document's segments: matches, conditions, guards, cures, echo. */
import { placeBeside } from '../beside.ts';
import type { Diagnostic, Severity, SilencedHit, SkippedCheck, TraceStep } from '../diagnostic.ts';
import type { Document, Segment } from '../documents/document.ts';
import { placeInParts, type ScriptPart } from '../documents/pitch/parts.ts';
import type { Localized, Market } from '../localized.ts';
import type { LintSettings, Project, ResolvedProduct } from '../project.ts';
import type { SourceRange } from '../text/range.ts';
import { factOf, judge, productOf } from './facts.ts';
import { disclosureInReach } from './guards/disclosure.ts';
import { affirmation } from './guards/echo.ts';
import { type FoldedText, foldedTextOf, type GuardVerdict, guardInput } from './guards/guard.ts';
import { guardsFor } from './guards/index.ts';
import { type Followed, follow, leadsOnAsBefore, type Reading } from './judgement-basis.ts';
import { type MatchedSegment, matchedIn, matchedInPart } from './matched-segments.ts';
import { fillMessage } from './messages.ts';
import type { PartFindings } from './part-findings.ts';
import { makeFix } from './phrase-fixes.ts';
import { matchStep, step } from './phrase-trace.ts';
import type { Cure, PhraseMatch, PhraseOwner } from './phrases/types.ts';
import type { RuleSet } from './rule-set.ts';
import { resolveSeverity } from './severity.ts';
import type { Surroundings } from './surroundings.ts';

export interface RunInput {
  readonly document: Document;
  readonly project: Project;
  readonly ruleSet: RuleSet;
  readonly settings: LintSettings;
  readonly market: Market;
}

export interface RunOutput {
  readonly diagnostics: Diagnostic[];
  readonly silenced: SilencedHit[];
  readonly skipped: SkippedCheck[];
}

type RuleOwner = Extract<PhraseOwner, { kind: 'rule' }>;

/** What one segment's matches share while they are judged. */
interface Scene {
  readonly input: RunInput;
  readonly segment: Segment;
  readonly matches: readonly PhraseMatch[];
  readonly matched: MatchedSegment;
  view: FoldedText | undefined;
  readonly reading: Reading;
}

/** Over a document of YAML: its few segments are judged anew each time. */
export function runPhraseRules(input: RunInput, out: RunOutput): void {
  for (const matched of matchedIn(input.document.segments, input.ruleSet)) runSegment(sceneOf(input, matched), out);
}

interface Judged {
  readonly surroundings: Surroundings;
  readonly heading: string | undefined;
  readonly stage: string | undefined;
  readonly channel: string;
  readonly followed: readonly Followed[];
  /** It looked at the others of a group, which is the whole of a stage. */
  readonly sawGroup: boolean;
  readonly findings: PartFindings;
}

const judgedParts = placeInParts<Judged | undefined>();

/**
 * Over one part of a script: the same object as before while a judgement made afresh would say the same. `isWholeStage`:
 * no other part stands in its stage.
 */
export function phraseFindingsOf(
  part: ScriptPart,
  isWholeStage: boolean,
  input: RunInput,
  surroundings: Surroundings,
): PartFindings {
  const before = judgedParts.get(part);
  if (
    before &&
    before.surroundings === surroundings &&
    before.heading === part.heading &&
    before.stage === part.stage &&
    before.channel === part.channel &&
    (isWholeStage || !before.sawGroup) &&
    before.followed.every((followed) => leadsOnAsBefore(followed, input.document))
  ) {
    return before.findings;
  }
  const { base, heading, stage, channel } = part;
  const found: RunOutput = { diagnostics: [], silenced: [], skipped: [] };
  const scenes = matchedInPart(part, input.ruleSet).map((matched) => sceneOf(input, matched));
  for (const scene of scenes) runSegment(scene, found);
  const findings = { base, ...found };
  const sawGroup = scenes.some(({ reading }) => reading.sawGroup);
  const followed = scenes.flatMap(({ reading }) => reading.followed);
  const judged = { surroundings, heading, stage, channel, followed, sawGroup, findings };
  judgedParts.set(part, sawGroup && !isWholeStage ? undefined : judged);
  return findings;
}

function sceneOf(input: RunInput, matched: MatchedSegment): Scene {
  const { segment, matches } = matched;
  const reading: Reading = { product: null, followed: [], sawGroup: false };
  return { input, matched, segment, matches, view: undefined, reading };
}

function runSegment(scene: Scene, out: RunOutput): void {
  const { ruleSet } = scene.input;
  let phrase = -1;
  let sentence = -1;
  for (const match of scene.matches) {
    const owner = ruleSet.phrases.owner(match.phrase);
    if (owner.kind !== 'rule') continue;
    // one finding per phrase and sentence: the first that nothing silences
    if (match.phrase === phrase && match.sentence.start === sentence) continue;
    if (!reads(owner, scene)) continue;
    if (scene.segment.speaker === 'client') {
      if (echo(scene, match, owner, out)) {
        phrase = match.phrase;
        sentence = match.sentence.start;
      }
      continue;
    }
    if (judgeMatch(scene, scene.segment, match, owner, out)) {
      phrase = match.phrase;
      sentence = match.sentence.start;
    }
  }
}

function reads({ rule }: RuleOwner, { input, segment }: Scene): boolean {
  const { reads: scope } = rule;
  if (!scope.kinds.includes(input.document.kind)) return false;
  if (scope.stages && !(segment.stage && scope.stages.includes(segment.stage))) return false;
  if (scope.channels && !scope.channels.includes(segment.channel)) return false;
  // a client's words count only through the agent's echo
  return segment.speaker === 'client' ? scope.speakers.includes('agent') : scope.speakers.includes(segment.speaker);
}

/** True when the match is reported (or cannot be verified); false when something silenced it. */
function judgeMatch(
  scene: Scene,
  where: Segment,
  match: PhraseMatch,
  owner: RuleOwner,
  out: RunOutput,
  echoed?: SourceRange,
): boolean {
  const { input, segment } = scene;
  const { rule, part } = owner;
  const range = segment.text.rangeOf(match.start, match.end);
  const trace: TraceStep[] = [matchStep(scene.segment, match, owner, range)];
  const silence = (step: TraceStep): boolean => {
    out.silenced.push({ rule: rule.id, variant: part.variant, range: echoed ?? range, trace: [...trace, step] });
    return false;
  };
  let ceiling: Severity | undefined = segment.speaker === 'note' ? 'warning' : undefined;

  let unverified = false;
  if (part.where.length > 0) {
    const product = productIn(scene);
    const verdict = judge(part.where, match.captures, product);
    if (verdict === 'fails') return silence(step('catalog', 'where', '与条款相符', 'agrees with the clause'));
    if (verdict === 'unknown') {
      const reason: Localized = { zh: '没有可对照的产品', en: 'no product is known to compare with' };
      out.skipped.push({ rule: rule.id, range, reason });
      if (!rule.unverified || segment.references.some((r) => r.kind === 'clause'))
        return silence({ kind: 'catalog', name: 'where', note: reason });
      unverified = true;
    }
  }

  const allowed = allowance(scene, match, owner);
  if (allowed)
    return silence({
      ...step('guard', 'allow', `“${allowed.text}”是允许的说法`, `“${allowed.text}” is allowed`),
      range: allowed.range,
    });

  const verdicts = guardVerdicts(scene, match, owner);
  for (const { name, verdict } of verdicts) {
    const saw = verdict.saw && scene.view!.sourceOf(verdict.saw);
    const guardStep: TraceStep = {
      kind: 'guard',
      name,
      note: verdict.note,
      ...(saw ? { range: segment.text.rangeOf(saw.start, saw.end) } : {}),
    };
    if (verdict.effect === 'silence') return silence(guardStep);
    trace.push(guardStep);
    ceiling = 'warning';
  }

  for (const cure of part.curedBy) {
    const cured = curedBy(scene, where, match, cure);
    if (cured) return silence({ kind: 'disclosure', name: cured.name, note: cured.note });
  }

  const { severity, cite } = resolveSeverity(
    {
      rule,
      variant: part.variant,
      market: input.market,
      asOf: input.settings.asOf,
      channel: where.channel,
      own: part.severity,
      ceiling,
    },
    input.ruleSet,
    input.settings,
  );
  if (severity === 'off')
    return silence(
      step('severity', 'off', '此市场、此日期不适用，或已关闭', 'not in force here on this day, or switched off'),
    );
  const data = messageData(scene, match, [
    unverified ? rule.unverified! : part.message,
    ...part.fixes.map((f) => f.text),
  ]);
  const related = echoed
    ? [{ uri: input.document.uri, range, message: { zh: '客户的说法', en: "the client's words" } }]
    : [];
  const final = echoed ?? range;
  out.diagnostics.push({
    rule: rule.id,
    ...(part.variant === undefined ? {} : { variant: part.variant }),
    severity: unverified ? 'info' : severity,
    range: final,
    message: fillMessage(unverified ? rule.unverified! : part.message, data),
    related,
    fixes: echoed
      ? []
      : part.fixes.flatMap(
          (fix) => makeFix({ document: input.document, segment, ruleSet: input.ruleSet }, match, fix, data) ?? [],
        ),
    cite,
    trace,
    also: [],
  });
  return true;
}

/** A client's claim that the agent's direct answer affirms is the agent's. */
function echo(scene: Scene, match: PhraseMatch, owner: RuleOwner, out: RunOutput): boolean {
  let reported = false;
  for (const answer of scene.matched.answers) {
    const yes = affirmation(answer);
    if (!yes) continue;
    const echoed = answer.text.rangeOf(yes.start, yes.end);
    if (judgeMatch(scene, answer, match, owner, out, echoed)) reported = true;
  }
  if (!reported) {
    const range = scene.segment.text.rangeOf(match.start, match.end);
    out.silenced.push({
      rule: owner.rule.id,
      variant: owner.part.variant,
      range,
      trace: [
        matchStep(scene.segment, match, owner, range),
        step('guard', 'client-words', '客户说的话，代理人没有附和', "a client's words that the agent did not affirm"),
      ],
    });
  }
  return reported;
}

function guardVerdicts(scene: Scene, match: PhraseMatch, { rule, part }: RuleOwner): readonly NamedVerdict[] {
  const { segment, input } = scene;
  // guards look at the text, its heading, speaker, label and kinds of marks, and at nothing else
  const marks = segment.references.map((reference) => reference.kind).join();
  const key = `${segment.heading ?? ''}\n${segment.speaker}\n${segment.label ?? ''}\n${marks}`;
  let known = judged.get(match);
  if (!known) {
    known = new Map();
    judged.set(match, known);
  }
  const before = known.get(key);
  if (before) {
    if (before.some(({ verdict }) => verdict.saw)) scene.view ??= foldedTextOf(segment);
    return before;
  }
  scene.view ??= foldedTextOf(segment);
  const out: NamedVerdict[] = [];
  const asked = guardInput(input.document, segment, match, input.ruleSet.phrases);
  for (const guard of guardsFor(part.quiet, rule.negative ?? false)) {
    const verdict = guard.judge(asked);
    if (!verdict) continue;
    out.push({ name: guard.name, verdict });
    if (verdict.effect === 'silence') break;
  }
  known.set(key, out);
  return out;
}

type NamedVerdict = { readonly name: string; readonly verdict: GuardVerdict };

/** Verdicts by match: matches are kept with their text, so a keystroke elsewhere asks no guard again. */
const judged = placeBeside<PhraseMatch, Map<string, readonly NamedVerdict[]>>();

/** The allowed phrase that covers every piece of the match, if the rule's allowed phrases do together. */
function allowance(
  scene: Scene,
  match: PhraseMatch,
  { rule }: RuleOwner,
): { text: string; range: SourceRange } | undefined {
  if (rule.allow.length === 0) return undefined;
  const { phrases } = scene.input.ruleSet;
  const covering = scene.matches.filter((other) => {
    const owner = phrases.owner(other.phrase);
    return owner.kind === 'allow' && owner.rule.id === rule.id;
  });
  if (covering.length === 0) return undefined;
  // numbers need no cover: “最低保证利率1.5%” is allowed whatever the figure
  const isNumber = (piece: { start: number; end: number }) =>
    match.captures.some((capture) => capture.start === piece.start && capture.end === piece.end);
  const covered = match.pieces.every(
    (piece) =>
      isNumber(piece) ||
      covering.some((other) => other.pieces.some((p) => p.start <= piece.start && piece.end <= p.end)),
  );
  if (!covered) return undefined;
  const first = covering[0]!;
  return {
    text: scene.segment.text.text.slice(first.start, first.end),
    range: scene.segment.text.rangeOf(first.start, first.end),
  };
}

function curedBy(
  scene: Scene,
  where: Segment,
  match: PhraseMatch,
  cure: Cure,
): { name: string; note: Localized } | undefined {
  const { document, ruleSet } = scene.input;
  if (cure.kind === 'disclosure') {
    follow(scene.reading, where, document);
    const id = disclosureInReach(document, where, cure.ids, ruleSet);
    return id === undefined
      ? undefined
      : {
          name: id,
          note: {
            zh: `已说明“${ruleSet.disclosures.get(id)?.title.zh ?? id}”`,
            en: `disclosed: ${ruleSet.disclosures.get(id)?.title.en ?? id}`,
          },
        };
  }
  if (cure.kind === 'fact') {
    const product = productIn(scene);
    if (!product || cure.where.length === 0 || judge(cure.where, match.captures, product) !== 'holds') return undefined;
    const name = String(product.product.name?.value ?? product.product.id?.value ?? '');
    return { name: 'catalog', note: { zh: `${name}的条款如此`, en: `the clauses of ${name} say so` } };
  }
  const texts = [
    cure.within === 'sentence' ? where.text.text.slice(match.sentence.start, match.sentence.end) : where.text.text,
  ];
  if (cure.within === 'reach') {
    follow(scene.reading, where, document);
    for (const index of where.next) texts.push(document.segments[index]?.text.text ?? '');
  }
  const words = new Set<string>();
  for (const text of texts)
    for (const word of ruleSet.phrases.words(cure.list, text)) words.add(text.slice(word.start, word.end));
  if (words.size < cure.atLeast) return undefined;
  const { without } = cure;
  if (without && texts.some((text) => ruleSet.phrases.words(without, text).length > 0)) return undefined;
  return {
    name: cure.list,
    note: { zh: `同处说明了：${[...words].join('、')}`, en: `also said: ${[...words].join(', ')}` },
  };
}

function productIn(scene: Scene): ResolvedProduct | undefined {
  const { input, segment, reading } = scene;
  if (reading.product === null) reading.product = productOf(input.document, input.project, segment);
  return reading.product;
}

/** Values for `{text}`, captured names, `{product}` and the facts of the product that the messages name. */
function messageData(
  scene: Scene,
  match: PhraseMatch,
  messages: readonly (Localized | undefined)[],
): Record<string, string | number | Localized> {
  const text = scene.segment.text.text.slice(match.start, match.end).replaceAll('\ufffc', '').trim();
  const data: Record<string, string | number | Localized> = { text };
  for (const capture of match.captures) data[capture.name] = scene.segment.text.text.slice(capture.start, capture.end);
  const facts = new Set(
    messages.flatMap((m) => (m ? [...`${m.zh}${m.en}`.matchAll(PRODUCT_FACT)].map((f) => f[1] ?? '') : [])),
  );
  const product = facts.size > 0 ? productIn(scene) : (scene.reading.product ?? undefined);
  if (product?.product.name?.value) data.product = String(product.product.name.value);
  for (const path of facts) {
    const fact = product && path !== '' ? factOf(product, path) : undefined;
    if (fact !== undefined) data[`product.${path}`] = String(fact);
  }
  return data;
}

/** `{product}` (no path) or `{product.waiting_days}`. */
const PRODUCT_FACT = /\{product(?:\.([a-z_.]+))?\}/gu;
