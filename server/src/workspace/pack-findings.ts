/**
 * What is wrong with rule packs, as findings: on the pack's own files, and on the pitchlint.yaml that names a pack that
 * is not there, a rule that does not exist or a severity that a pack has locked.
 */
import type { Diagnostic, LintResult, Severity } from '../core/diagnostic.ts';
import type { ConfigDocument, Document } from '../core/documents/document.ts';
import { nearest } from '../core/index.ts';
import type { Localized } from '../core/localized.ts';
import type { PackFault, RuleSet } from '../core/rules/rule-set.ts';
import { isBelow } from '../core/rules/severity.ts';
import type { SourceRange } from '../core/text/range.ts';
import type { LoadedPack } from './rule-sets.ts';
import { resolveUri } from './uri.ts';

/** The findings of a pack file. What its reader says of its YAML is not said again. */
export function withFaults(document: Document, result: LintResult, faults: readonly PackFault[]): LintResult {
  const isRead = document.syntaxErrors.length === 0;
  const found = faults
    .filter(({ code }) => isRead || code !== 'pack-yaml')
    .map(({ code, range, message, tolerated, suggestion }) =>
      finding(code.replace(/^pack-/, ''), tolerated ?? 'error', range, message, suggestion),
    );
  return withFindings(result, found);
}

/** The findings of a pitchlint.yaml about packs, `packs` being those that hold for it. */
export function withPackFindings(
  document: ConfigDocument,
  result: LintResult,
  ruleSet: RuleSet,
  packs: readonly LoadedPack[],
): LintResult {
  const found: Diagnostic[] = [];
  for (const item of document.model.packs?.items ?? []) {
    if (typeof item.value !== 'string') continue;
    const message = packFault(item.value, packOf(document, item.value, packs));
    if (message) found.push(finding('folder', 'error', item.range, message));
  }
  // a rule of a pack that does not hold is not known
  if (found.length === 0)
    for (const { key, value } of document.model.severities?.entries ?? [])
      found.push(...severityFindings(key, value, ruleSet));
  for (const { key } of document.model.thresholds?.entries ?? []) found.push(...thresholdFindings(key, ruleSet));
  return withFindings(result, found);
}

/** Whether a pitchlint.yaml names a pack that is not there. */
export function namesMissingPack(document: ConfigDocument, packs: readonly LoadedPack[]): boolean {
  return (document.model.packs?.items ?? []).some(({ value }) => {
    const pack = typeof value === 'string' ? packOf(document, value, packs) : undefined;
    return pack !== undefined && !pack.hasManifest;
  });
}

function packOf(document: ConfigDocument, path: string, packs: readonly LoadedPack[]): LoadedPack | undefined {
  const folder = resolveUri(document.uri, path).replace(/\/$/, '');
  return packs.find((pack) => pack.folder === folder);
}

function packFault(path: string, pack: LoadedPack | undefined): Localized | undefined {
  if (!pack) return undefined;
  if (pack.files === 0)
    return {
      zh: `“${path}”里没有规则包：文件夹不存在、读不了，或没有 .yaml 文件；这里只用标准规则`,
      en: `There is no rule pack in “${path}”: no such folder, it cannot be read, or it holds no .yaml file; only the standard rules hold`,
    };
  if (!pack.hasManifest)
    return {
      zh: `“${path}”里没有 pack.yaml：写一个，至少有 name: 和 version:`,
      en: `There is no pack.yaml in “${path}”: write one with at least name: and version:`,
    };
  if (pack.faults.length === 0) return undefined;
  return {
    zh: `规则包“${path}”有 ${pack.faults.length} 处错误，改好之前用的是上一次没有错误的规则（没有就不用它）`,
    en: `The rule pack “${path}” has ${pack.faults.length} errors; until they are mended its last good rules hold, or none of it`,
  };
}

function severityFindings(
  key: { readonly value: string; readonly range: SourceRange },
  value: { readonly value: unknown; readonly range: SourceRange },
  ruleSet: RuleSet,
): Diagnostic[] {
  const id = key.value.replace(/#.*$/u, '');
  if (!ruleSet.rule(id)) {
    // findings of readers and of packs have no rule behind them
    if (/^(syntax|schema|pack|file)\//.test(id)) return [];
    const near = nearest(
      id,
      ruleSet.rules.map((rule) => rule.id),
    );
    const message = {
      zh: `没有规则“${id}”${near ? `，是不是“${near}”？` : ''}`,
      en: `There is no rule “${id}”${near ? `; did you mean “${near}”?` : ''}`,
    };
    return [finding('unknown-rule', 'warning', key.range, message, near)];
  }
  const lock = ruleSet.locks.get(key.value) ?? ruleSet.locks.get(id);
  const set = value.value as Severity | 'off';
  if (!lock || (set !== 'off' && !isBelow(set, lock))) return [];
  return [
    finding('locked', 'warning', value.range, {
      zh: `公司规则包把 ${id} 锁定为不低于 ${lock}，这里写 ${set} 不起作用`,
      en: `The company’s pack has locked ${id} at ${lock} or above; ${set} has no effect here`,
    }),
  ];
}

/** A threshold of no market: written so it changes nothing. */
function thresholdFindings({ value: name, range }: Written, ruleSet: RuleSet): Diagnostic[] {
  const known = new Set(Object.values(ruleSet.markets).flatMap(({ thresholds }) => Object.keys(thresholds)));
  if (known.has(name)) return [];
  const near = nearest(name, [...known]);
  const message = {
    zh: `没有阈值“${name}”${near ? `，是不是“${near}”？` : '，写了也不起作用'}`,
    en: `There is no threshold “${name}”${near ? `; did you mean “${near}”?` : ', so it changes nothing'}`,
  };
  return [finding('unknown-threshold', 'warning', range, message, near)];
}

interface Written {
  readonly value: string;
  readonly range: SourceRange;
}

function finding(
  code: string,
  severity: Severity,
  range: SourceRange,
  message: Localized,
  suggestion?: string,
): Diagnostic {
  const fix = suggestion !== undefined && {
    title: { zh: `改成“${suggestion}”`, en: `Change to “${suggestion}”` },
    safety: 'review' as const,
    edits: [{ range, newText: suggestion }],
  };
  const none = { related: [], cite: [], trace: [], also: [] };
  return { rule: `pack/${code}`, severity, range, message, fixes: fix ? [fix] : [], ...none };
}

function withFindings(result: LintResult, found: readonly Diagnostic[]): LintResult {
  if (found.length === 0) return result;
  return { ...result, diagnostics: [...found, ...result.diagnostics].sort((a, b) => a.range.start - b.range.start) };
}
