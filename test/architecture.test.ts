/** The house rules that a compiler does not hold: who may import whom, what a bundle may contain, what stays small. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { withoutExamples, withoutTexts } from '../scripts/leave-texts-out.mjs';
import { standardRuleSet } from '../server/src/core/index.ts';
import { standardExamples } from '../server/src/core/rules/pack/standard-examples.ts';

/**
 * Which rooms a room may import, besides itself: folders and files of server/src. Of server/schemas, which is build-time code,
 * only types may be taken.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ['generated', 'schemas'],
  'host.ts': [],
  'protocol.ts': ['host.ts'],
  'host.node.ts': ['host.ts'],
  'host.web.ts': ['host.ts', 'protocol.ts'],
  'tables.node.ts': [],
  'tables.web.ts': [],
  workspace: ['core', 'host.ts'],
  features: ['core', 'workspace', 'generated'],
  reports: ['core', 'workspace', 'host.ts'],
  lsp: ['core', 'workspace', 'features', 'reports', 'host.ts', 'protocol.ts', 'generated'],
  cli: ['core', 'workspace', 'features', 'reports', 'host.ts', 'host.node.ts', 'main.node.ts', 'generated'],
  'main.node.ts': ['lsp', 'host.node.ts', 'core'],
  'main.web.ts': ['tables.web.ts', 'serve.web.ts', 'protocol.ts'],
  'serve.web.ts': ['lsp', 'host.web.ts'],
};

const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  // and types of zod, which the schemas are written in; `pitchlint:tables` is tables.node.ts or tables.web.ts
  core: ['yaml', 'pitchlint:tables'],
  features: ['vscode-languageserver', 'vscode-languageserver-types', 'yaml', 'pitchlint:tables'],
  reports: ['ical-generator'],
  workspace: ['vscode-languageserver-textdocument', 'yaml'],
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const sources = filesBelow('server/src').filter((file) => file.endsWith('.ts') && !file.includes('/generated/'));
const imports = sources.flatMap(importsOf);
const clientImports = filesBelow('client/src').flatMap(importsOf);

describe('layers', () => {
  it('server rooms import only the rooms below them', () => {
    const broken = imports
      .filter(({ target }) => target.startsWith('.'))
      .map((item) => ({
        ...item,
        from: roomOf(item.file),
        to: roomOf(path.posix.join(path.posix.dirname(item.file), item.target)),
      }))
      .filter(
        ({ from, to, typeOnly }) => from !== to && !(MAY_IMPORT[from]?.includes(to) && (to !== 'schemas' || typeOnly)),
      )
      .map(({ file, target }) => `${file} imports ${target}`);
    assert.deepEqual(broken, []);
  });

  it('core, features, reports and workspace import only the packages that they may, and no Node', () => {
    const broken = imports
      .filter(({ file, target }) => !target.startsWith('.') && PACKAGES[roomOf(file)] !== undefined)
      .filter(
        ({ file, target, typeOnly }) => !PACKAGES[roomOf(file)]?.includes(target) && !(typeOnly && target === 'zod'),
      )
      .map(({ file, target }) => `${file} imports ${target}`);
    assert.deepEqual(broken, []);
  });

  it('the core reads no clock', () => {
    const readers = sources.filter(
      (file) =>
        file.startsWith('server/src/core/') && /\bnew Date\(\s*\)|\bDate\.now\(|\bperformance\.now\(/.test(read(file)),
    );
    assert.deepEqual(readers, []);
  });

  it('the client takes from the server only types of protocol.ts', () => {
    const broken = clientImports
      .filter(({ target }) => target.startsWith('.') && target.includes('server/'))
      .filter(({ target, typeOnly }) => !typeOnly || !target.endsWith('/server/src/protocol.ts'));
    assert.deepEqual(broken, []);
    const packages = clientImports.map(({ target }) => target).filter((target) => !target.startsWith('.'));
    const allowed = /^(vscode|vscode-languageclient(\/node|\/browser)?)$/;
    assert.deepEqual(
      packages.filter((name) => !allowed.test(name)),
      [],
    );
  });
});

describe('bundles', () => {
  it('the web bundles ask for nothing of Node', () => {
    for (const file of ['dist/web/client.js', 'dist/web/server.js']) {
      assert.ok(existsSync(file), `${file} is not built`);
      assert.doesNotMatch(
        read(file),
        /require\(["']node:|from ["']node:|require\(["'](fs|path|child_process|os)["']\)/,
        file,
      );
    }
  });

  it('come with every table, and the web client sends each but the snippets, which VS Code reads itself', () => {
    const tables = readdirSync('server/src/generated/tables').sort();
    assert.deepEqual(readdirSync('dist/tables').sort(), tables);
    const sent = [...read('client/src/extension.web.ts').matchAll(/^ {2}'([\w-]+\.\w+)',$/gm)].map((match) => match[1]);
    assert.deepEqual([...sent, 'snippets.txt'].sort(), tables);
  });

  it('hold no example of a rule in what the server loads', () => {
    // a line of a few rules of either sort is enough: examples travel together
    const { rules } = standardRuleSet();
    const marked = [...rules.slice(0, 8), ...rules.slice(-8)].flatMap(({ id }) => {
      const lines = standardExamples(id).flatMap(({ text }) => text.split('\n'));
      return lines.find((line) => line.includes('[[') && line.length > 20) ?? [];
    });
    assert.ok(marked.length > 10);
    const server = loadedBy('dist/server.mjs').map(read).join('\n');
    const found = marked.filter((line) => [server, read('dist/web/server.js')].some((code) => code.includes(line)));
    assert.deepEqual(found, []);
  });

  it('leave nothing but examples and texts out of a rule, and no line moves', () => {
    for (const file of filesBelow('server/src/core/rules').filter((name) => name.endsWith('.ts'))) {
      const lines = read(file).split('\n');
      const changed = (source: string) => {
        const left = source.split('\n');
        assert.equal(left.length, lines.length, file);
        return lines.flatMap((line, i) => (left[i] === line ? [] : [i]));
      };
      const examples = changed(withoutExamples(read(file), file));
      const texts = changed(withoutTexts(read(file), file));
      if (!/^export default defineRule/m.test(read(file))) assert.deepEqual([...examples, ...texts], [], file);
      else {
        assert.deepEqual([lines[examples[0]! - 1], lines[examples.at(-1)!]], ['  examples: [', '  ],'], file);
        // the module's first line and the one with the id say where the texts are
        const fields = texts.slice(1).flatMap((i) => /^ {2}(\w+)/.exec(lines[i]!)?.[1] ?? []);
        const hasVariants = lines.some((line) => line.startsWith('  variants:'));
        assert.equal(texts[0], 0, file);
        assert.deepEqual(fields.sort(), ['id', 'message', 'title', ...(hasVariants ? ['variants'] : []), 'why'], file);
      }
    }
  });
});

describe('the repository', () => {
  it('has no file over 450 lines among its sources', () => {
    const folders = ['client', 'server/src', 'server/schemas', 'scripts', 'test', 'bench'];
    const long = folders
      .flatMap(filesBelow)
      .filter((file) => /\.(ts|mjs)$/.test(file) && !file.includes('/generated/'))
      .map((file) => ({ file, lines: read(file).split('\n').length - 1 }))
      .filter(({ lines }) => lines > 450);
    assert.deepEqual(long, []);
  });

  it('names no download address in the lock file', () => {
    assert.doesNotMatch(read('package-lock.json'), /"resolved": "http/);
  });

  // An install where the registry lacks a platform drops that platform's entries, and `npm ci` then fails everywhere.
  it('names every platform in the lock file', () => {
    const { packages }: { packages: Record<string, { version?: string; optionalDependencies?: object }> } = JSON.parse(
      read('package-lock.json'),
    );
    const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
    const versioned = new Set(
      Object.entries(packages).flatMap(([key, { version }]) => (version ? [key.replace(/^.*node_modules\//, '')] : [])),
    );
    assert.deepEqual(
      wanted.filter((name) => !versioned.has(name)),
      [],
    );
  });

  it('runs all of its tests: none alone, none skipped', () => {
    const marked = filesBelow('test')
      .filter((file) => file.endsWith('.ts') && file !== 'test/architecture.test.ts')
      .filter((file) => /\b(it|describe)\.(only|skip)\b|\bxit\(|\bthis\.skip\(/.test(read(file)));
    assert.deepEqual(marked, []);
  });

  it('gives a reason for every run-time dependency', () => {
    const { dependencies } = JSON.parse(read('package.json'));
    const architecture = read('ARCHITECTURE.md');
    assert.deepEqual(
      Object.keys(dependencies).filter((name) => !architecture.includes(`\`${name}\``)),
      [],
    );
  });
});

describe('the manifest', () => {
  const manifest = JSON.parse(read('package.json'));

  it('names only files that are there', () => {
    const { grammars, snippets, languages } = manifest.contributes;
    const named = [
      ...grammars.map((item: { path: string }) => item.path),
      ...snippets.map((item: { path: string }) => item.path),
      ...languages.map((item: { configuration: string }) => item.configuration),
      ...Object.values<string>(manifest.bin),
      manifest.main,
      manifest.browser,
    ];
    assert.deepEqual(
      named.filter((file) => !existsSync(file)),
      [],
    );
  });

  it('offers every snippet file', () => {
    const named = new Set(
      manifest.contributes.snippets.map((item: { path: string }) => path.posix.normalize(item.path)),
    );
    const there = readdirSync('snippets').filter((file) => file.endsWith('.json'));
    assert.deepEqual(
      there.filter((file) => !named.has(`snippets/${file}`)),
      [],
    );
  });

  it('has every text in both languages', () => {
    const keys = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? '');
    for (const file of ['package.nls.json', 'package.nls.zh-cn.json']) {
      const texts = JSON.parse(read(file));
      assert.deepEqual([...new Set(keys)].sort(), Object.keys(texts).sort(), file);
    }
    const bundle = JSON.parse(read('l10n/bundle.l10n.zh-cn.json'));
    const said = filesBelow('client/src').flatMap((file) =>
      [...read(file).matchAll(/l10n\.t\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''),
    );
    assert.deepEqual([...new Set(said)].sort(), Object.keys(bundle).sort());
  });

  it('has no setting per rule', () => {
    const settings = Object.keys(manifest.contributes.configuration.properties);
    assert.ok(settings.length <= 12, `${settings.length} settings`);
    assert.deepEqual(
      settings.filter((name) => /\.(claims|plan|process|script|disclosure|privacy|style)\b/.test(name)),
      [],
    );
  });
});

/** The first folder below server/src, or the file itself when it lies directly in it; `schemas` for server/schemas. */
function roomOf(file: string): string {
  return file.replace(/^server\/(src\/)?/, '').split('/')[0] ?? '';
}

/** Reads the import and export-from lines of a file, whatever their layout. */
function importsOf(file: string): Import[] {
  const text = read(file);
  const named = /^(?:import|export)\s([^;'"]*?)\sfrom\s+['"]([^'"]+)['"]/gm;
  const forEffect = /^import\s+['"]([^'"]+)['"]/gm;
  const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [
    ...[...text.matchAll(named)].map((match) => ({
      file,
      target: match[2] ?? '',
      typeOnly: /^\s*type\b/.test(match[1] ?? ''),
    })),
    ...[...text.matchAll(forEffect), ...text.matchAll(dynamic)].map((match) => ({
      file,
      target: match[1] ?? '',
      typeOnly: false,
    })),
  ];
}

/** A module of dist/ and all that it imports before it runs. */
function loadedBy(file: string, seen: string[] = []): string[] {
  if (seen.includes(file)) return seen;
  seen.push(file);
  for (const [, target] of read(file).matchAll(/^(?:import|export)\b[^;]*?\bfrom\s*"(\.[^"]+)";?$/gm))
    loadedBy(path.posix.join(path.posix.dirname(file), target!), seen);
  for (const [, target] of read(file).matchAll(/^import\s*"(\.[^"]+)";?$/gm))
    loadedBy(path.posix.join(path.posix.dirname(file), target!), seen);
  return seen;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
