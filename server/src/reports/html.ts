/** HTML by one template function that escapes all it is given. No scripts, no links to elsewhere; prints on paper. */
import type { Block, Report } from './model.ts';

/** A piece of HTML that is one already; only `html` makes it. */
class Markup {
  constructor(readonly source: string) {}
}

type Value = string | number | Markup | readonly Markup[];

/** `html\`<p>${text}</p>\``: text is escaped, markup made by `html` is kept, lists of markup are joined. */
export function html(pieces: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let source = pieces[0] ?? '';
  values.forEach((value, index) => {
    source += sourceOf(value) + (pieces[index + 1] ?? '');
  });
  return new Markup(source);
}

function sourceOf(value: Value): string {
  if (value instanceof Markup) return value.source;
  if (Array.isArray(value)) return value.map((item: Markup) => item.source).join('');
  return String(value).replace(/[&<>"']/g, (mark) => ENTITIES[mark]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const STYLE = new Markup(`
:root { color-scheme: light; }
body { font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #1a1a1a;
  background: #fff; max-width: 60em; margin: 2em auto; padding: 0 1.5em; }
h1 { font-size: 1.6em; border-bottom: 2px solid #1a1a1a; padding-bottom: .3em; }
h2 { font-size: 1.25em; margin-top: 1.8em; }
h3 { font-size: 1.05em; margin-top: 1.4em; }
table { border-collapse: collapse; width: 100%; margin: .8em 0; }
th, td { border: 1px solid #999; padding: .35em .6em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #eee; }
.number { text-align: right; white-space: nowrap; }
footer { margin-top: 2.5em; padding-top: .6em; border-top: 1px solid #999; font-size: .85em; color: #444; }
footer p { margin: .2em 0; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 11pt; }
  tr { break-inside: avoid; } h2, h3 { break-after: avoid; } thead { display: table-header-group; }
}
@page { size: A4; margin: 18mm; }
`);

/** A whole page that stands by itself. */
export function toHtml(report: Report): string {
  const language = report.language === 'zh' ? 'zh-CN' : 'en';
  return `<!doctype html>\n${
    html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${report.title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${report.title}</h1>
${report.blocks.map(blockMarkup)}<footer>
${report.footer.map((line) => html`<p>${line}</p>\n`)}</footer>
</body>
</html>
`.source
  }`;
}

function blockMarkup(block: Block): Markup {
  switch (block.type) {
    case 'heading':
      return block.level === 2 ? html`<h2>${block.text}</h2>\n` : html`<h3>${block.text}</h3>\n`;
    case 'text':
      return html`<p>${block.text}</p>\n`;
    case 'list':
      return html`<ul>\n${block.items.map((item) => html`<li>${item}</li>\n`)}</ul>\n`;
    case 'table': {
      const cell = (value: string, index: number) =>
        block.columns[index]?.numeric ? html`<td class="number">${value}</td>` : html`<td>${value}</td>`;
      return html`<table>
<thead><tr>${block.columns.map(({ title, numeric }) => (numeric ? html`<th class="number">${title}</th>` : html`<th>${title}</th>`))}</tr></thead>
<tbody>
${block.rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`)}</tbody>
</table>
`;
    }
  }
}
