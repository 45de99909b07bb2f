import { A } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import type { AuditEntry, AuditRow, NamedEntry } from "../../../worker/domains/audit/schemas.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { CopyText } from "../../shared/ui/copy-text.tsx";
import { LockIcon } from "../../shared/ui/icons.tsx";
import { fieldChanges } from "./field-changes.ts";
import { recordHref } from "./record-href.ts";
import { actionLabel, rowTitle } from "./words.ts";

/** The records of one act. What the list brought is shown at once; names and further records follow. */
export function EntryDetails(props: { id: string; entry: AuditEntry }) {
  const path = `/audit/${props.entry.id}`;
  const whole = createQuery<NamedEntry>(() => path, { staleMs: 60_000 });
  const [further, setFurther] = createSignal<readonly AuditRow[]>([]);
  const [names, setNames] = createSignal<Readonly<Record<string, string>>>({});
  const [loading, setLoading] = createSignal(false);
  const rows = () => [...(whole.data()?.rows ?? props.entry.rows), ...further()];
  const left = () => props.entry.rowCount - rows().length;

  async function loadFurther() {
    setLoading(true);
    try {
      const next = await api.get<NamedEntry>(`${path}?after=${rows().at(-1)?.position ?? -1}`);
      setNames({ ...names(), ...next.names });
      setFurther([...further(), ...next.rows]);
    } catch (cause) {
      showProblem(cause);
    } finally {
      setLoading(false);
    }
  }

  return (
    <div id={props.id} class="border-t border-line bg-sunken px-4 py-3 sm:pr-6 sm:pl-31">
      <Show
        when={rows().length > 0}
        fallback={<p class="text-ink-2">This act changed no record that is kept in the log.</p>}
      >
        <ul class="flex flex-col gap-3">
          <For each={rows()}>
            {(row) => <RowDetails row={row} names={{ ...whole.data()?.names, ...names() }} />}
          </For>
        </ul>
      </Show>
      <Show when={left() > 0}>
        <div class="mt-3">
          <Button size="small" busy={loading()} onClick={() => void loadFurther()}>
            Show more of {formats().number(props.entry.rowCount)} records
          </Button>
        </div>
      </Show>
      <div class="mt-2 -ml-2 flex flex-wrap items-center gap-x-3 text-sm text-ink-3">
        <span class="px-2">{actionLabel(props.entry.action)}</span>
        <Show when={props.entry.requestId}>{(id) => <CopyText label="Request" text={id()} />}</Show>
      </div>
    </div>
  );
}

function RowDetails(props: { row: AuditRow; names: Readonly<Record<string, string>> }) {
  const changes = () => fieldChanges(props.row, props.names);
  const href = () => recordHref(props.row);
  const label = () => props.names[props.row.entityId] ?? nameOf(props.row);
  return (
    <li>
      <p class="font-semibold">
        {rowTitle(props.row.entity, props.row.op)}
        <Show when={label()}>{(name) => <span class="font-regular text-ink-2"> · {name()}</span>}</Show>{" "}
        <Show when={href()}>
          {(to) => (
            <A class="link ml-1 font-regular" href={to()}>
              Open
            </A>
          )}
        </Show>
      </p>
      <Show
        when={!props.row.isHidden}
        fallback={
          <p class="flex items-center gap-2 text-sm text-ink-3">
            <LockIcon />
            You do not have the right to see what such records hold.
          </p>
        }
      >
        <Show
          when={changes().length > 0}
          fallback={<p class="text-sm text-ink-3">Nothing but its standing changed.</p>}
        >
          <table class="mt-1 w-full max-w-3xl table-fixed text-sm">
            <thead class="sr-only">
              <tr>
                <th>Field</th>
                <Show when={props.row.op === "update"}>
                  <th>Before</th>
                </Show>
                <th>{props.row.op === "update" ? "After" : "Value"}</th>
              </tr>
            </thead>
            <tbody>
              <For each={changes()}>
                {(change) => (
                  <tr class="border-t border-line align-top first:border-0">
                    <th
                      scope="row"
                      class="w-1/4 py-1 pr-3 text-left font-regular text-ink-3 [overflow-wrap:anywhere]"
                    >
                      {change.label}
                    </th>
                    <Show when={props.row.op === "update"}>
                      <td class="py-1 pr-3 [overflow-wrap:anywhere] text-ink-3">
                        <Show when={change.before}>
                          {(was) => <del class="decoration-bad/60">{was()}</del>}
                        </Show>
                      </td>
                    </Show>
                    <td class="py-1 [overflow-wrap:anywhere]">
                      <ins class="no-underline">{change.after || "empty"}</ins>
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </Show>
      </Show>
    </li>
  );
}

/** What the record calls itself, as far as the row tells. */
function nameOf(row: AuditRow): string {
  const fields = { ...row.before, ...row.after };
  const person = [fields.firstName, fields.lastName].filter(Boolean).join(" ");
  return String(fields.name ?? (person || fields.label || fields.address || fields.number || ""));
}
