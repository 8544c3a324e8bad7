/** Ignore patterns: `*` within a name, `**` across folders, `?` one character, a trailing `/` a folder. Linear, no regexp from users. */

/** Whether a decoded relative path (slashes, no leading one) is matched. A pattern without a slash matches at any depth. */
export function matchesGlob(pattern: string, path: string): boolean {
  let wanted = pattern.replace(/^\.?\//, '');
  const anywhere = !wanted.replace(/\/$/, '').includes('/');
  if (wanted.endsWith('/')) wanted += '**';
  const parts = anywhere && !pattern.startsWith('/') ? ['**', ...wanted.split('/')] : wanted.split('/');
  return partsMatch(parts, path.split('/'));
}

function partsMatch(pattern: readonly string[], path: readonly string[]): boolean {
  // positions of the pattern that can be reached after each part of the path: no backtracking, so no blow-up
  let reached = closure(new Set([0]), pattern);
  for (const part of path) {
    const next = new Set<number>();
    for (const at of reached) {
      if (pattern[at] === '**') next.add(at);
      else if (at < pattern.length && nameMatches(pattern[at]!, part)) next.add(at + 1);
    }
    reached = closure(next, pattern);
  }
  return reached.has(pattern.length);
}

function closure(positions: Set<number>, pattern: readonly string[]): Set<number> {
  for (const at of positions) if (pattern[at] === '**') positions.add(at + 1);
  return positions;
}

function nameMatches(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let mark = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      mark = n;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
