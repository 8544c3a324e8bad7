/**
 * What only its examples can say about a pack: rules that do not do what their examples promise, alternatives that no
 * example hits, extensions that break the rule they extend. The pack holds all the same.
 */
import { type ExampleBench, type ExampleFailure, runExamples } from '../../examples.ts';
import type { PhraseRule, PhraseSource } from '../phrases/types.ts';
import type { RuleExample } from '../rule.ts';
import type { AnyRule, PackFault, RuleSet } from '../rule-set.ts';
import type { Pack, RuleExtension, RulePlace } from './source.ts';

/** One rule file that was checked. */
export interface CheckedRule {
  /** Id of the rule, or of the one it extends. */
  readonly id: string;
  readonly uri: string;
  readonly faults: readonly PackFault[];
}

export interface CheckOptions {
  /** The rules without this pack: what an extension is held against. */
  readonly below: RuleSet;
  readonly bench: ExampleBench;
  /** The examples of a built-in rule, which the rule itself does not carry; without them extensions are not held against. */
  readonly standard?: ((rule: string) => readonly RuleExample[]) | undefined;
  /** Only the rule files for which it says yes. */
  readonly wanted?: (uri: string) => boolean;
}

/** Runs the examples of a pack's rules and extensions in the rule set that holds the pack. */
export function checkPack(pack: Pack, ruleSet: RuleSet, options: CheckOptions): CheckedRule[] {
  const { source, places } = pack;
  const wanted = options.wanted ?? (() => true);
  const checked: CheckedRule[] = [];
  for (const { id } of source.rules) {
    const place = places?.rules.get(id);
    const rule = ruleSet.rule(id);
    if (place && rule?.source === 'data' && wanted(place.uri))
      checked.push({ id, uri: place.uri, faults: new Check(rule, place, ruleSet, options).ownRule() });
  }
  source.extensions.forEach((extension, index) => {
    const place = places?.extensions[index];
    const rule = ruleSet.rule(extension.base);
    if (place && rule?.source === 'data' && wanted(place.uri))
      checked.push({
        id: extension.base,
        uri: place.uri,
        faults: new Check(rule, place, ruleSet, options).extension(extension),
      });
  });
  return checked;
}

class Check {
  private readonly faults: PackFault[] = [];

  constructor(
    private readonly rule: PhraseRule & { readonly source: 'data' },
    private readonly place: RulePlace,
    private readonly ruleSet: RuleSet,
    private readonly options: CheckOptions,
  ) {}

  ownRule(): PackFault[] {
    const { rule } = this;
    for (const failure of runExamples(rule, this.ruleSet, this.options.bench)) this.tell(failure, failure.example);
    this.shown(rule.allow, rule.examples);
    const fixes = rule.parts.some((part) => part.fixes.some((fix) => fix.safety !== 'manual'));
    if (fixes && rule.examples.every((example) => example.fixed === undefined))
      this.add(
        'pack-fixed',
        this.place.example(rule.examples.findIndex(({ kind }) => kind === 'bad')),
        '规则带修改，却没有例子写明改后的样子（fixed:）',
        'The rule offers a fix, yet no example says what it makes of the text (fixed:)',
        'warning',
      );
    return this.faults;
  }

  extension(extension: RuleExtension): PackFault[] {
    const { ruleSet, place } = this;
    const { bench, standard } = this.options;
    const before = standard?.(extension.base) ?? [];
    const rule = { ...this.rule, examples: [...before, ...this.rule.examples] };
    const first = extension.examples[0];
    const from = first ? rule.examples.indexOf(first) : rule.examples.length;
    const isOwn = (source: PhraseSource) =>
      extension.phrases.some(({ language, text }) => language === source.language && text === source.text);
    const others: ExampleFailure[] = [];
    for (const failure of runExamples(rule, ruleSet, bench)) {
      const index = failure.example - from;
      if (failure.phrase) {
        if (isOwn(failure.phrase)) this.tell(failure, -1);
      } else if (index >= 0 && index < extension.examples.length) this.tell(failure, index);
      else others.push(failure);
    }
    const known = others.length > 0 ? this.failingBelow(extension.base, before) : new Set();
    for (const { example, message } of others)
      if (!known.has(example))
        this.add(
          'pack-breaks-rule',
          place.range,
          `这样扩展之后，原规则的例子“${shortened(rule, example)}”不成立了：${message.zh}`,
          `With this extension the rule’s own example “${shortened(rule, example)}” no longer holds: ${message.en}`,
          'warning',
        );
    this.shown(extension.allow, extension.examples);
    return this.faults;
  }

  /** Examples that fail without this pack, too: some need a catalogue beside them. */
  private failingBelow(id: string, before: readonly RuleExample[]): ReadonlySet<number> {
    const { below, bench } = this.options;
    const rule = below.rule(id);
    if (!rule) return new Set();
    const examples = [...before, ...rule.examples];
    return new Set(runExamples({ ...rule, examples }, below, bench).map(({ example }) => example));
  }

  private tell({ message, at, phrase }: ExampleFailure, index: number): void {
    if (phrase) this.add('pack-uncovered', this.place.phrase(phrase, at), message.zh, message.en, 'warning');
    else if (index >= 0) this.add('pack-example-fails', this.place.example(index, at), message.zh, message.en);
  }

  /** Every allowed phrase stands in some good example. */
  private shown(allowed: readonly PhraseSource[], examples: readonly RuleExample[]): void {
    if (allowed.length === 0) return;
    const { phrases } = this.ruleSet;
    const seen = new Set<string>();
    for (const { kind, text, in: of = 'pitch' } of examples) {
      if (kind === 'bad') continue;
      const uri = of === 'pitch' ? 'example:///example.pitch' : `example:///example.${of}.yaml`;
      for (const segment of this.options.bench.read({ uri, kind: of, text }).segments)
        for (const match of phrases.matches(segment.text.text)) {
          const owner = phrases.owner(match.phrase);
          if (owner.kind === 'allow' && owner.rule.id === this.rule.id) seen.add(owner.source.text);
        }
    }
    for (const phrase of allowed)
      if (!seen.has(phrase.text))
        this.add(
          'pack-allow-unshown',
          this.place.phrase(phrase),
          `没有 good 例子用到允许的说法“${phrase.text}”`,
          `no good example shows the allowed “${phrase.text}”`,
          'warning',
        );
  }

  private add(
    code: string,
    range: PackFault['range'],
    zh: string,
    en: string,
    tolerated: PackFault['tolerated'] = 'error',
  ): void {
    this.faults.push({ uri: this.place.uri, range, code, message: { zh, en }, tolerated });
  }
}

function shortened(rule: AnyRule, example: number): string {
  const text = (rule.examples[example]?.text ?? '').replace(/\s+/gu, ' ').trim();
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
