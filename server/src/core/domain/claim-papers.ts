/**
 * Which papers a claim of each kind needs. The one list: process/claim-documents checks against it, the agenda and the
 * claim report name what is missing from it, and a test holds the claim snippets to it. What insurers commonly ask for
 * (trade practice); a contract may ask for more.
 */
import type { Localized, Market } from '../localized.ts';
import { fold } from '../text/folding.ts';

export type ClaimKind = 'medical' | 'ci' | 'accident' | 'death';

export interface ClaimPaper {
  readonly name: Localized;
  /** Other names of the same paper, as people write them. */
  readonly also: readonly string[];
  /** Needed in these markets only; everywhere when left out. */
  readonly markets?: readonly Market[];
}

const RECORDS: ClaimPaper = {
  name: { zh: '病历', en: 'medical records' },
  also: [
    '门诊病历',
    '住院病历',
    '出院小结',
    '病历资料',
    '就诊记录',
    '病歷',
    'records',
    'medical record',
    'discharge summary',
  ],
};
const DIAGNOSIS: ClaimPaper = {
  name: { zh: '诊断证明', en: 'diagnosis' },
  also: [
    '诊断证明书',
    '诊断书',
    '疾病诊断书',
    'doctor’s report',
    "doctor's report",
    'medical certificate',
    'diagnosis report',
  ],
};
const BILLS: ClaimPaper = {
  name: { zh: '费用清单', en: 'itemised bills' },
  also: [
    '发票',
    '收据',
    '医疗费发票',
    '发票和费用清单',
    '费用明细',
    'bills',
    'invoices',
    'receipts',
    'itemized bills',
    'final bill',
  ],
};
const FORM: ClaimPaper = {
  name: { zh: '理赔申请书', en: 'claim form' },
  also: ['申请书', '理赔申请', '索赔申请书', '赔偿申请书', 'application', 'claim application'],
};
const PATHOLOGY: ClaimPaper = {
  name: { zh: '病理报告', en: 'pathology report' },
  also: ['病理检验报告', '病理诊断', '检查报告', 'histology report', 'test report', 'lab report'],
};
const ACCIDENT: ClaimPaper = {
  name: { zh: '意外事故证明', en: 'accident report' },
  also: ['事故证明', '意外证明', '事故认定书', 'police report', 'incident report', 'proof of accident'],
};
const DEATH: ClaimPaper = {
  name: { zh: '死亡证明', en: 'death certificate' },
  also: ['死亡证明书', '医学死亡证明', 'proof of death'],
};
const REGISTER: ClaimPaper = {
  name: { zh: '户籍注销证明', en: 'household register cancellation' },
  also: ['户口注销证明', '销户证明'],
  markets: ['CN'],
};
const BENEFICIARY: ClaimPaper = {
  name: { zh: '受益人身份证明', en: 'beneficiary’s identity' },
  also: [
    '受益人证件',
    '受益人身份证件',
    "beneficiary's identity",
    'beneficiary id',
    'claimant id',
    'id of beneficiary',
  ],
};
const KINSHIP: ClaimPaper = {
  name: { zh: '关系证明', en: 'proof of relationship' },
  also: ['亲属关系证明', 'relationship', 'marriage certificate', 'birth certificate'],
};

const PAPERS: Readonly<Record<ClaimKind, readonly ClaimPaper[]>> = {
  medical: [RECORDS, DIAGNOSIS, BILLS, FORM],
  ci: [RECORDS, DIAGNOSIS, PATHOLOGY, FORM],
  accident: [RECORDS, DIAGNOSIS, ACCIDENT, BILLS, FORM],
  death: [DEATH, REGISTER, BENEFICIARY, KINSHIP, FORM],
};

/** The papers that a claim of this kind needs in a market, in the order in which they are asked for. */
export function papersOf(kind: ClaimKind, market: Market): readonly ClaimPaper[] {
  return PAPERS[kind].filter((paper) => paper.markets === undefined || paper.markets.includes(market));
}

/** Whether a written name means this paper, after folding; a note in brackets behind the name is passed over. */
export function isPaper(written: string, paper: ClaimPaper): boolean {
  const bare = fold(written)
    .text.replace(/\s*\(.*$/u, '')
    .trim();
  return [paper.name.zh, paper.name.en, ...paper.also].some((name) => fold(name).text === bare);
}
