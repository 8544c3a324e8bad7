/** Above the script: the plan and catalogues it draws from, and a clean copy at a click. Above each stage: how long it takes to say. */
import type { PitchDocument } from '../../core/documents/document.ts';
import { partsOf, rememberPerPart } from '../../core/documents/pitch/parts.ts';
import { spokenCount, spokenSeconds } from '../../core/index.ts';
import type { Localized } from '../../core/localized.ts';
import type { FeatureContext, LensEntry } from '../types.ts';

/** Speech of a talk where markets.yaml says nothing: characters and words a second. */
const USUAL = { han: 4.5, words: 2.5 };

export function lenses(document: PitchDocument, context: FeatureContext): readonly LensEntry[] {
  return [...sourceLenses(document, context), ...lengthLenses(document, context)];
}

function sourceLenses(document: PitchDocument, { project }: FeatureContext): LensEntry[] {
  const { frontMatter, items } = document.script;
  if (items.length === 0) return [];
  const range = frontMatter?.range ?? { start: 0, end: 0 };
  const lens = (title: Localized, command = ''): LensEntry => ({
    range,
    title,
    command,
    arguments: command ? [document.uri] : [],
  });
  const plan = project.planOf(document);
  const catalogs = project.catalogsOf(document);
  const sources: LensEntry[] = [];
  if (plan) {
    const title = plan.model.title?.value ?? nameOf(plan.uri);
    const rows = plan.model.products?.items.length ?? 0;
    sources.push(
      lens({ zh: `方案：${title}（${rows} 行产品）`, en: `Plan: ${title} (${rows} row${rows === 1 ? '' : 's'})` }),
    );
  }
  if (catalogs.length > 0) {
    const names = catalogs.map(({ uri }) => nameOf(uri)).join('、');
    const count = catalogs.reduce((sum, { model }) => sum + (model.products?.items.length ?? 0), 0);
    sources.push(
      lens({
        zh: `目录：${names}（${count} 款产品）`,
        en: `Catalogue: ${names} (${count} product${count === 1 ? '' : 's'})`,
      }),
    );
  }
  const render = plan
    ? { zh: '按方案生成成稿', en: 'Render with the plan' }
    : { zh: '生成成稿', en: 'Render a clean copy' };
  return [...sources, lens(render, 'pitchlint.renderScript')];
}

/** Han characters and words that the agent or a post says in a part. */
const spokenIn = rememberPerPart((part) => {
  const said = new Map(part.segments.map((segment) => [segment.index, segment]));
  let han = 0;
  let words = 0;
  for (const item of part.items) {
    if (item.type !== 'text' && !(item.type === 'turn' && item.role !== 'client')) continue;
    const count = spokenCount(said.get(item.segment)?.text.text ?? '');
    han += count.han;
    words += count.words;
  }
  return { han, words };
});

function lengthLenses(document: PitchDocument, { ruleSet, project }: FeatureContext): LensEntry[] {
  const { thresholds } = ruleSet.markets[document.market ?? project.settingsOf(document).market];
  const perSecond = {
    han: thresholds.video_chars_per_second?.value ?? USUAL.han,
    words: thresholds.words_per_second?.value ?? USUAL.words,
  };
  const seconds = document.script.stages.map(() => 0);
  for (const part of partsOf(document)) {
    if (part.stageIndex >= 0) seconds[part.stageIndex]! += spokenSeconds(spokenIn(part), perSecond);
  }
  return document.script.stages.flatMap((stage, index) => {
    const time = seconds[index]!;
    if (time < 1) return [];
    const branches = document.script.items
      .slice(stage.first, stage.end)
      .some(({ type, branch }) => type === 'branch' && branch < 0);
    const all = branches ? { zh: '，分支全部算上', en: ', all branches counted' } : { zh: '', en: '' };
    const title = {
      zh: `说完约${spoken(time, '分', '秒')}${all.zh}`,
      en: `About ${spoken(time, ' min ', ' s')} to say${all.en}`,
    };
    return [{ range: stage.range, title, command: '', arguments: [] }];
  });
}

function spoken(seconds: number, minute: string, second: string): string {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 60 ? `${whole}${second}` : `${Math.floor(whole / 60)}${minute}${whole % 60}${second}`;
}

/** The last part of a URI, as people write it. */
export function nameOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
