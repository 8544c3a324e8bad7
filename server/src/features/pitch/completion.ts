/** What may be written next in a script, judged from the line up to the cursor. */
import type { PitchDocument } from '../../core/documents/document.ts';
import { yamlValue } from '../../core/documents/pitch/front-matter.ts';
import { PLACEHOLDER_NAMES } from '../../core/documents/pitch/placeholders.ts';
import type { Script } from '../../core/documents/pitch/script.ts';
import { BUILT_IN_SPEAKERS } from '../../core/documents/pitch/speakers.ts';
import { STAGES } from '../../core/documents/pitch/stages.ts';
import { foldLine, foldName, NOTE_LABELS, NVC_ORDER } from '../../core/documents/pitch/words.ts';
import { placeholderValue } from '../../core/index.ts';
import type { Localized } from '../../core/localized.ts';
import type { ResolvedProduct } from '../../core/project.ts';
import { pathBetween } from '../../workspace/uri.ts';
import { approvedText } from '../approved-text.ts';
import type { CompletionEntry, CompletionKind, FeatureContext } from '../types.ts';
import { completion as yamlCompletion } from '../yaml/completion.ts';
import { frontMatterOf } from './front-matter.ts';
import { clausesOf, productText } from './product-facts.ts';

/** Where the cursor stands: the line up to it, folded, and what follows on the line. */
interface Place {
  readonly document: PitchDocument;
  readonly offset: number;
  readonly before: string;
  readonly behind: string;
  readonly english: boolean;
}

interface Proposal {
  readonly label: string;
  readonly insert: string;
  readonly detail: Localized;
  readonly documentation?: Localized;
  readonly filter?: string;
}

export function completion(
  document: PitchDocument,
  offset: number,
  context: FeatureContext,
): readonly CompletionEntry[] {
  const { text, script } = document;
  const head = script.frontMatter;
  // settings that nothing closes yet end where the cursor is
  const isOpen = head !== undefined && !/[-.]{3}\s*$/.test(text.slice(head.range.start + 3, head.range.end));
  if (head && offset > head.range.start && (offset < head.range.end || (isOpen && offset === head.range.end)))
    return yamlCompletion(frontMatterOf(document, head.tree), offset, context);
  let start = offset;
  while (start > 0 && !/[\r\n]/.test(text[start - 1]!)) start--;
  let end = offset;
  while (end < text.length && !/[\r\n]/.test(text[end]!)) end++;
  const place: Place = {
    document,
    offset,
    before: foldLine(text.slice(start, offset)),
    behind: foldLine(text.slice(offset, end)),
    english: document.language === 'en',
  };
  return inMark(place, context) ?? atLineStart(place, context) ?? [];
}

function inMark(place: Place, context: FeatureContext): readonly CompletionEntry[] | undefined {
  const { before, behind, document } = place;
  let m = /\{\{([^{}|]*)$/.exec(before);
  if (m) return entries(place, 'placeholder', m[1]!, placeholders(place, context, behind.startsWith('}}') ? '' : '}}'));
  m = /\[\[\s*(?:(?:披露|揭露|disclosure)\s*:)?\s*([^[\]:]*)$/.exec(before);
  if (m) {
    const named = /:\s*[^[\]:]*$/.test(m[0]);
    return entries(place, 'disclosure', m[1]!, disclosures(place, context, named, behind.startsWith(']]') ? '' : ']]'));
  }
  m = /@(条款|clause)\s*\(\s*([^()#]*)#\s*([^()#]*)$/.exec(before);
  if (m) {
    const product = context.project.product(
      document,
      document.text.slice(place.offset - m[3]!.length - 1 - m[2]!.length, place.offset - m[3]!.length - 1).trim(),
    );
    return entries(place, 'clause', m[3]!, product ? clauses(product, closer(place)) : []);
  }
  m = /@(产品|product|条款|clause)\s*\(\s*([^()#]*)$/.exec(before);
  if (m) {
    const tail = m[1] === '条款' || m[1] === 'clause' ? '#' : closer(place);
    return entries(place, 'product', m[2]!, products(context.project.products(document), tail));
  }
  m = /@([^\s@()]*)$/.exec(before);
  if (m) return entries(place, 'mark', m[1]!, referenceKinds(place));
  m = /(?<!@[^\s@()]*)\(([^()\s]*)$/.exec(before);
  if (m && before.includes(':')) {
    const close = behind.startsWith(')') ? '' : place.english ? ')' : '）';
    return entries(
      place,
      'mark',
      m[1]!,
      NVC_ORDER.map((s) => ({
        label: place.english ? s.en : s.zh,
        insert: (place.english ? s.en : s.zh) + close,
        detail: { zh: `异议回应：${s.zh}`, en: `Objection reply: ${s.en}` },
        filter: `${s.zh} ${s.en}`,
      })),
    );
  }
  return undefined;
}

function atLineStart(place: Place, context: FeatureContext): readonly CompletionEntry[] | undefined {
  const { before, document, english } = place;
  let m = /^\s*#{1,3}\s+[^{]*\{\s*([^\s{}=]*)$/.exec(before);
  if (m)
    return entries(
      place,
      'stage',
      m[1]!,
      STAGES.map((s) => ({ label: s.id, insert: s.id, detail: s.title })),
    );
  m = /^\s*(?:#{1,3}\s+|#{2,3})([^{#]*)$/.exec(before);
  if (m) {
    return entries(
      place,
      'stage',
      m[1]!,
      STAGES.map((s) => ({
        label: english ? s.title.en : s.title.zh,
        insert: english ? s.title.en : s.title.zh,
        detail: s.expects,
        filter: `${s.title.zh} ${s.title.en} ${s.id}`,
      })),
    );
  }
  m = /^\s*(?:-[>》]|—[>》]|→)\s*(?:([^\s#]+)#)?\s*(.*)$/.exec(before);
  if (m) {
    const here = entries(place, 'target', m[2]!, targets(place, m[1], context));
    return m[1] === undefined ? [...here, ...entries(place, 'file', m[2]!, scripts(place, context))] : here;
  }
  m = /^\s*[>》]\s*([^:]*)$/.exec(before);
  if (m) {
    return entries(
      place,
      'label',
      m[1]!,
      NOTE_LABELS.map((l) => ({
        label: english ? l.en : l.zh,
        insert: english ? `${l.en}: ` : `${l.zh}：`,
        detail: { zh: '备注，只给代理人看', en: 'A coaching note, for the agent only' },
        filter: `${l.zh} ${l.en}`,
      })),
    );
  }
  m = /^\s*\[([^[\]]*)$/.exec(before);
  if (m) {
    const close = place.behind.startsWith(']') ? '' : ']';
    const words = english ? ['scene', 'caption'] : ['画面', '字幕'];
    return entries(
      place,
      'mark',
      m[1]!,
      words.map((w) => ({
        label: w,
        insert: `${w}${close} `,
        detail: { zh: '短视频的画面或字幕', en: 'A scene or caption of a video' },
      })),
    );
  }
  m = /^\s*([^\s:>#?[\]{}@/-]*)$/.exec(before);
  if (m) return entries(place, 'speaker', m[1]!, speakers(place));
  return document.text.length === 0 ? entries(place, 'speaker', '', speakers(place)) : undefined;
}

function entries(place: Place, kind: CompletionKind, typed: string, proposals: readonly Proposal[]): CompletionEntry[] {
  const range = { start: place.offset - typed.length, end: place.offset };
  return proposals.map(({ label, insert, detail, documentation, filter }, i) => ({
    label,
    kind,
    detail,
    ...(documentation && { documentation }),
    insertText: insert,
    range,
    sortText: String(i).padStart(3, '0'),
    filterText: filter,
  }));
}

function closer({ behind, english }: Place): string {
  return behind.startsWith(')') ? '' : english ? ')' : ')';
}

/** With the value that the plan gives, or why it gives none, when the script names one. */
function placeholders({ english, document }: Place, { project, ruleSet }: FeatureContext, close: string): Proposal[] {
  const plan = project.planOf(document);
  const detailOf = (name: string, meaning: Localized): Localized => {
    const value = plan && placeholderValue(name, plan, project, ruleSet);
    if (!value) return meaning;
    if (value.ok) return { zh: `${value.text.zh} · ${meaning.zh}`, en: `${value.text.en} · ${meaning.en}` };
    return { zh: `填不出：${value.reason.zh} · ${meaning.zh}`, en: `No value: ${value.reason.en} · ${meaning.en}` };
  };
  return PLACEHOLDER_NAMES.map((p) => ({
    label: english ? p.en : p.zh,
    insert: (english ? p.en : p.zh) + close,
    detail: detailOf(p.en, p.meaning),
    filter: `${p.zh} ${p.en}`,
  }));
}

function disclosures(place: Place, context: FeatureContext, named: boolean, close: string): Proposal[] {
  const { english, document } = place;
  return [...context.ruleSet.disclosures.values()].map((d) => {
    const han = d.names.find((n) => /[^ -~]/.test(n)) ?? d.id;
    const name = english ? d.id : han;
    const word = named ? '' : english ? 'disclosure:' : '披露：';
    return {
      label: name,
      insert: `${word}${name}${close}`,
      detail: d.title,
      documentation: approvedText(d, document, context),
      filter: `${word}${d.names.join(' ')} ${d.id}`,
    };
  });
}

function products(all: readonly ResolvedProduct[], tail: string): Proposal[] {
  return all.flatMap(({ product }) => {
    const id = product.id?.value;
    if (id === undefined) return [];
    const name = product.name?.value ?? id;
    const documentation = productText(product.node);
    return [{ label: id, insert: id + tail, detail: { zh: name, en: name }, documentation, filter: `${id} ${name}` }];
  });
}

function clauses({ product }: ResolvedProduct, close: string): Proposal[] {
  return clausesOf(product.node).map(({ number, text }) => ({ label: number, insert: number + close, detail: text }));
}

function referenceKinds({ english }: Place): Proposal[] {
  const kinds: readonly (readonly [string, string, Localized])[] = [
    ['产品(', 'product(', { zh: '引用目录里的产品', en: 'Names a product of the catalogue' }],
    ['条款(', 'clause(', { zh: '引用合同条款', en: 'Cites a clause of the contract' }],
    ['案例(', 'case(', { zh: '注明案例来源', en: 'Says where a case comes from' }],
    ['署名()', 'signature()', { zh: '机构署名，单独一行', en: "The institution's signature, on its own line" }],
  ];
  return kinds.map(([zh, en, detail]) => ({
    label: english ? en : zh,
    insert: english ? en : zh,
    detail,
    filter: `${zh} ${en}`,
  }));
}

function targets({ document }: Place, file: string | undefined, { project }: FeatureContext): Proposal[] {
  let script: Script | undefined = document.script;
  if (file !== undefined) {
    const found = project.resolve(document, file);
    script = found.state === 'read' && found.document.kind === 'pitch' ? found.document.script : undefined;
  }
  const titles = [...new Set((script?.stages ?? []).map((s) => s.title).filter((t) => t !== ''))];
  return titles.map((t) => ({ label: t, insert: t, detail: { zh: '跳到这个环节', en: 'Go to this stage' } }));
}

/** The other scripts that stand near, to go on with one of their stages. */
function scripts({ document }: Place, { project }: FeatureContext): Proposal[] {
  return (project.files?.() ?? [])
    .filter((uri) => uri !== document.uri && /\.pitch(?:\.md)?$/.test(uri))
    .map((uri) => {
      const path = pathBetween(document.uri, uri);
      return { label: path, insert: `${path}#`, detail: { zh: '跳到另一个话术文件', en: 'Go to another script' } };
    });
}

function speakers({ document, english }: Place): Proposal[] {
  const colon = english ? ': ' : '：';
  const cast = yamlValue(document.script.frontMatter?.tree.root, 'cast')?.children ?? [];
  const declared = cast.map((p) => String(p.keyNode?.value ?? '')).filter((n) => n !== '');
  const pick = english ? (n: string) => /^[ -~]+$/.test(n) : (n: string) => /[^ -~]/.test(n) && n !== '我';
  const builtIn = (['agent', 'client', 'narrator'] as const).flatMap((role) =>
    BUILT_IN_SPEAKERS[role]
      .filter(pick)
      .slice(0, 3)
      .map((n) => (english ? n[0]!.toUpperCase() + n.slice(1) : n)),
  );
  const seen = new Set<string>();
  return [...declared, ...builtIn]
    .filter((n) => !seen.has(foldName(n)) && seen.add(foldName(n)))
    .map((n) => ({ label: n, insert: n + colon, detail: { zh: '说话人', en: 'Speaker' } }));
}
