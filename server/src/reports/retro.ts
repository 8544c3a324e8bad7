/** 复盘: why clients refused and which words moved them, counted per objection from the notes in scripts. */
import type { Script, ScriptItem } from '../core/documents/pitch/script.ts';
import { fold } from '../core/text/folding.ts';
import { placeIn, type ReportMaker } from './maker.ts';
import { heading, list, table, text } from './model.ts';

interface Remark {
  readonly objection: string;
  readonly what: 'refused' | 'moved';
  readonly words: string;
  readonly place: string;
}

const LABELS: Readonly<Record<string, Remark['what']>> = {
  拒绝原因: 'refused',
  拒絕原因: 'refused',
  refused: 'refused',
  refusal: 'refused',
  打动点: 'moved',
  打動點: 'moved',
  moved: 'moved',
};

export const retroReport: ReportMaker<readonly Remark[]> = {
  kinds: ['pitch'],
  title: { zh: '拒绝原因与打动点复盘', en: 'Refusals and winning lines' },
  part: (source) => {
    const { document, mask } = source;
    if (document.kind !== 'pitch') return undefined;
    const { script } = document;
    const remarks = script.items.flatMap((item): Remark[] => {
      if (item.type !== 'note' || item.label === undefined) return [];
      const what = LABELS[fold(item.label).text];
      if (what === undefined) return [];
      const words = proseOf(document.text, item, item.labelRange?.end);
      if (words === '') return [];
      return [
        {
          objection: mask(objectionOf(document.text, script, item)),
          what,
          words: mask(words),
          place: placeIn(source, item.range),
        },
      ];
    });
    return remarks.length > 0 ? remarks : undefined;
  },
  join: (parts, { say }) => {
    const remarks = parts.flat();
    if (remarks.length === 0)
      return [
        text(
          say({
            zh: '话术里没有“> 拒绝原因：”或“> 打动点：”的记录。',
            en: 'No “> refused:” or “> moved:” notes in the scripts.',
          }),
        ),
      ];
    const byObjection = groups(remarks, (remark) => fold(remark.objection).text);
    const summary = byObjection.map((those) => [
      those[0]!.objection,
      String(those.filter(({ what }) => what === 'refused').length),
      String(those.filter(({ what }) => what === 'moved').length),
    ]);
    return [
      table(
        [
          { zh: '异议', en: 'Objection' },
          { zh: '拒绝#', en: 'Refused#' },
          { zh: '打动#', en: 'Moved#' },
        ].map(say),
        summary,
      ),
      ...byObjection.flatMap((those) => [
        heading(those[0]!.objection),
        ...(['refused', 'moved'] as const).flatMap((what) => {
          const counted = groups(
            those.filter((remark) => remark.what === what),
            (remark) => fold(remark.words).text,
          );
          if (counted.length === 0) return [];
          const title =
            what === 'refused' ? { zh: '拒绝原因', en: 'Why they refused' } : { zh: '打动点', en: 'What moved them' };
          return [
            heading(say(title), 3),
            list(
              counted.map((same) => `${same[0]!.words} ×${same.length} (${same.map(({ place }) => place).join(', ')})`),
            ),
          ];
        }),
      ]),
    ];
  },
};

/** The most frequent first; then by their words, so that the order never depends on that of the files. */
function groups<T extends { readonly words: string }>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = found.get(key);
    if (known) known.push(item);
    else found.set(key, [item]);
  }
  return [...found]
    .sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : a > b ? 1 : 0))
    .map(([, those]) => those);
}

/** The client's reply that the note stands under; else the last thing that the client said; else the heading. */
function objectionOf(source: string, script: Script, note: ScriptItem): string {
  const branch = script.items[note.branch];
  if (branch?.type === 'branch') return proseOf(source, branch);
  for (let index = note.index - 1; index >= 0; index--) {
    const item = script.items[index]!;
    if (item.stage !== note.stage) break;
    if (item.type === 'turn' && item.role === 'client') return proseOf(source, item);
  }
  return script.stages[note.stage]?.title ?? '';
}

/** The words of an item as written, without its marks. */
function proseOf(source: string, item: Extract<ScriptItem, { content: unknown }>, from?: number): string {
  const { range } = item.content;
  const start = Math.max(range.start, from ?? 0);
  return source
    .slice(start, range.end)
    .replace(/^[\s:：]+/u, '')
    .replace(/\[\[[^\]]*\]\]/gu, '')
    .trim();
}
