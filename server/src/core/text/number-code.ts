/** Whole numbers as printable text, so that tables made at build time travel in a module. Small numbers are short. */

// 64 consecutive printable characters but for the backslash, which string literals would double
const FIRST_CODE = 0x23;
const BACKSLASH = 0x5c;
/** Five bits per character; this one says that more follow. */
const MORE = 32;

export class NumberWriter {
  private out: string[] = [];

  /** Characters written so far. */
  get length(): number {
    return this.out.length;
  }

  /** Appends a whole number from 0 to 2^31 - 1. */
  write(value: number): void {
    let rest = value;
    while (rest >= MORE) {
      this.put((rest & (MORE - 1)) | MORE);
      rest >>>= 5;
    }
    this.put(rest);
  }

  /** Appends a whole number of either sign, below 2^30 in size. */
  writeSigned(value: number): void {
    this.write(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** Appends the length, then the difference of each number to the one before it. */
  writeList(values: ArrayLike<number>): void {
    this.write(values.length);
    let previous = 0;
    for (let i = 0; i < values.length; i++) {
      this.writeSigned(values[i]! - previous);
      previous = values[i]!;
    }
  }

  text(): string {
    return this.out.join('');
  }

  private put(digit: number): void {
    const code = digit + FIRST_CODE;
    this.out.push(String.fromCharCode(code < BACKSLASH ? code : code + 1));
  }
}

/** Reads what NumberWriter wrote, in the same order. */
export class NumberReader {
  /** `at`: the character to begin with. */
  constructor(
    private readonly text: string,
    private at = 0,
  ) {}

  read(): number {
    const { text } = this;
    let value = 0;
    for (let shift = 0; ; shift += 5) {
      const code = text.charCodeAt(this.at++);
      const digit = code - (code > BACKSLASH ? FIRST_CODE + 1 : FIRST_CODE);
      value |= (digit & (MORE - 1)) << shift;
      // past the end the code is NaN, and so is the digit: nothing follows
      if (!(digit >= MORE)) return value;
    }
  }

  readSigned(): number {
    const value = this.read();
    return (value & 1) === 0 ? value >>> 1 : -((value + 1) >>> 1);
  }

  readList(): Int32Array {
    const values = new Int32Array(this.read());
    let previous = 0;
    for (let i = 0; i < values.length; i++) {
      previous += this.readSigned();
      values[i] = previous;
    }
    return values;
  }
}
