/** “写入客户档案”: what a script's note records (`> 记录：…`) goes into the log of the client whose plan the script names. */
import type { TextEdit } from '../core/diagnostic.ts';
import type { ClientDocument, Document } from '../core/documents/document.ts';
import { foldName, NOTE_LABELS } from '../core/documents/pitch/words.ts';
import type { CalendarDate, Localized } from '../core/localized.ts';
import type { Project } from '../core/project.ts';
import { insertFirstItem, insertItem, insertTopLevel, isFlow, propertyOf } from '../core/rules/plan/edits.ts';
import type { SourceRange } from '../core/text/range.ts';
import type { ActionEntry } from './code-actions.ts';
import { nameOf } from './pitch/lenses.ts';

const RECORD_WORDS: readonly string[] = NOTE_LABELS[0].accepted;
/** Keys that stand behind the log in a record, in their order. */
const LATER = ['events', 'reviews', 'claims', 'complaints'];

/**
 * One action for each client of the script's plan, for the note under `range`; a single one with the reason where there is
 * no client, or none to write to. None where no note that records stands. `project` must know the plan's clients.
 */
export function recordNote(document: Document, range: SourceRange, project: Project, day: CalendarDate): ActionEntry[] {
  const words = recordAt(document, range);
  if (words === undefined || document.kind !== 'pitch') return [];
  const plan = project.planOf(document);
  if (!plan) return [refused(noPlan(document.script.frontMatter?.model.plan?.value))];
  const clients = project.clientsOf(plan);
  if (clients.length === 0) return [refused(noClient(nameOf(plan.uri)))];
  return clients.map((client) => {
    const name = client.model.name?.value ?? nameOf(client.uri);
    const which = clients.length > 1 ? nameOf(client.uri) : undefined;
    const title = {
      zh: `写入客户档案：${name}${which ? `（${which}）` : ''}`,
      en: `Write into the client record: ${name}${which ? ` (${which})` : ''}`,
    };
    if (client.model.log?.items.some(({ note }) => note?.value.trim() === words)) return refused(THERE, title);
    const edit = logged(client, day, words);
    return edit
      ? { title, kind: 'refactor', edits: new Map([[client.uri, [edit]]]), preferred: false }
      : refused(NO_PLACE, title);
  });
}

/** The words of the note under `range` that records what a client said; undefined where none stands. */
export function recordAt(document: Document, range: SourceRange): string | undefined {
  if (document.kind !== 'pitch') return undefined;
  const note = document.script.items.find(
    (item) => item.type === 'note' && item.range.start <= range.end && range.start <= item.range.end,
  );
  if (note?.type !== 'note' || !RECORD_WORDS.includes(foldName(note.label ?? ''))) return undefined;
  const { start, end } = note.content.range;
  return (
    document.text.slice(Math.max(start, note.labelRange?.end ?? start), end).replace(/^[\s:：]+|\s+$/gu, '') ||
    undefined
  );
}

/** The entry at the end of `log:`, which is made where it is missing. Undefined where the file's shape leaves no place. */
function logged({ text, tree }: ClientDocument, day: CalendarDate, words: string): TextEdit | undefined {
  const { root } = tree;
  if (!root) return undefined;
  // quoted: free words may hold anything that YAML gives a meaning
  const fields = [`on: ${day}`, `note: ${JSON.stringify(words)}`];
  const block = fields.join('\n');
  const log = propertyOf(root, 'log');
  if (!log) {
    const before = LATER.find((key) => propertyOf(root, key));
    return insertTopLevel(text, tree, 'log', `\n  - ${block.replace('\n', '\n    ')}`, before);
  }
  const list = log.valueNode;
  if (list?.type === 'array') {
    const last = list.children.at(-1);
    const onOneLine = isFlow(text, list) || (last !== undefined && isFlow(text, last));
    return insertItem(text, list, onOneLine ? `{${fields.join(', ')}}` : block);
  }
  return insertFirstItem(text, log, block);
}

function refused(disabled: Localized, title: Localized = TITLE): ActionEntry {
  return { title, kind: 'refactor', edits: new Map(), preferred: false, disabled };
}

const TITLE: Localized = { zh: '写入客户档案', en: 'Write into the client record' };
const THERE: Localized = { zh: '档案的 log 里已经有这一条', en: 'The record’s log has it already' };
const NO_PLACE: Localized = {
  zh: '档案里的 log 不是列表，请先改成列表',
  en: 'The record’s log is no list; make it one first',
};

function noPlan(path: string | undefined): Localized {
  return path === undefined
    ? {
        zh: '不知道记到谁的档案：请在文件头写上 plan:（客户的方案）',
        en: 'Whose record? Name the client’s plan in the head of the file (plan: …)',
      }
    : { zh: `找不到方案 ${path}，请核对路径`, en: `The plan ${path} is not there; check the path` };
}

function noClient(plan: string): Localized {
  return {
    zh: `没有客户档案写着 plan: ${plan}，请先建一份（NAME.client.yaml）`,
    en: `No client record says plan: ${plan}; make one first (NAME.client.yaml)`,
  };
}
