/** What YAML reads without complaint, but not as it was meant (domain reference §4, `style/yaml-trap`). */
import type { LightNode } from './light-node.ts';
import type { LocalFinding, LocalFix } from './syntax-findings.ts';

const trap = (
  node: LightNode,
  start: number,
  end: number,
  code: string,
  message: LocalFinding['message'],
  fixes: readonly LocalFix[],
): LocalFinding => ({
  code,
  rule: 'style/yaml-trap',
  severity: 'error',
  base: node.base,
  start,
  end,
  message,
  fixes,
});

const replace = (
  zh: string,
  en: string,
  start: number,
  end: number,
  newText: string,
  safety: LocalFix['safety'] = 'safe',
): LocalFix => ({
  title: { zh, en },
  safety,
  edits: [{ start, end, newText }],
});

/** Double-quoted, with what must be escaped escaped. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** A property of a flow map without any colon: `{text: 投保后,获赔}` gives a key `获赔`. */
function hasNoColon(property: LightNode): boolean {
  const [key, value] = property.children;
  if (!key || value?.type !== 'null' || value.length > 0 || property.borrowed) return false;
  return !/^[ \t]*[:：]/.test(property.base.text.slice(key.start + key.length));
}

/**
 * A half-width comma inside `{…}` that cut a text in two: quote the whole text. Where any key may stand (`freeKeys`), a
 * word without a colon may be a key in the making, so only a text before it counts as cut.
 */
export function cutByComma(
  previous: LightNode | undefined,
  property: LightNode,
  freeKeys = false,
): LocalFinding | undefined {
  if (!previous || !hasNoColon(property) || previous.base !== property.base) return undefined;
  const value = previous.children[1];
  if (freeKeys && value?.type !== 'string') return undefined;
  const between = property.base.text.slice(previous.start + previous.length, property.start);
  if (!value || value.type === 'object' || value.type === 'array' || !/^[ \t]*,[ \t]*$/.test(between)) return undefined;
  if (value.style !== 'plain' || value.length === 0 || value.borrowed) return undefined;
  const end = property.children[0]!.start + property.children[0]!.length;
  const whole = property.base.text.slice(value.start, end);
  return trap(
    property,
    value.start,
    end,
    'cut-by-comma',
    {
      zh: `半角逗号把“${whole}”截断了，整段文字要加引号`,
      en: `The comma cuts “${whole}” in two; quote the whole text`,
    },
    [replace('整段加引号', 'Quote the whole text', value.start, end, quoted(whole))],
  );
}

/** A known key in `{…}` that has no colon and no value yet. */
export function keyWithoutValue(property: LightNode): LocalFinding | undefined {
  if (!hasNoColon(property)) return undefined;
  const key = property.children[0]!;
  const end = key.start + key.length;
  return {
    code: 'incomplete-line',
    rule: 'syntax/yaml',
    severity: 'error',
    base: key.base,
    start: key.start,
    end,
    message: { zh: `“${key.raw}”后面要有冒号和值`, en: `“${key.raw}” needs a colon and a value` },
    fixes: [replace('补上冒号', 'Insert a colon', end, end, ': ', 'manual')],
  };
}

/** ` #` in the middle of a text begins a comment: `说 #1 好` is read as `说`. */
export function cutByHash(node: LightNode): LocalFinding | undefined {
  if (node.style !== 'plain' || node.borrowed || node.length === 0) return undefined;
  const end = node.start + node.length;
  if (!node.base.text.startsWith(' #', end)) return undefined;
  const rest = /^ (#[^\s#][^\r\n]*)/.exec(node.base.text.slice(end, end + 400));
  if (!rest || /^#\s*pitchlint/.test(rest[1]!)) return undefined;
  const whole = node.base.text.slice(node.start, end + rest[0].length).trimEnd();
  return trap(
    node,
    end + 1,
    node.start + whole.length,
    'cut-by-hash',
    {
      zh: `空格加 # 是注释的开头，后面的文字读不到；要留住就整段加引号`,
      en: 'A space and # begin a comment: what follows is not read. Quote the text to keep it',
    },
    [replace('整段加引号', 'Quote the whole text', node.start, node.start + whole.length, quoted(whole), 'review')],
  );
}

/** Digits that YAML reads as a number although they are a code; the number would lose zeros or its last digits. */
export function codeAsNumber(node: LightNode): LocalFinding | undefined {
  if (node.type !== 'number' || node.borrowed) return undefined;
  const raw = node.raw.trim();
  if (!/^[-+]?(?:0[\dxo]|\d{16})/.test(raw)) return undefined;
  const fix = [replace('加引号', 'Quote it', node.start, node.start + node.length, quoted(raw))];
  if (/^[-+]?\d{16,}$/.test(raw))
    return trap(
      node,
      node.start,
      node.start + node.length,
      'digits-lost',
      {
        zh: `${raw.length} 位数字会被当作数值，末几位会丢；编号要加引号`,
        en: `${raw.length} digits read as a number lose their last ones; quote a code`,
      },
      fix,
    );
  if (/^[-+]?0\d/.test(raw) || /^0[xo]/.test(raw))
    return trap(
      node,
      node.start,
      node.start + node.length,
      'unquoted-code',
      {
        zh: `${raw} 会被读成数字 ${String(node.value)}；编号要加引号`,
        en: `${raw} is read as the number ${String(node.value)}; quote a code`,
      },
      fix,
    );
  return undefined;
}

/** Any number where a quoted code belongs: `2.10` becomes 2.1. */
export function unquotedCode(node: LightNode): LocalFinding | undefined {
  const exact = codeAsNumber(node);
  if (exact || node.type !== 'number' || node.borrowed) return exact;
  const raw = node.raw.trim();
  return trap(
    node,
    node.start,
    node.start + node.length,
    'unquoted-code',
    { zh: `编号 ${raw} 要加引号，否则会当作数字`, en: `Quote the code ${raw}, or it is read as a number` },
    [replace('加引号', 'Quote it', node.start, node.start + node.length, quoted(raw))],
  );
}
