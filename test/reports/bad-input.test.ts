/** Slips in client records and goals: one clear finding each, and no crash; what rules' own examples do not show. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { type ClaimKind, isPaper, papersOf } from '../../server/src/core/domain/claim-papers.ts';
import { localToday } from '../../server/src/host.ts';
import { calendarOf } from '../../server/src/reports/agenda/calendar.ts';
import { KeptAgenda } from '../../server/src/reports/agenda/kept.ts';
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

describe('bad input in the calendar', () => {
  const year = 'year: 2027\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\n';
  const FILES: Readonly<Record<string, string>> = {
    'no-such-day.client.yaml':
      'kind: client\nname: 甲\nreviews: [{on: 2026-02-30}]\nevents: [{what: 迁居, on: 2027-02-30}, {what: 生日, on: 02-30}]\nlog: [{on: 2026-13-01, next: 2027-00-10}]\n',
    'early-review.client.yaml': 'kind: client\nname: 乙\nplan: a.plan.yaml\nreviews: [{on: 2026-03-09}]\n',
    'backwards.client.yaml':
      'kind: client\nname: 丙\nclaims: [{id: c, kind: ci, reported: 2027-02-10, replied: 2027-02-10, progress: [{on: 2027-02-18, stage: reviewing}, {on: 2027-02-16, stage: submitted}]}]\n',
    'unpaid.client.yaml':
      'kind: client\nname: 丁\nclaims: [{id: c, kind: ci, reported: 2027-02-01, replied: 2027-02-01, progress: [{on: 2027-02-18, stage: paid}]}]\n',
    'gone.client.yaml': 'kind: client\nname: 戊\nplan: gone.plan.yaml\n',
    'leap.client.yaml': 'kind: client\nname: 己\nevents: [{what: 生日, on: 02-29}]\n',
    'one.client.yaml': 'kind: client\nid: c-1\nname: 庚\nevents: [{what: 生日, on: 03-02}]\n',
    'two.client.yaml': 'kind: client\nid: c-1\nname: 庚\nevents: [{what: 生日, on: 03-02}]\n',
    'a.plan.yaml': PLAN,
    'g.goals.yaml': `kind: goals\n${year}months: [{month: 2027-13, clients: 3, deals: 2}]\nstudy: [{month: 2027-13, product: 甲}]\n`,
  };
  const WANTED = [
    '2027-02-20 12 个月内只有理赔往来：约一次保单体检 · 丙',
    '2027-02-20 12 个月内只有理赔往来：约一次保单体检 · 丁',
    // a week after the latest day that is written, in whatever order the steps stand
    '2027-02-25 理赔进度反馈：c · 丙',
    '2027-02-28 本月研读条款 0/2 款',
    '2027-03-01 生日 · 己',
    '2027-03-02 生日 · 庚',
    '2027-03-02 生日 · 庚',
    '2027-03-04 服务之后：可以请客户转介绍 · 丁',
    // the review before the policy began does not count: a year from its first day
    '2027-03-10 年度保单体检 · 乙',
  ];

  it('gives no day that is not written, and 1 March for 29 February in a common year', async () => {
    const { session, uris } = desk(FILES, '2027-02-20');
    const { items, asOf, notices } = await new KeptAgenda(session).of(uris);
    const read = new ICAL.Component(ICAL.parse(calendarOf(items, asOf, 'zh')) as unknown[]);
    const events = read.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    assert.deepEqual(
      events.map(({ startDate, summary }) => `${startDate.toString()} ${summary}`),
      WANTED,
    );
    assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
    assert.equal(notices.length, 1);
  });

  it('is the same in every time zone, minutes before and after midnight', async () => {
    const zone = process.env.TZ;
    const { Date: RealDate } = globalThis;
    const days = (at: string) => {
      const now = RealDate.parse(at);
      globalThis.Date = class extends RealDate {
        constructor(...given: ConstructorParameters<typeof RealDate> | []) {
          super(...((given.length === 0 ? [now] : given) as ConstructorParameters<typeof RealDate>));
        }
      } as DateConstructor;
      try {
        return localToday();
      } finally {
        globalThis.Date = RealDate;
      }
    };
    try {
      const cases: readonly [string, string, string][] = [
        ['Asia/Shanghai', '2027-02-28T15:59:59Z', '2027-02-28'],
        ['Asia/Shanghai', '2027-02-28T16:00:00Z', '2027-03-01'],
        ['Pacific/Kiritimati', '2027-02-28T10:00:00Z', '2027-03-01'],
        ['America/Los_Angeles', '2027-03-01T07:59:59Z', '2027-02-28'],
        ['America/Los_Angeles', '2027-03-14T10:00:00Z', '2027-03-14'],
      ];
      for (const [name, at, day] of cases) {
        process.env.TZ = name;
        assert.equal(days(at), day, `${name} ${at}`);
        const { session, uris } = desk(FILES, '2027-02-20');
        const { items, asOf } = await new KeptAgenda(session).of(uris);
        const text = calendarOf(items, asOf, 'zh');
        assert.deepEqual(
          [...text.matchAll(/DTSTART;VALUE=DATE:(\d+)/g)].map((match) => match[1]),
          WANTED.map((line) => line.slice(0, 10).replaceAll('-', '')),
        );
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
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
