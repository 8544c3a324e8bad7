/**
 * References and rename of what a company's pack declares: rules, word lists, disclosures. They are named in the files of
 * the pack, in pitchlint.yaml, in suppression comments, and disclosures in scripts and plans.
 */
import type { TextEdit } from '../../core/diagnostic.ts';
import type { Document, RulesDocument, YamlDocument } from '../../core/documents/document.ts';
import type { YamlNode } from '../../core/documents/yaml/node.ts';
import { packFileRole, standardRuleSet } from '../../core/index.ts';
import type { Localized } from '../../core/localized.ts';
import type { RuleSet } from '../../core/rules/rule-set.ts';
import type { SourceRange } from '../../core/text/range.ts';
import type { FeatureContext, Location, RenameResult, RenameTarget } from '../types.ts';
import { innerRange } from '../yaml/ids.ts';
import { marked, rootSchema, schemasOf } from '../yaml/schema-at.ts';
import { phraseAt, referenceAt } from './phrase-at.ts';

interface PackName {
  readonly kind: 'rule' | 'list' | 'disclosure';
  readonly name: string;
  /** The name alone: no brackets, no variant. */
  readonly range: SourceRange;
  /** Stands where it is declared. */
  readonly declares?: boolean;
}

/** What the scalar names, by its schema: a rule, a list, a disclosure, a guard … */
export function kindNamed(document: YamlDocument, node: YamlNode): string | undefined {
  const range = innerRange(node);
  if (node.children.length > 0 || range.end < range.start) return undefined;
  const isKey = node.parent?.type === 'property' && node.parent.keyNode === node;
  if (isKey && node.parent?.parent) return marked(schemasOf(rootSchema(document), node.parent.parent), 'x-key-of');
  const schemas = schemasOf(rootSchema(document), node);
  return marked(schemas, 'x-key-of') ?? marked(schemas, 'x-ref');
}

export function references(document: RulesDocument, offset: number, context: FeatureContext): readonly Location[] {
  const name = nameAt(document, offset);
  return name ? placesOf(name, document, context) : [];
}

export function prepareRename(
  document: RulesDocument,
  offset: number,
  { ruleSet }: FeatureContext,
): RenameTarget | undefined {
  const name = nameAt(document, offset);
  return name && isOwn(name, ruleSet) ? { range: name.range, placeholder: name.name } : undefined;
}

export function rename(
  document: RulesDocument,
  offset: number,
  newName: string,
  context: FeatureContext,
): RenameResult {
  const at = nameAt(document, offset);
  if (!at || !isOwn(at, context.ruleSet))
    return refuse({
      zh: '这里没有可以改名的名称：只有公司规则包自己的规则、词表和披露可以改',
      en: 'Nothing here can be renamed: only rules, word lists and disclosures of the company’s pack can',
    });
  const name = newName.trim();
  const right = at.kind === 'rule' ? /^[a-z]+\/[a-z0-9-]+$/u : /^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u;
  if (!right.test(name))
    return refuse(
      at.kind === 'rule'
        ? {
            zh: `“${name}”不能作规则编号：写成 claims/my-rule，小写字母、数字和 -`,
            en: `“${name}” cannot be a rule's id: write claims/my-rule, in small letters, digits and -`,
          }
        : {
            zh: `“${name}”不能作名称：用字母、汉字、数字、- 或 _`,
            en: `“${name}” cannot be a name: use letters, digits, - or _`,
          },
    );
  if (name !== at.name && exists({ ...at, name }, context.ruleSet))
    return refuse({ zh: `“${name}”已经有了`, en: `“${name}” is already taken` });
  const edits = new Map<string, TextEdit[]>();
  for (const { uri, range } of placesOf(at, document, context))
    edits.set(uri, [...(edits.get(uri) ?? []), { range, newText: name }]);
  return { ok: true, edits };
}

/** Only where the text holds the name is it looked at what stands there. */
function placesOf({ kind, name }: PackName, own: Document, { project }: FeatureContext): Location[] {
  const known = new Map(project.documents().map((document) => [document.uri, document]));
  known.set(own.uri, own);
  return [...known.values()].flatMap((document) => {
    const found = new Map<number, Location>();
    const { text, uri } = document;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      const here = nameAt(document, at);
      if (here?.kind === kind && here.name === name) found.set(here.range.start, { uri, range: here.range });
    }
    return [...found.values()];
  });
}

function nameAt(document: Document, offset: number): PackName | undefined {
  return (
    suppressedAt(document, offset) ??
    (document.kind === 'pitch' ? inScript(document, offset) : inYaml(document, offset))
  );
}

function suppressedAt(document: Document, offset: number): PackName | undefined {
  const comment = document.suppressions.find(({ range }) => range.start <= offset && offset <= range.end);
  const rule = comment?.rules.find(({ range }) => range.start <= offset && offset <= range.end);
  return rule && ruleNamed(rule.id, rule.range.start);
}

function inScript(document: Extract<Document, { kind: 'pitch' }>, offset: number): PackName | undefined {
  for (const { references: marks } of document.segments)
    for (const { kind, id, idRange } of marks)
      if (kind === 'disclosure' && idRange.start <= offset && offset <= idRange.end)
        return { kind, name: id, range: idRange };
  return undefined;
}

function inYaml(document: YamlDocument, offset: number): PackName | undefined {
  if (document.kind === 'rules') {
    const phrase = phraseAt(document, offset);
    const reference = phrase && referenceAt(phrase);
    if (phrase && reference)
      return listIn(phrase.text.slice(reference.start, reference.end), phrase.range.start + reference.start);
  }
  const node = document.tree.nodeAt(offset);
  const declared = node && declaredBy(document, node);
  const kind = node && (declared ?? kindNamed(document, node));
  if (!node || !kind) return undefined;
  const { start } = innerRange(node);
  const written = String(node.value ?? '');
  if (kind === 'rule' || kind === 'data-rule')
    return { ...ruleNamed(written, start), declares: declared !== undefined };
  if (kind === 'list') return listIn(written, start);
  return kind === 'disclosure' ? { kind, name: written, range: { start, end: start + written.length } } : undefined;
}

/** `id:` at the top of a rule file, and in the rows of disclosures.yaml. */
function declaredBy(document: YamlDocument, node: YamlNode): string | undefined {
  const property = node.parent;
  if (document.kind !== 'rules' || property?.type !== 'property' || property.valueNode !== node) return undefined;
  if (property.keyNode?.value !== 'id') return undefined;
  const role = packFileRole(document.uri);
  if (role === 'disclosures') return property.parent?.parent?.type === 'array' ? 'disclosure' : undefined;
  return role === 'rule' && !property.parent?.parent ? 'rule' : undefined;
}

function ruleNamed(written: string, start: number): PackName {
  const name = written.replace(/#.*$/su, '');
  return { kind: 'rule', name, range: { start, end: start + name.length } };
}

/** A list with its brackets or without; a number with a name is none. */
function listIn(written: string, start: number): PackName | undefined {
  const [, before = '', name = ''] = /^(<?\s*)([\p{L}\p{N}_-]+)/u.exec(written) ?? [];
  if (name === '') return undefined;
  const from = start + before.length;
  return { kind: 'list', name, range: { start: from, end: from + name.length } };
}

/** Declared by a company's pack, and by it alone; a rule that is still broken stands in no rule set. */
function isOwn(at: PackName, ruleSet: RuleSet): boolean {
  const isDeclared = at.declares || ruleSet.declared(at.kind, at.name) !== undefined;
  return isDeclared && !exists(at, standardRuleSet());
}

function exists({ kind, name }: PackName, ruleSet: RuleSet): boolean {
  if (kind === 'rule') return ruleSet.rule(name) !== undefined;
  return kind === 'list' ? ruleSet.words.has(name) : ruleSet.disclosureNamed(name) !== undefined;
}

function refuse(reason: Localized): RenameResult {
  return { ok: false, reason };
}
