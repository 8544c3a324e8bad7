import type { PitchDocument, Segment } from '../../documents/document.ts';
import { partsOf, rememberPerPart } from '../../documents/pitch/parts.ts';
import { isPerson, roleOf } from '../../documents/pitch/speakers.ts';
import { foldName } from '../../documents/pitch/words.ts';
import type { SourceRange } from '../../text/range.ts';
import { insertKey, propertyOf } from '../plan/edits.ts';
import { marketsWith } from '../plan/markets.ts';
import { same } from '../plan/wording.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { fixWith, inFrontMatter, scriptDocument } from './script-lines.ts';

/** In a talk, a line that begins with a person's name is read as the agent's own words until the person is declared. */
export default defineRule({
  id: 'script/speaker',
  title: { zh: '说话人要登记', en: 'Declare who speaks' },
  why: {
    zh: '没有登记的名字不算说话人，这一行会当成代理人的话来检查：客户问的一句“什么都报吗”也会算在您头上。',
    en: 'A name that is not declared is no speaker, so its line is checked as the agent’s own words: the client’s question “does it cover everything?” is held against you.',
  },
  basis: 'practice',
  markets: marketsWith('info', {}),
  kinds: ['pitch'],
  handbook: '7.2',
  message: {
    zh: '“{x}”没有登记，这行会当成代理人的话检查。是客户或家人，就在文件开头写 cast: {{x}: {role: client}}。',
    en: '“{x}” is not declared, so this line is checked as the agent’s words. If a client says it, write cast: {{x}: {role: client}} at the top.',
  },
  variants: {
    unread: {
      severity: 'warning',
      message: {
        zh: '这行像是{x}说的，可是没有写成“{x}：”，会当成代理人的话检查。请改成“{x}：……”。',
        en: 'This looks like the words of {x}, but does not begin with “{x}:”, so it is checked as the agent’s. Begin it with the name and a colon.',
      },
    },
  },
  check(context) {
    const document = scriptDocument(context);
    if (document === undefined || !document.script.items.some(({ type }) => type === 'turn')) return;
    for (const part of partsOf(document)) for (const line of namedIn(part)) reportNamed(context, document, line);
    const told = new Set<string>();
    for (const part of partsOf(document))
      for (const read of strangersIn(part)) {
        const { name, range } = read();
        if (told.has(name)) continue;
        told.add(name);
        context.report({ range, data: { x: same(name) }, fixes: declare(document, name) });
      }
  },
  examples: [
    {
      kind: 'bad',
      text: '---\nmarket: CN\n---\n# 破冰\n代理人：最近忙什么？\n[[张三]]：上班。\n张三：还好。\n',
      fixed:
        '---\nmarket: CN\ncast: {"张三": {role: client}}\n---\n# 破冰\n代理人：最近忙什么？\n张三：上班。\n张三：还好。\n',
    },
    {
      kind: 'bad',
      text: '# 破冰\n代理人：最近忙什么？\n[[李太太]]（笑）：上班。\n',
      fixed: '---\ncast: {"李太太": {role: client}}\n---\n# 破冰\n代理人：最近忙什么？\n李太太（笑）：上班。\n',
    },
    {
      kind: 'bad',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Opening\nAgent: How was your week?\n[[Mrs Tan]]: Busy.\n',
      fixed:
        '---\n{lang: en, cast: {"Mrs Tan": {role: client}}}\n---\n# Opening\nAgent: How was your week?\nMrs Tan: Busy.\n',
    },
    {
      kind: 'bad',
      text: '---\ncast:\n  老李: {role: client}\n---\n# 破冰\n代理人：最近忙什么？\n[[王五]]：上班。\n',
      fixed:
        '---\ncast:\n  老李: {role: client}\n  "王五": {role: client}\n---\n# 破冰\n代理人：最近忙什么？\n王五：上班。\n',
    },
    {
      kind: 'bad',
      variant: 'unread',
      text: '# 破冰\n代理人：最近忙什么？\n**[[客户]]：**上班。\n',
      fixed: '# 破冰\n代理人：最近忙什么？\n客户：上班。\n',
    },
    {
      kind: 'bad',
      variant: 'unread',
      text: '# 破冰\n代理人：最近忙什么？\n- [[客户]]；上班。\n',
      fixed: '# 破冰\n代理人：最近忙什么？\n客户：上班。\n',
    },
    {
      kind: 'bad',
      variant: 'unread',
      language: 'en',
      market: 'SG',
      text: '---\n{lang: en}\n---\n# Opening\nAgent: How was your week?\n1. [[Client]]: Busy.\n',
      fixed: '---\n{lang: en}\n---\n# Opening\nAgent: How was your week?\nClient: Busy.\n',
    },
    { kind: 'good', text: '---\ncast: {张三: 张先生}\n---\n# 破冰\n代理人：最近忙什么？\n张三：上班。\n' },
    {
      kind: 'good',
      text: '# 破冰\n代理人：最近忙什么？\n陈述：先听，再问。\n风险提示：以合同为准。\n方案：先保障。\n',
    },
    {
      kind: 'good',
      text: '# 朋友圈\n张三：昨天拿到了赔款。@案例(公司理赔年报，已脱敏)\n风险提示：以合同为准。\n@署名()\n',
    },
  ],
});

/** `代理人 您好`, `**客户**：嗯`, `- 客户：嗯`, `客户；嗯`: marks of a list, of bold, or another sign where the colon should stand. */
const NAMED =
  /^(?:[-*•·][ \t]+|\d{1,2}[.、)）][ \t]*)?(\*\*|__)?([\p{L}][\p{L} ]{1,15}?)(?:\*\*|__)?[ \t]*(?:([:：])|[;；，,]|(?=[ \t]))[ \t]*(?:\*\*|__)?[ \t]*(?=\S)/u;

/** Lines of text in a talk that begin with somebody who is known, in a form that is not read. */
const namedIn = rememberPerPart((part): readonly (() => { segment: Segment; length: number; name: string })[] => {
  const said = new Map(part.segments.map((segment) => [segment.index, segment]));
  return part.items.flatMap((item) => {
    const segment = item.type === 'text' ? said.get(item.segment) : undefined;
    if (!segment || segment.channel === 'public') return [];
    const match = NAMED.exec(segment.text.text);
    const name = match?.[2]?.trim();
    // a sentence of English may well begin with “Agent” or “Family”
    if (!match || !name || (!match[3] && !HAN.test(name)) || roleOf(foldName(name), new Map()) === undefined) return [];
    return [() => ({ segment, length: match[0].length, name })];
  });
});
const HAN = /^\p{Script=Han}{2,}$/u;

function reportNamed(
  context: RuleContext,
  document: PitchDocument,
  line: () => { segment: Segment; length: number; name: string },
): void {
  const { segment, length, name } = line();
  const range = segment.text.rangeOf(0, length);
  const written = `${name}${document.language === 'en' ? ': ' : '：'}`;
  const title = { zh: `写成“${written}”`, en: `Write “${written.trim()}”` };
  const at = segment.text.text.indexOf(name);
  context.report({
    variant: 'unread',
    range: segment.text.rangeOf(at, at + name.length),
    data: { x: same(name) },
    fixes: fixWith(title, 'review', { range, newText: written }),
  });
}

const LINE = /^([\p{L}\p{N} .·]{1,16}?)\s*(?:[(（][^)）\n]{0,12}[)）])?\s*[:：]/u;
/** Lines of text outside posts whose first words are a person's name. */
const strangersIn = rememberPerPart((part): readonly (() => { name: string; range: SourceRange })[] => {
  const said = new Map(part.segments.map((segment) => [segment.index, segment]));
  return part.items.flatMap((item) => {
    const segment = item.type === 'text' ? said.get(item.segment) : undefined;
    if (!segment || segment.channel === 'public') return [];
    const name = LINE.exec(segment.text.text)?.[1];
    if (name === undefined || !isPerson(name) || roleOf(name, new Map()) !== undefined) return [];
    // the segment knows where its text stands now, the text where it stood
    return [() => ({ name, range: segment.text.rangeOf(0, name.length) })];
  });
});

/** In the cast of the settings at the top, which is made where there is none. */
function declare(document: PitchDocument, name: string) {
  const title = { zh: `把“${name}”登记为客户`, en: `Declare “${name}” as a client` };
  const root = document.script.frontMatter?.tree.root;
  const cast = root && propertyOf(root, 'cast')?.valueNode;
  const [key, role] = [JSON.stringify(name), '{role: client}'];
  if (!cast) return fixWith(title, 'review', ...inFrontMatter(document, 'cast', `{${key}: ${role}}`));
  return fixWith(title, 'review', ...[insertKey(document.text, cast, key, role) ?? []].flat());
}
