import { For, Show } from "solid-js";
import type { ImportColumn, ImportDraft, ImportMapping } from "../../../worker/domains/imports/schemas.ts";
import { afterPaint } from "../../shared/after-paint.ts";
import { CircleAlertIcon } from "../../shared/ui/icons.tsx";
import { FieldSelect, fieldGroups } from "./field-select.tsx";

type ColumnTableProps = {
  draft: ImportDraft;
  mapping: ImportMapping;
  clashes: ReadonlyMap<string, string>;
  onChange: (part: Partial<ImportMapping>) => void;
};

/** One line a column: its name, a few of its values, and the field it goes into. */
export function ColumnTable(props: ColumnTableProps) {
  const groups = fieldGroups(props.draft.fields);
  // The list shows what was chosen by itself; what follows from it for the other columns may come a paint later.
  const set = (header: string, field: string) =>
    afterPaint(() => props.onChange({ columns: { ...props.mapping.columns, [header]: field } }));
  return (
    <table class="w-full table-fixed border-collapse text-left max-sm:block">
      <caption class="sr-only">Columns of the file and the fields they go into</caption>
      <thead class="max-sm:sr-only">
        <tr class="border-b border-line text-xs font-medium text-ink-2">
          <th scope="col" class="w-1/4 py-2 pr-3 font-medium">
            Column
          </th>
          <th scope="col" class="py-2 pr-3 font-medium">
            For example
          </th>
          <th scope="col" class="w-72 py-2 font-medium">
            Goes into
          </th>
        </tr>
      </thead>
      <tbody class="max-sm:block">
        <For each={props.draft.columns}>
          {(column) => (
            <tr class="border-b border-line align-top max-sm:block max-sm:py-3">
              <th
                scope="row"
                class="py-2.5 pr-3 font-semibold [overflow-wrap:anywhere] max-sm:block max-sm:py-0"
              >
                {column.header}
              </th>
              <td class="py-2.5 pr-3 text-ink-2 [overflow-wrap:anywhere] max-sm:block max-sm:py-0.5">
                <Samples column={column} />
              </td>
              <td class="py-1.5 max-sm:block">
                <FieldSelect
                  column={column}
                  groups={groups}
                  value={props.mapping.columns[column.header] ?? ""}
                  problem={props.clashes.get(column.header)}
                  onChange={(field) => set(column.header, field)}
                />
                <Show when={props.clashes.get(column.header)}>
                  {(other) => (
                    <p id={`clash-${column.index}`} class="mt-1 flex gap-1.5 text-sm font-medium text-bad">
                      <CircleAlertIcon class="mt-0.5" />
                      <span>“{other()}” goes there already. Choose one of the two.</span>
                    </p>
                  )}
                </Show>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}

function Samples(props: { column: ImportColumn }) {
  return (
    <Show when={props.column.samples.length > 0} fallback={<span class="text-ink-3">No values</span>}>
      {props.column.samples.join(" · ")}
    </Show>
  );
}
