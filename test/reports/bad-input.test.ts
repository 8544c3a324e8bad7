/** Slips in client records and goals: one clear finding each, and no crash; what rules' own examples do not show. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type ClaimKind, isPaper, papersOf } from '../../server/src/core/domain/claim-papers.ts';
import { desk, uriOf } from './workspace.ts';

const GOALS = 'kind: goals\nyear: 2026\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\n';
const PLAN = `kind: plan
title: 冯先生一家
date: 2026-03-02
market: CN
agent: {name: 周敏, company: 示例人寿保险股份有限公司}
consent: {collect: 2026-02-01, sensitive: 2026-02-01}
household: [{id: dad, name: 冯先生, role: breadwinner, born: 1990-04-12, income: 30万}]
finance: {decision_maker: dad}
needs: {protect: [dad]}
products: []
application: [{for: all, effective: 2026-03-10}]
`;

/** `rule#variant «text»` of the findings at warning or above on one file. */
async function found(path: string, files: Readonly<Record<string, string>>, asOf = '2026-11-20'): Promise<string[]> {
  const analysis = await desk(files, asOf).session.analysis(uriOf(path));
  assert.ok(analysis);
  const { text } = analysis.document;
  assert.deepEqual(
    analysis.result.skipped.filter(({ reason }) => /failed/.test(reason.en)),
    [],
  );
  return analysis.result.diagnostics
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(
      ({ rule, variant, range }) => `${rule}${variant ? `#${variant}` : ''} «${text.slice(range.start, range.end)}»`,
    );
}

describe('bad input in records', () => {
  const one = (name: string, path: string, text: string, wanted: string, beside: Record<string, string> = {}) =>
    it(name, async () => assert.deepEqual(await found(path, { ...beside, [path]: text }), [wanted]));

  one(
    'a day that does not exist',
    'a.client.yaml',
    'kind: client\nname: 冯\nreviews: [{on: 2026-02-30}]\n',
    'schema/format#no-such-day «2026-02-30»',
  );
  one(
    'goals for a month 13',
    'g.goals.yaml',
    `${GOALS}months: [{month: 2026-13, clients: 3, deals: 2}]\n`,
    'schema/format#format «2026-13»',
  );
  one(
    'a review before the policy began',
    'a.client.yaml',
    'kind: client\nname: 冯\nplan: a.plan.yaml\nreviews: [{on: 2026-03-09}]\n',
    'process/review#early «2026-03-09»',
    { 'a.plan.yaml': PLAN },
  );
  one(
    'progress that runs backwards',
    'a.client.yaml',
    'kind: client\nname: 冯\nclaims: [{id: c, kind: ci, reported: 2026-11-01, replied: 2026-11-01, progress: [{on: 2026-11-05, stage: paid, amount: 1}, {on: 2026-11-06, stage: reviewing}]}]\n',
    'process/claim-progress#stage «reviewing»',
  );
  one(
    'a claim paid without an amount',
    'a.client.yaml',
    'kind: client\nname: 冯\nclaims: [{id: c, kind: ci, reported: 2026-11-01, replied: 2026-11-01, progress: [{on: 2026-11-05, stage: paid}]}]\n',
    'process/claim-progress#amount «paid»',
  );
  one(
    'a plan file that is gone',
    'a.client.yaml',
    'kind: client\nname: 冯\nplan: gone.plan.yaml\nevents: [{who: dad, what: 生日, on: 02-29}]\n',
    'plan/reference#file «gone.plan.yaml»',
  );
  one(
    'two clients with one id',
    'b.client.yaml',
    'kind: client\nid: c-1\nname: 冯\nplan: a.plan.yaml\n',
    'plan/reference#duplicate «c-1»',
    { 'a.plan.yaml': PLAN, 'a.client.yaml': 'kind: client\nid: c-1\nname: 冯\nplan: a.plan.yaml\n' },
  );
  one(
    'two claims with one id',
    'a.client.yaml',
    'kind: client\nname: 冯\nplan: a.plan.yaml\nclaims: [{id: c, kind: ci, progress: [{on: 2026-11-01, stage: refused}]}, {id: c, kind: ci, progress: [{on: 2026-11-01, stage: refused}]}]\n',
    'plan/reference#duplicate «c»',
    { 'a.plan.yaml': PLAN },
  );
  one(
    'an event on a day that no year has',
    'a.client.yaml',
    'kind: client\nname: 冯\nevents: [{what: 生日, on: 02-30}]\n',
    'schema/format#format «02-30»',
  );

  it('an event on 29 February is a day like any other', async () => {
    assert.deepEqual(
      await found('a.client.yaml', { 'a.client.yaml': 'kind: client\nname: 冯\nevents: [{what: 生日, on: 02-29}]\n' }),
      [],
    );
  });

  it('a client file without a household knows the members of its plan', async () => {
    const files = {
      'a.plan.yaml': PLAN,
      'a.client.yaml':
        'kind: client\nname: 冯\nplan: a.plan.yaml\nevents: [{who: dad, what: 生日, on: 04-12}, {who: mum, what: 生日, on: 05-12}]\n',
    };
    assert.deepEqual(await found('a.client.yaml', files), ['plan/reference#unknown «mum»']);
  });

  it('a plan whose client file looks after it is not told to be reviewed; one without is', async () => {
    const overdue = 'process/review#overdue «2026-03-10»';
    const own = { 'a.plan.yaml': PLAN };
    const only = (list: string[]) => list.filter((line) => line.startsWith('process/review'));
    assert.deepEqual(only(await found('a.plan.yaml', own, '2027-03-11')), [overdue]);
    assert.deepEqual(only(await found('a.plan.yaml', own, '2027-03-10')), []);
    const followed = {
      ...own,
      'a.client.yaml': 'kind: client\nname: 冯\nplan: a.plan.yaml\nreviews: [{on: 2027-03-01}]\n',
    };
    assert.deepEqual(only(await found('a.plan.yaml', followed, '2027-03-11')), []);
    assert.deepEqual(only(await found('a.client.yaml', followed, '2028-03-01')), [
      'process/review#overdue «2027-03-01»',
    ]);
  });
});

describe('the papers of a claim', () => {
  it('are those that the snippets list', () => {
    const snippets = JSON.parse(readFileSync('snippets/client.json', 'utf8')) as Record<
      string,
      { prefix: string[]; body: string[] }
    >;
    for (const kind of ['medical', 'ci', 'accident', 'death'] as ClaimKind[]) {
      const { body } = Object.values(snippets).find(({ prefix }) => prefix[0] === `claim-${kind}`)!;
      const from = body.indexOf('  documents:') + 1;
      const listed = body.slice(from, body.indexOf('  progress:')).map((line) => line.trim().split(':')[0]!);
      assert.deepEqual(
        listed,
        papersOf(kind, 'CN').map((paper) => paper.name.zh),
        kind,
      );
    }
  });

  it('go by other names too, and are not each other', () => {
    const papers = (['medical', 'ci', 'accident', 'death'] as ClaimKind[]).flatMap((kind) => papersOf(kind, 'CN'));
    const all = [...new Set(papers)];
    for (const paper of all)
      for (const name of [paper.name.zh, paper.name.en, ...paper.also])
        assert.deepEqual(
          all.filter((other) => isPaper(name, other)),
          [paper],
          name,
        );
    assert.ok(isPaper('病历（复印件）', all[0]!));
    assert.ok(!papersOf('death', 'SG').some((paper) => paper.name.zh === '户籍注销证明'));
  });
});
