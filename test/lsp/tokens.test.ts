/** Semantic tokens over the wire: places, and what is sent after an edit. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { toSemanticTokens } from '../../server/src/features/convert.ts';
import { SEMANTIC_TOKEN_KINDS, type SemanticToken } from '../../server/src/features/types.ts';
import { SentTokens } from '../../server/src/lsp/tokens.ts';
import { runs } from '../property/runs.ts';

describe('semantic tokens', () => {
  it('stand where each would be looked up, in any text', () => {
    const texts = fc.array(fc.constantFrom('a', '字', '\n', '\r\n', '\r', '𠮷', ' '), { maxLength: 60 });
    fc.assert(
      fc.property(texts, fc.array(fc.nat({ max: 80 }), { maxLength: 12 }), (parts, cuts) => {
        const text = parts.join('');
        const document = TextDocument.create('file:///a', 'pitch', 1, text);
        const edges = [...new Set(cuts.filter((at) => at < text.length && !/[\r\n]/.test(text[at]!)))].sort(
          (a, b) => a - b,
        );
        const tokens = edges.map(
          (start, i): SemanticToken => ({ range: { start, end: edges[i + 1] ?? text.length }, kind: 'note' }),
        );
        const data = toSemanticTokens(tokens, document);
        let [line, character] = [0, 0];
        const places = tokens.map((_, i) => {
          const [lines, characters, length, kind] = data.subarray(i * 5, i * 5 + 4);
          [line, character] = lines ? [line + lines, characters!] : [line, character + characters!];
          assert.equal(SEMANTIC_TOKEN_KINDS[kind!], 'note');
          return { line, character, length };
        });
        assert.deepEqual(
          places,
          tokens.map(({ range }) => ({ ...document.positionAt(range.start), length: range.end - range.start })),
        );
      }),
      { numRuns: runs(500) },
    );
  });

  it('are sent after an edit as the difference, which makes the new from the old', () => {
    const numbers = fc.array(fc.nat({ max: 3 }), { maxLength: 30 }).map((list) => Uint32Array.from(list));
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1, maxLength: 6 }), (versions) => {
        const sent = new SentTokens();
        let { resultId = '', data: client } = sent.full('a', versions[0]!);
        for (const version of versions.slice(1)) {
          const answer = sent.delta('a', version, resultId);
          assert.ok('edits' in answer);
          for (const { start, deleteCount, data } of answer.edits) client.splice(start, deleteCount, ...(data ?? []));
          assert.deepEqual(client, Array.from(version));
          resultId = answer.resultId!;
        }
        const lost = sent.delta('a', versions[0]!, 'never sent');
        assert.ok('data' in lost);
        client = lost.data;
        assert.deepEqual(client, Array.from(versions[0]!));
      }),
      { numRuns: runs(300) },
    );
  });
});
