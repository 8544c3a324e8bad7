/**
 * For the approver: which documents were read and which were not, what was checked, what was found with its law and how
 * sure we are of it, and what was suppressed with which reason.
 */
import type { Diagnostic, Severity } from '../core/diagnostic.ts';
import type { Localized } from '../core/localized.ts';
import type { Citation } from '../core/rules/rule-set.ts';
import { type JoinContext, placeIn, type ReportMaker, type ReportSource } from './maker.ts';
import { maskedSlice, unmasked } from './mask.ts';
import { type Block, heading, list, table, text } from './model.ts';
import { detached } from './parts.ts';

interface FoundIn {
  readonly path: string;
  readonly kind: string;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly rows: readonly (readonly string[])[];
  /** Rules with a finding or a skipped part. */
  readonly spoke: readonly string[];
  readonly skipped: readonly (readonly string[])[];
  readonly suppressed: readonly (readonly string[])[];
  readonly cited: readonly string[];
}

const SEVERITIES: Readonly<Record<Severity, Localized>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  info: { zh: '提示', en: 'info' },
  hint: { zh: '建议', en: 'hint' },
};

const KINDS: Readonly<Record<string, Localized>> = {
  plan: { zh: '方案', en: 'plan' },
  client: { zh: '客户档案', en: 'client record' },
  catalog: { zh: '产品目录', en: 'catalogue' },
  goals: { zh: '目标', en: 'goals' },
  pitch: { zh: '话术', en: 'script' },
};

export const findingsReport: ReportMaker<FoundIn> = {
  kinds: ['plan', 'client', 'catalog', 'goals', 'pitch'],
  title: { zh: '检查结果报告', en: 'Findings report' },
  lints: true,
  isDetached: true,
  part: (source) => {
    const { document, result, mask, say, path } = source;
    if (!result) return undefined;
    const counts = { error: 0, warning: 0, info: 0, hint: 0 };
    for (const { severity } of result.diagnostics) counts[severity]++;
    const spoke = new Set([...result.diagnostics.map(({ rule }) => rule), ...result.skipped.map(({ rule }) => rule)]);
    const part = {
      path,
      kind: document.kind,
      counts,
      rows: result.diagnostics.map((diagnostic) => findingRow(source, diagnostic)),
      spoke: [...spoke],
      skipped: result.skipped.map(({ rule, range, reason }) => [
        range ? placeIn(source, range) : path,
        rule,
        mask(say(reason)),
      ]),
      suppressed: suppressionRows(source),
      cited: result.diagnostics.flatMap(({ cite }) => cite),
    };
    // reading a message in order to mask it makes a text of its own of it
    return mask === unmasked ? detached(part) : part;
  },
  join: (parts, context) => {
    const { say } = context;
    const all = [...parts].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    const total = (severity: Severity) => all.reduce((sum, { counts }) => sum + counts[severity], 0);
    const notRead = context.unreadable.map(({ path, reason }) => [path, reason]);
    return [
      text(
        say({
          zh: `读了 ${all.length} 份文件，${notRead.length} 份读不了。错误 ${total('error')}，警告 ${total('warning')}，提示 ${total('info')}，建议 ${total('hint')}。`,
          en: `${all.length} documents read, ${notRead.length} not. ${total('error')} errors, ${total('warning')} warnings, ${total('info')} infos, ${total('hint')} hints.`,
        }),
      ),
      ...documents(all, notRead, context),
      ...findings(all, context),
      ...suppressions(all, context),
      ...rules(all, context),
      ...law(all, context),
    ];
  },
};

function suppressionRows({ document, mask, say, path }: ReportSource): readonly (readonly string[])[] {
  if (document.suppressions.length === 0) return [];
  return detached(
    document.suppressions.map(({ range, rules, reason, until }) => [
      placeIn({ document, path }, range),
      rules.map(({ id }) => id).join(', '),
      reason === undefined ? say({ zh: '（没有写理由）', en: '(no reason given)' }) : mask(reason),
      until ?? '—',
    ]),
  );
}

function findingRow(source: ReportSource, diagnostic: Diagnostic): string[] {
  const { document, mask, say } = source;
  const { range, rule, variant, severity, message, cite } = diagnostic;
  // masked before it is cut: half a number is not known as one
  const [line = ''] = document.text.slice(range.start, Math.min(range.end, range.start + 1000)).split(/\r?\n/);
  const clear = mask === unmasked ? line : mask(maskedSlice(document.text, range.start, range.start + line.length));
  // joined anew: a piece cut out of the document would keep all of its text
  const words = [...clear].slice(0, 60).join('');
  return [
    placeIn(source, range),
    say(SEVERITIES[severity]),
    variant === undefined ? rule : `${rule} (${variant})`,
    words,
    mask(say(message)),
    cite.join(', ') || '—',
  ];
}

function documents(all: readonly FoundIn[], notRead: readonly string[][], { say }: JoinContext): Block[] {
  const blocks: Block[] = [
    heading(say({ zh: '读到的文件', en: 'Documents read' })),
    table(
      [
        { zh: '文件', en: 'Document' },
        { zh: '种类', en: 'Kind' },
        { zh: '错误#', en: 'Errors#' },
        { zh: '警告#', en: 'Warnings#' },
        { zh: '提示#', en: 'Infos#' },
        { zh: '建议#', en: 'Hints#' },
      ].map(say),
      all.map(({ path, kind, counts }) => [
        path,
        say(KINDS[kind] ?? { zh: kind, en: kind }),
        String(counts.error),
        String(counts.warning),
        String(counts.info),
        String(counts.hint),
      ]),
    ),
  ];
  if (notRead.length > 0) {
    blocks.push(
      heading(say({ zh: '没有读到的文件（没有检查）', en: 'Documents not read (not checked)' })),
      table([say({ zh: '文件', en: 'Document' }), say({ zh: '原因', en: 'Reason' })], notRead),
    );
  }
  return blocks;
}

function findings(all: readonly FoundIn[], { say }: JoinContext): Block[] {
  const rows = all.flatMap(({ rows: own }) => own);
  return [
    heading(say({ zh: '发现', en: 'Findings' })),
    rows.length === 0
      ? text(say({ zh: '没有发现。', en: 'None.' }))
      : table(
          [
            { zh: '位置', en: 'Place' },
            { zh: '级别', en: 'Severity' },
            { zh: '规则', en: 'Rule' },
            { zh: '原文', en: 'Text' },
            { zh: '说明', en: 'What' },
            { zh: '依据', en: 'Basis' },
          ].map(say),
          rows,
        ),
  ];
}

function suppressions(all: readonly FoundIn[], { say }: JoinContext): Block[] {
  const rows = all.flatMap(({ suppressed }) => suppressed);
  if (rows.length === 0) return [];
  return [
    heading(say({ zh: '文件里的例外', en: 'Suppressions in the documents' })),
    table(
      [
        { zh: '位置', en: 'Place' },
        { zh: '规则', en: 'Rules' },
        { zh: '理由', en: 'Reason' },
        { zh: '有效至', en: 'Until' },
      ].map(say),
      rows,
    ),
  ];
}

function rules(all: readonly FoundIn[], { say, rulesRun: ran }: JoinContext): Block[] {
  const spoke = new Set(all.flatMap((one) => one.spoke));
  const passed = ran.filter((id) => !spoke.has(id));
  const skipped = all.flatMap((one) => one.skipped);
  const blocks: Block[] = [
    heading(say({ zh: '检查过的规则', en: 'Rules run' })),
    text(
      say({
        zh: `共 ${ran.length} 条规则，其中 ${passed.length} 条没有发现：`,
        en: `${ran.length} rules; these ${passed.length} found nothing:`,
      }),
    ),
    list([passed.join(', ') || '—']),
  ];
  if (skipped.length > 0) {
    blocks.push(
      heading(say({ zh: '跳过的检查', en: 'Checks skipped' })),
      table(
        [
          { zh: '位置', en: 'Place' },
          { zh: '规则', en: 'Rule' },
          { zh: '原因', en: 'Why' },
        ].map(say),
        skipped,
      ),
    );
  }
  return blocks;
}

function law(all: readonly FoundIn[], { say, context }: JoinContext): Block[] {
  const ids = [...new Set(all.flatMap(({ cited }) => cited))].sort();
  const rows = ids.flatMap((id) => {
    const citation = context.ruleSet.citations.get(id);
    return citation
      ? [
          [
            id,
            `${say(citation.instrument)} ${citation.article ?? ''}`.trim(),
            say(citation.gist),
            say(certaintyOf(citation)),
          ],
        ]
      : [];
  });
  if (rows.length === 0) return [];
  return [
    heading(say({ zh: '依据与确定程度', en: 'Basis, and how sure we are' })),
    table(
      [
        { zh: '编号', en: 'Id' },
        { zh: '文件与条款', en: 'Instrument and article' },
        { zh: '要点', en: 'Gist' },
        { zh: '核实', en: 'Verified' },
      ].map(say),
      rows,
    ),
  ];
}

const EVIDENCE: Readonly<Record<Citation['evidence'], Localized>> = {
  'full-text': { zh: '读过全文', en: 'full text read' },
  extract: { zh: '读过节录', en: 'extract read' },
  secondary: { zh: '据转述', en: 'from secondary sources' },
  memory: { zh: '凭记忆，未核实', en: 'from memory, not checked' },
};

function certaintyOf(citation: Citation): Localized {
  if (!citation.verified)
    return {
      zh: `未核实（${EVIDENCE[citation.evidence].zh}）`,
      en: `not verified (${EVIDENCE[citation.evidence].en})`,
    };
  const article = citation.articleVerified
    ? { zh: '条号已核对', en: 'article checked' }
    : { zh: '条号未核对', en: 'article not checked' };
  return {
    zh: `已核实（${EVIDENCE[citation.evidence].zh}，${article.zh}）`,
    en: `verified (${EVIDENCE[citation.evidence].en}, ${article.en})`,
  };
}
