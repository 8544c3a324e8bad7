/** A report as Markdown. Everything from files is escaped: a name with a bar or a bracket stays a name. */
import type { Block, Report } from './model.ts';

export function toMarkdown(report: Report): string {
  const out = [`# ${escapeMarkdown(report.title)}`, ''];
  for (const block of report.blocks) {
    // a table may have more rows than a call may have arguments
    for (const line of blockLines(block)) out.push(line);
    out.push('');
  }
  if (report.footer.length > 0) out.push('---', '', ...report.footer.map((line) => `${escapeMarkdown(line)}  `), '');
  return out.join('\n');
}

function blockLines(block: Block): string[] {
  switch (block.type) {
    case 'heading':
      return [`${'#'.repeat(block.level)} ${escapeMarkdown(block.text)}`];
    case 'text':
      return [escapeMarkdown(block.text)];
    case 'list':
      return block.items.map((item) => `- ${escapeMarkdown(item)}`);
    case 'table': {
      const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
      return [
        row(block.columns.map(({ title }) => escapeMarkdown(title))),
        row(block.columns.map(({ numeric }) => (numeric ? '---:' : '---'))),
        ...block.rows.map((cells) => row(cells.map(escapeMarkdown))),
      ];
    }
  }
}

/** Nor is one blank between two words anything but a blank. */
const MAY_BE_MARKUP = /[\\`*_[\]<>|~&]|[^\S ]|^ | (?: |$)|^[#+-]|^\d+[.)]/;

/** One line, with every character that Markdown or HTML in it would read as markup written as itself. */
export function escapeMarkdown(written: string): string {
  // most cells of a long table are plain words
  if (!MAY_BE_MARKUP.test(written)) return written;
  return written
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~]/g, (mark) => `\\${mark}`)
    .replace(/&(?=#|[a-z])/gi, '&amp;')
    .replace(/^([#+-])(?=\s|$)/, '\\$1')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}
