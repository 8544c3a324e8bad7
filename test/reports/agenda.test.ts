/** What each kind of file makes due, on which day, and that keeping the agenda never changes it. */
import assert from 'node:assert/strict';
import { SearchMoonPhase } from 'astronomy-engine';
import { calendarOf } from '../../server/src/reports/agenda/calendar.ts';
import { FESTIVALS } from '../../server/src/reports/agenda/festivals.ts';
import { KeptAgenda } from '../../server/src/reports/agenda/kept.ts';
import { desk, pathOf } from './workspace.ts';

const FAMILY = `kind: plan
title: 冯先生一家
date: 2026-03-02
market: CN
agent: {name: 周敏, company: 示例人寿保险股份有限公司}
household:
  - {id: dad, name: 冯先生, role: breadwinner, born: 1990-04-12, income: 30万}
  - {id: leap, name: 小闰, role: child, born: 2016-02-29}
needs: {protect: [dad]}
products: [{id: p1, product: x, insured: dad, sum: 10万, premium: 100, pay: 1y, term: 1y}]
`;

/** `day kind who title` of every item, of files judged on a day. */
async function due(files: Readonly<Record<string, string>>, asOf: string): Promise<string[]> {
  const { session, uris } = desk(files, asOf);
  const { items } = await new KeptAgenda(session).of(uris);
  return items
    .filter(({ kind }) => kind !== 'festival')
    .map(({ due: day, kind, who, title }) => `${day} ${kind} ${who} ${title.zh}`);
}

const client = (rest: string) => `kind: client\nname: 冯先生一家\n${rest}`;

describe('the agenda', () => {
  const cases: readonly [string, string, Readonly<Record<string, string>>, readonly string[]][] = [
    [
      'a receipt gives the end of cooling-off and the call-back before it',
      '2026-03-20',
      {
        'a.plan.yaml': `${FAMILY}application: [{for: all, effective: 2026-03-10, delivered: 2026-03-12, receipt: 2026-03-12}]\n`,
      },
      [
        '2026-03-27 callback 冯先生一家 犹豫期内完成回访',
        '2026-03-27 cooling-off 冯先生一家 犹豫期至 2026-03-27 24:00',
      ],
    ],
    [
      'no call-back is asked for twice, and a period that ended is past',
      '2026-03-28',
      { 'a.plan.yaml': `${FAMILY}application: [{for: all, receipt: 2026-03-12}]\n` },
      [],
    ],
    [
      'underwriting waits for papers',
      '2026-03-12',
      {
        'a.plan.yaml': `${FAMILY}application: [{for: all, submitted: 2026-03-06, underwriting: {mode: manual, asked_on: 2026-03-08, asked: {体检报告: null}}}]\n`,
      },
      ['2026-03-15 underwriting 冯先生一家 补交核保资料：体检报告'],
    ],
    [
      'an open claim wants news every week, and names the missing papers',
      '2026-11-20',
      {
        'a.client.yaml': client(
          'log: [{on: 2026-11-19}]\nclaims: [{id: c1, kind: ci, what: 确诊, reported: 2026-11-10, progress: [{on: 2026-11-12, stage: submitted}]}]\n',
        ),
      },
      ['2026-11-19 claim 冯先生一家 理赔进度反馈：确诊', '2027-02-17 follow-up 冯先生一家 客户跟进（还没有分层）'],
    ],
    [
      'a paid claim is closed, and a moment to ask for a referral',
      '2026-11-20',
      {
        'a.client.yaml': client(
          'claims: [{id: c1, kind: ci, reported: 2026-11-01, progress: [{on: 2026-11-18, stage: paid, amount: 1万}]}]\n',
        ),
      },
      [
        '2026-11-20 follow-up 冯先生一家 12 个月内只有理赔往来：约一次保单体检',
        '2026-12-02 referral 冯先生一家 服务之后：可以请客户转介绍',
      ],
    ],
    [
      'a complaint says its next step within fifteen days, then the report',
      '2026-11-20',
      {
        'a.client.yaml': client(
          'complaints:\n  - {id: q1, received: 2026-11-10, about: 没人接电话}\n  - {id: q2, received: 2026-11-01, about: 报销, heard: 2026-11-01, outcome: explained, closed: 2026-11-18}\n',
        ),
      },
      ['2026-11-19 complaint 冯先生一家 投诉处理：报销', '2026-11-25 complaint 冯先生一家 投诉处理：没人接电话'],
    ],
    [
      'a review is due a year after the last one, and shown a month ahead',
      '2026-11-20',
      {
        'a.client.yaml': client('reviews: [{on: 2025-12-10}]\n'),
        'b.client.yaml': client('reviews: [{on: 2026-01-10}]\n'),
      },
      ['2026-12-10 review 冯先生一家 年度保单体检'],
    ],
    [
      'a review counts from the plan that took effect',
      '2027-03-01',
      {
        'a.client.yaml': client('plan: a.plan.yaml\n'),
        'a.plan.yaml': `${FAMILY}application: [{for: all, effective: 2026-03-10}]\n`,
      },
      ['2027-03-01 event 冯先生一家 小闰生日（11岁）', '2027-03-10 review 冯先生一家 年度保单体检'],
    ],
    [
      '29 February is 1 March in a common year and itself in a leap year',
      '2028-02-20',
      {
        'a.client.yaml': client('plan: a.plan.yaml\nevents: [{who: dad, what: 结婚纪念日, on: 02-29}]\n'),
        'a.plan.yaml': FAMILY,
      },
      ['2028-02-29 event 冯先生一家 冯先生结婚纪念日', '2028-02-29 event 冯先生一家 小闰生日（12岁）'],
    ],
    [
      'a written event replaces the birthday of that day, and a past one is over',
      '2026-04-01',
      {
        'a.client.yaml': client(
          'plan: a.plan.yaml\nevents: [{who: dad, what: 生日, on: 04-12, wish: 一张手写卡}, {what: 乔迁, on: 2026-03-30}]\n',
        ),
        'a.plan.yaml': FAMILY,
      },
      ['2026-04-12 event 冯先生一家 冯先生生日'],
    ],
    [
      'the log’s next day comes before the tier’s rhythm',
      '2026-11-20',
      {
        'a.client.yaml': client('screening: {need: 5, means: 5, decision: 5}\nlog: [{on: 2026-11-01}]\n'),
        'b.client.yaml': client(
          'screening: {need: 1, means: 1, decision: 1}\nlog: [{on: 2026-11-01, next: 2026-11-21}]\n',
        ),
      },
      ['2026-11-08 follow-up 冯先生一家 A类客户跟进', '2026-11-21 follow-up 冯先生一家 C类客户跟进'],
    ],
    [
      'this month’s study is due at its end',
      '2028-02-03',
      {
        'g.goals.yaml':
          'kind: goals\nyear: 2028\nname: 方晴\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\nstudy: [{month: 2028-02, product: 甲}]\n',
      },
      ['2028-02-29 study 方晴 本月研读条款 1/2 款'],
    ],
    [
      'an approval that ends soon, or has ended',
      '2026-11-20',
      {
        's.pitch': '---\ntitle: 科普\napproval: {no: 宣1, until: 2026-12-01}\n---\n# 朋友圈\n社保打底。\n',
        't.pitch': '---\ntitle: 旧帖\napproval: {no: 宣2, until: 2026-11-01}\n---\n# 朋友圈\n社保打底。\n',
        'u.pitch': '---\ntitle: 新帖\napproval: {no: 宣3, until: 2027-11-01}\n---\n# 朋友圈\n社保打底。\n',
      },
      ['2026-11-01 approval 旧帖 内容审核到期：宣2', '2026-12-01 approval 科普 内容审核到期：宣1'],
    ],
    [
      'a catalogue copied long ago',
      '2026-11-20',
      { 'c.catalog.yaml': 'kind: catalog\ninsurer: 示例人寿\nmarket: CN\nas_of: 2026-01-15\nproducts: []\n' },
      ['2026-07-14 catalog 示例人寿 产品目录核对条款版本（2026-01-15 抄录）'],
    ],
    [
      'a plan file that is gone, dates that do not exist and half-written entries give what they can',
      '2026-11-20',
      {
        'a.client.yaml': client(
          'plan: gone.plan.yaml\nreviews: [{on: 2026-02-30}, {}]\nevents: [{what: x, on: 13-45}]\nclaims: [{}]\nlog:\n',
        ),
      },
      [],
    ],
  ];
  for (const [name, asOf, files, wanted] of cases) {
    it(name, async () => assert.deepEqual(await due(files, asOf), wanted));
  }

  it('says when one wish serves several clients, and when two files carry one client id', async () => {
    const { session, uris } = desk(
      {
        'a.client.yaml': client('id: c-1\nevents: [{what: 生日, on: 11-25, wish: 祝您天天开心}]\n'),
        'b.client.yaml': client('id: c-1\nevents: [{what: 生日, on: 06-25, wish: 祝您天天开心}]\n'),
      },
      '2026-11-20',
    );
    const { items, notices } = await new KeptAgenda(session).of(uris);
    assert.match(items[0]?.detail?.zh ?? '', /写给了 2 位客户/);
    assert.match(notices[0]?.zh ?? '', /c-1 用在 2 个文件里：a\.client\.yaml、b\.client\.yaml/);
  });

  it('adds one item per festival for all clients', async () => {
    const { session, uris } = desk({ 'a.client.yaml': client(''), 'b.client.yaml': client('') }, '2027-01-30');
    const { items } = await new KeptAgenda(session).of(uris);
    assert.deepEqual(
      items.map((item) => `${item.due} ${item.title.zh}`),
      ['2027-02-06 春节：给 2 户客户送祝福'],
    );
  });

  it('reads only what a change reaches, and then says the same as from scratch', async () => {
    const files: Record<string, string> = { 'p/a.plan.yaml': FAMILY };
    for (let n = 0; n < 30; n++)
      files[`p/c${n}.client.yaml`] = client(
        `plan: a.plan.yaml\nlog: [{on: 2026-11-${String(n + 1).padStart(2, '0')}}]\n`,
      );
    const own = desk(files, '2026-11-20');
    const kept = new KeptAgenda(own.session);
    await kept.of(own.uris);
    const changed = files['p/c7.client.yaml']!.replace('2026-11-08', '2026-10-01');
    own.reads.length = 0;
    own.write('p/c7.client.yaml', changed);
    const after = await kept.of(own.uris);
    assert.deepEqual([...new Set(own.reads)], ['p/c7.client.yaml']);
    const anew = desk({ ...files, 'p/c7.client.yaml': changed }, '2026-11-20');
    assert.deepEqual(after, await new KeptAgenda(anew.session).of(anew.uris));
    // the plan's change reaches every client that names it
    own.reads.length = 0;
    own.write('p/a.plan.yaml', FAMILY.replace('04-12', '12-01'));
    const moved = await kept.of(own.uris);
    assert.equal(moved.items.filter(({ kind, due: day }) => kind === 'event' && day === '2026-12-01').length, 30);
    assert.equal(await kept.of(own.uris), moved, 'nothing changed: the same answer');
  });

  it('gives every item the line it stands on', async () => {
    const { session, uris } = desk({ 'a.client.yaml': client('reviews:\n  - on: 2025-12-10\n') }, '2026-11-20');
    const [item] = (await new KeptAgenda(session).of(uris)).items;
    assert.deepEqual([pathOf(item!.uri), item!.place], ['a.client.yaml', { line: 3, character: 2 }]);
  });

  it('writes a calendar with each day as it is, a festival included', async () => {
    const { session, uris } = desk({ 'a.client.yaml': client('') }, '2027-01-30');
    const { items, asOf } = await new KeptAgenda(session).of(uris);
    assert.match(calendarOf(items, asOf, 'zh'), /DTSTART;VALUE=DATE:20270206/);
  });
});

describe('festivals', () => {
  const listedDays = (id: string, from = 2026, to = 2030): string[] => {
    const festival = FESTIVALS.find((item) => item.id === id)!;
    return Array.from({ length: to - from + 1 }, (_, index) => festival.dayIn(from + index)!);
  };

  it('the other lunar days agree with an independent calendar', () => {
    const lunarDay = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
    const lunar: Readonly<Record<string, string>> = { 'dragon-boat': '5/5', 'mid-autumn': '8/15', elders: '9/9' };
    for (const [id, wanted] of Object.entries(lunar))
      for (const day of listedDays(id)) assert.equal(lunarDay.format(new Date(`${day}T12:00:00Z`)), wanted, day);
  });

  // The runtime's calendar is a day off in 2027 and 2030, where the new moon falls minutes from midnight in Beijing.
  it('Spring Festival is the day in Beijing of the new moon, by an ephemeris', () => {
    const beijing = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
    for (const day of listedDays('spring-festival')) {
      const newMoon = SearchMoonPhase(0, new Date(`${day.slice(0, 4)}-01-20T16:00:00Z`), 30);
      assert.equal(newMoon && beijing.format(newMoon.date), day);
    }
  });

  it('a year that is not in the table has no lunar day', () => {
    for (const id of ['spring-festival', 'dragon-boat', 'mid-autumn', 'elders'])
      assert.deepEqual(listedDays(id, 2031, 2031), [undefined]);
  });

  it('Mother’s and Father’s Day are Sundays', () => {
    const days = ['mothers', 'fathers'].map((id) => FESTIVALS.find((festival) => festival.id === id)!.dayIn(2026));
    assert.deepEqual(days, ['2026-05-10', '2026-06-21']);
  });
});
