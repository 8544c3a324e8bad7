/** What a file that another names is: a plan, a catalogue, a script. */
import type { Document } from '../../core/documents/document.ts';
import type { Localized } from '../../core/localized.ts';
import { escapeMarkdown } from '../rule-card.ts';
import type { FeatureContext } from '../types.ts';

/** Undefined where the file cannot be read, or is of a kind that needs no card. */
export function fileCard(document: Document, path: string, { project }: FeatureContext): Localized | undefined {
  const file = project.resolve(document, path);
  const shown = escapeMarkdown(path);
  if (file.state === 'missing') return { zh: `找不到文件“${shown}”。`, en: `There is no file "${shown}".` };
  if (file.state !== 'read') return undefined;
  const { document: target } = file;
  if (target.kind === 'plan') {
    const title = escapeMarkdown(target.model.title?.value ?? path);
    const people = (target.model.household?.items ?? []).flatMap(({ name }) => name?.value ?? []).map(escapeMarkdown);
    const rows = target.model.products?.items.length ?? 0;
    return {
      zh: `**方案：${title}**\n\n家庭：${people.join('、')}；产品 ${rows} 行`,
      en: `**Plan: ${title}**\n\nHousehold: ${people.join(', ')}; ${rows} product rows`,
    };
  }
  if (target.kind === 'catalog') {
    const insurer = escapeMarkdown(target.model.insurer?.value ?? path);
    const names = (target.model.products?.items ?? []).flatMap(({ name }) => name?.value ?? []).map(escapeMarkdown);
    const market = target.market;
    const day = escapeMarkdown(target.model.as_of?.value ?? '');
    const zh = [market && `市场 ${market}`, day && `${day} 摘自条款`, `${names.length} 款产品`].filter((said) => said);
    const en = [market && `market ${market}`, day && `as of ${day}`, `${names.length} products`].filter((said) => said);
    return {
      zh: `**产品目录：${insurer}**\n\n${zh.join('；')}\n\n${names.join('、')}`,
      en: `**Catalogue: ${insurer}**\n\n${en.join('; ')}\n\n${names.join(', ')}`,
    };
  }
  if (target.kind === 'pitch') {
    const title = escapeMarkdown(target.script.frontMatter?.model.title?.value ?? path);
    const stages = target.script.stages.map((stage) => escapeMarkdown(stage.title));
    return {
      zh: `**话术：${title}**\n\n环节：${stages.join('、')}`,
      en: `**Script: ${title}**\n\nStages: ${stages.join(', ')}`,
    };
  }
  return undefined;
}
