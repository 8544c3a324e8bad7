/** What can be named in a pack and in pitchlint.yaml: rules, guards, citations, word lists. One list for completion, one card for hovers. */
import type { Localized } from '../../core/localized.ts';
import type { RuleSet } from '../../core/rules/rule-set.ts';
import { certainty, citationLine, escapeMarkdown } from '../rule-card.ts';
import { CAPTURE, GUARDS, NUMBERS } from './words.ts';

export interface NamedThing {
  readonly value: string;
  readonly detail: Localized;
  readonly documentation?: Localized;
}

/** Words of a list shown. */
const WORDS_SHOWN = 12;

/** All that the schema's mark `x-key-of` may mean; empty for other marks. */
export function namesOf(kind: string, ruleSet: RuleSet): readonly NamedThing[] {
  switch (kind) {
    case 'rule':
    case 'data-rule':
      return ruleSet.rules
        .filter(({ source }) => kind === 'rule' || source === 'data')
        .map(({ id, title, why }) => ({ value: id, detail: title, documentation: why }));
    case 'guard':
      return Object.entries(GUARDS).map(([value, detail]) => ({ value, detail }));
    case 'citation':
      return [...ruleSet.citations.values()].map((citation) => ({
        value: citation.id,
        detail: both((language) => `${citation.instrument[language]} ${citation.article ?? ''}`.trim()),
        documentation: both((language) => `${citation.gist[language]} — ${certainty(citation)[language]}`),
      }));
    case 'list':
      return [...ruleSet.words.keys()].map((value) => ({ value, detail: wordsOf(value, ruleSet, 4) }));
    default:
      return [];
  }
}

/** Word lists and numbers, for inside `<…>`. */
export function references(ruleSet: RuleSet): readonly NamedThing[] {
  const numbers = Object.entries(NUMBERS).map(([value, detail]) => ({ value, detail, documentation: CAPTURE }));
  return [...numbers, ...namesOf('list', ruleSet)];
}

/** Markdown about one name; undefined when there is none such. */
export function nameCard(kind: string, name: string, ruleSet: RuleSet): Localized | undefined {
  switch (kind) {
    case 'rule':
    case 'data-rule': {
      const rule = ruleSet.rule(name.replace(/#.*$/u, ''));
      return rule && titled(rule.title, rule.id, rule.why);
    }
    case 'guard':
      return GUARDS[name] && both((language) => `\`${name}\`\n\n${GUARDS[name]![language]}`);
    case 'citation': {
      const citation = ruleSet.citations.get(name);
      return citation && both((language) => `\`${name}\`\n\n${citationLine(citation, language)}`);
    }
    case 'list':
      return listCard(name.replace(/^<|>$/gu, ''), ruleSet);
    default:
      return undefined;
  }
}

export function listCard(name: string, ruleSet: RuleSet): Localized | undefined {
  const list = ruleSet.words.get(name);
  if (!list) return undefined;
  const size: Localized = { zh: `词表，${list.words.length} 项`, en: `word list, ${list.words.length} words` };
  const evade: Localized = list.evade
    ? { zh: '，谐音和拼音也算', en: ', homophones and pinyin count' }
    : { zh: '', en: '' };
  const shown = wordsOf(name, ruleSet, WORDS_SHOWN);
  return both((language) => `\`<${name}>\` ${size[language]}${evade[language]}\n\n${escapeMarkdown(shown[language])}`);
}

/** `<days:d>`, `<percent>`; undefined when it is no number. */
export function numberCard(name: string): Localized | undefined {
  const [kind = '', capture] = name.split(':').map((part) => part.trim());
  const meaning = NUMBERS[kind];
  if (!meaning) return undefined;
  const kept = capture ? `\`{${capture}}\` · ` : '';
  return both((language) => `\`<${name}>\` ${meaning[language]}\n\n${kept}${CAPTURE[language]}`);
}

/** The first words of a list, those of the reader's language first. */
function wordsOf(name: string, ruleSet: RuleSet, most: number): Localized {
  const words = ruleSet.words.get(name)?.words ?? [];
  const english = words.filter(({ language }) => language === 'en');
  const chinese = words.filter(({ language }) => language !== 'en');
  const shown = (list: typeof words, between: string) => {
    const texts = list.slice(0, most).map(({ text }) => text);
    return texts.join(between) + (list.length > most ? ' …' : '');
  };
  return { zh: shown([...chinese, ...english], '、'), en: shown([...english, ...chinese], ', ') };
}

function titled(title: Localized, id: string, text: Localized): Localized {
  return both((language) => `**${escapeMarkdown(title[language])}** \`${id}\`\n\n${escapeMarkdown(text[language])}`);
}

function both(say: (language: keyof Localized) => string): Localized {
  return { zh: say('zh'), en: say('en') };
}
