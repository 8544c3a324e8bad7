/** The shared household of coded rules' examples (`given: family`) and its catalogue. Fictional people and products. */

export const FAMILY_PLAN = `kind: plan
title: 李先生一家三口：保障 + 教育金
date: 2026-03-02
market: CN
agent: {name: 周敏, company: 示例人寿保险股份有限公司, licence: "(执业证号)"}
catalog: [sample-life.catalog.yaml]
consent: {collect: 2026-02-20, sensitive: 2026-02-20, how: 面谈签署}
household:
  - {id: dad, name: 李先生, role: breadwinner, born: 1993-05-12, income: 30万, job: 软件工程师, job_class: 1, job_code: "070121", social: employee, health: {declared: true}}
  - {id: mom, name: 王女士, role: spouse, born: 1994-09-03, income: 18万, job: 小学教师, job_class: 1, job_code: "060101", social: employee, health: {declared: true}}
  - {id: kid, name: 小满, role: child, born: 2022-08-15, social: resident, health: {declared: true}}
finance: {expenses: 18万, education: 1.2万, mortgage: 120万, liquid: 20万, budget: 4.5万, decision_maker: mom}
policies: []
needs:
  protect: [dad, mom, kid]
  override: [{member: kid, risk: ci, amount: 50万, why: 客户选择}]
  goals: [{id: edu, type: education, member: kid, from: 2040-09, years: 4, amount: 10万, must: [guaranteed_payout, waiver]}]
products:
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9800, pay: 20y, term: to70, beneficiary: legal}
  - {id: p2, product: med-20, insured: dad, sum: 400万, premium: 380, pay: 1y, term: 1y}
  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3600, pay: 20y, term: to60, beneficiary: {mom: 50, kid: 50}}
  - {id: p4, product: acc-adult, insured: dad, sum: 150万, premium: 450, pay: 1y, term: 1y, beneficiary: {mom: 100}}
  - {id: p5, product: ci-70, insured: mom, sum: 70万, premium: 6100, pay: 20y, term: to70, beneficiary: legal}
  - {id: p6, product: med-20, insured: mom, sum: 400万, premium: 360, pay: 1y, term: 1y}
  - {id: p7, product: term-60, insured: mom, sum: 120万, premium: 1100, pay: 20y, term: to60, beneficiary: {dad: 50, kid: 50}}
  - {id: p8, product: acc-adult, insured: mom, sum: 100万, premium: 300, pay: 1y, term: 1y, beneficiary: {dad: 100}}
  - {id: p9, product: kid-ci, insured: kid, owner: mom, sum: 50万, premium: 900, pay: 20y, term: 30y}
  - {id: p10, product: kid-med, insured: kid, owner: mom, sum: 1万, premium: 520, pay: 1y, term: 1y}
  - {id: p11, product: kid-acc, insured: kid, owner: mom, sum: 20万, premium: 100, pay: 1y, term: 1y}
  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 2万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.5万, non_guaranteed: 0.65万}}
presentation:
  audience: [dad, mom]
  chart: four-walls
disclosures: [exclusions, waiting-period, cooling-off, surrender-loss, dividend-uncertain, renewal-not-guaranteed, contract-prevails, rule-of-thumb]
`;

export const SAMPLE_CATALOG = `kind: catalog
insurer: 示例人寿保险股份有限公司
market: CN
as_of: 2026-01-15
defaults: {design: traditional, cooling_off: 15, cooling_from: next_day}
products:
  - {id: ci-70, name: 安心重疾险, type: ci, pays: {ci: sum}, ages: [18, 50], job_class: [1, 4], waiting_days: 90, pays_on: mixed, cash_value: [surrender, loan, auto_premium_loan], exclusions: [{what: 既往症, clause: "2.5"}], clauses: {ci: "2.4", waiting: "2.3"}}
  - {id: med-20, name: 安心百万医疗险, aliases: [百万医疗], type: medical_million, pays: {medical: reimburse}, ages: [0, 60], waiting_days: 30, deductible: 1万, ratio: 100%, drug_list: any, renewal: {guaranteed_years: 20}, exclusions: [{what: 既往症, clause: "2.6"}, {what: 药品目录外的院外购药, clause: "2.6"}], clauses: {renewal: "1.5", deductible: "2.4"}}
  - {id: term-60, name: 安心定期寿险, type: term_life, pays: {death: sum}, ages: [18, 55], job_class: [1, 6], waiting_days: 90, exclusions: [{what: 两年内自杀, clause: "2.4"}]}
  - {id: acc-adult, name: 安心意外险, type: accident, pays: {accident: sum}, ages: [18, 65], job_class: [1, 3], renewal: {guaranteed_years: 0}, exclusions: [{what: 高风险运动, clause: "2.3"}]}
  - {id: kid-ci, name: 小树少儿重疾险, type: child_ci, pays: {ci: sum}, ages: [0, 17], waiting_days: 90, features: [waiver], exclusions: [{what: 先天性疾病, clause: "2.5"}]}
  - {id: kid-med, name: 小树住院医疗险, type: medical_small, pays: {medical: reimburse}, ages: [0, 17], waiting_days: 30, deductible: 0, drug_list: social, renewal: {guaranteed_years: 0}, exclusions: [{what: 社保目录外用药, clause: "2.4"}]}
  - {id: kid-acc, name: 小树意外险, type: accident, pays: {accident: sum, death: sum}, ages: [0, 17], renewal: {guaranteed_years: 0}, exclusions: [{what: 故意自伤, clause: "2.3"}]}
  - {id: edu-par, name: 金榜教育年金（分红型）, type: annuity_education, design: participating, pays: {death: premiums}, ages: [0, 12], first_payout_year: 5, features: [guaranteed_payout, waiver, cash_value], cash_value: [surrender, loan], exclusions: [{what: 投保人故意, clause: "2.4"}], clauses: {payout: "2.3", waiver: "2.5", dividend: "3.1"}}
  - {id: pen-par, name: 岁岁养老年金（分红型）, type: annuity_pension, design: participating, pays: {death: premiums}, ages: [18, 60], first_payout_year: 5, features: [guaranteed_payout, lifetime_payout, cash_value], cash_value: [surrender, loan, partial], exclusions: [{what: 投保人故意, clause: "2.4"}], clauses: {payout: "2.3", dividend: "3.1"}}
`;
