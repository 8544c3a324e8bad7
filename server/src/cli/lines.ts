/** Lines of a byte stream, decoded as UTF-8; a line that is not UTF-8 keeps U+FFFD where it went wrong. */

/** Yields each line without its line break; the last one also when nothing ends it. */
export async function* readLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  const parts: string[] = [];
  for await (const chunk of stream) {
    const text = decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      parts.push(text.slice(start, end));
      yield joined(parts);
      parts.length = 0;
      start = end + 1;
    }
    if (start < text.length) parts.push(text.slice(start));
  }
  parts.push(decoder.decode());
  const last = joined(parts);
  if (last !== '') yield last;
}

function joined(parts: readonly string[]): string {
  const line = parts.length === 1 ? parts[0]! : parts.join('');
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
