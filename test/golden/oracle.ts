/**
 * What people decided before any rule ran: for each document the rules that must speak, and at which words; nothing else
 * at warning or above when the document is listed as clean. The code frames beside the documents say everything exactly,
 * but a switch rewrites them; this table it cannot rewrite. Handbook sentences behave as the reference's table says.
 */

/** Rule id, and the words in which its finding begins or which it overlaps. No words: anywhere in the document. */
export type MustFind = readonly [rule: string, words?: string];

export interface Verdict {
  readonly finds?: readonly MustFind[];
  /** Rules, or groups written `claims/`, that must stay silent. */
  readonly never?: readonly string[];
  /** No finding at warning or above but those of `finds`. */
  readonly nothingElse?: boolean;
}

const CLEAN: Verdict = { nothingElse: true };

export const ORACLE: Readonly<Record<string, Verdict>> = {
  'handbook/1.1-referral.pitch': CLEAN,
  'handbook/1.1-case-alone.pitch': {
    finds: [['script/moments-pair'], ['script/case-source']],
    never: ['claims/'],
  },
  'handbook/2.1-questions.pitch': CLEAN,
  'handbook/3.2-story.pitch': { finds: [['claims/overstated-effect', '不受影响']], nothingElse: true },
  'handbook/3.2-cash-value.pitch': { finds: [['claims/cash-value', '第5年开始有一笔灵活支取的钱']] },
  'handbook/3.2-cash-value-supported.pitch': { never: ['claims/cash-value'] },
  'handbook/6.1-claims.pitch': {
    finds: [
      ['claims/guaranteed-return', '每年收益5%'],
      ['claims/covers-everything', '什么都报'],
      ['claims/claim-guaranteed', '理赔包过'],
    ],
    nothingElse: true,
  },
  'handbook/6.1-required.pitch': CLEAN,
  'handbook/7.2-nvc.pitch': CLEAN,

  'nvc/objections.pitch': { finds: [['script/nvc', '您担心保费压力'], ['script/nvc', '但是'], ['script/branch', '以后再说']] },
  'day-in-the-life/visit.pitch': {
    finds: [
      ['claims/deposit-comparison', '比存定期强'],
      ['claims/guaranteed-return', '保本保息'],
      ['claims/absolute-superlative', '最好的'],
      ['claims/absolute-superlative', '全国第一'],
      ['claims/endorsement-authority', '国家兜底'],
      ['claims/guaranteed-return', '不仅保本'],
      ['claims/rebate-gift', '送您一台空气炸锅'],
      ['claims/induce-nondisclosure', '血压不用写'],
      ['claims/false-scarcity', '明天就涨价'],
      ['claims/fear-pressure', '今天必须'],
      ['claims/forged-signature', '我帮您签'],
      ['script/open-questions'],
      ['script/too-early', '这款年金'],
    ],
  },
  'day-in-the-life/client.pitch': CLEAN,
  'wording/evasions.pitch': {
    finds: [
      ['claims/guaranteed-return', '保 本 保 息'],
      ['claims/guaranteed-return', '每年保证５个点'],
      ['claims/guaranteed-return', '百分之五的收益'],
      ['claims/guaranteed-return', '零 风 险'],
      ['claims/claim-guaranteed', '包赔'],
      ['claims/guaranteed-return', '穩賺不賠'],
    ],
  },
  'order-fixed/wrong-order.plan.yaml': {
    finds: [
      ['plan/adults-first', 'kid'],
      ['plan/protection-first', 'edu-par'],
    ],
    nothingElse: true,
  },
  'order-fixed/records.client.yaml': {
    finds: [
      ['process/tier', 'A'],
      ['process/claim-documents'],
      ['process/claim-progress'],
      ['plan/reference', 'p99'],
      ['process/complaint'],
    ],
  },
  'order-fixed/year.goals.yaml': { finds: [['process/goal-ladder', '30'], ['process/goal-ladder', '3']] },
  'paths/branches.pitch': {
    finds: [['disclosure/returns-uncertain', '分红'], ['disclosure/exclusions'], ['script/branch', '再说吧'], ['script/branch', '不存在的环节']],
  },
  'content/posts.pitch': {
    finds: [
      ['script/ad-identity'],
      ['script/moments-pair', '报销了8万'],
      ['script/case-source'],
      ['claims/absolute-superlative', '全网最低价'],
      ['claims/minor-death-cap', '身故也能赔100万'],
    ],
  },
  'singapore/savings-first.plan.yaml': {
    finds: [
      ['plan/protection-first', 'ret-par'],
      ['plan/pillar-gap'],
      ['plan/member-set', 'wei'],
      ['plan/premium-budget'],
      ['disclosure/returns-uncertain', 'ret-par'],
      ['disclosure/two-tiers'],
      ['claims/guaranteed-return', 'guaranteed 5% a year'],
      ['claims/deposit-comparison', 'better than any fixed deposit'],
      ['process/decision-maker'],
    ],
  },
  'singapore/hard-sell.pitch': {
    finds: [
      ['claims/guaranteed-return', "can't lose"],
      ['claims/guaranteed-return', 'guaranteed 5%'],
      ['claims/guaranteed-return', 'Exactly'],
      ['claims/covers-everything', 'covers everything'],
      ['claims/catalog-mismatch', '30 days'],
      ['claims/false-scarcity', 'offer ends today'],
      ['claims/rebate-gift', 'give you back half'],
      ['claims/induce-nondisclosure', 'No need to mention'],
      ['claims/forged-signature', 'sign the form for you'],
    ],
  },
  'traps/typed-in-a-hurry.plan.yaml': {
    finds: [
      ['schema/format', '2026-02-30'],
      ['plan/reference', 'gone.catalog.yaml'],
      ['schema/type', '三十五'],
      ['style/yaml-trap', '0601'],
      ['schema/format', '-100'],
      ['plan/reference', 'dada'],
      ['schema/format', '20年'],
      ['plan/reference', 'dad: 60, kid: 41'],
      ['style/yaml-trap', '余下各期保费可以免交'],
    ],
  },
  'traps/full-width.plan.yaml': {
    finds: [
      ['style/yaml-trap', '：'],
      ['style/yaml-trap', '，'],
    ],
  },

  'examples/lu-family.plan.yaml': CLEAN,
  'examples/shen-pension.plan.yaml': CLEAN,
  'examples/nair-sg.plan.yaml': CLEAN,
  'examples/lu.client.yaml': CLEAN,
  'examples/fang-2026.goals.yaml': CLEAN,
  'examples/hesui-life.catalog.yaml': CLEAN,
  'examples/kestrel-sg.catalog.yaml': CLEAN,
  'examples/pitchlint.yaml': CLEAN,
  'examples/gao-rushed.plan.yaml': {
    finds: [
      ['plan/protection-first', 'edu-par'],
      ['plan/adults-first', 'kid'],
      ['plan/member-set', 'dad'],
      ['plan/pillar-gap'],
      ['plan/reference', 'kid: 99'],
      ['plan/reference', 'kid-mad'],
      ['claims/guaranteed-return', '每年收益5%'],
      ['claims/covers-everything', '什么都报'],
      ['plan/minor-death-cap', '30万'],
      ['privacy/plain-pii', '13912345678'],
      ['disclosure/exclusions'],
      ['disclosure/returns-uncertain', 'edu-par'],
      ['privacy/consent'],
    ],
  },
  'examples/scripts/01-prospecting.pitch': CLEAN,
  'examples/scripts/01-content.pitch': CLEAN,
  'examples/scripts/02-needs.pitch': CLEAN,
  'examples/scripts/03-presentation.pitch': CLEAN,
  'examples/scripts/04-application.pitch': CLEAN,
  'examples/scripts/05-service.pitch': CLEAN,
  'examples/scripts/06-compliance.pitch': {
    finds: [
      ['claims/guaranteed-return', '每年收益5%'],
      ['claims/covers-everything', '什么都报'],
      ['claims/claim-guaranteed', '理赔包过'],
      ['claims/false-scarcity', '停售'],
      ['claims/rebate-gift', '首年保费返您一半'],
      ['claims/induce-nondisclosure', '不用告知'],
      ['claims/forged-signature', '我替您签'],
      ['privacy/plain-pii', '11010519491231002X'],
    ],
  },
  'examples/scripts/07-growth.pitch': { finds: [['script/nvc', '您现在身体挺好']], nothingElse: true },
  'examples/scripts/tw-savings.pitch': { finds: [['claims/guaranteed-return', '穩賺不賠']], nothingElse: false },
  'examples/scripts/hk-presentation.pitch': { finds: [['claims/guaranteed-return', '保證回本兼有錢賺']], nothingElse: false },
  'examples/scripts/sg-presentation.pitch': CLEAN,
};
