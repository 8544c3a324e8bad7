/** Definition, references and rename of members, products, goals and rows, across plan, client, catalogue and scripts. */
import type { TextEdit } from '../../core/diagnostic.ts';
import type { Document, YamlDocument } from '../../core/documents/document.ts';
import type { Localized } from '../../core/localized.ts';
import type { FeatureContext, Location, RenameResult, RenameTarget } from '../types.ts';
import { definitionOf, type IdPlace, innerRange, ownerOf, placeAt, placesOf } from './ids.ts';
import { isKey, marked, rootSchema, schemasOf } from './schema-at.ts';

/** The place that defines the id at the offset, or the file that a path there names. */
export function definition(document: YamlDocument, offset: number, { project }: FeatureContext): readonly Location[] {
  const place = placeAt(document, offset);
  if (place) {
    const owner = ownerOf(place.kind, place.id, document, project);
    const target = owner && definitionOf(owner, place.kind, place.id);
    return owner && target ? [{ uri: owner.uri, range: target.range }] : [];
  }
  const path = pathAt(document, offset);
  if (path === undefined) return [];
  const file = project.resolve(document, path);
  return file.state === 'read' ? [{ uri: file.uri, range: { start: 0, end: 0 } }] : [];
}

/** Every place that names the id at the offset, its definition included, in the documents that the project gives out. */
export function references(document: YamlDocument, offset: number, { project }: FeatureContext): readonly Location[] {
  const place = placeAt(document, offset);
  return place ? sameIds(place, document, project) : [];
}

export function prepareRename(
  document: YamlDocument,
  offset: number,
  { project }: FeatureContext,
): RenameTarget | undefined {
  const place = placeAt(document, offset);
  if (!place || place.kind === 'disclosure') return undefined;
  const owner = ownerOf(place.kind, place.id, document, project);
  if (!owner || !definitionOf(owner, place.kind, place.id)) return undefined;
  return { range: place.range, placeholder: place.id };
}

/** Refuses a name that is taken, or that YAML would not read as a name. */
export function rename(
  document: YamlDocument,
  offset: number,
  newName: string,
  { project }: FeatureContext,
): RenameResult {
  const place = placeAt(document, offset);
  const owner = place && ownerOf(place.kind, place.id, document, project);
  if (!place || !owner)
    return refuse({ zh: '这里没有可以改名的编号', en: 'There is no id here that could be renamed' });
  const name = newName.trim();
  if (!/^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(name) || /^[\d.]+$/.test(name) || RESERVED.test(name)) {
    return refuse({
      zh: `“${name}”不能作编号：用字母、汉字、数字、- 或 _，不能全是数字`,
      en: `“${name}” cannot be an id: use letters, digits, - or _, and not digits alone`,
    });
  }
  if (name !== place.id && definitionOf(owner, place.kind, name)) {
    return refuse({ zh: `编号“${name}”已经有了`, en: `The id “${name}” is already taken` });
  }
  const edits = new Map<string, TextEdit[]>();
  for (const { uri, range } of sameIds(place, document, project)) {
    const list = edits.get(uri) ?? [];
    list.push({ range, newText: name });
    edits.set(uri, list);
  }
  return { ok: true, edits };
}

const RESERVED = /^(legal|self|all|life|true|false|null|yes|no|on|off)$/i;

function sameIds(place: IdPlace, document: Document, project: FeatureContext['project']): Location[] {
  const owner = ownerOf(place.kind, place.id, document, project);
  const known = new Map(project.documents().map((d) => [d.uri, d]));
  known.set(document.uri, document);
  if (owner) known.set(owner.uri, owner);
  return [...known.values()].flatMap((candidate) => {
    const places = placesOf(candidate, place.kind, place.id);
    if (places.length === 0 || !belongs(candidate, place, owner, project)) return [];
    return places.map(({ range }) => ({ uri: candidate.uri, range }));
  });
}

/** Disclosures have no owner and are the same everywhere. */
function belongs(
  candidate: Document,
  place: IdPlace,
  owner: Document | undefined,
  project: FeatureContext['project'],
): boolean {
  if (place.kind === 'disclosure') return true;
  return owner !== undefined && ownerOf(place.kind, place.id, candidate, project)?.uri === owner.uri;
}

/** The path at the offset, when the schema says that a file is named there. */
export function pathAt(document: YamlDocument, offset: number): string | undefined {
  const node = document.tree.nodeAt(offset);
  if (!node || typeof node.value !== 'string' || isKey(node)) return undefined;
  const { start, end } = innerRange(node);
  if (offset < start || offset > end) return undefined;
  return marked(schemasOf(rootSchema(document), node), 'x-ref')?.startsWith('file:') ? node.value : undefined;
}

function refuse(reason: Localized): RenameResult {
  return { ok: false, reason };
}
