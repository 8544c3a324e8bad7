// Made-up files to measure on: deterministic, so that two runs see the same bytes. Nobody in them exists.

/** A small linear congruential generator; numbers from 0 (inclusive) to 1 (exclusive). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const pick = (random, list) => list[Math.floor(random() * list.length)];

const PLAIN_TURNS = [
  '代理人：您家里平时的开支主要是哪几块，方便跟我说说吗？',
  '客户：主要是房贷，还有孩子上学的钱。',
  '代理人：如果有一段时间不能工作，您觉得手头的积蓄能撑多久？',
  '客户：大概半年多吧，没有认真算过。',
  '代理人：那我们先把支出列出来，再看缺口在哪里。',
  '代理人：这份资料您可以带回去慢慢看，不着急决定。',
  '客户：好的，我跟家里人商量一下。',
  '代理人：条款里的责任免除我给您标出来了，我们一条一条看。[[披露：责任免除]]',
  '> 记录：双方父母都有退休金，暂时不需要赡养支出',
  'Agent: Let us look at the four walls together before we talk about any product.',
  'Client: That makes sense, we never did that before.',
  'Agent: Which of these risks worries you most at the moment?',
];

const FAULTY_TURNS = [
  '代理人：这款产品每年收益5%，您放心。',
  '代理人：住院的话这款医疗险什么都报。',
  '代理人：只要买了，理赔包过。',
  '代理人：今天最后一天，明天就停售了。',
  'Agent: You are guaranteed to earn 6% a year on this policy.',
];

/**
 * A sales script of `lines` lines with about `findings` faulty turns, spread evenly.
 * @returns {string}
 */
export function scriptOf(lines, findings, seed = 1) {
  const random = randomFrom(seed);
  const out = ['---', 'title: 测速话术', 'market: CN', '---'];
  const every = findings > 0 ? Math.max(1, Math.floor(lines / findings)) : Number.POSITIVE_INFINITY;
  const headings = ['# 破冰', '# 需求分析', '# 方案讲解', '# 异议处理', '# 促成'];
  for (let i = 0; out.length < lines; i++) {
    if (i % 60 === 0) out.push(headings[(i / 60) % headings.length]);
    else if (i % every === every - 1) out.push(pick(random, FAULTY_TURNS));
    else out.push(`${pick(random, PLAIN_TURNS)}${random() < 0.3 ? `第${1 + Math.floor(random() * 90)}次沟通。` : ''}`);
  }
  return `${out.slice(0, lines).join('\n')}\n`;
}

/** A catalogue in block style with about `lines` lines. */
export function catalogOf(lines, seed = 2) {
  const random = randomFrom(seed);
  const types = ['ci', 'medical_million', 'term_life', 'accident', 'whole_life'];
  const out = [
    'kind: catalog',
    'insurer: 示例人寿保险股份有限公司',
    'market: CN',
    'as_of: 2026-09-15',
    'defaults:',
    '  design: traditional',
    '  cooling_off: 15',
    'products:',
  ];
  for (let i = 0; out.length < lines; i++) {
    out.push(
      `  - id: product-${i}`,
      `    name: 测速产品${i}号`,
      `    type: ${types[i % types.length]}`,
      '    ages: [18, 60]',
      '    job_class: [1, 4]',
      `    waiting_days: ${pick(random, [30, 60, 90, 180])}`,
      '    pays:',
      '      ci: sum',
      '    exclusions:',
      '      - what: 既往症',
      '        clause: "2.5"',
      '      - what: 故意犯罪',
      '        clause: "2.6"',
      '    clauses:',
      '      waiting: "2.3"',
      '      renewal: "1.5"',
    );
  }
  return `${out.join('\n')}\n`;
}

/** The catalogue that `planOf` refers to. */
export const PLAN_CATALOG = `kind: catalog
insurer: 示例人寿保险股份有限公司
market: CN
as_of: 2026-09-15
defaults: {design: traditional, cooling_off: 15, cooling_from: next_day}
products:
  - {id: ci-1, name: 长青重疾险, type: ci, pays: {ci: sum}, ages: [18, 55], job_class: [1, 4], waiting_days: 90, pays_on: mixed, exclusions: [{what: 既往症, clause: "2.5"}]}
  - {id: med-1, name: 长青百万医疗险, type: medical_million, pays: {medical: reimburse}, ages: [0, 60], waiting_days: 30, deductible: 1万, renewal: {guaranteed_years: 20}, exclusions: [{what: 既往症, clause: "2.6"}]}
  - {id: term-1, name: 长青定期寿险, type: term_life, pays: {death: sum}, ages: [18, 55], job_class: [1, 6], waiting_days: 90, exclusions: [{what: 两年内自杀, clause: "2.4"}]}
  - {id: acc-1, name: 长青意外险, type: accident, pays: {accident: sum}, ages: [18, 65], job_class: [1, 3], exclusions: [{what: 高风险运动, clause: "2.3"}]}
  - {id: edu-1, name: 启航教育年金（分红型）, type: annuity_education, design: participating, ages: [0, 12], first_payout_year: 5, features: [guaranteed_payout, waiver, cash_value], cash_value: [surrender, loan], exclusions: [{what: 投保人故意, clause: "2.4"}]}
`;

/** A plan of about 120 lines in block style. */
export function planOf(seed = 3) {
  const random = randomFrom(seed);
  const rows = [
    ['ci-1', 'lead', '100万', 9600, '20y', 'to70'],
    ['med-1', 'lead', '400万', 380, '1y', '1y'],
    ['term-1', 'lead', '200万', 3500, '20y', 'to60'],
    ['acc-1', 'lead', '150万', 450, '1y', '1y'],
    ['ci-1', 'partner', '70万', 6000, '20y', 'to70'],
    ['med-1', 'partner', '400万', 360, '1y', '1y'],
    ['term-1', 'partner', '120万', 1100, '20y', 'to60'],
    ['acc-1', 'partner', '100万', 300, '1y', '1y'],
  ];
  const out = [
    'kind: plan',
    `title: 测速家庭${seed}的保障方案`,
    'date: 2026-10-02',
    'market: CN',
    'agent:',
    '  name: 方宁',
    '  company: 示例人寿保险股份有限公司',
    '  licence: "(执业证号)"',
    'catalog: [bench.catalog.yaml]',
    'consent:',
    '  collect: 2026-09-20',
    '  sensitive: 2026-09-20',
    '  how: 面谈签署',
    'household:',
  ];
  const people = [
    ['lead', '甲先生', 'breadwinner', `19${88 + Math.floor(random() * 8)}-05-12`, '30万'],
    ['partner', '乙女士', 'spouse', `19${88 + Math.floor(random() * 8)}-09-03`, '18万'],
  ];
  for (const [id, name, role, born, income] of people) {
    out.push(
      `  - id: ${id}`,
      `    name: ${name}`,
      `    role: ${role}`,
      `    born: ${born}`,
      `    income: ${income}`,
      '    job: 工程师',
      '    job_class: 1',
      '    job_code: "070121"',
      '    social: employee',
      '    health:',
      '      declared: true',
    );
  }
  out.push(
    'finance:',
    '  expenses: 18万',
    '  mortgage: 120万',
    '  liquid: 20万',
    '  budget: 4.5万',
    '  decision_maker: lead',
    'policies: []',
    'needs:',
    '  protect: [lead, partner]',
    'products:',
  );
  rows.forEach(([product, insured, sum, premium, pay, term], i) => {
    out.push(
      `  - id: p${i + 1}`,
      `    product: ${product}`,
      `    insured: ${insured}`,
      `    sum: ${sum}`,
      `    premium: ${premium}`,
      `    pay: ${pay}`,
      `    term: ${term}`,
    );
    if (product === 'term-1') out.push('    beneficiary: legal');
  });
  out.push(
    'presentation:',
    '  audience: [lead, partner]',
    '  chart: four-walls',
    '  terms:',
    '    现金价值: 退保时能拿到的钱，前几年通常低于已交保费',
    'disclosures:',
  );
  for (const id of [
    'exclusions',
    'waiting-period',
    'cooling-off',
    'surrender-loss',
    'renewal-not-guaranteed',
    'contract-prevails',
    'rule-of-thumb',
  ])
    out.push(`  - ${id}`);
  return `${out.join('\n')}\n`;
}
