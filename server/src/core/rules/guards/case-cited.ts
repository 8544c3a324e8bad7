/**
 * `case-cited`: a case with its source, `@案例(…)` in a script or `source:` of a plan's story. Whether that source is good
 * enough is script/case-source's.
 */
import type { Guard } from './guard.ts';

export const caseCited: Guard = {
  name: 'case-cited',
  title: { zh: '已注明案例来源', en: 'the case has its source' },
  judge({ document, segment }) {
    if (segment.references.some((reference) => reference.kind === 'case'))
      return { effect: 'silence', note: { zh: '同处有 @案例(来源)', en: 'the source stands beside it as @case(…)' } };
    const inStory = document.kind === 'plan' && segment.path.includes('story');
    if (!inStory || !document.model.presentation?.story?.source?.value) return undefined;
    return { effect: 'silence', note: { zh: '案例写了来源（source）', en: 'the story names its source' } };
  },
};
