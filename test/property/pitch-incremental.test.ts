import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PitchDocument } from '../../server/src/core/documents/document.ts';
import { readPitch } from '../../server/src/core/documents/pitch/read.ts';
import { pitchFeatures } from '../../server/src/features/pitch/index.ts';
import { SCRIPTS } from '../core/pitch-scripts.ts';
import { codePoint, runs } from './runs.ts';

const uri = 'file:///a.pitch';
const read = (text: string, previous?: PitchDocument) => readPitch({ uri, kind: 'pitch', text }, previous);

/** Everything a document says, as plain data. */
function spelled(document: PitchDocument): unknown {
  const { script } = document;
  return {
    language: document.language,
    market: document.market,
    stages: script.stages.map((s) => ({
      ...{ title: s.title, range: s.range, titleRange: s.titleRange, level: s.level, id: s.id, written: s.written },
      ...{ attributes: s.attributes, body: s.body, first: s.first, end: s.end },
    })),
    items: script.items.map((item) => ({
      ...{ type: item.type, index: item.index, range: item.range, indent: item.indent },
      ...{ stage: item.stage, branch: item.branch },
      rest:
        item.type === 'turn'
          ? [item.speakerName, item.speakerRange, item.role, item.tone, item.content, item.segment]
          : item.type === 'note'
            ? [item.label, item.labelRange, item.content, item.segment]
            : item.type === 'branch'
              ? [item.content, item.segment, item.first, item.end]
              : item.type === 'jump'
                ? [item.file, item.fileRange, item.target, item.targetRange]
                : item.type === 'shot'
                  ? [item.what, item.content, item.segment]
                  : [],
    })),
    segments: document.segments.map((s) => ({
      ...{ index: s.index, text: s.text.text, speaker: s.speaker, channel: s.channel, stage: s.stage },
      ...{ heading: s.heading, label: s.label, group: s.group, references: s.references, products: s.products },
      ...{ next: s.next, answers: s.answers },
      whole: s.text.rangeOf(0, s.text.text.length),
    })),
    errors: document.syntaxErrors,
    suppressions: document.suppressions,
    front: script.frontMatter?.range,
  };
}

const pieces = fc.constantFrom(
  ...[
    '\n',
    '\r\n',
    '\r',
    '  ',
    '\t',
    '　',
    '# 破冰\n',
    '# 约下次见面 {closing}\n',
    '## 太贵了\n',
    '# 朋友圈\n',
    '? 太贵了\n',
  ],
  ...[
    '代理人：您好\n',
    '客户: 嗯\n',
    '  代理人：好的 @产品(a) \n',
    '> 记录：x\n',
    '-> 破冰\n',
    '→ b.pitch#促成\n',
    '---\n',
  ],
  ...[
    '@产品(b)',
    '@条款(b#2)',
    '[[披露：犹豫期]]',
    '{{名',
    '}}',
    '[[',
    '太太：好\n',
    'cast: {太太: 王}\n',
    'product: p9\n',
  ],
  ...[
    '// pitchlint-disable-next-line a/b -- 理由\n',
    '[字幕] 请看条款\n',
    '@署名()\n',
    'x',
    '保',
    '：',
    '\uFEFF',
    '    深一点\n',
  ],
);
const texts = fc.array(pieces, { maxLength: 40 }).map((p) => p.join(''));
const edit = fc.record({ at: fc.nat(), cut: fc.nat({ max: 30 }), put: fc.array(pieces, { maxLength: 4 }) });

function apply(text: string, { at, cut, put }: { at: number; cut: number; put: string[] }): string {
  const from = text.length ? at % (text.length + 1) : 0;
  return text.slice(0, from) + put.join('') + text.slice(from + cut);
}

describe('a script read again after edits', () => {
  it('equals the same text read from scratch, for every sequence of edits', () => {
    const starts = fc.oneof(texts, fc.constantFrom(...Object.values(SCRIPTS)));
    fc.assert(
      fc.property(starts, fc.array(edit, { minLength: 1, maxLength: 8 }), (start, edits) => {
        let text = start;
        let document = read(text);
        for (const change of edits) {
          text = apply(text, change);
          document = read(text, document);
          const scratch = read(text);
          assert.deepEqual(spelled(document), spelled(scratch));
          // what is remembered per part moves with the text above it
          assert.deepEqual(pitchFeatures.semanticTokens(document), pitchFeatures.semanticTokens(scratch));
          assert.deepEqual(pitchFeatures.outline(document), pitchFeatures.outline(scratch));
        }
      }),
      { numRuns: runs(150) },
    );
  });

  it('equals it too where a long script is split into many blocks', () => {
    const long = Array.from({ length: 30 }, () =>
      Object.values(SCRIPTS).map((s) => s.replace(/^---[\s\S]*?---\n/, '')),
    );
    const text = long.flat().join('').replaceAll('# 需求分析\n', '');
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let now = text;
        let document = read(now);
        for (const change of edits) {
          now = apply(now, change);
          document = read(now, document);
        }
        assert.deepEqual(spelled(document), spelled(read(now)));
      }),
      { numRuns: runs(8) },
    );
  });

  it('reads from scratch when the previous version was used up already', () => {
    const first = read(SCRIPTS.TALK);
    read(`${SCRIPTS.TALK}代理人：好\n`, first);
    const again = read(`x\n${SCRIPTS.TALK}`, first);
    assert.deepEqual(spelled(again), spelled(read(`x\n${SCRIPTS.TALK}`)));
  });
});

describe('any text', () => {
  it('is read without throwing, and every range lies in it and maps its own characters', () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: codePoint, maxLength: 200 })), (text) => {
        const document = read(text);
        for (const segment of document.segments) {
          const mapped = segment.text;
          for (let i = 0; i < mapped.text.length; i++) {
            const c = mapped.text[i]!;
            const { start, end } = mapped.rangeOf(i, i + 1);
            assert.ok(0 <= start && start <= end && end <= text.length);
            if (c !== '\uFFFC' && c !== '\n') assert.equal(text.slice(start, end), c);
          }
        }
        for (const finding of document.syntaxErrors) {
          assert.ok(0 <= finding.range.start && finding.range.end <= text.length);
          assert.match(finding.rule, /^(syntax|schema|style)\//);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
