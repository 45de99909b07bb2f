import { createMemo, createSignal, For, Show, untrack } from "solid-js";
import type { ImportColumn, ImportField } from "../../../worker/domains/imports/schemas.ts";
import { afterPaint } from "../../shared/after-paint.ts";
import { ChevronDownIcon } from "../../shared/ui/icons.tsx";

export type FieldGroup = { label: string; fields: ImportField[] };

export function fieldGroups(fields: readonly ImportField[]): FieldGroup[] {
  const groups = new Map<string, ImportField[]>();
  for (const field of fields) groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  return [...groups].map(([label, inGroup]) => ({ label, fields: inGroup }));
}

type FieldSelectProps = {
  column: ImportColumn;
  groups: readonly FieldGroup[];
  value: string;
  /** The other column that has the field already. */
  problem: string | undefined;
  onChange: (field: string) => void;
};

/**
 * The platform's own list, in which typing finds a field. It holds only the chosen field until it is touched: the
 * whole catalogue in every line of a wide file would be thousands of nodes that nobody looks at. Who comes by Tab sees
 * the focus first and has the catalogue a paint later; a press opens the list at once.
 */
export function FieldSelect(props: FieldSelectProps) {
  const [touched, setTouched] = createSignal(false);
  const touch = () => setTouched(true);
  // Every column hears of every change of the mapping, and mostly it is not meant.
  const value = createMemo(() => props.value);
  const chosen = createMemo(() =>
    props.groups.flatMap((group) => group.fields).find((field) => field.key === value()),
  );
  return (
    <div class="relative">
      <select
        aria-label={`Field for the column ${props.column.header}`}
        aria-invalid={props.problem ? "true" : undefined}
        aria-describedby={props.problem ? `clash-${props.column.index}` : undefined}
        class="control appearance-none truncate pr-8"
        classList={{ "text-ink-3": value() === "" }}
        value={value()}
        onFocus={() => afterPaint(touch)}
        onPointerEnter={touch}
        onPointerDown={touch}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        <option value="">Not imported</option>
        <Show
          when={touched()}
          fallback={
            <Show when={chosen()}>
              {(field) => (
                <option value={field().key} selected>
                  {field().label}
                </option>
              )}
            </Show>
          }
        >
          <For each={props.groups}>
            {(group) => (
              <optgroup label={group.label}>
                <For each={group.fields}>
                  {(field) => (
                    <option value={field.key} selected={field.key === untrack(value)}>
                      {field.label}
                    </option>
                  )}
                </For>
              </optgroup>
            )}
          </For>
        </Show>
      </select>
      <ChevronDownIcon class="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3" />
    </div>
  );
}
