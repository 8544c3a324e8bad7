/**
 * Judges a tree by a schema: one finding per mistake, at the exact place, in both languages, with a fix where one is
 * known. Findings are kept per chunk and relative to it, so what did not change is not judged again.
 */
import type { Localized } from '../../localized.ts';
import { acceptsType, branchFor, isUnit, schemaOfKey } from './branches.ts';
import { BySchema, type LightNode } from './light-node.ts';
import { insertProperty, removeProperty } from './property-edits.ts';
import { checkScalar, wrongScalar } from './scalars.ts';
import type { JsonSchema } from './schema.ts';
import type { LocalFinding, LocalFix } from './syntax-findings.ts';
import { cutByComma, keyWithoutValue, quoted } from './traps.ts';
import { accepted, found, meant, spaced, titled } from './words.ts';

type Severity = LocalFinding['severity'];
type LocalEdit = LocalFix['edits'][number];

/** Findings of a node and everything below it. Never throws. */
export function validate(root: LightNode | undefined, schema: JsonSchema): readonly LocalFinding[] {
  return root ? judge(root, schema) : [];
}

function judge(node: LightNode, schema: JsonSchema): readonly LocalFinding[] {
  if (!isUnit(node)) return walk(node, schema);
  const known = BySchema.of(node.judged, schema);
  if (known) return known as readonly LocalFinding[];
  const isKnown = isKnownFaultless(node, schema);
  const findings = isKnown ? FAULTLESS : walk(node, schema);
  if (!isKnown && findings.length === 0) rememberFaultless(node, schema);
  // Lists and roots that join chunks are made anew for each version: nothing to keep there.
  node.judged = BySchema.with(node.judged, schema, findings);
  return findings;
}

const FAULTLESS: readonly LocalFinding[] = [];

/**
 * Entries that nothing was wrong with, as written: plans and catalogues hold the same entries again and again, copied from
 * file to file. Of each schema so many texts, at most twice, and none that is long.
 */
const REMEMBERED = 1000;
const LONGEST = 1000;
const faultless = new WeakMap<JsonSchema, { fresh: Map<string, number>; old: Map<string, number> }>();

function isKnownFaultless(node: LightNode, schema: JsonSchema): boolean {
  const known = faultless.get(schema);
  if (!known || !isEntry(node)) return false;
  const { text } = node.base;
  return (known.fresh.get(text) ?? known.old.get(text)) === node.start;
}

function rememberFaultless(node: LightNode, schema: JsonSchema): void {
  if (!isEntry(node)) return;
  let known = faultless.get(schema);
  if (!known) {
    known = { fresh: new Map(), old: new Map() };
    faultless.set(schema, known);
  }
  if (known.fresh.size >= REMEMBERED) {
    known.old = known.fresh;
    known.fresh = new Map();
  }
  // a text of its own: a piece of a file would keep the whole file
  known.fresh.set(JSON.parse(JSON.stringify(node.base.text)) as string, node.start);
}

/** A map or list whose chunk says all that it holds: what an alias stands for is written elsewhere. */
function isEntry(node: LightNode): boolean {
  const { text } = node.base;
  return (node.type === 'object' || node.type === 'array') && text.length <= LONGEST && !text.includes('*');
}

function walk(node: LightNode, schema: JsonSchema): readonly LocalFinding[] {
  const branch = branchFor(schema, node);
  if (!branch || !acceptsType(branch, node.type)) return [wrongType(node, schema)];
  if (node.type === 'object') return object(node, branch);
  if (node.type === 'array') return array(node, branch);
  return checkScalar(node, branch);
}

/** A finding on a node, on its first line when it spans several. */
export function at(
  node: LightNode,
  rule: string,
  code: string,
  message: Localized,
  fixes: readonly LocalFix[] = [],
  severity: Severity = 'error',
): LocalFinding {
  const line = /[\r\n]/.exec(node.raw)?.index ?? node.length;
  return {
    code,
    rule,
    severity,
    base: node.base,
    start: node.start,
    end: node.start + (node.length > 0 ? line : 0),
    message,
    fixes,
  };
}

function wrongType(node: LightNode, schema: JsonSchema): LocalFinding {
  const wanted = accepted(schema);
  const scalar = wrongScalar(node, schema);
  if (scalar) return scalar;
  if (node.type === 'null' && node.length === 0) return emptyItem(node, wanted);
  const wide = acceptsType(schema, 'object') ? wideColons(node) : undefined;
  if (wide) return wide;
  const seen = found(node.type, node.raw);
  const glued = node.type === 'string' && /^[A-Za-z_][\w-]*[:：]\S/.exec(node.raw);
  if (glued && acceptsType(schema, 'object')) {
    const colon = node.start + glued[0].length - 2;
    return at(
      node,
      'style/yaml-trap',
      'missing-space',
      { zh: '冒号后面要有一个空格', en: 'A space must follow the colon' },
      [
        {
          title: { zh: '补上空格', en: 'Insert a space' },
          safety: 'safe',
          edits: [{ start: colon, end: colon + 1, newText: ': ' }],
        },
      ],
    );
  }
  return at(
    node,
    'schema/type',
    'type',
    { zh: `这里要写${spaced(wanted.zh)}，现在是${seen.zh}`, en: `This takes ${wanted.en}, but is ${seen.en}` },
    [...asList(node, schema), ...asNamed(node, schema)],
  );
}

/** `编号：dad` and the lines below it, where a map is wanted: a text for YAML, which knows half-width colons only. */
function wideColons(node: LightNode): LocalFinding | undefined {
  if (node.type !== 'string' || node.style !== 'plain' || node.borrowed) return undefined;
  const colons = [...node.raw.matchAll(/^([ \t]*[\p{L}_][\p{L}\w-]{0,20}[ \t]*)：[ \t]*/gmu)];
  if (colons.length === 0 || colons.length < node.raw.split('\n').length) return undefined;
  const edits = colons.map((match) => {
    const start = node.start + match.index + match[1]!.length;
    return { start, end: node.start + match.index + match[0].length, newText: ': ' };
  });
  const [{ start }] = edits as [LocalEdit];
  return {
    ...at(
      node,
      'style/yaml-trap',
      'full-width-colon',
      { zh: '键后面要用半角冒号加空格，这里是全角“：”', en: 'A key needs “: ”, this is a full-width colon' },
      [{ title: { zh: '换成半角冒号', en: 'Replace by “: ”' }, safety: 'safe', edits }],
    ),
    start,
    end: start + 1,
  };
}

/** A bare name where a map with a name is wanted: `agent: 周敏`. */
function asNamed(node: LightNode, schema: JsonSchema): LocalFix[] {
  if (node.type !== 'string' || node.borrowed || /[\r\n]/.test(node.raw) || !schema.properties?.name) return [];
  const newText = `{name: ${/[,{}[\]:#]/.test(node.raw) && node.style === 'plain' ? quoted(node.raw) : node.raw}}`;
  const title = { zh: `写成 ${newText}`, en: `Write ${newText}` };
  return [{ title, safety: 'review', edits: [{ start: node.start, end: node.start + node.length, newText }] }];
}

/** A key with nothing behind it: an empty list, one of a few words, or the key goes when the file can do without it. */
function emptyValue(node: LightNode, property: LightNode, schema: JsonSchema, required: boolean): LocalFinding {
  const [key, value] = property.children as [LightNode, LightNode];
  const wanted = accepted(schema);
  const list = schema.type === 'array';
  const colon = key.base.text.indexOf(':', key.start + key.length);
  const fill = (text: string, title: Localized, safety: LocalFix['safety']): LocalFix[] =>
    value.length > 0 || property.borrowed || colon < 0
      ? []
      : [{ title, safety, edits: [{ start: colon + 1, end: colon + 1, newText: ` ${text}` }] }];
  const removal = required ? undefined : removeProperty(node, property, key.base);
  const words = (schema.enum ?? []).slice(0, MAX_WORDS).map(String);
  const example = schema['x-example'];
  const fixes = [
    ...(list ? fill('[]', { zh: '没有：写成 []', en: 'There are none: write []' }, 'review') : []),
    ...(removal
      ? [{ title: { zh: `删掉 ${key.raw}`, en: `Delete ${key.raw}` }, safety: 'review' as const, edits: [removal] }]
      : []),
    ...words.flatMap((word) => fill(word, { zh: `写 ${word}${titled(schema, word)}`, en: `Write ${word}` }, 'manual')),
    ...(required && !list && words.length === 0 && example
      ? fill(example, { zh: `按样子写：${example}`, en: `Write it like ${example}` }, 'manual')
      : []),
  ];
  const message = {
    zh: `“${key.raw}”还没有值，这里要写${spaced(wanted.zh)}${list ? '；没有就写 []' : ''}`,
    en: `“${key.raw}” has no value yet; it takes ${wanted.en}${list ? ' ([] when there are none)' : ''}`,
  };
  return at(key, 'schema/type', 'empty', message, fixes);
}

/** Longer lists of words are for completion. */
const MAX_WORDS = 8;

/** A dash with nothing behind it. */
function emptyItem(node: LightNode, wanted: Localized): LocalFinding {
  const dash = node.base.text.lastIndexOf('-', node.start);
  const message = { zh: `这一项是空的，要写${spaced(wanted.zh)}`, en: `This entry is empty; it takes ${wanted.en}` };
  const finding = at(node, 'schema/type', 'empty', message);
  return dash < 0 ? finding : { ...finding, start: dash, end: dash + 1 };
}

/** One value where a list is wanted: brackets round it, and its parts apart where they are words. */
function asList(node: LightNode, schema: JsonSchema): LocalFix[] {
  const { items } = schema;
  if (schema.type !== 'array' || !items || node.type === 'null' || node.borrowed || /[\r\n]/.test(node.raw)) return [];
  if (!acceptsType(items, node.type)) return [];
  const areWords = items.enum !== undefined || items['x-ref'] !== undefined;
  const parts = node.raw
    .replace(/^[［【](.*)[］】]$/, '$1')
    .replace(areWords ? /[ \t]*[，、][ \t]*/g : /、[ \t]*/g, ', ');
  return [
    {
      title: { zh: '写成列表', en: 'Make it a list' },
      safety: 'safe',
      edits: [
        { start: node.start, end: node.start + node.length, newText: `[${node.style === 'plain' ? parts : node.raw}]` },
      ],
    },
  ];
}

function array(node: LightNode, schema: JsonSchema): LocalFinding[] {
  const findings: LocalFinding[] = [];
  if (
    (schema.minItems ?? 0) > node.children.length ||
    (schema.maxItems ?? Number.POSITIVE_INFINITY) < node.children.length
  ) {
    const wanted = accepted(schema);
    findings.push(
      at(node, 'schema/type', 'items', {
        zh: `这里要写${spaced(wanted.zh)}，现在有 ${node.children.length} 项`,
        en: `This takes ${wanted.en}, but has ${node.children.length} entries`,
      }),
    );
    return findings;
  }
  if (schema.items)
    for (const child of node.children) for (const each of judge(child, schema.items)) findings.push(each);
  const [low, high] = node.children;
  if (schema['x-range'] && typeof low?.value === 'number' && typeof high?.value === 'number' && low.value > high.value)
    findings.push(
      at(
        node,
        'schema/format',
        'range',
        {
          zh: `低的写在前面：[${high.value}, ${low.value}]`,
          en: `The lower number comes first: [${high.value}, ${low.value}]`,
        },
        [
          {
            title: { zh: '对调', en: 'Swap' },
            safety: 'review',
            edits: [{ start: node.start, end: node.start + node.length, newText: `[${high.value}, ${low.value}]` }],
          },
        ],
      ),
    );
  return findings;
}

function object(node: LightNode, schema: JsonSchema): LocalFinding[] {
  const findings: LocalFinding[] = [];
  const keys = node.children.length > FEW ? new Set<string>() : new FewNames();
  const stoodFor: string[] = [];
  let known: KnownKeys | undefined;
  let strangers = 0;
  for (let i = 0; i < node.children.length; i++) {
    const property = node.children[i]!;
    const [key, value] = property.children;
    if (!key || !value) continue;
    const name = String(key.value);
    if (keys.has(name)) {
      if (!property.borrowed) findings.push(duplicate(node, i));
    } else keys.add(name);
    const child = schemaOfKey(schema, name);
    const previous = node.children[i - 1];
    const declared = schema.properties !== undefined && Object.hasOwn(schema.properties, name);
    const cut = declared ? undefined : cutByComma(previous, property, child !== undefined);
    if (cut) findings.push(cut);
    else if (!child && schema.properties) {
      known ??= keysLeft(node, schema);
      const { finding, means } = unknownKey(key, ++strangers > MAX_GUESSES ? {} : known, schema);
      findings.push(finding);
      if (means) stoodFor.push(means);
    } else if (child) {
      const bare = keyWithoutValue(property);
      if (bare && !acceptsType(child, 'null')) findings.push(bare);
      else if (value.type === 'null' && !acceptsType(child, 'null'))
        findings.push(emptyValue(node, property, child, schema.required?.includes(name) ?? false));
      else for (const each of judge(value, child)) findings.push(each);
    }
  }
  for (const name of schema.required ?? []) {
    if (keys.has(name) || stoodFor.includes(name)) continue;
    const child = schema.properties?.[name];
    const severity = child?.['x-missing'] ?? 'error';
    if (severity !== 'none') findings.push(missing(node, schema, name, severity));
  }
  return findings;
}

/** Up to so many names a list is looked through faster than a set is made. */
const FEW = 16;

class FewNames {
  private readonly names: string[] = [];
  has(name: string): boolean {
    return this.names.includes(name);
  }
  add(name: string): void {
    this.names.push(name);
  }
}

/** The same key once more; the earlier one, which does not count, may go. */
function duplicate(node: LightNode, index: number): LocalFinding {
  const key = node.children[index]!.children[0]!;
  const earlier = node.children
    .slice(0, index)
    .findLast((property) => String(property.children[0]?.value) === String(key.value));
  const removal = earlier && removeProperty(node, earlier, key.base);
  return at(
    key,
    'schema/duplicate-key',
    'duplicate-key',
    {
      zh: `“${key.raw}”在这里写了两次，只有最后一次算数`,
      en: `“${key.raw}” stands here twice; only the last one counts`,
    },
    removal
      ? [
          {
            title: { zh: `删掉前面不算数的 ${key.raw}`, en: `Delete the earlier ${key.raw}, which does not count` },
            safety: 'review',
            edits: [removal],
          },
        ]
      : [],
  );
}

type KnownKeys = Readonly<Record<string, { title?: Localized; aliases?: readonly string[] }>>;

/** With more unknown keys than this the map is something else altogether; guessing at each helps nobody. */
const MAX_GUESSES = 30;

/** The keys of the schema that the map does not have yet. */
function keysLeft(node: LightNode, schema: JsonSchema): KnownKeys {
  const present = new Set(node.children.map((property) => String(property.children[0]?.value)));
  return Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([name]) => !present.has(name))
      .map(([name, child]) => [name, { title: child.title, aliases: child['x-aliases'] }]),
  );
}

function unknownKey(
  key: LightNode,
  known: KnownKeys,
  schema: JsonSchema,
): { finding: LocalFinding; means: string | undefined } {
  const candidates = meant(String(key.value), known);
  const fixes = candidates.slice(0, 3).map(
    (name): LocalFix => ({
      title: {
        zh: `改成 ${name}${schema.properties?.[name]?.title ? `（${schema.properties[name].title.zh}）` : ''}`,
        en: `Change to ${name}`,
      },
      safety: candidates.length === 1 ? 'safe' : 'review',
      edits: key.borrowed ? [] : [{ start: key.start, end: key.start + key.length, newText: name }],
    }),
  );
  const hint = candidates[0];
  const finding = at(
    key,
    'schema/unknown-key',
    'unknown-key',
    hint
      ? { zh: `不认识“${key.raw}”，是不是 ${hint}？`, en: `Unknown key “${key.raw}”; did you mean ${hint}?` }
      : { zh: `这里没有“${key.raw}”这一项`, en: `There is no key “${key.raw}” here` },
    fixes,
  );
  return { finding, means: candidates.length === 1 ? hint : undefined };
}

function missing(node: LightNode, schema: JsonSchema, name: string, severity: Severity): LocalFinding {
  const child = schema.properties?.[name];
  const title = child?.title;
  const first = node.children.find((property) => !property.borrowed)?.children[0] ?? node;
  return at(
    first,
    'schema/required',
    'required',
    { zh: `缺少 ${name}${title ? `（${title.zh}）` : ''}`, en: `Missing ${name}${title ? ` (${title.en})` : ''}` },
    insertProperty(node, schema, name),
    severity,
  );
}
