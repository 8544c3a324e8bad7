/** What the numbers of persons are called, as in a list; `named` begins a sentence with it. */
import type { Localized } from '../../localized.ts';
import type { IdentifierType } from '../../text/identifiers.ts';

export const IDENTIFIER_NAMES: Readonly<Record<IdentifierType, Localized>> = {
  'cn-id': { zh: '身份证号', en: 'identity number' },
  'cn-mobile': { zh: '手机号', en: 'mobile number' },
  'hk-phone': { zh: '电话号码', en: 'phone number' },
  'tw-mobile': { zh: '手机号', en: 'mobile number' },
  'bank-card': { zh: '银行卡号', en: 'bank card number' },
  hkid: { zh: '香港身份证号', en: 'Hong Kong identity number' },
  nric: { zh: '新加坡身份证号', en: 'NRIC number' },
  'us-ssn': { zh: '美国社保号', en: 'social security number' },
  'tw-id': { zh: '台湾身份证号', en: 'Taiwan identity number' },
  'policy-number': { zh: '保单号', en: 'policy number' },
  passport: { zh: '护照号', en: 'passport number' },
  email: { zh: '邮箱', en: 'e-mail address' },
};

export function named(type: IdentifierType): Localized {
  const { zh, en } = IDENTIFIER_NAMES[type];
  return { zh, en: en.charAt(0).toUpperCase() + en.slice(1) };
}
