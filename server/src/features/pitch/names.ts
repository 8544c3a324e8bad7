/** Definition, references and rename: stages and cast in scripts, products and disclosures across files. */
import type { TextEdit } from '../../core/diagnostic.ts';
import type { Document, InlineReference, PitchDocument } from '../../core/documents/document.ts';
import { yamlValue } from '../../core/documents/pitch/front-matter.ts';
import { stageByName } from '../../core/documents/pitch/graph.ts';
import { foldName } from '../../core/documents/pitch/words.ts';
import type { YamlNode } from '../../core/documents/yaml/node.ts';
import type { Localized } from '../../core/localized.ts';
import type { SourceRange } from '../../core/text/range.ts';
import type { FeatureContext, Location, RenameResult, RenameTarget } from '../types.ts';
import { type Subject, scalarRange, stageOf, subjectAt } from './subject.ts';

export function definition(document: PitchDocument, offset: number, context: FeatureContext): readonly Location[] {
  const subject = subjectAt(document, offset);
  if (!subject) return [];
  const { project } = context;
  switch (subject.kind) {
    case 'stage':
    case 'jump':
      return stageDefinition(document, subject, context);
    case 'speaker': {
      const key = castKey(document, subject.name);
      return key ? [{ uri: document.uri, range: scalarRange(key) }] : [];
    }
    case 'product': {
      const found = project.product(document, subject.id);
      const range = found?.product.id?.range ?? found?.product.range;
      return found && range ? [{ uri: found.document.uri, range }] : [];
    }
    case 'clause': {
      const found = project.product(document, subject.id);
      if (!found) return [];
      const range = clausePlace(found.product.node, subject.clause)?.range ?? found.product.range;
      return [{ uri: found.document.uri, range }];
    }
    case 'file': {
      const file = project.resolve(document, subject.path);
      return file.state === 'read' ? [{ uri: file.uri, range: { start: 0, end: 0 } }] : [];
    }
    default:
      return [];
  }
}

function stageDefinition(document: PitchDocument, subject: Subject, { project }: FeatureContext): readonly Location[] {
  if (subject.kind === 'jump' && subject.file !== undefined) {
    const file = project.resolve(document, subject.file);
    if (file.state !== 'read' || file.document.kind !== 'pitch') return [];
    const index = stageByName(file.document.script, subject.target);
    const range = index === undefined ? { start: 0, end: 0 } : file.document.script.stages[index]!.titleRange;
    return [{ uri: file.uri, range }];
  }
  const index = stageOf(document, subject);
  return index === undefined ? [] : [{ uri: document.uri, range: document.script.stages[index]!.titleRange }];
}

/** Where a product's own text names a clause number: its `clauses` row or the exclusion that cites it. */
export function clausePlace(product: YamlNode, clause: string): YamlNode | undefined {
  const rows = yamlValue(product, 'clauses')?.children ?? [];
  const row = rows.find((p) => String(p.valueNode?.value ?? '') === clause);
  if (row) return row.valueNode;
  const exclusion = (yamlValue(product, 'exclusions')?.children ?? []).find(
    (e) => String(yamlValue(e, 'clause')?.value ?? '') === clause,
  );
  return exclusion;
}

function castKey(document: PitchDocument, name: string): YamlNode | undefined {
  const cast = yamlValue(document.script.frontMatter?.tree.root, 'cast');
  return cast?.children.find((p) => foldName(String(p.keyNode?.value ?? '')) === foldName(name))?.keyNode;
}

export function references(document: PitchDocument, offset: number, context: FeatureContext): readonly Location[] {
  const subject = subjectAt(document, offset);
  return subject ? occurrences(document, subject, context) : [];
}

/** Every place that names the same thing, definitions included, by document in the project's order. */
function occurrences(document: PitchDocument, subject: Subject, context: FeatureContext): Location[] {
  switch (subject.kind) {
    case 'stage':
    case 'jump':
      return stageOccurrences(document, subject, context);
    case 'speaker':
      return speakerRanges(document, subject.name).map((range) => ({ uri: document.uri, range }));
    case 'product':
      return productOccurrences(document, subject.id, context);
    case 'disclosure': {
      const { ruleSet } = context;
      const wanted = ruleSet.disclosureNamed(subject.id)?.id ?? foldName(subject.id);
      const same = (id: string) => (ruleSet.disclosureNamed(id)?.id ?? foldName(id)) === wanted;
      return everywhere(document, context).flatMap((d) =>
        disclosureRanges(d, same).map((range) => ({ uri: d.uri, range })),
      );
    }
    case 'clause':
      return pitches(document, context).flatMap((d) =>
        referencesOf(d)
          .filter((r) => r.kind === 'clause' && r.id === subject.id && r.clause === subject.clause)
          .map((r) => ({ uri: d.uri, range: r.clauseRange ?? r.idRange })),
      );
    case 'placeholder':
      return placeholderRanges(document, subject.name).map((range) => ({ uri: document.uri, range }));
    default:
      return [];
  }
}

function stageOccurrences(document: PitchDocument, subject: Subject, context: FeatureContext): Location[] {
  const [home] = stageDefinition(document, subject, context);
  if (!home) return [];
  const found: Location[] = [home];
  const owner = pitches(document, context).find((d) => d.uri === home.uri);
  const stage = owner?.script.stages.findIndex((s) => s.titleRange.start === home.range.start) ?? -1;
  if (!owner || stage < 0) return found;
  for (const other of pitches(document, context)) {
    for (const item of other.script.items) {
      if (item.type !== 'jump' || !item.target) continue;
      const sameFile = item.file === undefined ? other.uri === owner.uri : leadsTo(other, item.file, owner, context);
      if (sameFile && stageByName(owner.script, item.target) === stage)
        found.push({ uri: other.uri, range: item.targetRange });
    }
  }
  return found;
}

function leadsTo(from: PitchDocument, file: string, to: PitchDocument, { project }: FeatureContext): boolean {
  return project.resolve(from, file).uri === to.uri;
}

function speakerRanges(document: PitchDocument, name: string): SourceRange[] {
  const key = castKey(document, name);
  const ranges = key ? [scalarRange(key)] : [];
  for (const item of document.script.items) {
    if (item.type === 'turn' && foldName(item.speakerName) === foldName(name)) ranges.push(item.speakerRange);
  }
  return ranges;
}

function productOccurrences(document: PitchDocument, id: string, context: FeatureContext): Location[] {
  const found: Location[] = [];
  const owner = context.project.product(document, id);
  for (const other of everywhere(document, context)) {
    const resolved = context.project.product(other, id);
    // the same id in another catalogue is another product
    if (owner && resolved && resolved.document.uri !== owner.document.uri) continue;
    if (other.kind === 'pitch') {
      for (const r of referencesOf(other)) {
        if ((r.kind === 'product' || r.kind === 'clause') && r.id === id)
          found.push({ uri: other.uri, range: r.idRange });
      }
      const front = yamlValue(other.script.frontMatter?.tree.root, 'product');
      for (const node of front?.type === 'array' ? front.children : [front]) {
        if (node?.value === id) found.push({ uri: other.uri, range: scalarRange(node) });
      }
    } else if (other.kind === 'plan') {
      for (const node of valuesOf(yamlValue(other.tree.root, 'products'), 'product')) {
        if (node.value === id) found.push({ uri: other.uri, range: scalarRange(node) });
      }
    } else if (other.kind === 'catalog' && other.uri === owner?.document.uri) {
      for (const node of valuesOf(yamlValue(other.tree.root, 'products'), 'id')) {
        if (node.value === id) found.push({ uri: other.uri, range: scalarRange(node) });
      }
    }
  }
  return found;
}

function valuesOf(list: YamlNode | undefined, key: string): YamlNode[] {
  return (list?.children ?? []).map((row) => yamlValue(row, key)).filter((n): n is YamlNode => n !== undefined);
}

function disclosureRanges(document: Document, same: (id: string) => boolean): SourceRange[] {
  if (document.kind === 'pitch') {
    return referencesOf(document)
      .filter((r) => r.kind === 'disclosure' && same(r.id))
      .map((r) => r.idRange);
  }
  if (document.kind !== 'plan') return [];
  const { root } = document.tree;
  const lists = [yamlValue(root, 'disclosures'), ...valuesOf(yamlValue(root, 'products'), 'disclosures')];
  return lists
    .flatMap((list) => list?.children ?? [])
    .filter((n) => typeof n.value === 'string' && same(n.value))
    .map(scalarRange);
}

function placeholderRanges(document: PitchDocument, name: string): SourceRange[] {
  return document.script.items.flatMap((item) =>
    'content' in item
      ? item.content.placeholders.filter((p) => foldName(p.name) === foldName(name)).map((p) => p.nameRange)
      : [],
  );
}

function referencesOf(document: PitchDocument): readonly InlineReference[] {
  return document.segments.flatMap((s) => [...s.references]);
}

/** The project's documents with this version of the document itself. */
function everywhere(document: PitchDocument, { project }: FeatureContext): readonly Document[] {
  const others = project.documents().filter((d) => d.uri !== document.uri);
  return [document, ...others];
}

function pitches(document: PitchDocument, context: FeatureContext): readonly PitchDocument[] {
  return everywhere(document, context).filter((d): d is PitchDocument => d.kind === 'pitch');
}

export function prepareRename(
  document: PitchDocument,
  offset: number,
  context: FeatureContext,
): RenameTarget | undefined {
  const subject = subjectAt(document, offset);
  if (!subject || refusal(document, subject, context)) return undefined;
  return { range: subject.range, placeholder: document.text.slice(subject.range.start, subject.range.end) };
}

const RENAMED: ReadonlySet<Subject['kind']> = new Set<Subject['kind']>([
  'stage',
  'jump',
  'speaker',
  'product',
  'disclosure',
]);

function refusal(document: PitchDocument, subject: Subject, context: FeatureContext): Localized | undefined {
  if (!RENAMED.has(subject.kind)) return { zh: '这里没有可以改名的东西。', en: 'There is nothing to rename here.' };
  if (subject.kind === 'speaker' && !castKey(document, subject.name)) {
    return {
      zh: `“${subject.name}”是内置的说话人。先在文件开头的 cast 里登记名字，再改名。`,
      en: `"${subject.name}" is a built-in speaker. Declare a name under cast first.`,
    };
  }
  if (occurrences(document, subject, context).length === 0) {
    return { zh: '找不到它的定义，不能改名。', en: 'Its definition was not found, so it cannot be renamed.' };
  }
  return undefined;
}

export function rename(
  document: PitchDocument,
  offset: number,
  newName: string,
  context: FeatureContext,
): RenameResult {
  const subject = subjectAt(document, offset);
  if (!subject)
    return { ok: false, reason: { zh: '这里没有可以改名的东西。', en: 'There is nothing to rename here.' } };
  const name = newName.trim();
  const reason = refusal(document, subject, context) ?? badName(document, subject, name, context);
  if (reason) return { ok: false, reason };
  const edits = new Map<string, TextEdit[]>();
  for (const { uri, range } of occurrences(document, subject, context)) {
    const list = edits.get(uri) ?? [];
    if (!list.some((e) => e.range.start === range.start)) list.push({ range, newText: name });
    edits.set(uri, list);
  }
  for (const list of edits.values()) list.sort((a, b) => a.range.start - b.range.start);
  return { ok: true, edits };
}

/** A name that would change what the text means is refused. */
function badName(
  document: PitchDocument,
  subject: Subject,
  name: string,
  context: FeatureContext,
): Localized | undefined {
  const shape =
    /^[\s]*$|[\r\n{}｛｝#＃]/.test(name) ||
    (subject.kind !== 'stage' && subject.kind !== 'jump' && /[:：()（）[\]［］,，]/.test(name));
  if (shape) return { zh: '名字不能为空，也不能含标点标记。', en: 'A name cannot be empty or hold markup.' };
  if (subject.kind === 'stage' || subject.kind === 'jump') {
    const stage = stageOf(document, subject);
    const taken = stageByName(document.script, name);
    if (taken !== undefined && taken !== stage && foldName(document.script.stages[taken]!.title) === foldName(name)) {
      return { zh: `已经有名为“${name}”的环节。`, en: `A stage named "${name}" exists already.` };
    }
  }
  if (subject.kind === 'speaker' && foldName(name) !== foldName(subject.name) && castKey(document, name)) {
    return { zh: `cast 里已经有“${name}”。`, en: `The cast has "${name}" already.` };
  }
  if (subject.kind === 'product' && name !== subject.id && context.project.product(document, name)) {
    return { zh: `目录里已经有编号“${name}”。`, en: `The catalogue has the id "${name}" already.` };
  }
  if (subject.kind === 'disclosure' && !context.ruleSet.disclosureNamed(name)) {
    return {
      zh: `没有名为“${name}”的披露。披露只能换成规则包里已有的名称。`,
      en: `No disclosure is called "${name}". Choose one that the rule pack has.`,
    };
  }
  return undefined;
}
