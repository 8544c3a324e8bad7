/** Semantic tokens over the protocol. After an edit only what differs goes over the wire: a script has tens of thousands. */
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';

/** Documents whose last answer is kept to compare with. */
const KEPT = 8;

export class SentTokens {
  private readonly sent = new Map<string, { readonly resultId: string; readonly data: Uint32Array }>();
  private count = 0;

  /** The whole answer. */
  full(uri: string, data: Uint32Array): SemanticTokens {
    return { resultId: this.keep(uri, data), data: Array.from(data) };
  }

  /** What changed since the answer `previousResultId`; the whole answer when that one is not known any more. */
  delta(uri: string, data: Uint32Array, previousResultId: string): SemanticTokens | SemanticTokensDelta {
    const before = this.sent.get(uri);
    if (before?.resultId !== previousResultId) return this.full(uri, data);
    const resultId = this.keep(uri, data);
    const shorter = Math.min(before.data.length, data.length);
    let start = 0;
    while (start < shorter && before.data[start] === data[start]) start++;
    if (start === before.data.length && start === data.length) return { resultId, edits: [] };
    let same = 0;
    while (same < shorter - start && before.data[before.data.length - 1 - same] === data[data.length - 1 - same])
      same++;
    const deleteCount = before.data.length - same - start;
    return { resultId, edits: [{ start, deleteCount, data: Array.from(data.subarray(start, data.length - same)) }] };
  }

  private keep(uri: string, data: Uint32Array): string {
    this.sent.delete(uri);
    const resultId = String(++this.count);
    this.sent.set(uri, { resultId, data });
    for (const [oldest] of this.sent) {
      if (this.sent.size <= KEPT) break;
      this.sent.delete(oldest);
    }
    return resultId;
  }
}
