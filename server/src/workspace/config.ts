/**
 * pitchlint.yaml, found upward from a document to `root: true`: the one resolver for the editor and the command line.
 * The nearest file wins key by key; `packs`, `ignore`, severities and thresholds are joined.
 */

import { placeBeside } from '../core/beside.ts';
import type { Severity } from '../core/diagnostic.ts';
import type { ConfigDocument, Document } from '../core/documents/document.ts';
import type { CalendarDate, Language, Market } from '../core/localized.ts';
import type { LintSettings } from '../core/project.ts';
import { rememberPerText } from '../core/text/remembered.ts';
import { CONFIG_NAMES } from './discovery.ts';
import { matchesGlob } from './globs.ts';
import type { DocumentStore } from './store.ts';
import { folderOf, relativePath, resolveUri } from './uri.ts';

/** What one pitchlint.yaml says. */
export interface ConfigValues {
  readonly uri: string;
  readonly root: boolean;
  readonly market: Market | undefined;
  readonly language: Language | undefined;
  readonly packs: readonly string[];
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  readonly thresholds: Readonly<Record<string, number>>;
  readonly ignore: readonly string[];
  readonly asOf: CalendarDate | undefined;
}

/** What holds for one document after inheritance, before defaults are filled in by the document itself. */
export interface ResolvedConfig {
  /** Nearest first. */
  readonly files: readonly string[];
  /** The topmost folder that a pitchlint.yaml governs; the document's own folder when there is none. */
  readonly rootFolder: string;
  /** Whether `rootFolder` is governed by a pitchlint.yaml, so that what is below it belongs together too. */
  readonly deep: boolean;
  readonly market: Market | undefined;
  readonly language: Language | undefined;
  /** URIs of pack folders, those of the outermost file first. */
  readonly packs: readonly string[];
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  readonly thresholds: Readonly<Record<string, number>>;
  readonly ignored: boolean;
  readonly asOf: CalendarDate | undefined;
}

/** More folders than this above a file are not looked at. */
const MAX_DEPTH = 40;

export class ConfigResolver {
  private joined: Joined = joinedOf([]);

  constructor(private readonly store: DocumentStore) {}

  /** Reads the files that hold for `uri`. `touched` collects every URI looked at, there or not. */
  async resolve(uri: string, touched: (uri: string) => void): Promise<ResolvedConfig> {
    const chain: ConfigValues[] = [];
    for (const names of namesAbove(folderOf(uri))) {
      const values = await this.configIn(names, touched);
      if (values) chain.push(values);
      if (values?.root) break;
    }
    // neighbours stand under the same files: what they say is joined once, and stays the same object
    if (!isSame(this.joined.chain, chain)) this.joined = joinedOf(chain);
    return {
      ...this.joined.values,
      rootFolder: folderOf(chain[chain.length - 1]?.uri ?? uri),
      ignored: chain.some((c) => isIgnored(c, uri)),
    };
  }

  private async configIn(names: readonly string[], touched: (uri: string) => void): Promise<ConfigValues | undefined> {
    for (const uri of names) {
      // most of these were asked for before, by a neighbour: then nothing is waited for
      if (!this.store.isLoaded(uri)) await this.store.load(uri);
      touched(uri);
      const document = this.store.document(uri);
      if (document?.kind === 'config') return valuesOf(document);
    }
    return undefined;
  }
}

/** By folder, the names that a pitchlint.yaml may have there and in each folder above, nearest first. */
const namesAbove = rememberPerText((folder): readonly (readonly string[])[] => {
  const above: (readonly string[])[] = [];
  for (let each = folder; above.length < MAX_DEPTH; each = folderOf(each)) {
    above.push(CONFIG_NAMES.map((name) => `${each}/${name}`));
    if (folderOf(each) === each) break;
  }
  return above;
});

interface Joined {
  /** Nearest first. */
  readonly chain: readonly ConfigValues[];
  /** What holds for every file below. */
  readonly values: Omit<ResolvedConfig, 'rootFolder' | 'ignored'>;
}

function joinedOf(chain: readonly ConfigValues[]): Joined {
  const outermostFirst = [...chain].reverse();
  const nearest = <K extends keyof ConfigValues>(key: K) => chain.find((c) => c[key] !== undefined)?.[key];
  const values = {
    files: chain.map((c) => c.uri),
    deep: chain.length > 0,
    market: nearest('market'),
    language: nearest('language'),
    packs: [
      ...new Set(outermostFirst.flatMap((c) => c.packs.map((path) => resolveUri(c.uri, path).replace(/\/$/, '')))),
    ],
    severities: Object.assign({}, ...outermostFirst.map((c) => c.severities)),
    thresholds: Object.assign({}, ...outermostFirst.map((c) => c.thresholds)),
    asOf: nearest('asOf'),
  };
  return { chain, values };
}

function isSame(before: readonly ConfigValues[], now: readonly ConfigValues[]): boolean {
  return before.length === now.length && now.every((values, i) => values === before[i]);
}

function isIgnored(config: ConfigValues, uri: string): boolean {
  const path = relativePath(folderOf(config.uri), uri);
  return path !== undefined && config.ignore.some((pattern) => matchesGlob(pattern, path));
}

const read = placeBeside<Document, ConfigValues>();

/** The values of a parsed pitchlint.yaml; what is malformed there is left out (and reported on that file). */
export function valuesOf(document: ConfigDocument): ConfigValues {
  let values = read.get(document);
  if (!values) {
    values = readValues(document);
    read.set(document, values);
  }
  return values;
}

function readValues(document: ConfigDocument): ConfigValues {
  const { model } = document;
  const texts = (list: { readonly items: readonly { readonly value: string | undefined }[] } | undefined) =>
    (list?.items ?? []).map((item) => item.value).filter((value): value is string => typeof value === 'string');
  return {
    uri: document.uri,
    root: model.root?.value === true,
    market: model.market?.value,
    // `zh` alone is accepted for 简体中文
    language: model.language?.value === 'zh' ? 'zh-CN' : model.language?.value,
    packs: texts(model.packs),
    severities: entriesOf<Severity | 'off'>(model.severities),
    thresholds: entriesOf<number>(model.thresholds),
    ignore: texts(model.ignore),
    asOf: model.asOf?.value,
  };
}

function entriesOf<V>(
  record:
    | {
        readonly entries: readonly {
          readonly key: { readonly value: string };
          readonly value: { readonly value: unknown };
        }[];
      }
    | undefined,
): Readonly<Record<string, V>> {
  return Object.fromEntries((record?.entries ?? []).map(({ key, value }) => [key.value, value.value as V]));
}

/** Settings for linting: the document's own word first, then pitchlint.yaml, then the caller's day, then defaults. */
export function lintSettings(
  document: Document,
  config: ResolvedConfig,
  day: { readonly forced: CalendarDate | undefined; readonly fallback: CalendarDate },
): LintSettings {
  return {
    market: document.market ?? config.market ?? 'CN',
    severities: config.severities,
    thresholds: config.thresholds,
    asOf: day.forced ?? config.asOf ?? day.fallback,
  };
}
