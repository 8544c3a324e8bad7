// server/schemas/*.ts (zod, build time only) → server/src/generated/schemas.ts (JSON, the only thing that is bundled)
// and, on build, one published `*.schema.json` per kind for other editors.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const KINDS = {
  plan: ['plan.ts', 'planSchema'],
  catalog: ['catalog.ts', 'catalogSchema'],
  client: ['client.ts', 'clientSchema'],
  goals: ['goals.ts', 'goalsSchema'],
  config: ['config.ts', 'configSchema'],
  'front-matter': ['front-matter.ts', 'frontMatterSchema'],
  'rule-file': ['rule-file.ts', 'ruleFileSchema'],
  pack: ['pack-files.ts', 'packSchema'],
  words: ['pack-files.ts', 'wordsSchema'],
  disclosures: ['pack-files.ts', 'disclosuresSchema'],
  citations: ['pack-files.ts', 'citationsSchema'],
  glossary: ['pack-files.ts', 'glossarySchema'],
};

/** Writes server/src/generated/schemas.ts; leaves it alone when nothing changed. */
export async function generate(root) {
  const { schemas } = await readSchemas(root);
  const { declarations, bodies } = shareRepeated(schemas);
  const source = `// Made by scripts/generate/schemas.mjs from server/schemas. Do not edit.
import type { JsonSchema } from '../core/documents/yaml/schema.ts';

${declarations.map(([name, body]) => `const ${name}: JsonSchema = ${body};`).join('\n')}

export type SchemaName = ${Object.keys(schemas)
    .map((name) => `'${name}'`)
    .join(' | ')};

export const SCHEMAS: Readonly<Record<SchemaName, JsonSchema>> = {
${Object.entries(bodies)
  .map(([name, body]) => `  ${JSON.stringify(name)}: ${body},`)
  .join('\n')}
};
`;
  writeIfChanged(path.join(root, 'server/src/generated/schemas.ts'), source);
}

/** Writes `<kind>.schema.json` files that any JSON Schema editor reads (draft-7, titles in both languages). */
export async function writePublishedSchemas(
  folder,
  root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url)))),
) {
  mkdirSync(folder, { recursive: true });
  const { schemas, patterns } = await readSchemas(root);
  for (const [name, schema] of Object.entries(schemas)) {
    const published = { $schema: 'http://json-schema.org/draft-07/schema#', ...publish(schema, patterns) };
    writeIfChanged(path.join(folder, `${name}.schema.json`), `${JSON.stringify(published, undefined, 2)}\n`);
  }
  return Object.keys(schemas).map((name) => `${name}.schema.json`);
}

/** The internal form of every schema, by kind, and the patterns of the formats. */
export async function readSchemas(root) {
  const entry = Object.entries(KINDS)
    .map(([, [file, name]]) => `export { ${name} } from './${file}';`)
    .concat("export { z } from 'zod';", "export { PATTERNS } from './patterns.ts';")
    .join('\n');
  const bundled = await build({
    stdin: { contents: entry, resolveDir: path.join(root, 'server/schemas'), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  const code = Buffer.from(bundled.outputFiles[0].contents).toString('base64');
  const module = await import(`data:text/javascript;base64,${code}`);
  const schemas = {};
  for (const [kind, [, name]] of Object.entries(KINDS)) {
    schemas[kind] = tidy(module.z.toJSONSchema(module[name], { target: 'draft-7', io: 'input' }));
  }
  return { schemas, patterns: module.PATTERNS };
}

/** What zod emits → what core reads: no noise of the converter, titles as pairs. */
function tidy(node) {
  if (Array.isArray(node)) return node.map(tidy);
  if (node === null || typeof node !== 'object') return node;
  const { $schema, propertyNames, 'x-title': title, 'x-description': description, ...rest } = node;
  if (Array.isArray(rest.allOf) && rest.allOf.length === 1) {
    const [only] = rest.allOf;
    delete rest.allOf;
    return tidy({ ...only, ...rest, 'x-title': title, 'x-description': description });
  }
  if (rest.maximum === Number.MAX_SAFE_INTEGER) delete rest.maximum;
  if (rest.minimum === Number.MIN_SAFE_INTEGER) delete rest.minimum;
  const tidied = {};
  if (title) tidied.title = title;
  if (description) tidied.description = description;
  for (const [key, value] of Object.entries(rest)) {
    if (key === 'properties')
      tidied[key] = Object.fromEntries(Object.entries(value).map(([name, child]) => [name, tidy(child)]));
    else tidied[key] = key.startsWith('x-') || key === 'enum' || key === 'required' ? value : tidy(value);
  }
  return tidied;
}

/** The internal form → plain draft-7 with what other editors show: one title, one description, enumDescriptions. */
function publish(node, patterns) {
  const inner = (child) => publish(child, patterns);
  if (Array.isArray(node)) return node.map(inner);
  if (node === null || typeof node !== 'object') return node;
  const { title, description, format, 'x-enum': words, ...rest } = node;
  const published = {};
  if (title) published.title = `${title.zh} · ${title.en}`;
  if (description) published.description = `${description.zh}\n${description.en}`;
  for (const [key, value] of Object.entries(rest)) {
    if (key === 'properties')
      published[key] = Object.fromEntries(Object.entries(value).map(([name, child]) => [name, inner(child)]));
    else published[key] = key.startsWith('x-') || key === 'enum' || key === 'required' ? value : inner(value);
  }
  if (format === 'date') published.format = 'date';
  if (patterns[format]) published.pattern = patterns[format];
  if (words && rest.enum)
    published.enumDescriptions = rest.enum.map((value) =>
      words[value] ? `${words[value].zh} · ${words[value].en}` : '',
    );
  return published;
}

/** Sub-schemas that occur more than once and weigh something become constants, so that the bundle holds them once. */
function shareRepeated(schemas) {
  const counts = new Map();
  const count = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (!Array.isArray(node)) {
      const key = JSON.stringify(node);
      const seen = counts.get(key) ?? 0;
      counts.set(key, seen + 1);
      if (seen > 0) return;
    }
    for (const child of Object.values(node)) count(child);
  };
  Object.values(schemas).forEach(count);
  const names = new Map();
  const declarations = [];
  const isSchema = (node) => 'type' in node || 'anyOf' in node || 'const' in node;
  const emit = (node) => {
    if (node === null || typeof node !== 'object') return JSON.stringify(node);
    if (Array.isArray(node)) return `[${node.map(emit).join(', ')}]`;
    const key = JSON.stringify(node);
    const known = names.get(key);
    if (known) return known;
    const body = `{ ${Object.entries(node)
      .map(([name, value]) => `${JSON.stringify(name)}: ${emit(value)}`)
      .join(', ')} }`;
    if (counts.get(key) < 2 || key.length < 120 || !isSchema(node)) return body;
    const name = `s${names.size}`;
    names.set(key, name);
    declarations.push([name, body]);
    return name;
  };
  const bodies = Object.fromEntries(Object.entries(schemas).map(([kind, schema]) => [kind, emit(schema)]));
  return { declarations, bodies };
}

function writeIfChanged(file, content) {
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}
