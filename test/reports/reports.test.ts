/**
 * Reports over one made-up desk, byte for byte: Markdown in golden/*.md, one page in HTML. `UPDATE=1` rewrites them: read
 * the difference. Beside them, what no golden file shows: masking, escaping, refusals, the order of files.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readDocument } from '../../server/src/core/index.ts';
import { findAddresses } from '../../server/src/reports/addresses.ts';
import { html, toHtml } from '../../server/src/reports/html.ts';
import { escapeMarkdown, toMarkdown } from '../../server/src/reports/markdown.ts';
import { maskName } from '../../server/src/reports/mask.ts';
import type { Report } from '../../server/src/reports/model.ts';
import { planFromClient } from '../../server/src/reports/new-plan.ts';
import { KeptReports, makeReport, REPORT_NAMES, type ReportName } from '../../server/src/reports/report.ts';
import { maskedSummary, shareCopy } from '../../server/src/reports/share.ts';
import { contextOf } from '../../server/src/reports/sources.ts';
import { type Desk, desk, pathOf, uriOf } from './workspace.ts';

const DAY = '2026-11-20';
const FOLDER = 'test/reports/golden';

const files: Record<string, string> = {};
for (const name of readdirSync(`${FOLDER}/desk`)) files[name] = readFileSync(`${FOLDER}/desk/${name}`, 'utf8');
const BROKEN = ['old.client.yaml'];

function make(
  on: Desk,
  name: ReportName,
  more: { unmasked?: boolean; language?: 'zh' | 'en' } = {},
  kept?: KeptReports,
): Promise<Report> {
  const options = {
    language: 'zh',
    ...more,
    pathOf,
    reasonOf: (failure: { detail: string }) => failure.detail,
  } as const;
  return makeReport(name, on.session, on.uris, options, kept);
}

describe('reports', () => {
  for (const name of REPORT_NAMES) {
    it(`${name}, in Markdown`, async () => {
      // without findings there is no rule text in it, which changes with every rule
      golden(`${name}.md`, stable(name, toMarkdown(await make(desk(files, DAY, BROKEN), name))));
    });
  }
  it('review, as a page and in English', async () => {
    golden('review.html', toHtml(await make(desk(files, DAY), 'review', { language: 'en' })));
  });

  it('do not depend on the order in which files are named', async () => {
    const forth = desk(files, DAY);
    const back = desk(files, DAY);
    for (const name of REPORT_NAMES) {
      const one = await make(forth, name);
      const other = await make({ ...back, uris: [...back.uris].reverse() }, name);
      assert.deepEqual(one, other, name);
    }
  });

  for (const name of REPORT_NAMES)
    it(`${name}, kept, reads only what a change reaches, and then says the same as from scratch`, async () => {
      const own = desk(files, DAY, BROKEN);
      const kept = new KeptReports();
      await make(own, name, {}, kept);
      const of = (suffix: string) => Object.keys(files).find((path) => path.endsWith(suffix))!;
      const path = of(
        { goals: '.goals.yaml', compare: '.catalog.yaml', retro: '.pitch', content: '.pitch' }[name as string] ??
          '.client.yaml',
      );
      const changed = path.endsWith('.pitch')
        ? `${files[path]}\n# 异议处理\n客户：再想想。\n> 拒绝原因：要等年终奖\n# 朋友圈：年终\n社保打底。\n`
        : files[path]!.replace(/^(name|insurer): .*$/m, '$1: 改过的');
      assert.notEqual(changed, files[path]);
      own.reads.length = 0;
      own.write(path, changed);
      const after = await make(own, name, {}, kept);
      // what the file names may be read beside it
      assert.ok(own.reads.length <= 4, own.reads.join());
      assert.ok(own.reads.includes(path));
      assert.deepEqual(after, await make(desk({ ...files, [path]: changed }, DAY, BROKEN), name));
    });

  it('mask names, numbers and addresses everywhere, unless told not to', async () => {
    const secrets = ['沈若琪', '13900000000', '11010519491231002X', '梧桐路18号3栋502室'];
    for (const name of REPORT_NAMES) {
      const masked = toMarkdown(await make(desk(files, DAY), name));
      for (const secret of secrets) assert.ok(!masked.includes(secret), `${name} shows ${secret}`);
    }
    const clear = toMarkdown(await make(desk(files, DAY), 'complaint', { unmasked: true }));
    for (const secret of secrets.slice(0, 2)) assert.ok(clear.includes(secret), secret);
    assert.match(clear, /未遮盖/);
  });

  it('mask what a record says in passing: minors, beneficiaries, addresses in notes, policy numbers, file names', async () => {
    const agreed = 'consent: {collect: 2026-01-01, sensitive: 2026-01-01}\n';
    const record: Record<string, string> = {
      'home.plan.yaml': `kind: plan\ntitle: 欧阳文博一家\ndate: 2026-03-02\nmarket: CN\nagent: {name: 周敏, company: 示例人寿}\n${agreed}household:\n  - {id: dad, name: 欧阳文博, role: breadwinner, born: 1990-04-12, income: 30万}\n  - {id: kid, name: 欧阳可欣, role: child, born: 2019-04-12}\n  - {id: gran, name: 古丽娜·买买提, role: parent, born: 1960-01-01}\nneeds: {protect: [dad]}\nproducts: [{id: p1, product: x, insured: dad, sum: 10万, premium: 100, beneficiary: [{name: 贺兰青, relation: 弟弟, share: 100}], why: 欧阳可欣还小}]\n`,
      '欧阳文博.client.yaml': `kind: client\nname: 欧阳文博一家\nplan: home.plan.yaml\n${agreed}log:\n  - {on: 2026-11-01, note: 可欣住院，寄到上海市徐汇区梧桐路18号3栋502室，保单号 P20260001234567}\nreviews:\n  - {on: 2026-11-02, action: 把贺兰青改成可欣，电话13900000000, gaps: [{member: dad, risk: death, note: 可欣的学费}]}\nclaims:\n  - {id: c1, kind: medical, what: 可欣肺炎，保单号 P20260001234567, reported: 2026-11-09, documents: {欧阳可欣的病历: true}, progress: [{on: 2026-11-10, stage: submitted, note: 古丽娜·买买提送到梧桐路18号3栋}]}\ncomplaints:\n  - {id: q1, received: 2026-11-02, about: 欧阳可欣没人接，回13900000000, records: [贺兰青来电], report: {on: 2026-11-03, lesson: 先问可欣}}\n`,
      'talk.pitch': `---\nplan: home.plan.yaml\n---\n# 异议处理\n客户：可欣还小。\n> 拒绝原因：文博说等等，打13900000000\n# 朋友圈：欧阳可欣的故事\n社保打底，${'很长的一句话'.repeat(8)}身份证11010519491231002X。\n`,
      'year.goals.yaml':
        'kind: goals\nname: 周敏\nyear: 2026\nmonthly: {clients: 3, deals: 2}\nmonths: [{month: 2026-02, clients: 1, deals: 1, setback: {inward: 没给13900000000回电, outward: 每周一次}}]\n',
    };
    const secrets = [
      '文博',
      '可欣',
      '贺兰青',
      '古丽娜',
      '买买提',
      '13900000000',
      '梧桐路18号',
      '1101051949',
      '0001234567',
    ];
    for (const name of REPORT_NAMES) {
      const masked = toMarkdown(await make(desk(record, DAY), name));
      for (const secret of secrets)
        assert.ok(
          !masked.includes(secret),
          `${name} shows ${secret}: ${masked.split('\n').find((line) => line.includes(secret))}`,
        );
    }
  });

  it('name in the findings report what could not be read, what was suppressed and why, and that it is no legal advice', async () => {
    const text = toMarkdown(await make(desk(files, DAY, BROKEN), 'findings'));
    assert.match(text, /没有读到的文件[\s\S]*old\.client\.yaml \| GBK/);
    assert.match(text, /plan\/premium-budget \| 客户已书面确认预算/);
    assert.match(text, /standard \d/);
    assert.match(text, /按 2026-11-20 判断/);
    assert.match(text, /不构成法律意见。 Assists review; not legal advice\./);
    assert.match(text, /cn-pipl-\d+ \| .*个人信息保护法/);
  });

  it('say so when there is nothing to report', async () => {
    for (const name of REPORT_NAMES) {
      const text = toMarkdown(await make(desk({}, DAY), name));
      assert.match(text, /没有|读了 0 份/, name);
      assert.ok(!text.includes('undefined'), name);
    }
  });

  it('survive half-written files', async () => {
    const half: Record<string, string> = {};
    for (const [path, text] of Object.entries(files))
      for (const share of [0.2, 0.5, 0.8]) half[`${share}-${path}`] = text.slice(0, Math.floor(text.length * share));
    for (const name of REPORT_NAMES) {
      const text = toMarkdown(await make(desk(half, DAY), name));
      assert.ok(!/undefined|NaN|\[object/.test(text), name);
    }
  });
});

describe('the goals of a year', () => {
  const goals = (months: string) =>
    `kind: goals\nyear: 2026\ntarget: {clients: 36, deals: 24}\nmonthly: {clients: 3, deals: 2}\nmonths:\n${months}`;
  const month = (m: string) => `  - {month: 2026-${m}, clients: 3, deals: 2}\n`;

  it('are told when it is over, and a month without a record ends the run', async () => {
    const on = (asOf: string, text: string) => desk({ 'a.goals.yaml': text }, asOf);
    const told = async (asOf: string, text: string) =>
      toMarkdown(await make(on(asOf, text), 'goals'))
        .match(/^- .*$/gm)
        ?.slice(1);
    const two = goals(month('10') + month('12'));
    assert.deepEqual(await told('2027-01-05', two), ['- 连续达成 1 个月', '- 这一年已结束，客户还差 30，成交还差 20']);
    assert.deepEqual(await told('2026-12-05', two), ['- 连续达成 0 个月', '- 余下 1 个月，每月还需客户 30，成交 20']);
    const all = goals(Array.from({ length: 12 }, (_, m) => month(String(m + 1).padStart(2, '0'))).join(''));
    assert.deepEqual(await told('2027-01-05', all), ['- 连续达成 12 个月', '- 这一年已结束，年度目标已达成']);
  });
});

describe('what a report is written with', () => {
  it('escapes everything in HTML', () => {
    const evil = '<script>alert("x")</script>&\'';
    const report: Report = {
      title: evil,
      language: 'zh',
      blocks: [
        { type: 'heading', level: 2, text: evil },
        { type: 'list', items: [evil] },
        { type: 'table', columns: [{ title: evil }], rows: [[evil]] },
      ],
      footer: [evil],
    };
    const page = toHtml(report);
    assert.ok(!/<script/i.test(page));
    assert.equal(page.match(/&lt;script&gt;alert\(&quot;x&quot;\)&lt;\/script&gt;&amp;&#39;/g)?.length, 7);
    assert.equal(html`<b>${'<i>'}</b>${[html`<u>${1}</u>`]}`.source, '<b>&lt;i&gt;</b><u>1</u>');
  });

  it('writes a table of more rows than a call may have arguments', () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => [String(i)]);
    const table = { type: 'table', columns: [{ title: '序号' }], rows } as const;
    const text = toMarkdown({ title: '表', language: 'zh', blocks: [table], footer: [] });
    assert.equal(text.split('\n').length, 200_000 + 5);
  });

  it('escapes what Markdown would read as markup', () => {
    assert.equal(escapeMarkdown('a|b [x](y) <b> *c* `d`\n# e'), 'a\\|b \\[x\\](y) \\<b\\> \\*c\\* \\`d\\` # e');
    assert.equal(escapeMarkdown('plan/reference (unknown)'), 'plan/reference (unknown)');
    assert.equal(escapeMarkdown(' 王先生  的\t方案\u3000一 '), '王先生 的 方案 一');
    assert.equal(escapeMarkdown('1. 保障'), '1\\. 保障');
    assert.equal(escapeMarkdown('# heading'), '\\# heading');
    assert.equal(escapeMarkdown('1. one'), '1\\. one');
    assert.equal(escapeMarkdown('- one'), '\\- one');
  });

  it('keeps a form of address and shortens a full name', () => {
    const names: Readonly<Record<string, string>> = {
      李先生: '李先生',
      李先生一家: '李先生一家',
      李明轩先生: '李先生',
      王小明: '王某某',
      王明: '王某',
      欧阳明: '欧阳某',
      古丽娜·买买提: '古某某',
      欧阳女士: '欧阳女士',
      小满: '小满',
      果果: '果果',
      沈若琪一家: '沈某某一家',
      'Ms Tan': 'Ms Tan',
      'Rachel Tan': 'R. Tan',
      'Mr Ben Ong': 'Mr Ong',
      'The Ong family': 'The Ong family',
      Mia: 'Mia',
    };
    for (const [name, masked] of Object.entries(names)) assert.equal(maskName(name), masked, name);
  });

  it('finds addresses, and nothing else that has a number', () => {
    const found = (text: string) => findAddresses(text).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(found('家住上海市徐汇区梧桐路18号3栋502室，电话见系统。'), ['上海市徐汇区梧桐路18号3栋502室']);
    assert.deepEqual(found('地址：杭州市西湖区文三路 258 号'), []);
    assert.deepEqual(found('寄到杭州市西湖区文三路258号'), ['杭州市西湖区文三路258号']);
    assert.deepEqual(found('He lives at 12 Orchard Road #05-12 now.'), ['12 Orchard Road #05-12']);
    assert.deepEqual(found('Blk 123 Bishan Street 12 #08-45'), ['Blk 123 Bishan Street 12 #08-45']);
    assert.deepEqual(found('30岁客户投保后，35岁确诊重疾获赔50万，第3号方案，合同第2条。'), []);
    assert.deepEqual(found('In 2026 the Street View of 12 months shows 3 policies.'), []);
    assert.deepEqual(found('路'.repeat(50_000)), []);
  });
});

describe('a copy to send', () => {
  const AGREED =
    'consent: {collect: 2026-01-01, share: [{to: 示例人寿理赔部, what: 病历, why: claim, on: 2026-11-01, agreed: 2026-11-01, encrypted: true}]}\n';
  const BODY =
    'name: 沈女士\nnote: 手机13900000000，住梧桐路18号3栋502室，身份证11010519491231002X\nlog: [{on: 2026-11-01, note: 保单号 P20260001234567}]\n';

  async function copyOf(path: string, texts: Readonly<Record<string, string>>, asOf = DAY) {
    const { session } = desk(texts, asOf);
    const view = await session.joined(uriOf(path));
    assert.ok(view);
    return shareCopy(view.document, view.project, asOf);
  }

  it('masks every number and address, names them, keeps every other byte, and is still the same file', async () => {
    const original = `kind: client\n${AGREED}${BODY}`;
    const copy = await copyOf('a.client.yaml', { 'a.client.yaml': original });
    assert.ok(copy.ok);
    for (const secret of ['13900000000', '梧桐路18号', '19491231', '20260001234567'])
      assert.ok(!copy.text.includes(secret), secret);
    assert.deepEqual(copy.masked.map(({ what }) => what).sort(), ['address', 'cn-id', 'cn-mobile', 'policy-number']);
    assert.match(maskedSummary(copy.masked).zh, /手机号 ×1（第 4 行）/);
    assert.deepEqual(copy.agreedTo, ['示例人寿理赔部']);
    const read = readDocument({ uri: 'file:///b.client.yaml', kind: 'client', text: copy.text });
    assert.ok(read.kind === 'client' && read.model.name?.value === '沈女士' && read.syntaxErrors.length === 0);
    const again = await copyOf('a.client.yaml', { 'a.client.yaml': copy.text });
    assert.ok(again.ok && again.text === copy.text, 'a copy has nothing left to mask');
  });

  it('is refused while nobody agreed to any sharing, or only later', async () => {
    const without = await copyOf('a.client.yaml', { 'a.client.yaml': `kind: client\n${BODY}` });
    assert.ok(!without.ok && /consent\.share/.test(without.reason.zh));
    const later = await copyOf('a.client.yaml', { 'a.client.yaml': `kind: client\n${AGREED}${BODY}` }, '2026-10-31');
    assert.ok(!later.ok);
    const notAgreed = AGREED.replace('agreed: 2026-11-01, ', '');
    assert.ok(!(await copyOf('a.client.yaml', { 'a.client.yaml': `kind: client\n${notAgreed}${BODY}` })).ok);
  });

  it('looks for consent where the household’s is: the plan’s client, the client’s plan, the script’s plan', async () => {
    const texts = {
      'a.plan.yaml': 'kind: plan\ntitle: x\n',
      'a.client.yaml': `kind: client\nplan: a.plan.yaml\n${AGREED}`,
      's.pitch': '---\nplan: a.plan.yaml\n---\n# 破冰\n代理人：您好。\n',
      'free.pitch': '# 破冰\n代理人：加我13900000000。\n',
      'c.catalog.yaml': 'kind: catalog\ninsurer: 示例人寿\n',
    };
    assert.ok((await copyOf('a.plan.yaml', texts)).ok);
    assert.ok((await copyOf('s.pitch', texts)).ok);
    const free = await copyOf('free.pitch', texts);
    assert.ok(free.ok && free.text.includes('139****0000'), 'no client’s data: no consent needed');
    assert.ok((await copyOf('c.catalog.yaml', texts)).ok);
    const alone = { 'a.plan.yaml': texts['a.plan.yaml'], 's.pitch': texts['s.pitch'] };
    assert.ok(!(await copyOf('s.pitch', alone)).ok);
  });
});

describe('a new plan from a client', () => {
  it('begins with what the client file and its plan know, and reads without errors', async () => {
    const { session } = desk(files, DAY);
    const view = await session.view(uriOf('shen.client.yaml'));
    assert.ok(view?.document.kind === 'client');
    const text = planFromClient(view.document, contextOf(view), DAY);
    const plan = readDocument({ uri: 'file:///new.plan.yaml', kind: 'plan', text });
    assert.ok(plan.kind === 'plan');
    assert.deepEqual(
      plan.syntaxErrors.filter(({ severity }) => severity === 'error').map(({ message }) => message.en),
      [],
    );
    assert.deepEqual(
      plan.model.household?.items.map((member) => member.id?.value),
      ['shen', 'kid'],
    );
    assert.deepEqual(
      plan.model.needs?.protect?.items.map((id) => id.value),
      ['shen', 'kid'],
    );
    assert.equal(plan.model.date?.value, DAY);
    assert.equal(plan.model.policies?.items.length, 1);
  });
});

/** Findings change with the rules; the golden file holds the frame of that report and leaves their texts out. */
function stable(name: ReportName, text: string): string {
  if (name !== 'findings') return text.replace(/standard \d+\.\d+\.\d+/g, 'standard');
  return text
    .split('\n')
    .filter((line) => /^#|^按|^\| (文件|位置|编号)|old\.client/.test(line))
    .join('\n')
    .replace(/standard \d+\.\d+\.\d+/g, 'standard')
    .concat('\n');
}

function golden(file: string, actual: string): void {
  const path = `${FOLDER}/${file}`;
  const text = actual.replace(/standard \d+\.\d+\.\d+/g, 'standard');
  if (process.env.UPDATE === '1') writeFileSync(path, text);
  assert.ok(existsSync(path), `${path} is missing: run with UPDATE=1, then read it`);
  assert.equal(text, readFileSync(path, 'utf8'), path);
}
