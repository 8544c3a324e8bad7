/**
 * The texts the session knows: open ones with their versions, read ones from the host, and what could not be read.
 * Parsing is lazy and reuses the previous version. Every change of a text moves its stamp; whoever depends on a text
 * compares stamps. Knows nothing of rules or of which document belongs to which.
 */
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { Document, FileKind } from '../core/documents/document.ts';
import { readDocument } from '../core/documents/read.ts';
import { readYamlAbout } from '../core/documents/read-yaml.ts';
import { LineIndex } from '../core/text/line-index.ts';
import type { Host, ReadFailure } from '../host.ts';
import { kindOfName, kindOfText } from './discovery.ts';
import { normalizeUri } from './uri.ts';

/** Offsets to zero-based positions and back, for one version of one text. */
export interface Positions {
  positionAt(offset: number): { line: number; character: number };
  offsetAt(position: { line: number; character: number }): number;
}

interface Entry {
  /** As the editor spells it; answers carry this spelling. */
  readonly clientUri: string;
  readonly kind: FileKind | undefined;
  /** Set while the text is open in the editor. */
  readonly open: TextDocument | undefined;
  text: string | undefined;
  readonly failure: ReadFailure | undefined;
  document: Document | undefined;
  lines: LineIndex | undefined;
}

/** Characters of closed texts kept in memory; above it the longest unused go. */
const KEPT_CHARACTERS = 16_000_000;

export class DocumentStore {
  private readonly entries = new Map<string, Entry>();
  private readonly opened = new Set<string>();
  private readonly stamps = new Map<string, number>();
  private readonly loading = new Map<string, Promise<void>>();
  private about = { word: '', documents: new Map<string, { readonly of: string; readonly document: Document }>() };
  private counter = 0;
  private keptCharacters = 0;

  /** Kinds that a name cannot tell (files of a rule pack); asked for every text that gets none otherwise. */
  kindElsewhere: (uri: string) => FileKind | undefined = () => undefined;

  constructor(private readonly host: Host) {}

  open(uri: string, languageId: string, version: number, text: string): void {
    const key = normalizeUri(uri);
    this.drop(key);
    const kind = kindOfName(key) ?? this.kindElsewhere(key) ?? kindOfText(key, languageId, text);
    const open = TextDocument.create(uri, languageId, version, text);
    this.opened.add(key);
    this.entries.set(key, {
      clientUri: uri,
      kind,
      open,
      text: undefined,
      failure: undefined,
      document: undefined,
      lines: undefined,
    });
    this.touch(key);
  }

  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const key = normalizeUri(uri);
    const entry = this.entries.get(key);
    if (!entry?.open) return;
    TextDocument.update(entry.open, [...changes], version);
    if (!kindOfName(key) && !this.kindElsewhere(key)) {
      // an untitled text may say its kind only now
      const kind = kindOfText(key, entry.open.languageId, entry.open.getText());
      if (kind !== entry.kind) this.entries.set(key, { ...entry, kind, document: undefined });
    }
    this.touch(key);
  }

  close(uri: string): void {
    const key = normalizeUri(uri);
    if (!this.entries.get(key)?.open) return;
    this.drop(key);
    this.touch(key);
  }

  /** Lets go of a closed text. Its stamp stays: nothing about the file has changed. Settings and packs are kept. */
  forget(key: string): void {
    const entry = this.entries.get(key);
    if (!entry || entry.open || (entry.text !== undefined && (entry.kind === 'config' || entry.kind === 'rules')))
      return;
    this.drop(key);
  }

  /** The file changed, came or went on disk. An open text stays what the editor says. True when anything may differ. */
  changedOnDisk(uri: string): boolean {
    const key = normalizeUri(uri);
    if (this.entries.get(key)?.open) return false;
    this.drop(key);
    this.touch(key);
    return true;
  }

  /** Grows with every change of the text; 0 for a text never seen. */
  stampOf(key: string): number {
    return this.stamps.get(key) ?? 0;
  }

  /** Looks at the kind again of a text whose name does not tell it. */
  settleKind(key: string): void {
    const entry = this.entries.get(key);
    if (!entry || kindOfName(key)) return;
    const kind = this.kindElsewhere(key);
    if (kind && kind !== entry.kind) this.entries.set(key, { ...entry, kind, document: undefined });
  }

  /** A list of files changed; `key` is the list's own. */
  touchListing(key: string): void {
    this.touch(key);
  }

  isOpen(key: string): boolean {
    return this.entries.get(key)?.open !== undefined;
  }

  /** Whether the editor calls the text PitchLint's own YAML. */
  isOfOurLanguage(key: string): boolean {
    return this.entries.get(key)?.open?.languageId === 'pitchlint-yaml';
  }

  openUris(): string[] {
    return [...this.opened];
  }

  isLoaded(key: string): boolean {
    return this.entries.has(key);
  }

  /** Reads the file unless its text is known. Never rejects: what went wrong is `failureOf`. */
  load(key: string): Promise<void> {
    if (this.entries.has(key)) return Promise.resolve();
    let running = this.loading.get(key);
    if (!running) {
      running = this.read(key).finally(() => this.loading.delete(key));
      this.loading.set(key, running);
    }
    return running;
  }

  /** A text given by hand (`--stdin`), as if it stood in the file. */
  put(key: string, text: string): void {
    this.drop(key);
    this.keep(key, text, undefined);
    this.touch(key);
  }

  /** A text given by hand that cannot be read. */
  putFailure(key: string, failure: ReadFailure): void {
    this.drop(key);
    this.keep(key, undefined, failure);
    this.touch(key);
  }

  failureOf(key: string): ReadFailure | undefined {
    return this.entries.get(key)?.failure;
  }

  kindOf(key: string): FileKind | undefined {
    return this.entries.get(key)?.kind;
  }

  /** The spelling of the URI that the editor used, else the normalised one. */
  clientUri(key: string): string {
    return this.entries.get(key)?.clientUri ?? key;
  }

  versionOf(key: string): number | undefined {
    return this.entries.get(key)?.open?.version;
  }

  textOf(key: string): string | undefined {
    const entry = this.entries.get(key);
    return entry?.open?.getText() ?? entry?.text;
  }

  positionsOf(key: string): Positions | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    if (entry.open) return entry.open;
    if (entry.text === undefined) return undefined;
    entry.lines ??= new LineIndex(entry.text);
    return entry.lines;
  }

  /** The parsed document of a loaded text, read again only where the text changed. */
  document(key: string): Document | undefined {
    const entry = this.entries.get(key);
    if (!entry?.kind) return undefined;
    const text = entry.open?.getText() ?? entry.text;
    if (text === undefined) return undefined;
    if (entry.document?.text !== text) {
      entry.document = readDocument({ uri: key, kind: entry.kind, text }, entry.document);
    }
    return entry.document;
  }

  /**
   * The document for a look at `word` alone: where the file is not parsed yet, only its entries that hold the word are.
   * Kept until another word is asked about: who looks for references often renames next.
   */
  documentAbout(key: string, word: string): Document | undefined {
    const entry = this.entries.get(key);
    const { kind, text } = entry ?? {};
    if (!kind || text === undefined || entry?.document || kind === 'pitch' || kind === 'rules')
      return this.document(key);
    if (this.about.word !== word) this.about = { word, documents: new Map() };
    const known = this.about.documents.get(key);
    if (known?.of === text) return known.document;
    const document = readYamlAbout({ uri: key, kind, text }, word);
    this.about.documents.set(key, { of: text, document });
    return document;
  }

  /** Lets go of the parse of a closed file that no other file leans on; its text stays and can be read again. */
  release(key: string): void {
    const entry = this.entries.get(key);
    if (entry && !entry.open && entry.kind !== 'catalog' && entry.kind !== 'config' && entry.kind !== 'rules') {
      entry.document = undefined;
      entry.lines = undefined;
    }
  }

  private async read(key: string): Promise<void> {
    const stamp = this.stampOf(key);
    const answer = await this.host.read(key);
    // opened or changed while it was being read: the newer text holds
    if (this.entries.has(key) || this.stampOf(key) !== stamp) return;
    if (answer.ok) this.keep(key, answer.text, undefined);
    else this.keep(key, undefined, answer);
  }

  private keep(key: string, text: string | undefined, failure: ReadFailure | undefined): void {
    const kind =
      text === undefined
        ? kindOfName(key)
        : (kindOfName(key) ?? this.kindElsewhere(key) ?? kindOfText(key, yamlLanguage(key), text));
    this.entries.set(key, {
      clientUri: key,
      kind,
      open: undefined,
      text,
      failure,
      document: undefined,
      lines: undefined,
    });
    this.keptCharacters += text?.length ?? 0;
    if (this.keptCharacters > KEPT_CHARACTERS) this.forgetOldest(key);
  }

  private forgetOldest(except: string): void {
    for (const [key, entry] of this.entries) {
      if (this.keptCharacters <= KEPT_CHARACTERS / 2) return;
      if (!entry.open && key !== except && entry.kind !== 'catalog' && entry.kind !== 'config') this.drop(key);
    }
  }

  private drop(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.keptCharacters -= entry.text?.length ?? 0;
    // a table that the map has outgrown holds the entry until all of memory is collected
    entry.text = undefined;
    entry.document = undefined;
    entry.lines = undefined;
    this.entries.delete(key);
    this.opened.delete(key);
  }

  private touch(key: string): void {
    this.stamps.set(key, ++this.counter);
  }
}

function yamlLanguage(key: string): string | undefined {
  return /\.ya?ml$/i.test(key) ? 'pitchlint-yaml' : undefined;
}
