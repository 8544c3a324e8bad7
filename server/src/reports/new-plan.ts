/**
 * 从档案新建方案: a plan that begins with what the client file (and the plan it names) already knows. Pure: the text of
 * the new file. Facts are copied as they are written, amounts and comments included; what only the client can say is left
 * as an outline.
 */
import { clientRecord } from '../core/client-record.ts';
import type { ClientDocument, Document } from '../core/documents/document.ts';
import type { YamlNode } from '../core/documents/yaml/node.ts';
import type { CalendarDate } from '../core/localized.ts';
import { marketOf, type ReportContext } from './context.ts';

/** @param day the plan's date */
export function planFromClient(document: ClientDocument, context: ReportContext, day: CalendarDate): string {
  const english = document.language === 'en';
  const record = clientRecord(document, context.project);
  const { plan } = record;
  const { model } = document;
  const name = model.name?.value ?? '';
  const agent = blockOf(document, 'agent') ?? (plan && blockOf(plan, 'agent'));
  const catalog = blockOf(document, 'catalog') ?? (plan && blockOf(plan, 'catalog'));
  const household = blockOf(document, 'household') ?? (plan && blockOf(plan, 'household'));
  const finance = blockOf(document, 'finance') ?? (plan && blockOf(plan, 'finance'));
  const policies = blockOf(document, 'policies') ?? (plan && blockOf(plan, 'policies'));
  const consent = blockOf(document, 'consent') ?? (plan && blockOf(plan, 'consent'));
  const members = record.household.flatMap((member) => member.id?.value ?? []);
  const decider = model.decision_maker?.value;
  const parts = [
    'kind: plan',
    `title: ${english ? `A plan for ${name}` : `${name}：保障方案`}`,
    `date: ${day}`,
    `market: ${marketOf(document, context)}`,
    ...(english ? ['lang: en'] : []),
    agent ??
      (english ? 'agent: {name: your name, company: your company}' : 'agent: {name: 您的姓名, company: 公司全称}'),
    catalog ?? 'catalog: []',
    ...(consent ? [consent] : []),
    household ?? 'household: []',
    finance ?? (decider ? `finance: {decision_maker: ${decider}}` : 'finance: {}'),
    policies ?? 'policies: []',
    'needs:',
    `  protect: [${members.join(', ')}]`,
    '  goals: []',
    'products: []',
    'presentation:',
    `  audience: [${decider ?? ''}]`,
  ];
  return `${parts.join('\n')}\n`;
}

/** A top-level entry as written, without the lines that follow it. */
function blockOf(document: Document, key: string): string | undefined {
  if (!('tree' in document)) return undefined;
  const property = document.tree.root?.children.find((child) => child.keyNode?.value === key);
  if (!property?.valueNode || property.valueNode.type === 'null') return undefined;
  const end = endOf(property, document.text);
  // the comment behind the last row belongs to it
  const comment = /^[ \t]*#[^\r\n]*/.exec(document.text.slice(end))?.[0].length ?? 0;
  return document.text.slice(property.offset, end + comment).trimEnd();
}

function endOf(node: YamlNode, text: string): number {
  const last = node.type === 'property' ? node.valueNode : node.children.at(-1);
  if (!last || /^[[{]/.test(text.slice(node.offset))) return node.range.end;
  return Math.max(last.range.end, endOf(last, text));
}
