/** A small rule set for the tests of guards, so that no rule of the pack stands between, and what is asked of it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compileRuleSet, exampleProject, lint, loadPack, readDocument } from '../../server/src/core/index.ts';

/** What the guard `advised-against` listens for is data of the standard pack. */
const GUARD_WORDS = 'server/packs/standard/words/guards.yaml';
const RULES: Readonly<Record<string, string>> = {
  'words.yaml': readFileSync(GUARD_WORDS, 'utf8'),
  'claims/promise.yaml': `id: claims/promise
title: {zh: 甲, en: a}
why: {zh: 甲, en: a}
message: {zh: 甲, en: a}
markets: {CN: {severity: error, cite: [law]}}
phrases:
  zh: [保本, 稳赚, 一定赔, 比存款强, 不可能不赔, 没有不赔, 不会不给, 保证 … 收益, 领取, 第一, 返还, 信托, 存款]
  en: [guaranteed return, risk-free, fail to pay, better than a CD, guaranteed]
quiet: [negated, coaching, quoted-rule, contract-basis, product-term, case-cited]
examples: [{bad: "[[保本]]"}, {good: 好}]
`,
  'claims/figure.yaml': `id: claims/figure
title: {zh: 甲, en: a}
why: {zh: 甲, en: a}
message: {zh: 甲, en: a}
markets: {CN: {severity: error, cite: [law]}}
phrases: {zh: [年化 … <percent>], en: [earns … <percent>]}
cured_by: {disclosure: [uncertain]}
examples: [{bad: "[[年化5%]]"}, {good: 好}]
`,
  'citations.yaml':
    '- {id: law, jurisdiction: CN, instrument: {zh: 法, en: law}, gist: {zh: 法, en: law}, verified: true, article_verified: true, evidence: full-text}\n',
  'disclosures.yaml':
    '- {id: uncertain, names: [分红不确定], title: {zh: 甲, en: a}, text: {zh: 甲, en: a}, phrases: {zh: [分红 … 不确定], en: [not guaranteed]}}\n',
};
export const { pack, faults } = loadPack(Object.entries(RULES).map(([uri, text]) => ({ uri, text })));
export const ruleSet = compileRuleSet([{ source: pack.source }], []);

export function judged(text: string) {
  const document = readDocument({ uri: 'file:///a.pitch', kind: 'pitch', text });
  const settings = { market: 'CN', severities: {}, thresholds: {}, asOf: '2026-11-22' } as const;
  return lint(document, exampleProject(document, settings, []), ruleSet);
}

export function fired(text: string): string[] {
  return judged(text)
    .diagnostics.filter(({ rule }) => rule.startsWith('claims/'))
    .map(({ range }) => text.slice(range.start, range.end));
}

export function silencers(text: string): string[] {
  return judged(text).silenced.map(({ trace }) => trace[trace.length - 1]!.name);
}

/** Silenced by the guard; and the same without the word is reported. */
export function quiet(guard: string, text: string, without: string): void {
  assert.deepEqual(fired(text), [], text);
  assert.ok(silencers(text).includes(guard), `${text}: silenced by ${silencers(text)}`);
  assert.ok(fired(without).length > 0, `reported: ${without}`);
}

export function loud(text: string): void {
  assert.ok(fired(text).length > 0, `${text}: silenced by ${silencers(text)}`);
}
