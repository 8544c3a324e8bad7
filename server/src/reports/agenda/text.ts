/** The agenda for people to read: plain lines, or Markdown. */
import type { Localized } from '../../core/localized.ts';
import { type Agenda, sectionsOf } from './agenda.ts';
import type { AgendaItem } from './item.ts';

const SECTIONS: readonly (readonly ['today' | 'week' | 'later', Localized])[] = [
  ['today', { zh: '今天（含逾期）', en: 'Today (and overdue)' }],
  ['week', { zh: '七天内', en: 'Within seven days' }],
  ['later', { zh: '以后', en: 'Later' }],
];

const NOTHING: Localized = { zh: '没有到期的事项。', en: 'Nothing is due.' };

/** `pathOf` says how a file is called where the agenda is read. */
export function agendaText(agenda: Agenda, language: 'zh' | 'en', pathOf: (uri: string) => string): string {
  const sections = sectionsOf(agenda);
  const lines = SECTIONS.flatMap(([key, title]) =>
    sections[key].length === 0
      ? []
      : [
          title[language],
          ...sections[key].map((item) => {
            const detail = item.detail ? `\n      ${item.detail[language]}` : '';
            return `  ${item.due}  ${headOf(item, language)}  ${placeOf(item, pathOf)}${detail}`;
          }),
          '',
        ],
  );
  const head = language === 'zh' ? `日程，按 ${agenda.asOf}` : `Agenda as of ${agenda.asOf}`;
  const body = lines.length > 0 ? lines : [NOTHING[language], ''];
  return [head, '', ...body, ...agenda.notices.map((notice) => notice[language])].join('\n').trimEnd().concat('\n');
}

export function agendaMarkdown(agenda: Agenda, language: 'zh' | 'en', pathOf: (uri: string) => string): string {
  const sections = sectionsOf(agenda);
  const out = [language === 'zh' ? `# 日程（${agenda.asOf}）` : `# Agenda (${agenda.asOf})`, ''];
  for (const [key, title] of SECTIONS) {
    if (sections[key].length === 0) continue;
    out.push(`## ${title[language]}`, '');
    for (const item of sections[key]) {
      const detail = item.detail ? `：${item.detail[language]}` : '';
      out.push(`- [ ] ${item.due} ${plain(headOf(item, language))}${plain(detail)} \`${placeOf(item, pathOf)}\``);
    }
    out.push('');
  }
  if (agenda.items.length === 0) out.push(NOTHING[language], '');
  for (const notice of agenda.notices) out.push(`> ${plain(notice[language])}`, '');
  return out.join('\n');
}

/** Plain data for programs: every item with its section, place and both texts. */
export function agendaJson(agenda: Agenda, pathOf: (uri: string) => string): string {
  const sections = sectionsOf(agenda);
  const items = SECTIONS.flatMap(([section]) =>
    sections[section].map(({ kind, due, who, tier, title, detail, uri, place }) => ({
      section,
      kind,
      due,
      who,
      ...(tier && { tier }),
      title,
      ...(detail && { detail }),
      path: pathOf(uri),
      line: (place?.line ?? 0) + 1,
      column: (place?.character ?? 0) + 1,
    })),
  );
  return `${JSON.stringify({ asOf: agenda.asOf, items, notices: agenda.notices }, undefined, 2)}\n`;
}

function headOf(item: AgendaItem, language: 'zh' | 'en'): string {
  return item.who === '' ? item.title[language] : `${item.who} · ${item.title[language]}`;
}

function placeOf(item: AgendaItem, pathOf: (uri: string) => string): string {
  return `${pathOf(item.uri)}:${(item.place?.line ?? 0) + 1}`;
}

/** Text that Markdown would read as markup is written so that it does not. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, (mark) => `\\${mark}`).replace(/\s+/g, ' ');
}
