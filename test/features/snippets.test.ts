/** The snippets that the server offers itself: each of them where it is tried (snippets/hosts.ts), and only where it fits. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readDocument } from '../../server/src/core/documents/read.ts';
import { snippetsAt } from '../../server/src/features/snippets.ts';
import { kindOfName } from '../../server/src/workspace/discovery.ts';
import { HOSTS, hostOf } from '../snippets/hosts.ts';

const GROUPS = ['plan', 'client', 'goals', 'catalog', 'pitch', 'disclosures'] as const;

interface Snippet {
  readonly prefix: readonly string[];
  readonly body: readonly string[];
}

interface Offer {
  readonly label: string;
  readonly names: readonly string[];
  /** The text once it is taken. */
  readonly result: string;
}

function offered(path: string, marked: string, preferred?: 'zh' | 'en'): readonly Offer[] {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const document = readDocument({ uri: `file:///w/${path}`, kind: kindOfName(path)!, text });
  return snippetsAt(document, offset, preferred).map(({ label, filterText, range, insertText }) => ({
    label,
    names: filterText!.split(' '),
    result: text.slice(0, range.start) + insertText + text.slice(range.end),
  }));
}

describe('snippets from the server', () => {
  for (const group of GROUPS) {
    const snippets = JSON.parse(readFileSync(`snippets/${group}.json`, 'utf8')) as Record<string, Snippet>;
    for (const { prefix, body } of Object.values(snippets))
      it(`${prefix[0]} is offered where it belongs, and writes what VS Code would`, () => {
        const host = HOSTS[hostOf(group, prefix[0]!)]!;
        const indent = /[^\n]*$/.exec(host.text.slice(0, host.text.indexOf('¦')))![0].match(/^ */)![0];
        const written = host.text.replace('¦', () => body.join(`\n${indent}`));
        // an entry of a list is offered behind its dash
        const typed = group === 'disclosures' ? prefix[0]!.slice(0, 4) : body[0]!.startsWith('- ') ? '- ' : '';
        const offer = offered(host.path, host.text.replace('¦', `${typed}¦`)).find(({ names }) =>
          names.includes(prefix[0]!),
        );
        assert.equal(offer?.result, written);
      });
  }

  const SCRIPT = '# 破冰\n代理人：您好。\n# 异议处理\n';
  const cases: readonly {
    readonly name: string;
    readonly path: string;
    readonly text: string;
    readonly has?: readonly string[];
    readonly lacks?: readonly string[];
    readonly none?: true;
    readonly preferred?: 'zh' | 'en';
  }[] = [
    { name: 'those of the stage', path: 'a.pitch', text: `${SCRIPT}¦`, has: ['太贵', '短视频'], lacks: ['价值开场'] },
    { name: 'half a word', path: 'a.pitch', text: `${SCRIPT}tai-¦`, has: ['太贵'] },
    { name: 'a stage that nobody knows takes all', path: 'a.pitch', text: '# 随便\n¦', has: ['太贵', '价值开场'] },
    { name: 'above the first stage', path: 'a.pitch', text: '¦', has: ['短视频'], lacks: ['太贵'] },
    { name: 'a new stage does not begin in a branch', path: 'a.pitch', text: `${SCRIPT}? 贵\n  ¦`, lacks: ['短视频'] },
    { name: 'an English script', path: 'a.pitch', text: '---\nlang: en\n---\n# Objections\n¦', has: ['nvc-young-en'] },
    { name: 'behind a speaker', path: 'a.pitch', text: `${SCRIPT}代理人：您好¦`, none: true },
    { name: 'in a heading', path: 'a.pitch', text: '# 披露¦', none: true },
    { name: 'in the front matter', path: 'a.pitch', text: '---\n¦\n---\n', none: true },
    { name: 'an empty plan', path: 'a.plan.yaml', text: '¦', has: ['三口之家', 'plan-en-sg'], lacks: ['成人', '案例'] },
    { name: 'a plan that has begun', path: 'a.plan.yaml', text: 'kind: plan\n¦', lacks: ['三口之家'] },
    { name: 'a list that is empty', path: 'a.plan.yaml', text: 'household:\n  ¦', has: ['成人'], lacks: ['理财行'] },
    { name: 'an entry with a dash', path: 'a.plan.yaml', text: 'products:\n  -¦', has: ['理财行'], lacks: ['成人'] },
    { name: 'an entry with a key', path: 'a.plan.yaml', text: 'products:\n  - id: p1\n    ¦', none: true },
    { name: 'a flow list', path: 'a.plan.yaml', text: 'household: [¦]', none: true },
    { name: 'behind a key', path: 'a.plan.yaml', text: 'title: ¦', none: true },
    {
      name: 'what is there already',
      path: 'a.plan.yaml',
      text: 'presentation:\n  story: {text: 甲}\n  ¦',
      has: ['大白话'],
      lacks: ['案例'],
    },
    {
      name: 'in the language that is set',
      path: 'a.plan.yaml',
      text: 'household:\n  - ¦',
      preferred: 'zh',
      has: ['成人'],
      lacks: ['成人英文'],
    },
    { name: 'an English plan', path: 'a.plan.yaml', text: 'lang: en\nhousehold:\n  - ¦', has: ['member-adult-en'] },
    {
      name: 'what has no English text',
      path: 'a.plan.yaml',
      text: 'lang: en\napplication:\n  - ¦',
      has: ['app-online'],
    },
    { name: 'no other kind', path: 'pitchlint.yaml', text: '¦', none: true },
  ];
  for (const { name, path, text, has = [], lacks = [], none, preferred } of cases)
    it(name, () => {
      const labels = offered(path, text, preferred).map(({ label }) => label);
      assert.deepEqual(
        has.filter((label) => !labels.includes(label)),
        [],
        `missing among ${labels}`,
      );
      assert.deepEqual(
        lacks.filter((label) => labels.includes(label)),
        [],
        'should not be offered',
      );
      if (none) assert.deepEqual(labels, []);
    });
});
