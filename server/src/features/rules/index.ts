/** The editor features of pack files: those of all YAML kinds, and the phrase language inside their scalars. */
import type { RulesDocument } from '../../core/documents/document.ts';
import type { CompletionEntry, FeatureContext, FileFeatures, HoverCard, Location } from '../types.ts';
import { yamlFeatures } from '../yaml/index.ts';
import { listCard, numberCard, references } from './names.ts';
import { type PhraseAt, phraseAt, referenceAt } from './phrase-at.ts';
import { kindNamed, references as placesNamed, prepareRename, rename } from './rename.ts';
import { OPERATORS } from './words.ts';

export const rulesFeatures: FileFeatures<RulesDocument> = {
  ...yamlFeatures,
  completion,
  hover,
  definition,
  references: placesNamed,
  prepareRename,
  rename,
};

function completion(document: RulesDocument, offset: number, context: FeatureContext): readonly CompletionEntry[] {
  const phrase = phraseAt(document, offset);
  const reference = phrase && referenceAt(phrase);
  if (!phrase || !reference || phrase.at === reference.start) {
    // inside a phrase there is nothing else to complete
    return phrase && phrase.text !== '' ? [] : yamlFeatures.completion(document, offset, context);
  }
  const range = placed(phrase, reference);
  return references(context.ruleSet).map(
    ({ value, detail, documentation }, index): CompletionEntry => ({
      label: value,
      kind: 'id',
      detail,
      ...(documentation && { documentation }),
      insertText: `<${value}>`,
      filterText: `<${value}`,
      range,
      sortText: String(index).padStart(5, '0'),
    }),
  );
}

function hover(document: RulesDocument, offset: number, context: FeatureContext): HoverCard | undefined {
  const phrase = phraseAt(document, offset);
  return phrase ? phraseCard(phrase, context) : yamlFeatures.hover(document, offset, context);
}

function phraseCard(phrase: PhraseAt, { ruleSet }: FeatureContext): HoverCard | undefined {
  const reference = referenceAt(phrase);
  if (reference) {
    const card = numberCard(reference.name) ?? listCard(reference.name, ruleSet);
    return card && { ...card, range: placed(phrase, reference) };
  }
  const { text, at } = phrase;
  for (const [mark, meaning] of OPERATORS)
    for (let start = Math.max(0, at - mark.length); start <= at; start++)
      if (text.startsWith(mark, start))
        return {
          zh: `\`${mark}\` ${meaning.zh}`,
          en: `\`${mark}\` ${meaning.en}`,
          range: placed(phrase, { start, end: start + mark.length }),
        };
  return undefined;
}

/** A word list, disclosure or rule that a company's pack declares. What is built in stands in no file. */
function definition(document: RulesDocument, offset: number, context: FeatureContext): readonly Location[] {
  const { ruleSet } = context;
  const phrase = phraseAt(document, offset);
  const reference = phrase && referenceAt(phrase);
  if (reference) return found(ruleSet.declared('list', reference.name));
  const node = document.tree.nodeAt(offset);
  const kind = node && kindNamed(document, node);
  const name = String(node?.value ?? '');
  if (kind === 'rule' || kind === 'data-rule') return found(ruleSet.declared('rule', name.replace(/#.*$/u, '')));
  if (kind === 'list' || kind === 'disclosure') return found(ruleSet.declared(kind, name));
  return [];
}

function found(place: Location | undefined): readonly Location[] {
  return place ? [place] : [];
}

function placed({ range }: PhraseAt, inside: { readonly start: number; readonly end: number }) {
  return { start: range.start + inside.start, end: range.start + inside.end };
}
