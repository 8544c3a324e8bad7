// A small plan that tests break in one place at a time.
export const PLAN = `title: 方案
date: 2026-03-02
market: CN
agent: {name: 周敏}
household:
  - {id: dad, name: 李先生, role: breadwinner, born: 1993-05-12, income: 30万}
  - id: mom
    name: 王女士
    role: spouse
needs:
  protect: [dad, mom]
products:
  - {id: p1, product: ci-70, insured: dad, sum: 100万, premium: 9800, pay: 20y, term: to70, why: 好}
  - id: p2
    product: med-20
    insured: dad
    premium: 380
policies: []
`;
