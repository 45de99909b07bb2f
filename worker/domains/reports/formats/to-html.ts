import { escapeHtml } from "../../../edge/plain-page.ts";
import type { Cell, ReportColumn } from "../shapes.ts";
import { CellText, isNumeric } from "./cell-text.ts";
import type { ReportDocument } from "./document.ts";
import { type Line, linesOf } from "./lines.ts";
import { headerLines } from "./words.ts";

/** A document to read and to print: the header of the table is repeated on every page by the browser itself. */
export async function* toHtml(document: ReportDocument, stylesheet: string): AsyncGenerator<string> {
  const { title, code, school, layout } = document;
  const text = new CellText(school);
  yield `<!doctype html>
<html lang="${escapeHtml(school.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(`${code} ${title} · ${school.displayName}`)}</title>
<link rel="stylesheet" href="${escapeHtml(stylesheet)}">
</head>
<body class="${layout.landscape ? "landscape" : "portrait"}${layout.breaksGroups ? " apart" : ""}">
<header>
<p class="school">${escapeHtml(school.displayName)}</p>
<h1>${escapeHtml(title)} <small>${escapeHtml(code)}</small></h1>
${headerLines(document)
  .map((line) => `<p>${escapeHtml(line)}</p>`)
  .join("\n")}
</header>
<main>
<table>
<thead><tr>${layout.columns.map((column) => `<th scope="col"${mark(column)}>${escapeHtml(column.label)}</th>`).join("")}</tr></thead>
`;
  if (document.rowCount === 0) {
    yield `<tbody><tr><td colspan="${layout.columns.length}">Nothing matches these filters.</td></tr></tbody>\n`;
  }
  let open = false;
  let pending: string[] = [];
  for await (const line of linesOf(document)) {
    if (!open || line.kind === "section" || line.kind === "group") {
      pending.push(open ? "</tbody>\n<tbody>\n" : "<tbody>\n");
      open = true;
    }
    pending.push(lineHtml(line, layout.columns, text));
    if (pending.length >= 500) {
      yield pending.join("");
      pending = [];
    }
  }
  yield `${pending.join("")}${open ? "</tbody>" : ""}
</table>
</main>
</body>
</html>
`;
}

function lineHtml(line: Line, columns: readonly ReportColumn[], text: CellText): string {
  const span = (html: string, kind: string) =>
    `<tr class="${kind}"><th colspan="${columns.length}" scope="rowgroup">${html}</th></tr>\n`;
  switch (line.kind) {
    case "section": {
      const note = line.note === null ? "" : ` <small>${escapeHtml(line.note)}</small>`;
      return span(escapeHtml(line.title) + note, "section");
    }
    case "group":
      return span(escapeHtml(line.title), "group");
    case "row":
      return `<tr>${cellsHtml(line.cells, columns, text)}</tr>\n`;
    default:
      return `<tr class="${line.kind}">${sumHtml(line, columns, text)}</tr>\n`;
  }
}

function cellsHtml(cells: readonly Cell[], columns: readonly ReportColumn[], text: CellText): string {
  return columns
    .map((column, i) => `<td${mark(column)}>${escapeHtml(text.of(cells[i], column))}</td>`)
    .join("");
}

/** The label takes the columns before the first sum. */
function sumHtml(
  line: Extract<Line, { readonly count: number }>,
  columns: readonly ReportColumn[],
  text: CellText,
): string {
  const first = columns.findIndex((column) => column.total !== undefined);
  const label = escapeHtml(`${line.label} (${line.count})`);
  if (first <= 0) return cellsHtml(line.cells, columns, text);
  return `<th colspan="${first}" scope="row">${label}</th>${cellsHtml(line.cells.slice(first), columns.slice(first), text)}`;
}

function mark({ kind }: ReportColumn): string {
  if (kind === "date") return ' class="d"';
  return isNumeric(kind) ? ' class="n"' : "";
}

export const PRINT_STYLES = `
:root { color-scheme: light; --ink: #1d2733; --ink-2: #4b5a6b; --line: #d5dbe2; --shade: #f1f3f6; }
* { box-sizing: border-box; }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1.25rem; color: var(--ink); background: #fff; font: 13px/1.45 system-ui, sans-serif; }
body.landscape { max-width: 96rem; }
header p { margin: 0 0 0.125rem; color: var(--ink-2); }
header .school { font-weight: 600; }
h1 { margin: 0 0 0.5rem; font-size: 1.375rem; line-height: 1.25; }
h1 small, th small { font-weight: 400; color: var(--ink-2); }
main { overflow-x: auto; margin-top: 1rem; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25rem 0.5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead th { border-bottom: 2px solid var(--ink); background: #fff; }
.n, .d { white-space: nowrap; }
.n { text-align: right; }
tr.section th { padding-top: 1.25rem; font-size: 1.0625rem; }
tr.group th { background: var(--shade); }
tr.subtotal > *, tr.section-total > * { font-weight: 600; }
tr.total > * { font-weight: 700; border-top: 2px solid var(--ink); }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 9pt; }
  main { overflow: visible; }
  tr { break-inside: avoid; }
  tr.group, tr.section { break-after: avoid; }
  .apart tbody + tbody { break-before: page; }
}
@page { margin: 12mm; }
body.landscape { page: wide; }
@page wide { size: landscape; margin: 12mm; }
`;
