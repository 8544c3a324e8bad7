/**
 * What a reader returns: the immutable parse result of one version of one file. Readers never throw; what they could
 * not read stands in `syntaxErrors`, and everything readable stands in the model and the segments.
 */

import type { Fix } from '../diagnostic.ts';
import type { Language, Localized, Market } from '../localized.ts';
import type { MappedText } from '../text/mapped-text.ts';
import type { SourceRange } from '../text/range.ts';
import type { Script } from './pitch/script.ts';
import type { CatalogModel, ClientModel, ConfigModel, GoalsModel, PlanModel } from './yaml/models.ts';
import type { YamlTree } from './yaml/node.ts';

/** `config` is pitchlint.yaml; `rules` is any file of a rule pack. */
export type FileKind = 'plan' | 'client' | 'catalog' | 'goals' | 'pitch' | 'config' | 'rules';

export type Channel = 'script' | 'proposal' | 'public' | 'training';

/** Who says a segment. `note` is a coaching note (`>`), `text` is published text without a speaker (a post). */
export type Speaker = 'agent' | 'client' | 'narrator' | 'note' | 'caption' | 'text';

export type StageId =
  | 'prospecting'
  | 'discovery'
  | 'presentation'
  | 'objection'
  | 'closing'
  | 'service'
  | 'referral'
  | 'moments'
  | 'video';

/** `[[披露：id]]`, `@产品(id)`, `@条款(id#no)`, `@案例(text)`; the id as written, with its own range. */
export interface InlineReference {
  readonly kind: 'disclosure' | 'product' | 'clause' | 'case';
  readonly id: string;
  readonly clause?: string;
  /** The whole mark, brackets included. */
  readonly range: SourceRange;
  readonly idRange: SourceRange;
  readonly clauseRange?: SourceRange;
}

/** A stretch of prose that a rule reads. A turn in a script, a `why` in a plan: rules need not know which. */
export interface Segment {
  /** Its place in `document.segments`. */
  readonly index: number;
  /** The prose; markup (placeholders, disclosures, references) stands in it as U+FFFC each. */
  readonly text: MappedText;
  readonly speaker: Speaker;
  readonly channel: Channel;
  readonly stage?: StageId;
  /** The heading above it in a script, as written; coaching headings ("错误示范") quiet what stands below. */
  readonly heading?: string;
  /** A note's label (`记录`, `拒绝原因` …), folded, when it has one. */
  readonly label?: string;
  /** For YAML: the path (`['products', 2, 'why']`). For scripts: empty. */
  readonly path: readonly (string | number)[];
  /** Same row of a plan, same post of a script: disclosures anywhere in the group reach the segment. */
  readonly group?: string;
  readonly references: readonly InlineReference[];
  /** Product ids in scope by reference, nearest first (domain.md §3.2); names in the sentence are looked up later. */
  readonly products: readonly string[];
  /** Indices of the agent's next segments, one per branch. Empty at the end of a path. */
  readonly next: readonly number[];
  /** Index of the client's segment that this agent's segment answers directly, if it does. */
  readonly answers?: number;
}

export interface SyntaxFinding {
  /** `tab-indent`, `unclosed-quote`, `too-large` … stable, reported under rule `style/yaml-trap` or `syntax/<code>`. */
  readonly code: string;
  readonly range: SourceRange;
  readonly message: Localized;
  readonly fixes: readonly Fix[];
  /** Rule id it is reported under: `syntax/yaml`, `syntax/pitch`, `schema/…`, `style/yaml-trap`. */
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
}

/** `// pitchlint-disable-next-line id -- reason until 2026-12-31` (`#` in YAML). */
export interface SuppressionComment {
  /** The whole comment. */
  readonly range: SourceRange;
  readonly rules: readonly { readonly id: string; readonly range: SourceRange }[];
  readonly reason: string | undefined;
  readonly until: string | undefined;
  /** The line (source range without its break) whose findings it silences: the next line that is not a comment. */
  readonly target: SourceRange;
}

interface DocumentBase {
  readonly uri: string;
  readonly text: string;
  readonly language: Language;
  /** As the file says; undefined when it says nothing (then pitchlint.yaml, then CN). */
  readonly market: Market | undefined;
  readonly segments: readonly Segment[];
  readonly syntaxErrors: readonly SyntaxFinding[];
  readonly suppressions: readonly SuppressionComment[];
}

export interface PlanDocument extends DocumentBase {
  readonly kind: 'plan';
  readonly tree: YamlTree;
  readonly model: PlanModel;
}
export interface ClientDocument extends DocumentBase {
  readonly kind: 'client';
  readonly tree: YamlTree;
  readonly model: ClientModel;
}
export interface CatalogDocument extends DocumentBase {
  readonly kind: 'catalog';
  readonly tree: YamlTree;
  readonly model: CatalogModel;
}
export interface GoalsDocument extends DocumentBase {
  readonly kind: 'goals';
  readonly tree: YamlTree;
  readonly model: GoalsModel;
}
export interface ConfigDocument extends DocumentBase {
  readonly kind: 'config';
  readonly tree: YamlTree;
  readonly model: ConfigModel;
}
export interface RulesDocument extends DocumentBase {
  readonly kind: 'rules';
  readonly tree: YamlTree;
}
export interface PitchDocument extends DocumentBase {
  readonly kind: 'pitch';
  readonly script: Script;
}

export type YamlDocument =
  | PlanDocument
  | ClientDocument
  | CatalogDocument
  | GoalsDocument
  | ConfigDocument
  | RulesDocument;
export type Document = YamlDocument | PitchDocument;

/** `readDocument(source, previous)` in documents/read.ts; `previous` lets unchanged entries and lines be reused. */
export interface DocumentSource {
  readonly uri: string;
  readonly kind: FileKind;
  readonly text: string;
}
