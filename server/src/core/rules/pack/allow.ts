/** Allowing a phrase in a company's pack: an extension of the rule with the phrase and a good example that shows it. */
import type { Diagnostic, TextEdit } from '../../diagnostic.ts';
import type { Document } from '../../documents/document.ts';
import { checkTree } from '../phrases/check.ts';
import { MAX_LITERAL_LENGTH, parsePhrase } from '../phrases/parse.ts';
import type { RuleSet } from '../rule-set.ts';
import { addToList, joined } from './insert.ts';

export interface Allowance {
  readonly rule: string;
  /** The words as they stand in the document. */
  readonly words: string;
  readonly phrase: string;
  readonly language: 'zh' | 'en';
}

/**
 * What allowing the words of a finding takes. Undefined when it cannot be allowed: a rule judged by code or locked by a
 * company, an agent's “yes” to a client's words, a finding across marks or lines, words too weak for a phrase.
 */
export function allowanceOf(document: Document, finding: Diagnostic, ruleSet: RuleSet): Allowance | undefined {
  const rule = ruleSet.rule(finding.rule);
  if (rule?.source !== 'data' || !rule.kinds.includes('pitch')) return undefined;
  if (ruleSet.locks.has(rule.id) || ruleSet.locks.has(`${rule.id}#${finding.variant}`)) return undefined;
  const { start, end } = finding.range;
  const matched = finding.trace.find(({ kind }) => kind === 'match')?.range;
  if (matched?.start !== start || matched.end !== end) return undefined;
  const words = document.text.slice(start, end);
  if (/[\r\n\ufffc]|\[\[|\{\{|@/u.test(words)) return undefined;
  const phrase = asPhrase(words.trim());
  const { tree } = parsePhrase(phrase);
  if (!tree || checkTree(tree, new Map())) return undefined;
  return { rule: rule.id, words, phrase, language: /\p{Script=Han}/u.test(words) ? 'zh' : 'en' };
}

/** A new file for the pack. */
export function extensionFile({ rule, phrase, language, words }: Allowance): string {
  return [
    `extends: ${rule}`,
    'allow:',
    `  ${language}:`,
    `    - ${JSON.stringify(phrase)}`,
    'examples:',
    `  - good: ${JSON.stringify(exampleOf(words, language))}`,
    '',
  ].join('\n');
}

/** The edits that add it to an extension that is there; undefined when its text cannot be read. */
export function addAllowance(text: string, { phrase, language, words }: Allowance): TextEdit[] | undefined {
  const quoted = JSON.stringify(phrase);
  const allow = addToList(text, ['allow', language], { flow: quoted, block: quoted });
  const good = `good: ${JSON.stringify(exampleOf(words, language))}`;
  const example = addToList(text, ['examples'], { flow: `{${good}}`, block: good });
  return allow && example && joined([...allow, ...example]);
}

function exampleOf(words: string, language: Allowance['language']): string {
  return language === 'zh' ? `代理人：${words}。` : `Agent: ${words}.`;
}

/** Literal words in the phrase language, in runs that the scanner keeps. */
function asPhrase(words: string): string {
  const literal = (text: string) => text.replace(/[()[\]|<>&~\\…⋯]/gu, '\\$&').replaceAll('...', '\\.\\.\\.');
  if (words.length <= MAX_LITERAL_LENGTH) return literal(words);
  const characters = Array.from(words);
  const runs: string[] = [];
  for (let at = 0; at < characters.length; at += MAX_LITERAL_LENGTH / 2)
    runs.push(`(${literal(characters.slice(at, at + MAX_LITERAL_LENGTH / 2).join(''))})`);
  return runs.join('');
}
