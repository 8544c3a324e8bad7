/** A report as data: blocks that every renderer writes in its own way. Texts are plain, in one language, already masked. */
import type { Localized } from '../core/localized.ts';

export type ReportLanguage = 'zh' | 'en';

export type Block =
  | { readonly type: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | { readonly type: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] };

export interface Column {
  readonly title: string;
  /** Numbers and amounts stand to the right. */
  readonly numeric?: boolean;
}

export interface Report {
  readonly title: string;
  readonly language: ReportLanguage;
  readonly blocks: readonly Block[];
  /** Small print: as of which day, by which packs, and what a report is not. */
  readonly footer: readonly string[];
}

/** Writes a report's texts in its language. */
export type Say = (text: Localized) => string;

export const say =
  (language: ReportLanguage): Say =>
  (text) =>
    text[language];

export const heading = (text: string, level: 2 | 3 = 2): Block => ({ type: 'heading', level, text });
export const text = (words: string): Block => ({ type: 'text', text: words });
export const list = (items: readonly string[]): Block => ({ type: 'list', items });

/** Columns whose title ends in `#` are numeric. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): Block {
  return {
    type: 'table',
    columns: columns.map((title) => (title.endsWith('#') ? { title: title.slice(0, -1), numeric: true } : { title })),
    rows,
  };
}
