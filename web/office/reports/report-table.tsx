import { createMemo, For, Show } from "solid-js";
import type { Cell, ReportColumn, ReportPreview } from "../../../worker/domains/reports/shapes.ts";
import { formats } from "../../shared/formats.ts";

const isNumeric = ({ kind }: ReportColumn) => kind === "money" || kind === "number" || kind === "percent";

function cellText(value: Cell | undefined, { kind }: ReportColumn): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "string") return kind === "date" ? formats().date(value) : value;
  if (kind === "money") return formats().money(value);
  return kind === "percent" ? `${formats().number(value)} %` : formats().number(value);
}

type Line =
  | { kind: "heading"; level: "section" | "group"; text: string }
  | { kind: "row"; cells: readonly Cell[] };

/** The first rows of a report, with the headings that they stand under. */
export function ReportTable(props: { preview: ReportPreview; label: string }) {
  const columns = () => props.preview.layout.columns;
  const lines = createMemo(() => linesOf(props.preview));
  return (
    <section class="overflow-x-auto rounded-md border border-line" tabindex="0" aria-label={props.label}>
      <table class="w-full border-collapse tabular-nums">
        <thead>
          <tr>
            <For each={columns()}>
              {(column) => (
                <th
                  scope="col"
                  class={`border-b border-line bg-sunken px-3 py-2 text-sm font-medium whitespace-nowrap text-ink-3 ${isNumeric(column) ? "text-right" : "text-left"}`}
                >
                  {column.label}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={lines()}>
            {(line) => (
              <tr class="border-b border-line last:border-0">
                <Show
                  when={line.kind === "row" && line}
                  fallback={<Heading line={line} span={columns().length} />}
                >
                  {(row) => (
                    <For each={columns()}>
                      {(column, i) => (
                        <td
                          class={`max-w-80 truncate px-3 py-2 ${isNumeric(column) ? "text-right whitespace-nowrap" : "text-left"} ${row().cells[i()] === 0 ? "text-ink-3" : ""}`}
                        >
                          {cellText(row().cells[i()], column)}
                        </td>
                      )}
                    </For>
                  )}
                </Show>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}

function Heading(props: { line: Line; span: number }) {
  const line = () => props.line as Extract<Line, { kind: "heading" }>;
  return (
    <th
      scope="rowgroup"
      colspan={props.span}
      class={`px-3 text-left ${line().level === "section" ? "pt-5 pb-2 font-bold" : "bg-sunken py-1.5 font-semibold"}`}
    >
      {line().text}
    </th>
  );
}

function linesOf({ layout, rows }: ReportPreview): Line[] {
  const titles = new Map(layout.sections.map(({ key, title }) => [key, title]));
  let section: string | undefined;
  let group: string | undefined;
  return rows.flatMap((row): Line[] => {
    const lines: Line[] = [];
    if (layout.sections.length > 0 && row.section !== section) {
      section = row.section;
      group = undefined;
      lines.push({ kind: "heading", level: "section", text: titles.get(section ?? "") ?? "" });
    }
    if (layout.groupLabel !== null && (row.group ?? "") !== group) {
      group = row.group ?? "";
      lines.push({ kind: "heading", level: "group", text: group || "None" });
    }
    return [...lines, { kind: "row", cells: row.cells }];
  });
}
