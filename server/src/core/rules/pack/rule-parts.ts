/** Reads what rules, variants and extensions of a rule file are made of: markets, phrases, cures, fixes, examples. */
import type { Severity } from '../../diagnostic.ts';
import type { Channel, FileKind, Speaker, StageId } from '../../documents/document.ts';
import { MARKETS, type Market } from '../../localized.ts';
import type { SourceRange } from '../../text/range.ts';
import { parsePhrase } from '../phrases/parse.ts';
import type { Condition, Cure, FixSource, Operand, PhraseRule, PhraseSource } from '../phrases/types.ts';
import { nearest } from '../phrases/words.ts';
import type { MarketBasis, RuleBasis, RuleExample } from '../rule.ts';
import { isBelow } from '../severity.ts';
import type { Fields, PackFile, PackNode } from './yaml.ts';

export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
export const KINDS: readonly FileKind[] = ['plan', 'client', 'catalog', 'goals', 'pitch'];
export const SPEAKERS: readonly Speaker[] = ['agent', 'client', 'narrator', 'note', 'caption', 'text'];
export const CHANNELS: readonly Channel[] = ['script', 'proposal', 'public', 'training'];
export const STAGES: readonly StageId[] = [
  'prospecting',
  'discovery',
  'presentation',
  'objection',
  'closing',
  'service',
  'referral',
  'moments',
  'video',
];
export const PHRASE_LANGUAGES = ['zh', 'zh-TW', 'zh-HK', 'en'] as const;
/** Names that a rule file may refer to, for the checks that need the whole pack. */
export interface PackNames {
  readonly citations: ReadonlySet<string>;
  readonly disclosures: ReadonlySet<string>;
  readonly lists: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
  /** Rules that can be extended. */
  readonly dataRules: ReadonlySet<string>;
  /** Severities that packs below have locked. */
  readonly locks: ReadonlyMap<string, Severity>;
}

/** Both messages, and what was probably meant, for a rule that is not there. */
export function unknownRule(id: string, known: readonly string[]): [zh: string, en: string, suggestion?: string] {
  const near = nearest(id, known);
  return [
    `没有规则“${id}”${near ? `，是不是“${near}”？` : ''}`,
    `There is no rule “${id}”${near ? `; did you mean “${near}”?` : ''}`,
    near,
  ];
}

/** Says that a severity below a lock has no effect. */
export function warnLocked(
  file: PackFile,
  range: SourceRange,
  severity: Severity,
  id: string,
  locks: ReadonlyMap<string, Severity>,
): void {
  const lock = locks.get(id) ?? locks.get(id.replace(/#.*$/u, ''));
  if (lock && isBelow(severity, lock))
    file.warn(
      'pack-locked',
      range,
      `${id} 已锁定为不低于 ${lock}，这里写 ${severity} 不起作用`,
      `${id} is locked at ${lock} or above; ${severity} has no effect here`,
    );
}

/** Called with every phrase read, so that the loader can remember its node. */
export type PhraseSink = (source: PhraseSource, node: PackNode) => void;

export function severityOf(fields: Fields): { severity?: Severity } {
  const severity = fields.choice('severity', SEVERITIES);
  return severity ? { severity } : {};
}

export function readMarkets(
  file: PackFile,
  node: PackNode | undefined,
  basis: RuleBasis,
  names: PackNames,
  whole: Fields | undefined,
): PhraseRule['markets'] {
  const map = node && file.fields(node, MARKETS);
  const out: Partial<Record<Market, MarketBasis>> = {};
  if (!map) {
    if (whole && !node)
      whole.missing('markets', '要写明在哪些市场、依据什么', 'say in which markets and on what basis');
    return out;
  }
  for (const market of map.keys as Market[]) {
    const fields = file.fields(map.node(market), ['severity', 'cite', 'from', 'until', 'channels']);
    if (!fields) continue;
    const severity = fields.choice('severity', SEVERITIES);
    if (!fields.node('severity'))
      fields.missing('severity', '写明 error、warning、info 或 hint', 'say error, warning, info or hint');
    const cite: string[] = [];
    for (const item of file.items(fields.node('cite'))) {
      const id = file.string(item);
      if (id === undefined) continue;
      if (names.citations.has(id)) cite.push(id);
      else {
        const near = nearest(id, [...names.citations]);
        file.fault(
          'pack-citation',
          item.range,
          `没有这条引用“${id}”${near ? `，是不是“${near}”？` : ''}`,
          `There is no citation “${id}”${near ? `; did you mean “${near}”?` : ''}`,
          near,
        );
      }
    }
    if (basis === 'law' && cite.length === 0 && !fields.node('cite'))
      fields.missing('cite', '没有依据的规则要写 basis: practice', 'a rule without a citation says basis: practice');
    const from = date(file, fields, 'from');
    const until = date(file, fields, 'until');
    const channelMap = fields.node('channels') ? file.fields(fields.node('channels'), CHANNELS) : undefined;
    const channels: Partial<Record<Channel, Severity>> = {};
    for (const channel of (channelMap?.keys ?? []) as Channel[]) {
      const value = channelMap!.choice(channel, SEVERITIES);
      if (value) channels[channel] = value;
    }
    out[market] = {
      severity: severity ?? 'warning',
      cite,
      ...(from ? { from } : {}),
      ...(until ? { until } : {}),
      ...(channelMap ? { channels } : {}),
    };
  }
  return out;
}

function date(file: PackFile, fields: Fields, key: string): string | undefined {
  const text = fields.string(key);
  if (text === undefined || /^\d{4}-\d{2}-\d{2}$/u.test(text)) return text;
  file.fault('pack-date', fields.node(key)!.range, '日期写成 2026-01-31', 'A date is written 2026-01-31');
  return undefined;
}

/** Phrases by language. Syntax is checked here; lists and strength by the loader, once all words are known. */
export function readPhrases(
  file: PackFile,
  node: PackNode | undefined,
  _names: PackNames | undefined,
  sink: PhraseSink,
): PhraseSource[] {
  const map = node && file.fields(node, PHRASE_LANGUAGES);
  const out: PhraseSource[] = [];
  for (const language of map?.keys ?? [])
    file.items(map!.node(language)).forEach((item, index) => {
      const text = file.string(item);
      if (text === undefined) return;
      const { fault } = parsePhrase(text);
      if (fault) {
        const { start, end } = file.inside(item, fault.at.start, fault.at.end);
        file.fault(fault.code, { start, end }, fault.message.zh, fault.message.en);
        return;
      }
      const source = { language, index, text };
      sink(source, item);
      out.push(source);
    });
  return out;
}

export function readCures(file: PackFile, node: PackNode | undefined, names: PackNames): Cure[] {
  if (!node) return [];
  const nodes = node.kind === 'list' ? node.items : [node];
  return nodes.flatMap((item): Cure[] => {
    const fields = file.fields(item, ['disclosure', 'where', 'at_least', 'of', 'without', 'within']);
    if (!fields) return [];
    if (fields.node('where')) return [{ kind: 'fact', where: readWhere(file, fields.node('where')) }];
    if (fields.node('disclosure')) {
      const ids = file.items(fields.node('disclosure')).flatMap((entry) => {
        const id = file.string(entry);
        if (id === undefined || names.disclosures.has(id)) return id ?? [];
        const near = nearest(id, [...names.disclosures]);
        file.fault(
          'pack-disclosure',
          entry.range,
          `没有披露“${id}”${near ? `，是不是“${near}”？` : ''}`,
          `There is no disclosure “${id}”${near ? `; did you mean “${near}”?` : ''}`,
          near,
        );
        return [];
      });
      return [{ kind: 'disclosure', ids }];
    }
    const listOf = (key: 'of' | 'without'): string | undefined => {
      const list = fields.string(key)?.replace(/^<|>$/gu, '');
      if (list !== undefined && !names.lists.has(list))
        file.fault(
          'word-list-unknown',
          fields.node(key)!.range,
          `没有词表“${list}”`,
          `There is no word list “${list}”`,
        );
      return list;
    };
    const list = listOf('of');
    if (list === undefined) fields.missing('of', '写明哪个词表', 'name the word list');
    return [
      {
        kind: 'words',
        atLeast: fields.number('at_least') ?? 1,
        list: list ?? '',
        without: listOf('without'),
        within: fields.choice('within', ['sentence', 'turn', 'reach'] as const) ?? 'turn',
      },
    ];
  });
}

export function readWhere(file: PackFile, node: PackNode | undefined): Condition[] {
  if (!node) return [];
  const text = file.string(node) ?? '';
  return text.split(/\s+and\s+/u).flatMap((part): Condition[] => {
    const match = /^\s*(\S+)\s*(!=|=|<|>)\s*(\S+)\s*$/u.exec(part);
    const left = match && operand(match[1]!);
    const right = match && operand(match[3]!);
    if (left && right) return [{ left, operator: match[2] as Condition['operator'], right }];
    const at = text.indexOf(part);
    file.fault(
      'pack-where',
      file.inside(node, at, at + part.length),
      '条件写成“d != product.waiting_days”，只用 = != < > 和 and',
      'A condition is written “d != product.waiting_days”, with = != < > and “and” only',
    );
    return [];
  });
}

function operand(text: string): Operand | undefined {
  if (/^product(\.[a-z_]+)+$/u.test(text)) return { kind: 'product', name: text.slice('product.'.length) };
  if (/^-?\d+(\.\d+)?%$/u.test(text)) return { kind: 'value', value: Number(text.slice(0, -1)) / 100 };
  if (/^-?\d+(\.\d+)?$/u.test(text)) return { kind: 'value', value: Number(text) };
  if (text === 'true' || text === 'false') return { kind: 'value', value: text === 'true' };
  if (/^['"].*['"]$/u.test(text)) return { kind: 'value', value: text.slice(1, -1) };
  if (/^[a-z][a-z0-9_]*$/u.test(text)) return { kind: 'capture', name: text };
  return undefined;
}

export function readFixes(file: PackFile, node: PackNode | undefined, names: PackNames): FixSource[] {
  if (!node) return [];
  const nodes = node.kind === 'list' ? node.items : [node];
  return nodes.flatMap((item): FixSource[] => {
    const fields = file.fields(item, ['kind', 'title', 'text', 'disclosure', 'scope', 'safety']);
    if (!fields) return [];
    const kind = fields.choice('kind', ['replace', 'disclosure', 'outline'] as const);
    const title = fields.localized('title');
    if (!fields.node('kind'))
      fields.missing('kind', '写明 replace、disclosure 或 outline', 'say replace, disclosure or outline');
    if (!fields.node('title')) fields.missing('title', '修改要有名字', 'a fix needs a title');
    const text = fields.localized('text');
    const disclosure = fields.string('disclosure');
    if (kind === 'disclosure' && (!disclosure || !names.disclosures.has(disclosure)))
      file.fault(
        'pack-disclosure',
        fields.node('disclosure')?.range ?? item.range,
        '写明有哪条披露',
        'Name a disclosure that exists',
      );
    if (kind && kind !== 'disclosure' && !text) fields.missing('text', '写明换成什么', 'say what to put instead');
    if (!kind || !title) return [];
    const scope = fields.choice('scope', ['hit', 'sentence'] as const);
    const safety = fields.choice('safety', ['safe', 'review'] as const) ?? 'review';
    return [
      {
        kind,
        title,
        ...(text ? { text } : {}),
        ...(disclosure ? { disclosure } : {}),
        ...(scope ? { scope } : {}),
        safety: kind === 'outline' ? 'manual' : safety,
      },
    ];
  });
}

/** `place` is called with the text's node of every example read. */
export function readExamples(
  file: PackFile,
  node: PackNode | undefined,
  place: (node: PackNode) => void,
): RuleExample[] {
  return (node ? file.items(node) : []).flatMap((item): RuleExample[] => {
    const fields = file.fields(item, ['bad', 'good', 'in', 'market', 'as_of', 'variant', 'fixed', 'language']);
    if (!fields) return [];
    const kind = fields.node('bad') ? 'bad' : 'good';
    const text = fields.string(kind);
    if (text === undefined) {
      fields.missing('bad', '例子写成 bad: 或 good:', 'an example is bad: or good:');
      return [];
    }
    if (kind === 'bad' && !marksIn(text))
      file.fault(
        'pack-example',
        fields.node('bad')!.range,
        'bad 例子要用 [[…]] 标出该划线的字',
        'A bad example marks what is underlined with [[…]]',
      );
    const inKind = fields.choice('in', KINDS);
    const market = fields.choice('market', MARKETS);
    const asOf = date(file, fields, 'as_of');
    const variant = fields.string('variant');
    const fixed = fields.string('fixed');
    const language = fields.choice('language', ['zh-CN', 'zh-TW', 'zh-HK', 'en'] as const);
    place(fields.node(kind)!);
    return [
      {
        kind,
        text,
        ...(inKind ? { in: inKind } : {}),
        ...(market ? { market } : {}),
        ...(asOf ? { asOf } : {}),
        ...(variant ? { variant } : {}),
        ...(fixed !== undefined ? { fixed } : {}),
        ...(language ? { language } : {}),
      },
    ];
  });
}

function marksIn(text: string): boolean {
  return /\[\[(?!(披露|disclosure)[:：])/iu.test(text);
}
