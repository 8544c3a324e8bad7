/** Arrays of numbers as one stretch of bytes, and back without copying: what a build keeps, a start only looks at. */

export type Numbers = Int32Array | Uint16Array | Uint8Array;

const KINDS = [Int32Array, Uint16Array, Uint8Array] as const;
/** First number of the stretch; read with the bytes the other way round it is another. */
const MARK = 0x31544c50;
/** Where an array may begin, so that all kinds can be looked at in place. */
const ALIGNED = 4;

/** What a build left cannot be used: it is cut off, or parts of it are of another build. */
export class TableFault extends Error {
  override readonly name = 'TableFault';
  constructor(what: string) {
    super(`${what} Run \`npm run build\`; where PitchLint is installed, install it again.`);
  }
}

/** The arrays in their order: mark and count, then kind and length of each, then their bytes. */
export function packArrays(arrays: readonly Numbers[]): Uint8Array {
  const head = new Int32Array(2 + arrays.length * 2);
  head[0] = MARK;
  head[1] = arrays.length;
  let size = head.byteLength;
  arrays.forEach((array, i) => {
    head[2 + 2 * i] = KINDS.findIndex((kind) => array instanceof kind);
    head[3 + 2 * i] = array.length;
    size += aligned(array.byteLength);
  });
  const bytes = new Uint8Array(size);
  bytes.set(bytesOf(head));
  let at = head.byteLength;
  for (const array of arrays) {
    bytes.set(bytesOf(array), at);
    at += aligned(array.byteLength);
  }
  return bytes;
}

/** Hands out the arrays of `packArrays` in their order. Throws a TableFault when the bytes hold something else. */
export class PackedArrays {
  private readonly buffer: ArrayBufferLike;
  private readonly head: Int32Array;
  private next = 0;
  private at: number;
  private readonly end: number;

  constructor(bytes: Uint8Array) {
    // bytes from a pool may begin anywhere
    const { buffer, byteOffset, byteLength } = bytes.byteOffset % ALIGNED === 0 ? bytes : bytes.slice();
    const head = byteLength >= 8 ? new Int32Array(buffer, byteOffset, 2) : [];
    const count = head[1] ?? 0;
    const size = 8 + 8 * count;
    if (head[0] !== MARK || count < 0 || size > byteLength) throw new TableFault('A generated table is broken.');
    this.buffer = buffer;
    this.head = new Int32Array(buffer, byteOffset + 8, 2 * count);
    this.at = byteOffset + size;
    this.end = byteOffset + byteLength;
  }

  int32(): Int32Array {
    return new Int32Array(this.buffer, this.take(0), this.length);
  }

  uint16(): Uint16Array {
    return new Uint16Array(this.buffer, this.take(1), this.length);
  }

  uint8(): Uint8Array {
    return new Uint8Array(this.buffer, this.take(2), this.length);
  }

  /** Of the array that was taken last. */
  private get length(): number {
    return this.head[2 * this.next - 1]!;
  }

  private take(kind: number): number {
    const { at, head, next } = this;
    const bytes = (head[2 * next + 1] ?? -1) * KINDS[kind]!.BYTES_PER_ELEMENT;
    if (head[2 * next] !== kind || bytes < 0 || at + bytes > this.end)
      throw new TableFault(`Array ${next} of a generated table is another.`);
    this.next++;
    this.at += aligned(bytes);
    return at;
  }
}

const aligned = (size: number): number => Math.ceil(size / ALIGNED) * ALIGNED;

const bytesOf = ({ buffer, byteOffset, byteLength }: Numbers): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
