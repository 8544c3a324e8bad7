/** The grammars in VS Code's own engine: lines, and the innermost scope of each piece that has one. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

/** What the embedded YAML of the editor's own extension does is not ours to test: every line of it is one piece. */
const YAML = { scopeName: 'source.yaml', patterns: [{ match: '^.+$', name: 'yaml' }], repository: {} };

async function grammar(scopeName: string): Promise<textmate.IGrammar> {
  const wasm = readFileSync('node_modules/vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(wasm);
  const files: Readonly<Record<string, string>> = {
    'source.pitch': 'syntaxes/pitch.tmLanguage.json',
    'source.pitchlint-yaml': 'syntaxes/pitchlint-yaml.tmLanguage.json',
  };
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (name) => {
      if (name === 'source.yaml') return YAML as unknown as textmate.IRawGrammar;
      const file = files[name];
      return file ? textmate.parseRawGrammar(readFileSync(file, 'utf8'), file) : null;
    },
  });
  return (await registry.loadGrammar(scopeName))!;
}

/** `text scope` for each token of the last line; plain prose is left out, as are outer blanks. */
function scopesOf(of: textmate.IGrammar, text: string): string[] {
  let stack = textmate.INITIAL;
  let shown: string[] = [];
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = of.tokenizeLine(line, stack);
    stack = ruleStack;
    shown = tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const words = line.slice(startIndex, endIndex).trim();
      const scope = scopes[scopes.length - 1]!;
      return words === '' || scopes.length === 1 ? [] : [`${words} ${scope.replace(/\.pitch$/, '')}`];
    });
  }
  return shown;
}

const STAGE = ['punctuation.definition.heading', 'entity.name.section.stage'];
const PITCH: readonly (readonly [string, readonly string[]])[] = [
  ['# 破冰', [`# ${STAGE[0]}`, `破冰 ${STAGE[1]}`]],
  ['  ### Closing', [`### ${STAGE[0]}`, `Closing ${STAGE[1]}`]],
  [
    '# 短视频 {video max=60s}',
    [
      `# ${STAGE[0]}`,
      `短视频 ${STAGE[1]}`,
      '{ punctuation.section.braces.begin',
      'video entity.name.type.stage',
      'max variable.parameter',
      '= keyword.operator.assignment',
      '60s string.unquoted',
      '} punctuation.section.braces.end',
    ],
  ],
  [
    '＃　異議處理　｛objection｝',
    [
      `＃ ${STAGE[0]}`,
      `異議處理 ${STAGE[1]}`,
      '｛ punctuation.section.braces.begin',
      'objection entity.name.type.stage',
      '｝ punctuation.section.braces.end',
    ],
  ],
  ['#保险科普 #理赔', []],
  ['代理人：您好', ['代理人 entity.name.function.speaker', '： punctuation.separator.speaker']],
  ['业务员: 您好', ['业务员 entity.name.function.speaker', ': punctuation.separator.speaker']],
  [
    '客戶（小聲）：嗯',
    ['客戶 entity.name.function.speaker', '（小聲） comment.block.tone', '： punctuation.separator.speaker'],
  ],
  ['    AGENT: hello', ['AGENT entity.name.function.speaker', ': punctuation.separator.speaker']],
  ['风险提示：医疗险有免赔额', []],
  ['下午3:00 见', []],
  ['  ? 太贵了', ['? keyword.control.branch', '太贵了 string.unquoted.branch']],
  ['？ Money is tight', ['？ keyword.control.branch', 'Money is tight string.unquoted.branch']],
  ['-> 约下次见面', ['-> keyword.control.jump', '约下次见面 entity.name.section.target']],
  [
    '→ b.pitch#促成',
    [
      '→ keyword.control.jump',
      'b.pitch markup.underline.link',
      '# punctuation.separator',
      '促成 entity.name.section.target',
    ],
  ],
  [
    '> 拒绝原因：只按一个人的工资算',
    [
      '> punctuation.definition.note',
      '拒绝原因 keyword.other.label',
      '： punctuation.separator',
      '只按一个人的工资算 markup.quote.note',
    ],
  ],
  ['> 慢慢问', ['> punctuation.definition.note', '慢慢问 markup.quote.note']],
  ['// 说明', ['// 说明 comment.line.double-slash']],
  [
    '// pitchlint-disable-next-line claims/x -- 理由',
    [
      '// comment.line.double-slash',
      'pitchlint-disable-next-line keyword.control.directive',
      'claims/x -- 理由 comment.line.double-slash',
    ],
  ],
  ['看 http://example.test 好', []],
  [
    '[画面] 孩子在骑车',
    ['[ punctuation.definition.shot.begin', '画面 keyword.other.shot', '] punctuation.definition.shot.end'],
  ],
  [
    '【字幕】看条款',
    ['【 punctuation.definition.shot.begin', '字幕 keyword.other.shot', '】 punctuation.definition.shot.end'],
  ],
  ['@署名()', ['@署名() support.function.signature']],
  [
    '{{客户称呼|您}}，好',
    [
      '{{ punctuation.definition.placeholder.begin',
      '客户称呼 variable.other.placeholder',
      '| keyword.operator.default',
      '您 variable.other.placeholder',
      '}} punctuation.definition.placeholder.end',
    ],
  ],
  [
    '[[披露：责任免除]]',
    [
      '[[ punctuation.definition.disclosure.begin',
      '披露 keyword.other.disclosure',
      '： punctuation.separator',
      '责任免除 entity.name.tag.disclosure',
      ']] punctuation.definition.disclosure.end',
    ],
  ],
  ['[[责任免除]]', []],
  [
    '@条款(edu-par#2.3)',
    [
      '@ punctuation.definition.reference',
      '条款 support.function.reference',
      '( punctuation.section.parens.begin',
      'edu-par constant.other.reference',
      '# punctuation.separator.clause',
      '2.3 constant.numeric.clause',
      ') punctuation.section.parens.end',
    ],
  ],
  ['@产品经理小李 说得对', []],
  [
    'Agent: You worry (observation)',
    ['Agent entity.name.function.speaker', ': punctuation.separator.speaker', '(observation) markup.italic.nvc'],
  ],
  // an open mark does not swallow the next line
  [
    '代理人：{{客户称呼，您好\n代理人：再见',
    ['代理人 entity.name.function.speaker', '： punctuation.separator.speaker'],
  ],
  // front matter is YAML, and only at the top
  ['---\ntitle: 破冰', ['title: 破冰 yaml']],
  ['---\ntitle: x\n---', ['--- punctuation.definition.front-matter.end']],
  ['---\ntitle: x\n---\n# 破冰', [`# ${STAGE[0]}`, `破冰 ${STAGE[1]}`]],
  ['# 破冰\n---\n客户：好', ['客户 entity.name.function.speaker', '： punctuation.separator.speaker']],
];

const PLAN: readonly (readonly [string, readonly string[]])[] = [
  ['kind: plan', ['kind: plan yaml']],
  [
    '  # pitchlint-disable-next-line plan/x -- 理由',
    [
      '# comment.line.number-sign.yaml',
      'pitchlint-disable-next-line keyword.control.directive.pitchlint',
      'plan/x -- 理由 comment.line.number-sign.yaml',
    ],
  ],
];

describe('the grammars', () => {
  for (const [scope, table] of [
    ['source.pitch', PITCH],
    ['source.pitchlint-yaml', PLAN],
  ] as const) {
    const loaded = grammar(scope);
    for (const [text, expected] of table)
      it(`${scope}: ${JSON.stringify(text)}`, async () => assert.deepEqual(scopesOf(await loaded, text), expected));
  }
});
