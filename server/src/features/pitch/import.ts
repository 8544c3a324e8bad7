/**
 * Text and Markdown scripts, as they come from a chat, a word processor or a note → `.pitch`. No word is lost: what is not
 * understood stays as a line of text.
 */
import { isFence } from '../../core/documents/pitch/front-matter.ts';
import { lexLine } from '../../core/documents/pitch/lines.ts';
import { readPitch } from '../../core/documents/pitch/read.ts';
import { isPerson, roleOf } from '../../core/documents/pitch/speakers.ts';
import { isStageAlias, stageFromTitle } from '../../core/documents/pitch/stages.ts';
import { foldLine, foldName } from '../../core/documents/pitch/words.ts';
import { applyEdits } from '../../core/index.ts';
import type { Localized } from '../../core/localized.ts';
import { format } from './format.ts';

export interface ImportedScript {
  readonly pitch: string;
  /** What a person should look at, in the order of the text. */
  readonly notes: readonly Localized[];
}

type Kind = 'turn' | 'note' | 'text' | 'other';
interface Line {
  kind: Kind;
  text: string;
}

const NOBODY = new Map<never, never>();
/** “昵称 2026-03-05 14:02” or “昵称 14:02” or “昵称 3/5 下午2:02”, alone on its line. */
const STAMPED =
  /^(\S.{0,23}?)\s+((?:\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.月]\d{1,2}日?)?\s*(?:上午|下午|晚上|AM|PM)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s*[AaPp][Mm])?)$/;
const NAME_ALONE = /^(\S.{0,23}?)\s*[:：]$/;

/** Turns a text or Markdown script into a `.pitch` file. Never throws; every character that is no space survives. */
export function importScript(text: string): ImportedScript {
  const source = withFences(text.replace(/\r\n?/g, '\n')).split('\n');
  const notes: Localized[] = [];
  const lines: Line[] = [];
  const unknown = new Set<string>();
  /** A name that stood alone above its words. */
  let pending: { name: string; stamp: string } | undefined;
  const front = settingsLines(source);
  for (let i = front; i < source.length; i++) {
    const raw = source[i]!;
    const trimmed = raw.trim();
    if (trimmed === '') {
      if (!pending) push(lines, 'other', '');
      continue;
    }
    if (pending) {
      const { name, stamp } = pending;
      pending = undefined;
      if (stamp) lines.push({ kind: 'other', text: `// ${stamp}` });
      lines.push({ kind: 'turn', text: `${name}：${trimmed}` });
      continue;
    }
    const stamped = STAMPED.exec(trimmed);
    if (stamped && hasMore(source, i)) {
      pending = { name: stamped[1]!, stamp: stamped[2]! };
      unknown.add(stamped[1]!);
      continue;
    }
    const alone = NAME_ALONE.exec(trimmed);
    if (alone && hasMore(source, i) && nextIsWords(source, i) && (known(alone[1]!) || shortName(alone[1]!))) {
      pending = { name: alone[1]!, stamp: '' };
      unknown.add(alone[1]!);
      continue;
    }
    importLine(raw, lines, unknown, i > front && source[i - 1]!.trim() !== '');
  }
  if (pending) lines.push({ kind: 'text', text: `${pending.name}：${pending.stamp}` });

  const strangers = [...unknown].filter((name) => !known(name));
  for (const name of strangers) {
    notes.push({
      zh: `“${name}”暂按客户登记在 cast 里；若是代理人，请改为 {role: agent}。`,
      en: `"${name}" is declared as a client under cast; if this is the agent, write {role: agent}.`,
    });
  }
  if (!lines.some((l) => l.text.startsWith('#'))) {
    notes.push({
      zh: '没有标题，看不出环节。请在各段前加“# 破冰”“# 需求分析”之类的标题。',
      en: 'There are no headings, so the stages are unknown. Put headings such as "# Discovery" before the parts.',
    });
  }
  const head = header(source.slice(0, front), strangers);
  const words = body(lines);
  // a line of dashes in the first place would open settings, and the words below it would be lost in them
  const apart = head === '' && isFence(words.slice(0, words.indexOf('\n'))) ? '\n' : '';
  return { pitch: formatted(head + apart + words), notes };
}

/** Settings at the top between their lines, as the reader's own fix puts them. */
function withFences(text: string): string {
  const { script, syntaxErrors } = readPitch({ uri: '', kind: 'pitch', text });
  if (!script.frontMatter || text.startsWith('---')) return text;
  const fault = syntaxErrors.find(({ code }) => code === 'front-matter-unfenced');
  return (fault ? applyEdits(text, fault.fixes[0]!.edits) : text).replace(/^\uFEFF?\s+(?=---)/, '');
}

/** As the editor formats it, so that the first save changes nothing. */
function formatted(text: string): string {
  const document = readPitch({ uri: '', kind: 'pitch', text });
  return applyEdits(text, format(document));
}

/**
 * Lines of front matter that the text begins with, both fences included. The reader of scripts says where they end, so
 * that both mean the same lines; a fence that nothing closes, or that holds no settings, is a line drawn above words.
 */
function settingsLines(source: readonly string[]): number {
  if (!/^\uFEFF?---/.test(source[0]!)) return 0;
  const text = source.join('\n');
  const { script, syntaxErrors } = readPitch({ uri: '', kind: 'pitch', text });
  const drawn = syntaxErrors.some(({ code }) => code === 'front-matter-unclosed' || code === 'front-matter-shape');
  if (!script.frontMatter || drawn) return 0;
  return text.slice(0, script.frontMatter.range.end).split('\n').length;
}

function importLine(raw: string, lines: Line[], unknown: Set<string>, joined: boolean): void {
  const trimmed = raw.trim();
  const heading = /^(#{1,6})\s*(.*?)\s*#*$/.exec(
    foldLine(trimmed).startsWith('#') ? trimmed.replace(/^＃+/, (h) => '#'.repeat(h.length)) : trimmed,
  );
  if (heading && /^[#＃]+\s+\S/.test(trimmed)) {
    const deep = trimmed.replace(/^[#＃]+/, (h) => '#'.repeat(Math.min(h.length, 3)));
    push(lines, 'other', deep.replace(/^(#+)\s*/, '$1 '));
    return;
  }
  // “【需求分析】”, “一、需求分析”, “需求分析” alone: a heading of a word processor
  const title = foldName(
    trimmed.replace(/^[【[](.*)[】\]]$/, '$1').replace(/^(?:[一二三四五六七八九十]+、|\d+[.、])\s*/, ''),
  );
  if (isStageAlias(title) && stageFromTitle(title)) {
    push(lines, 'other', `# ${trimmed}`);
    return;
  }
  if (/^[>＞]/.test(trimmed)) {
    push(lines, 'note', trimmed);
    return;
  }
  const bare = unwrapped(trimmed);
  const { detail } = lexLine(bare);
  if (detail.kind === 'prose' && detail.name) {
    const name = bare.slice(detail.name.start, detail.name.end);
    // in a chat a stranger's line is a turn of its own, not more of what the one above says
    if (known(name) || unknown.has(name) || isPerson(name)) {
      unknown.add(name);
      push(lines, 'turn', bare);
      return;
    }
  }
  if (detail.kind === 'branch' || detail.kind === 'jump' || detail.kind === 'comment' || detail.kind === 'signature') {
    push(lines, 'other', raw.trimEnd());
    return;
  }
  // a soft line break: the line goes on with what stands above it
  const above = lines[lines.length - 1];
  if (joined && detail.kind === 'prose' && (above?.kind === 'turn' || above?.kind === 'note')) {
    lines.push({ kind: above.kind, text: `  ${trimmed}` });
    return;
  }
  push(lines, 'text', trimmed);
}

/** “- **代理人：**您好” → “代理人：您好”, when a speaker stands behind the marks. */
function unwrapped(line: string): string {
  const m =
    /^(?:[-*+•]\s+|\d+[.)]\s+)?(\*\*|__|\*|_)?([^*_:：]{1,24}?)(?:\1)?\s*([:：])\s*(\*\*|__|\*|_)?\s*(.*)$/.exec(line);
  if (!m || !known(m[2]!.replace(/[（(].*$/, ''))) return line;
  const marked = m[1] !== undefined;
  return marked || /^[-*+•\d]/.test(line) ? `${m[2]}${m[3]}${m[5]}` : line;
}

function known(name: string): boolean {
  return roleOf(foldName(name), NOBODY) !== undefined;
}

function shortName(name: string): boolean {
  return /^[\p{L}\p{N} ·.]{1,12}$/u.test(name);
}

function hasMore(source: readonly string[], at: number): boolean {
  return source.slice(at + 1, at + 4).some((l) => l.trim() !== '');
}

function nextIsWords(source: readonly string[], at: number): boolean {
  const next = source[at + 1]?.trim() ?? '';
  return next !== '' && !/^[#＃>＞?？]/.test(next) && !NAME_ALONE.test(next);
}

function push(lines: Line[], kind: Kind, text: string): void {
  lines.push({ kind, text });
}

/** The front matter with the cast in it, whether it is written in rows or in braces. */
function header(front: readonly string[], cast: readonly string[]): string {
  const rows = front.slice(1, -1);
  const declared = cast.map((name) => `${JSON.stringify(name)}: {role: client}`);
  const last = rows.findLastIndex((r) => r.trim() !== '');
  if (cast.length && !rows.some((r) => /(?:^|[\s{,])cast\s*:/.test(r))) {
    if (
      rows
        .find((r) => r.trim() !== '')
        ?.trimStart()
        .startsWith('{') &&
      rows[last]!.trimEnd().endsWith('}')
    ) {
      rows[last] = rows[last]!.replace(/,?\s*\}\s*$/, `, cast: {${declared.join(', ')}}}`);
    } else rows.push('cast:', ...declared.map((d) => `  ${d}`));
  }
  return rows.length || front.length ? `---\n${rows.map((r) => `${r}\n`).join('')}---\n` : '';
}

function body(lines: readonly Line[]): string {
  const text = lines.map((l) => l.text).join('\n');
  return `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
