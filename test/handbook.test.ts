/** Holds docs/handbook.md and the user guide against the product: links, rule ids, snippet prefixes, disclosure names. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../server/src/cli/run.ts';
import type { JsonSchema } from '../server/src/core/documents/yaml/schema.ts';
import { standardRuleSet } from '../server/src/core/index.ts';
import { SCHEMAS } from '../server/src/generated/schemas.ts';
import { REPORT_NAMES } from '../server/src/reports/report.ts';

const PAGES = ['docs/handbook.md', 'docs/user-guide.zh-CN.md'];
const NOT_YET = '## 还没有的';
const page = (file: string) => readFileSync(file, 'utf8');
const codeSpans = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);

describe('the handbook page', () => {
  const text = page('docs/handbook.md');
  const [body = '', notYet = ''] = text.split(NOT_YET);

  it('links to files that exist, and to headings that exist', () => {
    for (const file of PAGES) {
      for (const [, target = ''] of page(file).matchAll(/\]\(([^)]+)\)/g)) {
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
    const prefixes = new Set(
      readdirSync('snippets').flatMap((file) => Object.keys(JSON.parse(page(`snippets/${file}`)) as object)),
    );
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
    for (const [kind, field] of fields) {
      let at: JsonSchema | undefined = SCHEMAS[kind];
      for (const key of field.split('.')) {
        const inside: JsonSchema | undefined =
          at?.items && typeof at.items === 'object' ? (at.items as JsonSchema) : at;
        at = inside?.properties?.[key];
        assert.ok(at, `${kind}: ${field}`);
      }
    }
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

describe('the user guide', () => {
  it('shows disclosure names that the product knows', () => {
    const names = [...page('docs/user-guide.zh-CN.md').matchAll(/\[\[披露：([^\]]+)\]\]/g)].map((match) => match[1]!);
    assert.ok(names.length >= 12);
    assert.deepEqual(
      names.filter((name) => !standardRuleSet().disclosureNamed(name)),
      [],
    );
  });
});

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
