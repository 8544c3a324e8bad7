/** Cards on marks, stages and speakers of a script. Findings' cards are the server room's and stand beside these. */
import type { PitchDocument } from '../../core/documents/document.ts';
import { stageByName } from '../../core/documents/pitch/graph.ts';
import { placeholderNamed } from '../../core/documents/pitch/placeholders.ts';
import type { Stage } from '../../core/documents/pitch/script.ts';
import { stageInfo } from '../../core/documents/pitch/stages.ts';
import { NVC_ORDER } from '../../core/documents/pitch/words.ts';
import { placeholderValue } from '../../core/index.ts';
import { approvedText } from '../approved-text.ts';
import { escapeMarkdown } from '../rule-card.ts';
import type { FeatureContext, HoverCard } from '../types.ts';
import { fileCard } from '../yaml/file-card.ts';
import { hover as yamlHover } from '../yaml/hover.ts';
import { frontMatterOf } from './front-matter.ts';
import { clausesOf, productText } from './product-facts.ts';
import { type Subject, stageOf, subjectAt } from './subject.ts';

export function hover(document: PitchDocument, offset: number, context: FeatureContext): HoverCard | undefined {
  const subject = subjectAt(document, offset);
  const card = subject && cardOf(document, subject, context);
  if (subject && card) return { ...card, range: subject.range };
  const head = document.script.frontMatter;
  if (!head || offset > head.range.end) return undefined;
  return yamlHover(frontMatterOf(document, head.tree), offset, context);
}

type Card = Pick<HoverCard, 'zh' | 'en'>;

function cardOf(document: PitchDocument, subject: Subject, context: FeatureContext): Card | undefined {
  switch (subject.kind) {
    case 'stage':
    case 'jump':
      return stageCard(document, subject, context);
    case 'disclosure':
      return disclosureCard(document, subject.id, context);
    case 'product':
      return productCard(document, { kind: 'product', id: subject.id }, context);
    case 'clause':
      return productCard(document, subject, context);
    case 'placeholder':
      return placeholderCard(document, subject.name, context);
    case 'speaker':
      return speakerCard(subject);
    case 'file':
      return fileCard(document, subject.path, context);
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

function stageCard(document: PitchDocument, subject: Subject, context: FeatureContext): Card {
  const stage = stageMeant(document, subject, context);
  if (!stage) {
    const name = escapeMarkdown(subject.kind === 'jump' ? subject.target : '');
    const file = escapeMarkdown(subject.kind === 'jump' ? (subject.file ?? '') : '');
    if (subject.kind === 'jump' && subject.file)
      return { zh: `跳到 ${file} 的“${name}”`, en: `Goes to "${name}" in ${file}` };
    return { zh: `本文件没有名为“${name}”的环节。`, en: `This file has no stage named "${name}".` };
  }
  if (!stage.id) {
    const written = escapeMarkdown(stage.title);
    return {
      zh: `**${written}**：看不出是哪个环节。在标题后加 \`{closing}\` 之类的环节名。`,
      en: `**${written}**: not recognised as a stage. Put the stage's id behind the title, such as \`{closing}\`.`,
    };
  }
  const { title, expects } = stageInfo(stage.id);
  return {
    zh: `**${title.zh}** \`${stage.id}\`\n\n应有：${expects.zh}。`,
    en: `**${title.en}** \`${stage.id}\`\n\nShould hold: ${expects.en}.`,
  };
}

/** The stage itself, or the one that a jump leads to, in another script too. */
function stageMeant(document: PitchDocument, subject: Subject, { project }: FeatureContext): Stage | undefined {
  if (subject.kind !== 'jump' || subject.file === undefined)
    return document.script.stages[stageOf(document, subject) ?? -1];
  const file = project.resolve(document, subject.file);
  const script = file.state === 'read' && file.document.kind === 'pitch' ? file.document.script : undefined;
  return script?.stages[stageByName(script, subject.target) ?? -1];
}

function disclosureCard(document: PitchDocument, id: string, context: FeatureContext): Card {
  const found = context.ruleSet.disclosureNamed(id);
  if (!found) {
    const name = escapeMarkdown(id);
    return {
      zh: `没有名为“${name}”的披露，它不算数。`,
      en: `No disclosure is called "${name}", so it does not count.`,
    };
  }
  const text = approvedText(found, document, context);
  return {
    zh: `**披露：${found.title.zh}** \`${found.id}\`\n\n${escapeMarkdown(text.zh)}`,
    en: `**Disclosure: ${found.title.en}** \`${found.id}\`\n\n${escapeMarkdown(text.en)}`,
  };
}

type ProductSubject =
  | { readonly kind: 'product'; readonly id: string }
  | { readonly kind: 'clause'; readonly id: string; readonly clause: string };

function productCard(document: PitchDocument, subject: ProductSubject, context: FeatureContext): Card {
  const found = context.project.product(document, subject.id);
  if (!found) {
    return {
      zh: `引用的目录里没有产品“${escapeMarkdown(subject.id)}”。`,
      en: `None of the catalogues in use has a product "${escapeMarkdown(subject.id)}".`,
    };
  }
  const { node } = found.product;
  const name = escapeMarkdown(found.product.name?.value ?? subject.id);
  if (subject.kind === 'clause') {
    const clause = clausesOf(node).find(({ number }) => number === subject.clause);
    if (!clause) {
      return {
        zh: `**${name}** 条款 ${subject.clause}\n\n目录里没有记下这一条。`,
        en: `**${name}**, clause ${subject.clause}\n\nThe catalogue does not record this clause.`,
      };
    }
    return {
      zh: `**${name}** 条款 ${subject.clause}\n\n${escapeMarkdown(clause.text.zh)}`,
      en: `**${name}**, clause ${subject.clause}\n\n${escapeMarkdown(clause.text.en)}`,
    };
  }
  const facts = productText(node);
  const head = `**${name}** \`${subject.id}\``;
  return { zh: `${head}\n\n${facts.zh}`, en: `${head}\n\n${facts.en}` };
}

function placeholderCard(document: PitchDocument, name: string, { project, ruleSet }: FeatureContext): Card {
  const known = placeholderNamed(name);
  if (!known) {
    return {
      zh: `占位符“${escapeMarkdown(name)}”不在可填的名称里，生成成稿时会报错。`,
      en: `Nothing fills "${escapeMarkdown(name)}"; a rendered copy would be refused.`,
    };
  }
  const plan = project.planOf(document);
  const value = plan && placeholderValue(name, plan, project, ruleSet);
  const zh = value ? `\n\n按方案：${value.ok ? escapeMarkdown(value.text.zh) : `填不出，${value.reason.zh}`}` : '';
  const en = value
    ? `\n\nFrom the plan: ${value.ok ? escapeMarkdown(value.text.en) : `no value, ${value.reason.en}`}`
    : '';
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
  const name = escapeMarkdown(subject.name);
  return role && { zh: `**${name}**\n\n${role.zh}`, en: `**${name}**\n\n${role.en}` };
}

function nvcCard(step: string): Card {
  const row = (language: 'zh' | 'en') =>
    NVC_ORDER.map((s) => (s.step === step ? `**${s[language]}**` : s[language])).join(' → ');
  return { zh: `异议回应的四步：${row('zh')}`, en: `The four steps of a reply: ${row('en')}` };
}
