// Findings of scripts are kept part by part between two keystrokes. Whatever is typed, wherever talk branches, jumps or is
// silenced, they are those of the same text read afresh. Each coded rule takes part, by its own examples.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LintResult } from '../../server/src/core/diagnostic.ts';
import type { Document, PitchDocument } from '../../server/src/core/documents/document.ts';
import { exampleProject, lint, readDocument, readMarks, standardRuleSet } from '../../server/src/core/index.ts';
import { standardExamples } from '../../server/src/core/rules/pack/standard-examples.ts';
import { FAMILY_PLAN, SAMPLE_CATALOG } from '../core/domain-household.ts';
import { runs } from './runs.ts';

const ruleSet = standardRuleSet();
const uri = 'example:///example.pitch';
const beside = [
  readDocument({ uri: 'example:///sample-life.catalog.yaml', kind: 'catalog', text: SAMPLE_CATALOG }),
  readDocument({ uri: 'example:///family.plan.yaml', kind: 'plan', text: FAMILY_PLAN }),
];

const coded = ruleSet.rulesFor('pitch').filter(({ source }) => source === 'code');
const examples = coded.flatMap(({ id }) =>
  standardExamples(id)
    .filter((example) => (example.in ?? 'pitch') === 'pitch')
    .map(({ text }) => readMarks(text).text),
);
/** Without what is said before the first line of talk. */
const bodies = examples.map((text) => text.replace(/^---\n[\s\S]*?\n---\n/u, ''));
const lines = [...new Set(bodies.flatMap((body) => body.split('\n')))].map((line) => `${line}\n`);

const read = (text: string, previous?: Document) =>
  readDocument({ uri, kind: 'pitch', text }, previous) as PitchDocument;

function said(document: PitchDocument, project = beside): Pick<LintResult, 'diagnostics' | 'silenced' | 'skipped'> {
  const settings = { market: 'CN', severities: {}, thresholds: {}, asOf: '2026-11-22' } as const;
  const result = lint(document, exampleProject(document, settings, project), ruleSet);
  const { diagnostics, silenced, skipped } = result;
  // who shows many findings reads them from the runs: they say the same, and count their lines from where they say
  const shown = result.runs!.flatMap((run) =>
    run.diagnostics.map(({ rule, message, severity, range: { start, end } }) => {
      assert.ok(lineOf(document.text, start + run.moved) >= run.line);
      return { rule, message, severity, range: { start: start + run.moved, end: end + run.moved } };
    }),
  );
  assert.deepEqual(
    shown,
    diagnostics.map(({ rule, message, severity, range }) => ({ rule, message, severity, range })),
  );
  return { diagnostics, silenced, skipped };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/u).length - 1;
}

/** Reads each version from the one before and compares what it says with the same text read afresh. */
function follow(versions: readonly string[], unseen: ReadonlySet<number> = new Set()): ReadonlySet<string> {
  const found = new Set<string>();
  let document: PitchDocument | undefined;
  versions.forEach((text, i) => {
    document = read(text, document);
    if (unseen.has(i)) return;
    const now = said(document);
    assert.deepEqual(now, said(read(text)));
    for (const { rule } of [...now.diagnostics, ...now.silenced]) found.add(rule);
  });
  return found;
}

const suppressions = coded.map(({ id }) => `// pitchlint-disable-next-line ${id} -- 已核对\n`);
const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...lines) },
  { weight: 2, arbitrary: fc.constantFrom(...bodies) },
  { weight: 1, arbitrary: fc.constantFrom(...suppressions) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[
        '-> 促成\n',
        '-> 方案讲解\n',
        '-> 无处\n',
        '? 太贵了\n  代理人：好的。\n',
        '? 再说吧\n',
        '# 促成\n',
        '# 朋友圈\n',
      ],
      ...['# 异议处理\n', '# 需求分析\n', '## 家里\n', '# 错误示范\n', '[[披露：分红不确定]]', '[[披露：责任免除]]'],
      ...[
        '@产品(ci-70)',
        '。',
        '，',
        '\n',
        '  ',
        '\t',
        '\r\n',
        '---\n',
        '代理人：',
        '客户：对吗？\n代理人：对，没错。\n',
      ],
      ...['稳赚', '不', '每年收益6%', '13900000000', '@署名()\n', '// pitchlint-disable-next-line claims/x\n'],
    ),
  },
);
const place = fc.double({ min: 0, max: 1, noNaN: true });
const edits = fc.array(
  fc.record({
    at: place,
    length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(40)),
    insert: pieces,
    onLine: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);
const starts = fc.tuple(
  fc.constantFrom('', '---\nplan: family.plan.yaml\n---\n', '---\ncatalog: sample-life.catalog.yaml\n---\n'),
  fc.array(fc.constantFrom(...bodies), { minLength: 1, maxLength: 5 }),
);

describe('findings of a script after edits', () => {
  it('are those of the same text read afresh, in random scripts under random edits', () => {
    fc.assert(
      fc.property(starts, edits, fc.array(fc.nat(6)), ([front, parts], series, unseen) => {
        const versions = [front + parts.join('')];
        for (const { at, length, insert, onLine } of series) {
          const text = versions[versions.length - 1]!;
          const offset = Math.floor(at * text.length);
          const from = onLine ? text.lastIndexOf('\n', offset) + 1 : offset;
          versions.push(text.slice(0, from) + insert + text.slice(from + length));
        }
        follow(versions, new Set(unseen));
      }),
      { numRuns: runs(150) },
    );
  });

  it('are those of the same text read afresh, round every example of every coded rule', () => {
    const found = new Set<string>();
    for (const text of examples) {
      const turn = /^(?:代理人|Agent).*\n/mu.exec(text);
      const middle = turn ? turn.index + turn[0].length : text.length;
      const typed = text.slice(0, middle) + bodies[0] + text.slice(middle);
      const longer = `${text}# 售后\n代理人：还有别的问题吗？\n`;
      for (const rule of follow([text, longer, `${longer}x`, text, typed, text])) found.add(rule);
    }
    assert.deepEqual(
      coded.map(({ id }) => id).filter((id) => !found.has(id)),
      [],
    );
  });

  it('are left as they were where nothing was typed: the cost follows the edit', () => {
    const text =
      '# 方案讲解\n代理人：这款产品稳赚不赔。\n# 异议处理\n客户：太贵。\n代理人：我们看看。\n# 售后\n代理人：好的。\n';
    const settings = { market: 'CN', severities: {}, thresholds: {}, asOf: '2026-11-22' } as const;
    const runsOf = (document: PitchDocument) =>
      lint(document, exampleProject(document, settings, beside), ruleSet).runs!.map((run) => run.diagnostics);
    const first = read(text);
    const before = runsOf(first);
    const rules = before.flat().map(({ rule, variant }) => (variant === undefined ? rule : `${rule}#${variant}`));
    assert.ok(rules.includes('claims/guaranteed-return') && rules.includes('script/branch#few'), rules.join());
    const after = runsOf(read(`${text}代理人：再`, first));
    assert.deepEqual(
      after.map((found) => before.includes(found)),
      before.map(() => true),
    );
  });

  it('change with the catalogue and the plan beside the script', () => {
    for (const body of examples.filter((text) => text.includes('@产品') || text.includes('{{'))) {
      const document = read(body);
      said(document);
      const other = beside.map((one) =>
        readDocument({
          uri: one.uri,
          kind: one.kind,
          text: one.text.replaceAll('guaranteed', 'unsure').replace('90', '30'),
        }),
      );
      assert.deepEqual(said(document, other), said(read(body), other));
      assert.deepEqual(said(document, []), said(read(body), []));
      assert.deepEqual(said(document), said(read(body)));
    }
  });
});
