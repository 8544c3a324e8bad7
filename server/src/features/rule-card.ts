/** The hover over a finding: what is wrong, why, and the law behind it with how sure we are. */
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Localized } from '../core/localized.ts';
import type { Citation, RuleSet } from '../core/rules/rule-set.ts';
import type { HoverCard } from './types.ts';

/** One card for all findings that hold the offset; undefined when there is none. */
export function ruleCards(findings: readonly Diagnostic[], offset: number, ruleSet: RuleSet): HoverCard | undefined {
  const here = findings.filter((d) => d.range.start <= offset && offset <= d.range.end);
  const [first] = here;
  if (!first) return undefined;
  const range = { start: Math.max(...here.map((d) => d.range.start)), end: Math.min(...here.map((d) => d.range.end)) };
  const side = (language: keyof Localized) => here.map((d) => ruleCard(d, ruleSet, language)).join('\n\n---\n\n');
  return { zh: side('zh'), en: side('en'), range };
}

/** Markdown for one finding. */
export function ruleCard(diagnostic: Diagnostic, ruleSet: RuleSet, language: keyof Localized): string {
  const rule = ruleSet.rule(diagnostic.rule);
  const lines = [`**${rule ? escapeMarkdown(rule.title[language]) : diagnostic.rule}**  \`${diagnostic.rule}\``];
  // the message itself stands above the card in every editor; a card that repeats it hides the law below the fold
  if (rule) lines.push('', escapeMarkdown(rule.why[language]));
  const law = diagnostic.cite.flatMap((id) => ruleSet.citations.get(id) ?? []);
  if (law.length > 0) lines.push('', ...lawLines(law, language));
  else if (rule?.basis === 'practice') lines.push('', `*${RULE_OF_THUMB[language]}*`);
  const steps = foldingSteps(diagnostic, language);
  if (steps.length > 0) lines.push('', ...steps);
  if (diagnostic.also.length > 0)
    lines.push('', `${ALSO[language]} ${diagnostic.also.map((id) => `\`${id}\``).join(' ')}`);
  return lines.join('\n');
}

const RULE_OF_THUMB: Localized = {
  zh: '依据：行业经验，不是法规条文。',
  en: 'Basis: professional practice, not the wording of a law.',
};

const ALSO: Localized = { zh: '同一处还涉及：', en: 'The same words also touch:' };

/** Citations told in full; the others are named. */
const LAWS_IN_FULL = 3;

function lawLines(law: readonly Citation[], language: keyof Localized): string[] {
  const full = law.slice(0, LAWS_IN_FULL).map((citation) => `- ${citationLine(citation, language)}`);
  const rest = law.slice(LAWS_IN_FULL).map((citation) => {
    return `${escapeMarkdown(citation.instrument[language])} ${citation.article ?? ''}`.trim();
  });
  return rest.length === 0 ? full : [...full, `- ${MORE[language]}${rest.join(language === 'zh' ? '；' : '; ')}`];
}

const MORE: Localized = { zh: '另见：', en: 'See also: ' };

/** One citation: instrument, article, what it says in short, and how sure we are. */
export function citationLine(citation: Citation, language: keyof Localized): string {
  const article = citation.article ? ` ${citation.article}` : '';
  const since = citation.effective ? `${SINCE[language]}${citation.effective}` : '';
  const head = `${escapeMarkdown(citation.instrument[language])}${article}${since && ` (${since})`}`;
  return `${head}: ${escapeMarkdown(citation.gist[language])} — *${certainty(citation)[language]}*`;
}

const SINCE: Localized = { zh: '施行 ', en: 'since ' };

/** How sure a citation is, in plain words: what was read, and whether the article's number was seen. */
export function certainty(citation: Citation): Localized {
  if (!citation.verified) return { zh: '未核对，仅供参考', en: 'not verified' };
  const read = READ[citation.evidence];
  return citation.articleVerified ? read : { zh: `${read.zh}，条号未见`, en: `${read.en}, article number not seen` };
}

const READ: Readonly<Record<Citation['evidence'], Localized>> = {
  'full-text': { zh: '已读条文', en: 'article text read' },
  extract: { zh: '已读官方文本的一部分', en: 'part of the official text read' },
  secondary: { zh: '据二手资料，未见原文', en: 'restated by a secondary source' },
  memory: { zh: '未核对，仅供参考', en: 'not verified' },
};

function foldingSteps(diagnostic: Diagnostic, language: keyof Localized): string[] {
  return diagnostic.trace
    .filter((step) => step.kind === 'fold')
    .map((step) => `> ${escapeMarkdown(step.note[language])}`);
}

/** Text from files must not become markup, links or HTML in a hover. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!]/g, '\\$&').replace(/\r?\n/g, ' ');
}
