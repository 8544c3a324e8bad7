/** What stands at an offset of a script, as one plain value that hover, definition, references and rename share. */
import type { PitchDocument } from '../../core/documents/document.ts';
import { yamlValue } from '../../core/documents/pitch/front-matter.ts';
import { stageByName } from '../../core/documents/pitch/graph.ts';
import type { Inline, NvcMark, ScriptItem } from '../../core/documents/pitch/script.ts';
import { foldName } from '../../core/documents/pitch/words.ts';
import type { YamlNode } from '../../core/documents/yaml/node.ts';
import type { SourceRange } from '../../core/text/range.ts';

export type Subject =
  | { readonly kind: 'stage'; readonly stage: number; readonly range: SourceRange }
  | { readonly kind: 'jump'; readonly file: string | undefined; readonly target: string; readonly range: SourceRange }
  | { readonly kind: 'file'; readonly path: string; readonly range: SourceRange }
  | { readonly kind: 'speaker'; readonly name: string; readonly role: string; readonly range: SourceRange }
  | { readonly kind: 'disclosure' | 'product' | 'case'; readonly id: string; readonly range: SourceRange }
  | { readonly kind: 'clause'; readonly id: string; readonly clause: string; readonly range: SourceRange }
  | { readonly kind: 'placeholder'; readonly name: string; readonly range: SourceRange }
  | { readonly kind: 'nvc'; readonly step: NvcMark['step']; readonly range: SourceRange }
  | { readonly kind: 'label'; readonly label: string; readonly range: SourceRange };

/** The smallest thing with a meaning at the offset (its end included), or undefined. */
export function subjectAt(document: PitchDocument, offset: number): Subject | undefined {
  const { script } = document;
  if (script.frontMatter && holds(script.frontMatter.range, offset)) return inFrontMatter(document, offset);
  const stage = script.stages.findLastIndex((s) => s.range.start <= offset);
  const heading = script.stages[stage];
  if (heading && holds(heading.range, offset)) return { kind: 'stage', stage, range: heading.titleRange };
  const item = itemAt(script.items, offset);
  return item && inItem(item, offset);
}

/** The item whose range holds the offset, found by halving. */
export function itemAt(items: readonly ScriptItem[], offset: number): ScriptItem | undefined {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (items[middle]!.range.start <= offset) low = middle;
    else high = middle - 1;
  }
  // behind a comment that stands among a turn's lines, the turn goes on
  while (low > 0 && items[low]!.type === 'comment' && !holds(items[low]!.range, offset)) low--;
  const item = items[low];
  return item && holds(item.range, offset) ? item : undefined;
}

function inItem(item: ScriptItem, offset: number): Subject | undefined {
  switch (item.type) {
    case 'jump':
      if (item.file !== undefined && item.fileRange && holds(item.fileRange, offset)) {
        return { kind: 'file', path: item.file, range: item.fileRange };
      }
      if (!holds(item.targetRange, offset)) return undefined;
      return { kind: 'jump', file: item.file, target: item.target, range: item.targetRange };
    case 'turn':
      if (holds(item.speakerRange, offset)) {
        return { kind: 'speaker', name: item.speakerName, role: item.role, range: item.speakerRange };
      }
      return inInline(item.content, offset);
    case 'note':
      if (item.label && item.labelRange && holds(item.labelRange, offset)) {
        return { kind: 'label', label: item.label, range: item.labelRange };
      }
      return inInline(item.content, offset);
    case 'branch':
    case 'shot':
    case 'text':
      return inInline(item.content, offset);
    default:
      return undefined;
  }
}

function inInline(content: Inline, offset: number): Subject | undefined {
  const reference = content.references.find((r) => holds(r.range, offset));
  if (reference) {
    const { kind, id, clause, idRange, clauseRange } = reference;
    if (kind !== 'clause') return { kind, id, range: idRange };
    if (clause === undefined || !clauseRange || offset <= idRange.end) return { kind: 'product', id, range: idRange };
    return { kind: 'clause', id, clause, range: clauseRange };
  }
  const placeholder = content.placeholders.find((p) => holds(p.range, offset));
  if (placeholder) return { kind: 'placeholder', name: placeholder.name, range: placeholder.nameRange };
  const mark = content.nvc.find((m) => holds(m.range, offset));
  return mark && { kind: 'nvc', step: mark.step, range: mark.range };
}

function inFrontMatter(document: PitchDocument, offset: number): Subject | undefined {
  const root = document.script.frontMatter?.tree.root;
  for (const key of ['plan', 'catalog', 'product', 'cast'] as const) {
    const value = yamlValue(root, key);
    if (!value || !holds(value.range, offset)) continue;
    if (key === 'cast') {
      const property = value.children.find((p) => p.keyNode && holds(p.keyNode.range, offset));
      return property?.keyNode && castSubject(document, property.keyNode);
    }
    const node = value.type === 'array' ? value.children.find((n) => holds(n.range, offset)) : value;
    if (typeof node?.value !== 'string') return undefined;
    const range = scalarRange(node);
    return key === 'product' ? { kind: 'product', id: node.value, range } : { kind: 'file', path: node.value, range };
  }
  return undefined;
}

function castSubject(document: PitchDocument, key: YamlNode): Subject {
  const name = String(key.value ?? '');
  const role = document.script.items.find((i) => i.type === 'turn' && foldName(i.speakerName) === foldName(name));
  return { kind: 'speaker', name, role: role?.type === 'turn' ? role.role : 'client', range: scalarRange(key) };
}

/** A scalar's characters without its quotes. */
export function scalarRange(node: YamlNode): SourceRange {
  const quoted = node.style === 'single' || node.style === 'double';
  if (!quoted) return node.range;
  return { start: node.range.start + 1, end: Math.max(node.range.start + 1, node.range.end - 1) };
}

/** The stage that a jump subject of this file means. */
export function stageOf(document: PitchDocument, subject: Subject): number | undefined {
  if (subject.kind === 'stage') return subject.stage;
  if (subject.kind === 'jump' && subject.file === undefined) return stageByName(document.script, subject.target);
  return undefined;
}

export function holds(range: SourceRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}
