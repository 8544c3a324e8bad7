/** A text for people, in the two languages that PitchLint speaks. `zh` is 简体中文. */
export interface Localized {
  readonly zh: string;
  readonly en: string;
}

/** Markets decide which rules hold; languages decide which words count. Two settings, not one. */
export type Market = 'CN' | 'HK' | 'TW' | 'SG' | 'US' | 'UK';
export const MARKETS: readonly Market[] = ['CN', 'HK', 'TW', 'SG', 'US', 'UK'];

export type Language = 'zh-CN' | 'zh-TW' | 'zh-HK' | 'en';

/** A day without a clock or a zone: `YYYY-MM-DD`, always a day that exists. Core never asks what today is. */
export type CalendarDate = string;
