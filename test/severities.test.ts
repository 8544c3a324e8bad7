/**
 * The severity of every check that no pack's phrases make, as the domain model asks for it, in mainland China. What is
 * lighter than asked stands in docs/rules.md with its reason.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { standardRuleSet } from '../server/src/core/index.ts';
import { resolveSeverity } from '../server/src/core/rules/severity.ts';

const E = 'error';
const W = 'warning';
const I = 'info';
const H = 'hint';

/** As asked for; `rule#variant` where a trigger has a severity of its own. */
const ASKED: Readonly<Record<string, string>> = {
  'disclosure/returns-uncertain': E,
  'disclosure/exclusions': E,
  'disclosure/exclusions#script': E,
  'disclosure/exclusions#objection': E,
  'disclosure/key-terms': W,
  'disclosure/key-terms#script': W,
  'disclosure/two-tiers': E,
  'disclosure/two-tiers#script': E,
  'disclosure/reference': E,
  'disclosure/reference#expired': E,
  'disclosure/reference#not-yet': E,
  'disclosure/reference#old-text': E,
  'disclosure/reference#near-copy': E,
  'plan/no-needs': E,
  'plan/missing-facts': W,
  'plan/protection-first': E,
  'plan/adults-first': E,
  'plan/pillar-gap#partial': W,
  'plan/pillar-gap#open': E,
  'plan/member-set#pillar': W,
  'plan/member-set#child': H,
  'plan/stacking': W,
  'plan/education-features': E,
  'plan/pension-features': E,
  'plan/timing#payout-late': W,
  'plan/timing#payout-early': E,
  'plan/timing#education-age': W,
  'plan/timing#cover-ends': W,
  'plan/timing#pay-past-retirement': W,
  'plan/premium-budget#budget': W,
  'plan/premium-budget#protection': W,
  'plan/premium-budget#total': W,
  'plan/minor-death-cap': E,
  'plan/eligibility': E,
  'plan/presentation#missing': I,
  'plan/presentation#story-sum': W,
  'plan/reference#unknown': E,
  'plan/reference#duplicate': E,
  'plan/reference#shares': E,
  'plan/reference#file': E,
  'plan/reference#no-catalog': E,
  'process/verification#missing': W,
  'process/verification#late': W,
  'process/verification#job-code': W,
  'process/verification#relation': W,
  'process/verification#health': E,
  'process/preunderwriting#before': W,
  'process/preunderwriting#missing': E,
  'process/preunderwriting#refused': E,
  'process/signatures': E,
  'process/underwriting': W,
  'process/delivery': W,
  'process/cooling-off': E,
  'process/callback#missing': W,
  'process/callback#late': W,
  'process/callback#understood': E,
  'process/callback#self-signed': E,
  'process/review#overdue': W,
  'process/review#income': I,
  'process/review#family': I,
  'process/claim-documents': W,
  'process/claim-progress': W,
  'process/complaint#steps': W,
  'process/complaint#order': W,
  'process/complaint#open': W,
  'process/complaint#report': E,
  'process/tier': W,
  'process/decision-maker': W,
  'process/goal-ladder': W,
  'process/growth': I,
  'script/stage#title': E,
  'script/stage#word': E,
  'script/stage#before': E,
  'script/stage#none': E,
  'script/open-questions': W,
  'script/too-early': W,
  'script/nvc#missing': W,
  'script/nvc#rebuttal': W,
  'script/nvc#order': H,
  'script/branch#empty': E,
  'script/branch#outdented': E,
  'script/branch#no-stage': E,
  'script/branch#no-file': E,
  'script/branch#endless': E,
  'script/branch#few': H,
  'script/placeholder#unknown': W,
  'script/moments-pair#case': W,
  'script/moments-pair#invitation': H,
  'script/ad-identity': E,
  'script/case-source#source': E,
  'script/case-source#consent': E,
  'script/case-source#amount': E,
  'script/case-source#story': E,
  'script/length': H,
  'script/referral': H,
  'script/reference#unknown': E,
  'script/reference#file': E,
  'script/reference#no-catalog': E,
  'privacy/plain-pii#identifier': E,
  'privacy/plain-pii#contact': W,
  'privacy/consent#collect': W,
  'privacy/consent#sensitive': E,
  'privacy/share': E,
  'style/jargon': I,
  'style/yaml-trap': E,
  'style/pasted-text': W,
  'style/suppression': W,
};

const DOCS = readFileSync('docs/rules.md', 'utf8');

/** What the page says a check is instead: rows `| names | severity | why |`. */
const EXPLAINED = new Map(
  [...DOCS.matchAll(/^\| (`[a-z]+\/.*?`) \| (warning|info) \| .+ \|$/gm)].flatMap(([, names, severity]) =>
    [...names!.matchAll(/`([^`]+)`/g)].map(([, name]): [string, string] => [name!, severity!]),
  ),
);

describe('severities', () => {
  const ruleSet = standardRuleSet();
  const settings = { market: 'CN' as const, severities: {}, thresholds: {}, asOf: '2026-11-20' };
  const severityOf = (name: string) => {
    const [id, variant] = name.split('#');
    const rule = ruleSet.rules.find((each) => each.id === id);
    assert.ok(rule, `there is no ${id}`);
    assert.ok(variant === undefined || rule.variants?.[variant], `there is no ${name}`);
    const question = {
      rule,
      variant,
      market: settings.market,
      asOf: settings.asOf,
      channel: undefined,
      own: undefined,
    };
    return resolveSeverity(question, ruleSet, settings).severity;
  };

  for (const [name, asked] of Object.entries(ASKED))
    it(`${name} is as asked for, or the page says why not`, () => {
      const explained = EXPLAINED.get(name) ?? EXPLAINED.get(name.split('#')[0]!);
      const severity = severityOf(name);
      if (severity !== asked) assert.equal(severity, explained, 'docs/rules.md does not say why');
      else assert.ok(EXPLAINED.get(name) === undefined, 'docs/rules.md excuses what needs no excuse');
    });

  it('are asked for of every rule in code', () => {
    const named = new Set(Object.keys(ASKED).map((name) => name.split('#')[0]));
    // of our own, and what the domain model says of claims stands in claims.md
    const own = ['script/speaker', 'script/figures', 'script/product-order'];
    const coded = ruleSet.rules.filter(({ id }) => !id.startsWith('claims/')).map(({ id }) => id);
    assert.deepEqual(
      coded.filter((id) => !named.has(id) && !own.includes(id)),
      [],
    );
  });
});
