/** Reads one rule file (docs/rules.md) into a PhraseRule or an extension, reporting every fault at its place. */
import type { Localized } from '../../localized.ts';
import { GUARD_NAMES } from '../guards/names.ts';
import type { PhrasePart, PhraseRule } from '../phrases/types.ts';
import { nearest } from '../phrases/words.ts';
import type { RuleBasis, RuleVariant } from '../rule.ts';
import {
  CHANNELS,
  KINDS,
  type PackNames,
  type PhraseSink,
  readCures,
  readExamples,
  readFixes,
  readMarkets,
  readPhrases,
  readWhere,
  SEVERITIES,
  SPEAKERS,
  STAGES,
  severityOf,
  unknownRule,
  warnLocked,
} from './rule-parts.ts';
import type { RuleExtension } from './source.ts';
import { entriesOf, type Fields, type PackFile, type PackNode } from './yaml.ts';

export const DEFAULT_QUIET: readonly string[] = ['negated', 'coaching', 'quoted-rule'];

const COMMON_KEYS = ['phrases', 'message', 'severity', 'cured_by', 'where', 'quiet', 'fix'];
export const RULE_KEYS: readonly string[] = [
  'id',
  'extends',
  'title',
  'why',
  'basis',
  'handbook',
  'markets',
  'reads',
  'variants',
  'allow',
  'negative',
  'unverified',
  'examples',
  ...COMMON_KEYS,
];

/** What a file with `extends` may give. */
export const EXTENSION_KEYS: readonly string[] = [
  'extends',
  'phrases',
  'allow',
  'markets',
  'message',
  'fix',
  'examples',
];

export function readRuleFile(
  file: PackFile,
  names: PackNames,
  pack: string,
  sink: PhraseSink,
  placeExample: (node: PackNode) => void,
): { rule?: PhraseRule; extension?: RuleExtension } {
  const fields = file.fields(file.root, RULE_KEYS);
  if (!fields) {
    if (!file.root)
      file.fault(
        'pack-empty',
        { start: 0, end: Math.min(1, file.text.length) },
        '规则文件是空的',
        'The rule file is empty',
      );
    return {};
  }
  if (fields.node('extends')) return { extension: readExtension(file, fields, names, sink, placeExample) };
  const reader = new RuleReader(file, fields, names, sink, placeExample);
  return { rule: reader.read(pack) };
}

class RuleReader {
  constructor(
    private readonly file: PackFile,
    private readonly fields: Fields,
    private readonly names: PackNames,
    private readonly sink: PhraseSink,
    private readonly placeExample: (node: PackNode) => void,
  ) {}

  read(pack: string): PhraseRule | undefined {
    const { file, fields } = this;
    const id = fields.string('id');
    if (id === undefined)
      fields.missing('id', '规则要有编号，如 claims/rebate-gift', 'a rule needs an id such as claims/rebate-gift');
    else if (!/^[a-z]+\/[a-z0-9-]+$/u.test(id))
      file.fault(
        'pack-id',
        fields.node('id')!.range,
        '编号写成“组/名”，用小写字母和连字符',
        'An id is group/name in small letters and hyphens',
      );
    const title = this.text('title', '规则要有标题', 'a rule needs a title');
    const why = this.text('why', '请用一段话说明为什么', 'say why in one paragraph');
    const message = this.text('message', '要告诉使用者说了什么、为什么、怎么办', 'say what, why and what to do');
    const basis = fields.choice('basis', ['law', 'practice', 'structure'] as const) ?? 'law';
    const markets = this.markets(fields.node('markets'), basis, true);
    const quiet = this.guards(fields) ?? DEFAULT_QUIET;
    const reads = this.reads();
    const fixes = readFixes(file, fields.node('fix'), this.names);
    const parts: PhrasePart[] = [];
    const own = readPhrases(file, fields.node('phrases'), this.names, this.sink);
    const nothing: Localized = { zh: '', en: '' };
    parts.push({
      variant: undefined,
      phrases: own,
      message: message ?? nothing,
      quiet,
      curedBy: readCures(file, fields.node('cured_by'), this.names),
      where: readWhere(file, fields.node('where')),
      fixes,
      ...severityOf(fields),
    });
    const variants: Record<string, RuleVariant> = {};
    for (const [name, variant] of this.variants()) {
      const variantMessage = variant.localized('message') ?? message ?? nothing;
      const severity = variant.choice('severity', SEVERITIES);
      const ownMarkets = variant.node('markets') ? this.markets(variant.node('markets'), basis, false) : undefined;
      variants[name] = {
        message: variantMessage,
        ...(severity ? { severity } : {}),
        ...(ownMarkets ? { markets: ownMarkets } : {}),
      };
      parts.push({
        variant: name,
        phrases: readPhrases(file, variant.node('phrases'), this.names, this.sink),
        message: variantMessage,
        quiet: this.guards(variant) ?? quiet,
        curedBy: readCures(file, variant.node('cured_by'), this.names),
        where: readWhere(file, variant.node('where')),
        fixes: variant.node('fix') ? readFixes(file, variant.node('fix'), this.names) : fixes,
        ...(severity ? { severity } : {}),
      });
    }
    if (!fields.node('phrases') && parts.every((part) => part.phrases.length === 0))
      fields.missing('phrases', '规则至少要有一条短语', 'a rule needs at least one phrase');
    const examples = readExamples(file, fields.node('examples'), this.placeExample);
    for (const kind of ['bad', 'good'] as const)
      if (!examples.some((example) => example.kind === kind))
        fields.missing(
          'examples',
          kind === 'bad' ? '至少要有一个 bad 例子' : '至少要有一个 good 例子',
          kind === 'bad' ? 'at least one bad example is needed' : 'at least one good example is needed',
        );
    const handbook = fields.string('handbook');
    const unverified = fields.localized('unverified');
    if (id === undefined || !title || !why || !message) return undefined;
    return {
      id,
      title,
      why,
      basis,
      markets,
      kinds: reads.kinds,
      message,
      variants,
      examples,
      ...(handbook ? { handbook } : {}),
      reads,
      quiet,
      ...(fields.flag('negative') ? { negative: true } : {}),
      parts,
      allow: readPhrases(file, fields.node('allow'), this.names, this.sink),
      ...(unverified ? { unverified } : {}),
      pack,
    };
  }

  private text(key: string, zh: string, en: string): Localized | undefined {
    if (this.fields.node(key)) return this.fields.localized(key);
    this.fields.missing(key, zh, en);
    return undefined;
  }

  private *variants(): Iterable<[string, Fields]> {
    const node = this.fields.node('variants');
    const map = node && this.file.fields(node, []);
    for (const name of map?.keys ?? []) {
      const variant = this.file.fields(map!.node(name), [...COMMON_KEYS, 'markets']);
      if (variant) yield [name, variant];
    }
  }

  private guards(fields: Fields): string[] | undefined {
    const node = fields.node('quiet');
    if (!node) return undefined;
    return this.file.items(node).flatMap((item) => {
      const name = this.file.string(item);
      if (name === undefined) return [];
      if (GUARD_NAMES.includes(name)) return [name];
      const near = nearest(name, GUARD_NAMES);
      this.file.fault(
        'pack-guard',
        item.range,
        `没有叫“${name}”的守卫${near ? `，是不是“${near}”？` : ''}（有：${GUARD_NAMES.join('、')}）`,
        `There is no guard “${name}”${near ? `; did you mean “${near}”?` : ''} (there are: ${GUARD_NAMES.join(', ')})`,
        near,
      );
      return [];
    });
  }

  private reads(): PhraseRule['reads'] {
    const fields = this.file.fields(this.fields.node('reads'), ['speakers', 'kinds', 'stages', 'channels']);
    const stages = fields?.choices('stages', STAGES);
    const channels = fields?.choices('channels', CHANNELS);
    return {
      speakers: fields?.choices('speakers', SPEAKERS) ?? ['agent', 'narrator', 'caption', 'text', 'note'],
      kinds: fields?.choices('kinds', KINDS) ?? ['pitch', 'plan'],
      ...(stages ? { stages } : {}),
      ...(channels ? { channels } : {}),
    };
  }

  private markets(node: PackNode | undefined, basis: RuleBasis, whole: boolean): PhraseRule['markets'] {
    return readMarkets(this.file, node, basis, this.names, whole ? this.fields : undefined);
  }
}

function readExtension(
  file: PackFile,
  fields: Fields,
  names: PackNames,
  sink: PhraseSink,
  placeExample: (node: PackNode) => void,
): RuleExtension | undefined {
  const base = fields.string('extends');
  if (base === undefined) return undefined;
  if (!names.dataRules.has(base)) {
    const [zh, en, near] = names.rules.has(base)
      ? [
          `规则“${base}”由程序判断，没有短语可以扩展；可以在 pack.yaml 里改它的级别`,
          `The rule “${base}” is judged by code and has no phrases to extend; its severity can be set in pack.yaml`,
        ]
      : unknownRule(base, [...names.dataRules]);
    file.fault('pack-extends', fields.node('extends')!.range, zh, en, near);
    return undefined;
  }
  for (const entry of entriesOf(fields.node('markets')))
    for (const { key, value } of entriesOf(entry.value)) {
      const severity = value.kind === 'scalar' ? SEVERITIES.find((known) => known === value.text) : undefined;
      if (key === 'severity' && severity) warnLocked(file, value.range, severity, base, names.locks);
    }
  for (const key of fields.keys)
    if (!EXTENSION_KEYS.includes(key))
      file.fault(
        'pack-unknown-key',
        fields.keyRange(key)!,
        `扩展规则时不能写“${key}”`,
        `“${key}” cannot be given when a rule is extended`,
      );
  const message = fields.localized('message');
  const allow = readPhrases(file, fields.node('allow'), names, sink);
  // whoever locks a rule would find it silenced word by word
  const locked = [...names.locks.keys()].some((id) => id === base || id.startsWith(`${base}#`));
  if (locked && fields.node('allow'))
    file.warn(
      'pack-locked',
      fields.keyRange('allow')!,
      `上级规则包锁定了 ${base}，这里允许的说法不起作用；确需允许的，请写进上级规则包`,
      `An outer pack has locked ${base}, so what is allowed here has no effect; have the outer pack allow it`,
    );
  return {
    base,
    phrases: readPhrases(file, fields.node('phrases'), names, sink),
    allow: locked ? [] : allow,
    markets: fields.node('markets') ? readMarkets(file, fields.node('markets'), 'practice', names, undefined) : {},
    ...(message ? { message } : {}),
    ...(fields.node('fix') ? { fixes: readFixes(file, fields.node('fix'), names) } : {}),
    examples: readExamples(file, fields.node('examples'), placeExample),
  };
}
