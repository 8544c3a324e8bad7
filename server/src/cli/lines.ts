/** Lines of a byte stream, decoded as UTF-8; a line that is not UTF-8 keeps U+FFFD where it went wrong. */

/**
 * Yields the lines of each chunk, without their line breaks; the last one also when nothing ends it. All that a chunk
 * holds at once, because waiting for each line costs more than reading it.
 */
export async function* readLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8');
  const parts: string[] = [];
  for await (const chunk of stream) {
    const text = decoder.decode(chunk, { stream: true });
    const lines: string[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      parts.push(text.slice(start, end));
      lines.push(joined(parts));
      parts.length = 0;
      start = end + 1;
    }
    if (start < text.length) parts.push(text.slice(start));
    if (lines.length > 0) yield lines;
  }
  parts.push(decoder.decode());
  const last = joined(parts);
  if (last !== '') yield [last];
}

function joined(parts: readonly string[]): string {
  const line = parts.length === 1 ? parts[0]! : parts.join('');
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
