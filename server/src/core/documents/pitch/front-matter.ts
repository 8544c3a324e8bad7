/** The settings at the top of a script: where they end, what they say, what is wrong with them. */

import type { Language, Market } from '../../localized.ts';
import { MARKETS } from '../../localized.ts';
import type { Channel, SyntaxFinding } from '../document.ts';
import { readFrontMatterYaml } from '../read-yaml.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { LineSource } from './assemble.ts';
import { pitchFault } from './faults.ts';
import type { Script } from './script.ts';
import { type Cast, type CastMember, castOf, roleNamed, roleOf } from './speakers.ts';
import { stageFromTitle } from './stages.ts';
import { foldLine, foldName } from './words.ts';

export interface FrontMatter {
  /** Lines it takes, both `---` included; 0 when there is none. */
  readonly lineCount: number;
  /** Lines that say so: while they stay, all of this stays. */
  readonly seen: number;
  readonly part: Script['frontMatter'];
  readonly settings: FrontSettings;
  readonly faults: readonly SyntaxFinding[];
}

export interface FrontSettings {
  readonly market: Market | undefined;
  readonly language: Language | undefined;
  readonly channel: Channel;
  readonly products: readonly string[];
  readonly members: readonly CastMember[];
  readonly cast: Cast;
}

const NO_SETTINGS: FrontSettings = {
  market: undefined,
  language: undefined,
  channel: 'script',
  products: [],
  members: [],
  cast: castOf([]),
};
const none = (seen: number): FrontMatter => ({
  lineCount: 0,
  seen,
  part: undefined,
  settings: NO_SETTINGS,
  faults: [],
});
const LANGUAGES: readonly Language[] = ['zh-CN', 'zh-TW', 'zh-HK', 'en'];
const CHANNELS: readonly Channel[] = ['script', 'proposal', 'public', 'training'];
/** Front matter longer than this is a missing `---`. */
const LONGEST = 400;

/** Reads the front matter of a script whose lines are known. Never throws. */
export function readFrontMatter(text: string, source: LineSource): FrontMatter {
  const { lines, starts } = source;
  let from = 0;
  while (from < lines.length && lines[from]!.to === lines[from]!.lead) from++;
  const open = lines[from];
  if (!open) return none(from + 1);
  if (open.lead > open.raw.length - 3 || !isFence(open.raw)) return readUnfenced(text, source, from);
  let end = from + 1;
  while (end < lines.length && end < LONGEST && !isFence(lines[end]!.raw) && !beginsScript(source, end)) end++;
  const closed = end < lines.length && isFence(lines[end]!.raw);
  const bodyStart = starts[from + 1] ?? text.length;
  const bodyEnd = starts[end] ?? text.length;
  const lineCount = Math.min(closed ? end + 1 : end, lines.length);
  const rangeEnd = closed ? starts[end]! + lines[end]!.raw.length : bodyEnd;

  const faults: SyntaxFinding[] = [];
  const { tree, model, findings } = readFrontMatterYaml(text, bodyStart, bodyEnd);
  // below an empty line dashes may only be drawn
  if (from > 0 && !lines.slice(from + 1, end).some(({ raw }) => SURELY.test(raw))) return none(end + 1);
  if (!closed) {
    const atLineStart = bodyEnd === 0 || /[\r\n]/.test(text[bodyEnd - 1]!);
    const edit = { range: { start: bodyEnd, end: bodyEnd }, newText: `${atLineStart ? '' : '\n'}---\n` };
    const first = { start: starts[from]!, end: starts[from]! + open.raw.length };
    faults.push(pitchFault('front-matter-unclosed', first, [edit]));
  } else if (tree.root && tree.root.type !== 'object' && tree.root.type !== 'null') {
    faults.push(pitchFault('front-matter-shape', tree.root.range));
  } else faults.push(...onceBroken(findings));
  const range = { start: starts[from]!, end: rangeEnd };
  return { lineCount, seen: lineCount, part: { range, tree, model }, settings: readSettings(tree.root), faults };
}

/** What only settings begin with; `Agent: …` and `Title: …` may be words of a talk. */
const SURE_KEYS = 'market|lang|plan|catalog|cast|approval|pitchlint';
const KEYS = `${SURE_KEYS}|title|product|status|channel`;
const SURELY = new RegExp(`^[ \\t\\u3000]*(?:${SURE_KEYS})[ \\t]*[:：]`);
const KEYED = new RegExp(`^[ \\t\\u3000]*(?:${KEYS}|agent)[ \\t]*[:：]`);
/** A line of settings: a key of theirs, or what is indented below one. */
const SETTING = new RegExp(`^(?:[ \\t\\u3000]+\\S.*|(?:${KEYS})[ \\t]*[:：].*|agent[ \\t]*[:：][ \\t]*(?:[{｛].*)?)$`);
/** A line of dashes that is no fence. */
const DRAWN = /^[—–_=*－]{2,}[ \t]*$/;

/** Settings without the lines that should stand round them. */
function readUnfenced(text: string, source: LineSource, from: number): FrontMatter {
  const { lines, starts } = source;
  const first = DRAWN.test(lines[from]!.raw) ? from + 1 : from;
  if (!lines[first] || !KEYED.test(lines[first].raw)) return none(first + 1);
  let end = first;
  while (end < lines.length && end < LONGEST && SETTING.test(lines[end]!.raw)) end++;
  if (!lines.slice(first, end).some(({ raw }) => SURELY.test(raw))) return none(end + 1);
  const drawn = end < lines.length && (DRAWN.test(lines[end]!.raw) || isFence(lines[end]!.raw));
  const bodyStart = starts[first]!;
  const bodyEnd = starts[end] ?? text.length;
  const rangeEnd = drawn ? starts[end]! + lines[end]!.raw.length : bodyEnd;
  const { tree, model, findings } = readFrontMatterYaml(text, bodyStart, bodyEnd);
  const atLineStart = bodyEnd === 0 || /[\r\n]/.test(text[bodyEnd - 1]!);
  const fault = pitchFault(
    'front-matter-unfenced',
    { start: starts[from]!, end: starts[from]! + lines[from]!.raw.length },
    [
      { range: { start: starts[from]!, end: bodyStart }, newText: '---\n' },
      { range: { start: bodyEnd, end: rangeEnd }, newText: drawn ? '---' : `${atLineStart ? '' : '\n'}---\n` },
    ],
  );
  const range = { start: starts[from]!, end: rangeEnd };
  const lineCount = Math.min(drawn ? end + 1 : end, lines.length);
  const faults = [fault, ...onceBroken(findings)];
  return { lineCount, seen: lineCount + 1, part: { range, tree, model }, settings: readSettings(tree.root), faults };
}

/** Broken YAML is one fault of the script, however many findings it makes; what the schema says stays as it is. */
function onceBroken(findings: readonly SyntaxFinding[]): readonly SyntaxFinding[] {
  const broken = findings.find((f) => f.rule === 'syntax/yaml' && f.severity === 'error');
  if (!broken) return findings;
  const shape = findings.filter((f) => f.rule !== 'syntax/yaml');
  return [{ ...broken, code: 'front-matter-yaml', rule: 'syntax/pitch' }, ...shape];
}

/** Whether a line opens or closes settings. */
export function isFence(raw: string): boolean {
  return /^\uFEFF?(?:-{3,}|\.{3})\s*$/.test(foldLine(raw));
}

/** Lines that YAML rows never look like. A `# …` is a YAML comment unless it names a stage. */
function beginsScript({ lines }: LineSource, at: number): boolean {
  const line = lines[at]!;
  const { detail, raw } = line;
  if (line.lead > 0) return false;
  switch (detail.kind) {
    case 'heading':
      return detail.id !== undefined || stageFromTitle(raw.slice(detail.title.start, detail.title.end)) !== undefined;
    case 'branch':
    case 'shot':
    case 'signature':
      return true;
    case 'prose':
      return (
        detail.name !== undefined &&
        /[^ -~]/.test(raw.slice(detail.name.start, detail.name.end)) &&
        roleOf(foldName(raw.slice(detail.name.start, detail.name.end)), NO_SETTINGS.cast) !== undefined
      );
    default:
      return false;
  }
}

function readSettings(root: YamlNode | undefined): FrontSettings {
  if (root?.type !== 'object') return NO_SETTINGS;
  const word = (key: string) => scalar(yamlValue(root, key));
  const members = castMembers(root);
  const product = yamlValue(root, 'product');
  const products = product?.type === 'array' ? product.children.map(scalar) : [scalar(product)];
  return {
    market: MARKETS.find((m) => m === word('market')?.toUpperCase()),
    language: LANGUAGES.find((l) => l.toLowerCase() === word('lang')?.toLowerCase()),
    channel: CHANNELS.find((c) => c === word('channel')) ?? 'script',
    products: products.filter((p): p is string => p !== undefined),
    members,
    cast: castOf(members),
  };
}

function castMembers(root: YamlNode): readonly CastMember[] {
  const members: CastMember[] = [];
  const agentName = scalar(yamlValue(yamlValue(root, 'agent'), 'name'));
  if (agentName) members.push({ key: agentName, role: 'agent' });
  for (const property of yamlValue(root, 'cast')?.children ?? []) {
    const key = scalar(property.keyNode);
    if (!key) continue;
    const value = property.valueNode;
    if (value?.type === 'object') {
      members.push({ key, name: scalar(yamlValue(value, 'name')), role: roleNamed(scalar(yamlValue(value, 'role'))) });
    } else members.push({ key, name: scalar(value), role: 'client' });
  }
  return members;
}

/** The value of a key of a map, or undefined. */
export function yamlValue(node: YamlNode | undefined, key: string): YamlNode | undefined {
  if (node?.type !== 'object') return undefined;
  return node.children.find((p) => p.keyNode?.value === key)?.valueNode;
}

function scalar(node: YamlNode | undefined): string | undefined {
  const value = node?.value;
  return value === undefined || value === null || value === '' ? undefined : String(value);
}
