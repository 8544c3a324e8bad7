/** Holds docs/handbook.md and the user guide against the product: links, rule ids, snippet prefixes, disclosure names. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { run } from '../server/src/cli/run.ts';
import type { JsonSchema } from '../server/src/core/documents/yaml/schema.ts';
import { standardRuleSet } from '../server/src/core/index.ts';
import { SCHEMAS } from '../server/src/generated/schemas.ts';
import { REPORT_NAMES } from '../server/src/reports/report.ts';

const PAGES = [
  'docs/handbook.md',
  'docs/user-guide.zh-CN.md',
  'docs/packs.md',
  'docs/install.md',
  'docs/rules.md',
  'README.md',
];
const NOT_YET = '## 还没有的';
const page = (file: string) => readFileSync(file, 'utf8');
const codeSpans = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);

describe('the handbook page', () => {
  const text = page('docs/handbook.md');
  const [body = '', notYet = ''] = text.split(NOT_YET);

  it('links to files that exist, and to headings that exist', () => {
    for (const file of PAGES) {
      for (const [, target = ''] of page(file).matchAll(/\]\(([^)]+)\)/g)) {
        if (/^https:/.test(target)) continue;
        const [name = '', anchor] = target.split('#');
        const linked = name === '' ? file : path.join(path.dirname(file), name);
        assert.ok(existsSync(linked), `${file}: ${target}`);
        if (anchor) assert.ok(anchorsOf(page(linked)).has(decodeURIComponent(anchor)), `${file}: ${target}`);
      }
    }
  });

  it('names checks that exist, or says why not yet', () => {
    const rules = standardRuleSet();
    const excused = new Set(codeSpans(notYet));
    const named = codeSpans(body).filter((span) =>
      /^(claims|disclosure|plan|process|script|privacy|style)\//.test(span),
    );
    assert.ok(named.length > 60, `${named.length} checks named`);
    // the readers report style/yaml-trap themselves
    const missing = named.filter((id) => !rules.rule(id) && id !== 'style/yaml-trap' && !excused.has(id));
    assert.deepEqual([...new Set(missing)], []);
    for (const id of excused) assert.ok(!rules.rule(id), `${id} is there: take it off the not-yet table`);
  });

  it('names snippets that exist, and leaves none out', () => {
    const prefixes = new Set(readdirSync('snippets').flatMap(prefixesIn));
    const named = new Set(
      body
        .split('\n')
        .filter((line) => line.startsWith('- 片段：'))
        .flatMap(codeSpans),
    );
    assert.deepEqual(
      [...named].filter((prefix) => !prefixes.has(prefix)),
      [],
    );
    assert.deepEqual(
      [...prefixes].filter((prefix) => !prefix.endsWith('-en') && !named.has(prefix)),
      [],
    );
  });

  it('names commands that exist, and every report', async () => {
    const named = body
      .split('\n')
      .filter((line) => line.startsWith('- 命令：'))
      .flatMap(codeSpans);
    const shown: string[] = [];
    const terminal = {
      cwd: process.cwd(),
      stdin: (async function* () {})(),
      write: async (text: string) => void shown.push(text),
      warn: () => {},
      color: false,
      locale: 'en' as const,
    };
    await run(['--help'], terminal);
    const manifest = JSON.parse(page('package.json')).contributes.commands as { command: string }[];
    for (const span of named) {
      if (span.startsWith('pitchlint.')) {
        assert.ok(
          manifest.some(({ command }) => command === span),
          span,
        );
      } else if (span.startsWith('pitchlint ')) {
        const [, command = '', report] = span.split(' ');
        assert.match(shown.join(''), new RegExp(`^\\s+${command}\\b`, 'm'), span);
        if (report) assert.ok((REPORT_NAMES as readonly string[]).includes(report), span);
      }
    }
    const reports = named.flatMap((span) => /^pitchlint report (\w+)/.exec(span)?.[1] ?? []);
    assert.deepEqual([...reports].sort(), [...REPORT_NAMES].sort());
  });

  it('names fields that exist', () => {
    const fields = body
      .split('\n')
      .filter((line) => line.startsWith('- 字段：'))
      .flatMap((line) => {
        const kind = line.includes('目标文件') ? 'goals' : line.includes('方案 ') ? 'plan' : 'client';
        return codeSpans(line).map((field) => [kind, field] as const);
      });
    assert.ok(fields.length > 30, `${fields.length} fields named`);
    for (const [kind, field] of fields) assert.ok(fieldOf(kind, field), `${kind}: ${field}`);
  });

  it('leads to every example', () => {
    const linked = new Set([...text.matchAll(/\]\(\.\.\/(examples\/[^)]+)\)/g)].map((match) => match[1]));
    const examples = ['examples', 'examples/scripts'].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /\.(yaml|pitch)$/.test(name))
        .map((name) => `${folder}/${name}`),
    );
    assert.deepEqual(
      examples.filter((file) => !linked.has(file) && !file.endsWith('kestrel-sg.catalog.yaml')),
      [],
    );
  });
});

/** One statement of the handbook, in our own words, and what answers it. */
interface HandbookRow {
  readonly section: string | number;
  readonly about: string;
  readonly checks?: readonly string[];
  readonly snippets?: readonly string[];
  readonly reports?: readonly string[];
  readonly commands?: readonly string[];
  readonly editor?: readonly string[];
  readonly agenda?: readonly string[];
  /** Terms whose hover the statement asks for. */
  readonly hovers?: readonly string[];
  /** Code actions, by the module that makes them. */
  readonly actions?: readonly string[];
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  readonly walkthrough?: boolean;
  readonly not_here?: Readonly<Record<string, string>>;
}

describe('every statement of the handbook', () => {
  const rows = parse(page('test/handbook-rows.yaml')) as readonly HandbookRow[];
  const rules = standardRuleSet();
  const manifest = JSON.parse(page('package.json')).contributes;
  const snippets = new Set(readdirSync('snippets').flatMap(prefixesIn));
  const agenda = readdirSync('server/src/reports/agenda').map((file) => page(`server/src/reports/agenda/${file}`));
  const known: Readonly<Record<string, (name: string) => boolean>> = {
    checks: (id) => rules.rule(id) !== undefined,
    snippets: (prefix) => snippets.has(prefix),
    reports: (name) => (REPORT_NAMES as readonly string[]).includes(name),
    commands: (name) => existsSync(`server/src/cli/${name}.ts`),
    editor: (name) => manifest.commands.some(({ command }: { command: string }) => command === name),
    hovers: (id) => rules.glossary.some((term) => term.id === id),
    actions: (name) => page('server/src/lsp/features.ts').includes(`'../features/${name}.ts'`),
    agenda: (kind) => agenda.some((source) => source.includes(`kind: '${kind}'`)),
  };

  it('covers the seven chapters', () =>
    assert.deepEqual(
      [...new Set(rows.map(({ section }) => String(section)[0]))],
      ['0', '1', '2', '3', '4', '5', '6', '7', 'e'],
    ));

  for (const row of rows)
    it(`${row.section} ${row.about}`, () => {
      let named = 0;
      for (const [what, exists] of Object.entries(known))
        for (const name of (row[what as keyof HandbookRow] ?? []) as readonly string[]) {
          assert.ok(exists(name), `${what}: ${name}`);
          named++;
        }
      for (const [kind, fields] of Object.entries(row.fields ?? {}))
        for (const field of fields) {
          assert.ok(fieldOf(kind, field), `${kind}: ${field}`);
          named++;
        }
      if (row.walkthrough) assert.ok(manifest.walkthroughs.length > 0);
      else assert.ok(named > 0, 'a row names something that can be checked');
      for (const reason of Object.values(row.not_here ?? {})) assert.ok(reason.length > 10);
    });
});

describe('the user guide', () => {
  it('names commands as the palette does', () => {
    const titles = ['package.nls.json', 'package.nls.zh-cn.json'].flatMap((file) =>
      Object.entries<string>(JSON.parse(page(file))).flatMap(([key, title]) =>
        key.startsWith('command.') ? [title] : [],
      ),
    );
    const named = PAGES.flatMap((file) => [...page(file).matchAll(/[“*]PitchLint: ([^”*]+)[”*]/g)].map((m) => m[1]!));
    assert.ok(named.length >= 4);
    assert.deepEqual(
      named.filter((name) => !titles.includes(name)),
      [],
    );
  });

  it('shows disclosure names that the product knows', () => {
    const names = [...page('docs/user-guide.zh-CN.md').matchAll(/\[\[披露：([^\]]+)\]\]/g)].map((match) => match[1]!);
    assert.ok(names.length >= 12);
    assert.deepEqual(
      names.filter((name) => !standardRuleSet().disclosureNamed(name)),
      [],
    );
  });
});

/** A field by its path, through lists; undefined where the schema has none. */
function fieldOf(kind: string, field: string): JsonSchema | undefined {
  let at: JsonSchema | undefined = (SCHEMAS as Readonly<Record<string, JsonSchema | undefined>>)[kind];
  for (const key of field.split('.')) {
    const inside: JsonSchema | undefined = at?.items && typeof at.items === 'object' ? (at.items as JsonSchema) : at;
    at = inside?.properties?.[key];
  }
  return at;
}

/** The English prefix of each snippet in a file. */
function prefixesIn(file: string): string[] {
  const snippets = Object.values(JSON.parse(page(`snippets/${file}`)) as Record<string, { prefix: string[] }>);
  return snippets.map(({ prefix }) => prefix[0]!);
}

/** GitHub's anchors: the heading in small letters, punctuation dropped, spaces to hyphens. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map((match) => match[1]!);
  return new Set(
    headings.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s-]/gu, '')
        .trim()
        .replace(/\s+/g, '-'),
    ),
  );
}
