/**
 * One chunk of YAML → light nodes with relative positions, and the syntax findings of that chunk. Uses the `yaml`
 * package; what it cannot read is repaired line by line (repair/) and read again.
 */
import { isMap, isSeq, type Node, parseDocument, type Document as YamlLibraryDocument } from 'yaml';
import type { CutKind } from './chunks.ts';
import { type Anchors, Converter } from './convert.ts';
import type { Base, LightNode } from './light-node.ts';
import { readPlain } from './plain.ts';
import { candidates } from './repair/candidates.ts';
import { looksMistyped } from './repair/marks.ts';
import { Repaired } from './repair/repaired.ts';
import { type LocalFinding, nulFinding, ofError, ofRepair } from './syntax-findings.ts';

export interface ParsedChunk {
  readonly root: LightNode | undefined;
  readonly findings: readonly LocalFinding[];
  /** Anchors that other chunks may name. */
  readonly anchors: Anchors | undefined;
  /** Alias names that this chunk does not define itself. */
  readonly missing: readonly string[];
}

/** Longer chunks are not repaired: the attempts would cost more than a keystroke may. */
const MAX_REPAIRED = 24 * 1024;

/**
 * Reads one chunk. `outside` finds the anchors of other chunks. `thorough` leaves the short way out: for the test that
 * holds the two together.
 */
export function parseChunk(
  base: Base,
  kind: CutKind,
  outside: (name: string) => Node | undefined,
  thorough = false,
): ParsedChunk {
  const text = base.text.includes('\r') ? base.text.replace(/\r(?!\n)/g, '\n') : base.text;
  const mistyped = looksMistyped(text);
  const plain = thorough || mistyped || text.includes('\0') ? undefined : readPlain(base, text);
  if (plain === null && kind === 'head') return { root: undefined, findings: [], anchors: undefined, missing: [] };
  if (plain && (kind === 'entry' ? plain.type === 'object' : kind !== 'item' || plain.type === 'array'))
    return { root: plain, findings: [], anchors: undefined, missing: [] };
  let document = read(text);
  let repaired = new Repaired(text, []);
  const shapeFits = fits(document, kind);
  if ((document.errors.length > 0 || !shapeFits || mistyped) && text.length <= MAX_REPAIRED) {
    const best = repair(text, kind, document, mistyped);
    document = best.document;
    repaired = best.repaired;
  }
  const findings: LocalFinding[] = repaired.repairs.map((each) => ofRepair(base, each));
  const remaining = document.errors[0];
  if (remaining) {
    const around =
      findings.length > 0 &&
      repaired.repairs.some((each) => Math.abs(each.start - repaired.back(remaining.pos[0])) < 80);
    if (!around) findings.push(ofError(base, remaining, repaired));
  }
  const nul = base.text.indexOf('\0');
  if (nul >= 0) findings.push(nulFinding(base, nul));
  const converter = new Converter(base, repaired, outside);
  const root = converter.convert(document.contents as Node | null);
  findings.push(...converter.findings);
  return { root, findings, anchors: converter.anchors, missing: converter.missing };
}

type Parsed = YamlLibraryDocument.Parsed;

function read(text: string): Parsed {
  return parseDocument(text, {
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
    version: '1.2',
    keepSourceTokens: false,
    stringKeys: false,
    strict: false,
  }) as Parsed;
}

function fits(document: Parsed, kind: CutKind): boolean {
  if (kind === 'entry') return isMap(document.contents);
  if (kind === 'item') return isSeq(document.contents);
  return true;
}

const faults = (document: Parsed, kind: CutKind) => document.errors.length + (fits(document, kind) ? 0 : 1);

/** Tries one class of repair after the other; keeps each that leaves fewer errors than before. */
function repair(text: string, kind: CutKind, first: Parsed, mistyped: boolean) {
  let document = first;
  let repaired = new Repaired(text, []);
  for (const attempt of candidates) {
    const left = faults(document, kind);
    if (left === 0 && !(mistyped && attempt.always)) continue;
    const added = attempt.find(repaired.text, kind);
    if (added.length === 0) continue;
    const next = repaired.with(added);
    if (!next) continue;
    const reread = read(next.text);
    const after = faults(reread, kind);
    if (after < left || (attempt.always && after <= left)) {
      document = reread;
      repaired = next;
    }
  }
  return { document, repaired };
}
