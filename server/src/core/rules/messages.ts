/** Fills `{x}` in messages of both languages. A name without a value stays as it is written. */
import type { Localized } from '../localized.ts';

type Data = Readonly<Record<string, string | number | Localized>>;

export function fillMessage(message: Localized, data: Data | undefined): Localized {
  if (!data || (!message.zh.includes('{') && !message.en.includes('{'))) return message;
  let template = templates.get(message);
  if (!template) {
    template = { zh: piecesOf(message.zh), en: piecesOf(message.en) };
    templates.set(message, template);
  }
  return { zh: fill(template.zh, 'zh', data), en: fill(template.en, 'en', data) };
}

/** Words and names in turn: `['最多', 'n', '个字']`; the names stand at the odd places. */
type Pieces = readonly string[];

/** By the message itself: a rule's messages live as long as the rule, and are filled at every lint. */
const templates = new WeakMap<Localized, { readonly zh: Pieces; readonly en: Pieces }>();

function piecesOf(text: string): Pieces {
  return text.split(/\{([a-z][a-z0-9_.]*)\}/giu);
}

function fill(pieces: Pieces, language: 'zh' | 'en', data: Data): string {
  let text = pieces[0]!;
  for (let i = 1; i < pieces.length; i += 2) {
    const value = data[pieces[i]!];
    if (value === undefined) text += `{${pieces[i]}}`;
    else text += typeof value === 'object' ? value[language] : String(value);
    text += pieces[i + 1]!;
  }
  return text;
}
