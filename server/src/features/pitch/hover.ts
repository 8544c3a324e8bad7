/** Cards on marks, stages and speakers of a script. Findings' cards are the server room's and stand beside these. */
import type { PitchDocument } from '../../core/documents/document.ts';
import { yamlValue } from '../../core/documents/pitch/front-matter.ts';
import { placeholderNamed } from '../../core/documents/pitch/placeholders.ts';
import { stageInfo } from '../../core/documents/pitch/stages.ts';
import { NVC_ORDER } from '../../core/documents/pitch/words.ts';
import type { YamlNode } from '../../core/documents/yaml/node.ts';
import { placeholderValue } from '../../core/index.ts';
import type { FeatureContext, HoverCard } from '../types.ts';
import { clausePlace } from './names.ts';
import { type Subject, stageOf, subjectAt } from './subject.ts';

export function hover(document: PitchDocument, offset: number, context: FeatureContext): HoverCard | undefined {
  const subject = subjectAt(document, offset);
  const card = subject && cardOf(document, subject, context);
  return subject && card && { ...card, range: subject.range };
}

type Card = Pick<HoverCard, 'zh' | 'en'>;

function cardOf(document: PitchDocument, subject: Subject, context: FeatureContext): Card | undefined {
  switch (subject.kind) {
    case 'stage':
    case 'jump':
      return stageCard(document, subject);
    case 'disclosure':
      return disclosureCard(subject.id, context);
    case 'product':
      return productCard(document, { kind: 'product', id: subject.id }, context);
    case 'clause':
      return productCard(document, subject, context);
    case 'placeholder':
      return placeholderCard(document, subject.name, context);
    case 'speaker':
      return speakerCard(subject);
    case 'nvc':
      return nvcCard(subject.step);
    case 'case':
      return {
        zh: '**案例来源**：说明案例出自哪里、是否已脱敏；自己客户的案例要有客户的书面同意。',
        en: "**Source of a case**: where it comes from and whether it is anonymised; a client's own case needs written consent.",
      };
    case 'label':
      return {
        zh: '**备注**：只给代理人看，不会说给客户听。“拒绝原因”“打动点”会进入复盘统计。',
        en: '**Coaching note**: for the agent only, never said. "refused" and "moved" are counted in the retrospective.',
      };
    default:
      return undefined;
  }
}

function stageCard(document: PitchDocument, subject: Subject): Card {
  const index = stageOf(document, subject);
  const stage = index === undefined ? undefined : document.script.stages[index];
  if (!stage) {
    const name = subject.kind === 'jump' ? subject.target : '';
    if (subject.kind === 'jump' && subject.file)
      return { zh: `跳到 \`${subject.file}\` 的“${name}”`, en: `Goes to "${name}" in \`${subject.file}\`` };
    return { zh: `本文件没有名为“${name}”的环节。`, en: `This file has no stage named "${name}".` };
  }
  if (!stage.id) {
    return {
      zh: `**${stage.title}**：看不出是哪个环节。在标题后加 \`{closing}\` 之类的环节名。`,
      en: `**${stage.title}**: not recognised as a stage. Put the stage's id behind the title, such as \`{closing}\`.`,
    };
  }
  const { title, expects } = stageInfo(stage.id);
  return {
    zh: `**${title.zh}** \`${stage.id}\`\n\n应有：${expects.zh}。`,
    en: `**${title.en}** \`${stage.id}\`\n\nShould hold: ${expects.en}.`,
  };
}

function disclosureCard(id: string, { ruleSet }: FeatureContext): Card {
  const found = ruleSet.disclosureNamed(id);
  if (!found) {
    return { zh: `没有名为“${id}”的披露，它不算数。`, en: `No disclosure is called "${id}", so it does not count.` };
  }
  return {
    zh: `**披露：${found.title.zh}** \`${found.id}\`\n\n${found.text.zh}`,
    en: `**Disclosure: ${found.title.en}** \`${found.id}\`\n\n${found.text.en}`,
  };
}

type ProductSubject =
  | { readonly kind: 'product'; readonly id: string }
  | { readonly kind: 'clause'; readonly id: string; readonly clause: string };

function productCard(document: PitchDocument, subject: ProductSubject, context: FeatureContext): Card {
  const found = context.project.product(document, subject.id);
  if (!found) {
    return {
      zh: `引用的目录里没有产品“${subject.id}”。`,
      en: `None of the catalogues in use has a product "${subject.id}".`,
    };
  }
  const { node } = found.product;
  const name = text(yamlValue(node, 'name')) ?? subject.id;
  if (subject.kind === 'clause') {
    const place = clausePlace(node, subject.clause);
    const about = place?.parent?.type === 'property' ? text(place.parent.keyNode) : text(yamlValue(place, 'what'));
    if (!about) {
      return {
        zh: `**${name}** 条款 ${subject.clause}\n\n目录里没有记下这一条。`,
        en: `**${name}**, clause ${subject.clause}\n\nThe catalogue does not record this clause.`,
      };
    }
    return {
      zh: `**${name}** 条款 ${subject.clause}：${about}`,
      en: `**${name}**, clause ${subject.clause}: ${about}`,
    };
  }
  const facts = (keys: readonly (readonly [string, string])[]) =>
    keys
      .map(([key, title]) => [title, text(yamlValue(node, key))] as const)
      .filter(([, value]) => value !== undefined)
      .map(([title, value]) => `- ${title}：${value}`)
      .join('\n');
  const exclusions = (yamlValue(node, 'exclusions')?.children ?? [])
    .map((e) => text(yamlValue(e, 'what')))
    .filter(Boolean);
  const zhFacts = facts([
    ['type', '类型'],
    ['design', '设计类型'],
    ['waiting_days', '等待期（天）'],
  ]);
  const enFacts = facts([
    ['type', 'Type'],
    ['design', 'Design'],
    ['waiting_days', 'Waiting days'],
  ]).replaceAll('：', ': ');
  const zhOut = exclusions.length ? `\n\n不赔：${exclusions.join('；')}` : '';
  const enOut = exclusions.length ? `\n\nNot covered: ${exclusions.join('; ')}` : '';
  return {
    zh: `**${name}** \`${subject.id}\`\n\n${zhFacts}${zhOut}`,
    en: `**${name}** \`${subject.id}\`\n\n${enFacts}${enOut}`,
  };
}

function text(node: YamlNode | undefined): string | undefined {
  const value = node?.value;
  return value === undefined || value === null ? undefined : String(value);
}

function placeholderCard(document: PitchDocument, name: string, { project, ruleSet }: FeatureContext): Card {
  const known = placeholderNamed(name);
  if (!known) {
    return {
      zh: `占位符“${name}”不在可填的名称里，生成成稿时会报错。`,
      en: `Nothing fills "${name}"; a rendered copy would be refused.`,
    };
  }
  const plan = project.planOf(document);
  const value = plan && placeholderValue(name, plan, project, ruleSet);
  const zh = value ? `\n\n按方案：${value.ok ? value.text.zh : `填不出，${value.reason.zh}`}` : '';
  const en = value ? `\n\nFrom the plan: ${value.ok ? value.text.en : `no value, ${value.reason.en}`}` : '';
  return { zh: `**{{${known.zh}}}**：${known.meaning.zh}${zh}`, en: `**{{${known.en}}}**: ${known.meaning.en}${en}` };
}

const ROLES: Readonly<Record<string, Card>> = {
  agent: { zh: '代理人：说出口的话都要检查。', en: 'The agent: everything said is checked.' },
  client: {
    zh: '客户：客户的话不检查，但代理人附和时会检查代理人。',
    en: "The client: not checked, but the agent's agreement is.",
  },
  narrator: { zh: '旁白。', en: 'The narrator.' },
};

function speakerCard(subject: Subject & { kind: 'speaker' }): Card | undefined {
  const role = ROLES[subject.role];
  return role && { zh: `**${subject.name}**\n\n${role.zh}`, en: `**${subject.name}**\n\n${role.en}` };
}

function nvcCard(step: string): Card {
  const row = (language: 'zh' | 'en') =>
    NVC_ORDER.map((s) => (s.step === step ? `**${s[language]}**` : s[language])).join(' → ');
  return { zh: `异议回应的四步：${row('zh')}`, en: `The four steps of a reply: ${row('en')}` };
}
