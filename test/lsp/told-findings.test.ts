/** An editor that is told "unchanged" shows what it would have been told: its marks moved with the text. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { runs } from '../property/runs.ts';
import { TestClient } from './client.ts';

const SCRIPT = `# 促成
代理人：这款产品每年收益5%，您放心。
客户：好的。
代理人：今天天气不错。
代理人：理赔包过，今天最后一天。
代理人：再见。
`;

const edits = fc.array(
  fc.record({
    line: fc.nat(6),
    character: fc.nat(18),
    removed: fc.constantFrom(0, 0, 0, 1, 5),
    inserted: fc.constantFrom('字', '稳赚', '', '，', '\n', '代理人：好。\n', '不'),
    pulls: fc.boolean(),
  }),
  { minLength: 2, maxLength: 8 },
);

describe('findings told again', () => {
  let client: TestClient;
  afterEach(() => client.stop());

  it('are left out where a keystroke changes none', async () => {
    client = await TestClient.start({});
    const uri = await client.open('a.pitch', SCRIPT);
    const first = await client.pull(uri);
    assert.equal(first.items.length > 2, true);
    await client.type(uri, 3, 6, '先');
    assert.equal((await client.pull(uri, first.resultId)).kind, 'unchanged');
    await client.type(uri, 3, 4, '理赔包过，');
    const second = await client.pull(uri, first.resultId);
    assert.equal(second.items.length, first.items.length + 1);
    await client.type(uri, 3, 4, '对');
    assert.equal((await client.pull(uri, second.resultId)).kind, 'full', 'a mark that moved is told again');
    assert.equal((await client.pull(uri, first.resultId)).kind, 'full', 'an older answer does not hold');
  });

  it('are told where a line that holds some was cut and put back', async () => {
    client = await TestClient.start({});
    const uri = await client.open('a.pitch', SCRIPT);
    const first = await client.pull(uri);
    const line = SCRIPT.split('\n')[1]!;
    await client.edit(uri, { line: 1, character: 0 }, { line: 1, character: line.length }, '');
    await client.type(uri, 1, 0, line);
    assert.equal((await client.pull(uri, first.resultId)).kind, 'full');
  });

  it('are what marks show that moved with the text', async () => {
    let unchanged = 0;
    client = await TestClient.start({});
    await fc.assert(
      fc.asyncProperty(edits, async (list) => {
        const uri = await client.open('b.pitch', SCRIPT);
        const twin = await client.open('c.pitch', SCRIPT);
        let text = TextDocument.create(uri, 'pitch', 0, SCRIPT);
        let told = await client.pull(uri);
        let marks = offsetsIn(text, told.items);
        for (const { line, character, removed, inserted, pulls } of list) {
          const start = text.offsetAt({ line, character });
          const end = Math.min(start + removed, text.getText().length);
          const range = { start: text.positionAt(start), end: text.positionAt(end) };
          for (const one of [uri, twin]) await client.edit(one, range.start, range.end, inserted);
          text = TextDocument.update(text, [{ range, text: inserted }], text.version + 1);
          const moved = (at: number) =>
            at <= start ? at : at >= end ? at - (end - start) + inserted.length : start + inserted.length;
          marks = marks.map((mark) => mark.map(moved));
          if (!pulls) continue;
          const answer = await client.pull(uri, told.resultId);
          if (answer.kind === 'unchanged') unchanged++;
          else {
            told = answer;
            marks = offsetsIn(text, answer.items);
          }
          assert.deepEqual(marks, offsetsIn(text, (await client.pull(twin)).items));
        }
        for (const one of [uri, twin]) await client.close(one);
      }),
      { numRuns: runs(40), seed: 5 },
    );
    assert.ok(unchanged > 0);
  });
});

function offsetsIn(text: TextDocument, items: Awaited<ReturnType<TestClient['pull']>>['items']): number[][] {
  return items.map(({ range }) => [text.offsetAt(range.start), text.offsetAt(range.end)]);
}
