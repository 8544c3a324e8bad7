/** A case with its source: the segment carries `@案例(…)`. Whether that source is good enough is script/case-source's. */
import type { Guard } from './guard.ts';

export const caseCited: Guard = {
  name: 'case-cited',
  title: { zh: '已注明案例来源', en: 'the case has its source' },
  judge({ segment }) {
    if (!segment.references.some((reference) => reference.kind === 'case')) return undefined;
    return { effect: 'silence', note: { zh: '同处有 @案例(来源)', en: 'the source stands beside it as @case(…)' } };
  },
};
