/**
 * The shared households of coded rules' examples (`given: family`, `given: family-sg`) and their catalogues. People,
 * companies and products are made up. Walls by hand (CN thresholds, 32万 of 48万 income = 2/3): 闻先生 death 2/3 × (17×10 +
 * 110 + 36 − 24) = 194.7万, planned 200万; critical illness 3 × 32 + 30 = 126万, planned 110万 (87%); accident 5 × 32 =
 * 160万, planned 160万. New premiums 41,655 a year = 8.7% of income, below the budget of 4.6万.
 */

export const FAMILY_PLAN = `kind: plan
title: 闻家三口：先保障，再为阿禾存学费
date: 2026-03-02
market: CN
agent: {name: 方路, company: 澄川人寿保险有限公司（虚构）, licence: "(执业证号)"}
catalog: [sample-life.catalog.yaml]
consent: {collect: 2026-02-18, sensitive: 2026-02-18, how: 面谈签署}
household:
  - {id: dad, name: 闻先生, role: breadwinner, born: 1992-11-09, income: 32万, job: 地铁调度员, job_class: 1, job_code: "050214", social: employee, health: {declared: true}}
  - {id: mom, name: 施女士, role: spouse, born: 1995-02-17, income: 16万, job: 药剂师, job_class: 1, job_code: "080302", social: employee, health: {declared: true}}
  - {id: kid, name: 阿禾, role: child, born: 2022-09-26, social: resident, health: {declared: true}}
finance: {expenses: 17万, education: 1万, mortgage: 110万, liquid: 24万, budget: 4.6万, decision_maker: mom}
policies: []
needs:
  protect: [dad, mom, kid]
  override: [{member: kid, risk: ci, amount: 50万, why: 夫妻商量后定}]
  goals: [{id: edu, type: education, member: kid, from: 2040-09, years: 4, amount: 9万, must: [guaranteed_payout, waiver]}]
products:
  - {id: p1, product: ci-70, insured: dad, sum: 110万, premium: 10300, pay: 20y, term: to70, beneficiary: legal}
  - {id: p2, product: med-20, insured: dad, sum: 300万, premium: 365, pay: 1y, term: 1y}
  - {id: p3, product: term-60, insured: dad, sum: 200万, premium: 3450, pay: 20y, term: to60, beneficiary: {mom: 60, kid: 40}}
  - {id: p4, product: acc-adult, insured: dad, sum: 160万, premium: 460, pay: 1y, term: 1y, beneficiary: {mom: 100}}
  - {id: p5, product: ci-70, insured: mom, sum: 65万, premium: 5500, pay: 20y, term: to70, beneficiary: legal}
  - {id: p6, product: med-20, insured: mom, sum: 300万, premium: 340, pay: 1y, term: 1y}
  - {id: p7, product: term-60, insured: mom, sum: 100万, premium: 900, pay: 20y, term: to60, beneficiary: {dad: 60, kid: 40}}
  - {id: p8, product: acc-adult, insured: mom, sum: 80万, premium: 240, pay: 1y, term: 1y, beneficiary: {dad: 100}}
  - {id: p9, product: kid-ci, insured: kid, owner: mom, sum: 50万, premium: 840, pay: 20y, term: 30y}
  - {id: p10, product: kid-med, insured: kid, owner: mom, sum: 1万, premium: 470, pay: 1y, term: 1y}
  - {id: p11, product: kid-acc, insured: kid, owner: mom, sum: 20万, premium: 90, pay: 1y, term: 1y}
  - {id: p12, product: edu-par, insured: kid, owner: mom, for: edu, premium: 1.87万, pay: 10y, term: 25y, payout: {from: 2040-09, years: 4, guaranteed: 5.2万, non_guaranteed: 0.6万}}
presentation:
  audience: [dad, mom]
  chart: four-walls
disclosures: [exclusions, waiting-period, cooling-off, surrender-loss, dividend-uncertain, renewal-not-guaranteed, contract-prevails, rule-of-thumb]
`;

/** The same for examples in English (`given: family-sg`): a mother and her child in Singapore. Amounts in SGD. */
export const FAMILY_SG_PLAN = `kind: plan
lang: en
title: Leela and Anu, protection first
date: 2026-03-02
market: SG
agent: {name: Ravi Lim, company: Kestrel Life Pte Ltd (fictional), licence: "(licence no.)"}
catalog: [sample-sg.catalog.yaml]
consent: {collect: 2026-02-18, sensitive: 2026-02-18, how: signed in person}
household:
  - {id: leela, name: Ms Menon, role: breadwinner, born: 1990-10-14, income: 90k, job: Nurse, job_class: 1, job_code: "2201", social: cpf, health: {declared: true}}
  - {id: anu, name: Anu, role: child, born: 2021-04-19, social: cpf, health: {declared: true}}
finance: {expenses: 48k, mortgage: 240k, liquid: 60k, budget: 9k, decision_maker: leela}
policies: []
needs:
  protect: [leela, anu]
products:
  - {id: p1, product: ci-70, insured: leela, sum: 360k, premium: 1820, pay: 20y, term: to70, beneficiary: legal}
  - {id: p2, product: med-20, insured: leela, sum: 1m, premium: 420, pay: 1y, term: 1y}
  - {id: p3, product: kid-ci, insured: anu, owner: leela, sum: 100k, premium: 300, pay: 20y, term: 30y}
presentation:
  audience: [leela]
  chart: four-walls
disclosures: [exclusions, waiting-period, cooling-off, surrender-loss, renewal-not-guaranteed, contract-prevails, rule-of-thumb]
`;

export const SAMPLE_CATALOG = `kind: catalog
insurer: 澄川人寿保险有限公司（虚构）
market: CN
as_of: 2026-01-20
defaults: {design: traditional, cooling_off: 15, cooling_from: next_day}
products:
  - {id: ci-70, name: 稳舟重疾险, type: ci, pays: {ci: sum}, ages: [18, 50], job_class: [1, 4], waiting_days: 90, pays_on: mixed, cash_value: [surrender, loan, auto_premium_loan], exclusions: [{what: 既往症, clause: "2.5"}], clauses: {ci: "2.4", waiting: "2.3"}}
  - {id: med-20, name: 稳舟百万医疗险, aliases: [百万医疗], type: medical_million, pays: {medical: reimburse}, ages: [0, 60], waiting_days: 30, deductible: 1万, ratio: 100%, drug_list: any, renewal: {guaranteed_years: 20}, exclusions: [{what: 既往症, clause: "2.6"}, {what: 自行在院外购药, clause: "2.6"}], clauses: {renewal: "1.5", deductible: "2.4"}}
  - {id: term-60, name: 稳舟定期寿险, type: term_life, pays: {death: sum}, ages: [18, 55], job_class: [1, 6], waiting_days: 90, exclusions: [{what: 投保两年内自杀, clause: "2.4"}]}
  - {id: acc-adult, name: 稳舟意外险, type: accident, pays: {accident: sum}, ages: [18, 65], job_class: [1, 3], renewal: {guaranteed_years: 0}, exclusions: [{what: 高风险运动, clause: "2.3"}]}
  - {id: kid-ci, name: 嫩芽少儿重疾险, type: child_ci, pays: {ci: sum}, ages: [0, 17], waiting_days: 90, features: [waiver], exclusions: [{what: 先天性疾病, clause: "2.5"}]}
  - {id: kid-med, name: 嫩芽住院医疗险, type: medical_small, pays: {medical: reimburse}, ages: [0, 17], waiting_days: 30, deductible: 0, drug_list: social, renewal: {guaranteed_years: 0}, exclusions: [{what: 社保目录外用药, clause: "2.4"}]}
  - {id: kid-acc, name: 嫩芽意外险, type: accident, pays: {accident: sum, death: sum}, ages: [0, 17], renewal: {guaranteed_years: 0}, exclusions: [{what: 故意自伤, clause: "2.3"}]}
  - {id: edu-par, name: 书山教育年金（分红型）, type: annuity_education, design: participating, pays: {death: premiums}, ages: [0, 12], first_payout_year: 5, features: [guaranteed_payout, waiver, cash_value], cash_value: [surrender, loan], exclusions: [{what: 投保人故意, clause: "2.4"}], clauses: {payout: "2.3", waiver: "2.5", dividend: "3.1"}}
  - {id: pen-par, name: 晚晴养老年金（分红型）, type: annuity_pension, design: participating, pays: {death: premiums}, ages: [18, 60], first_payout_year: 5, features: [guaranteed_payout, lifetime_payout, cash_value], cash_value: [surrender, loan, partial], exclusions: [{what: 投保人故意, clause: "2.4"}], clauses: {payout: "2.3", dividend: "3.1"}}
  - {id: old-life, name: 旧版定期寿险, type: term_life, pays: {death: sum}, ages: [18, 55], waiting_days: 90, on_sale: {from: 2019-01-01, until: 2025-12-31}, exclusions: [{what: 投保两年内自杀, clause: "2.4"}]}
  - {id: city-med, name: 同城补充医疗险, type: medical_million, pays: {medical: reimburse}, ages: [0, 80], waiting_days: 0, social_required: true, drug_list: any, renewal: {guaranteed_years: 0}, exclusions: [{what: 既往症, clause: "2.6"}]}
`;

/** The same products for the household in Singapore. */
export const SAMPLE_SG_CATALOG = SAMPLE_CATALOG.replace('market: CN', 'market: SG');
