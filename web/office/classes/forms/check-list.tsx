import { For, Show } from "solid-js";
import type { FormField } from "../../../shared/form.ts";
import { FieldNotes } from "../../../shared/ui/field.tsx";

type CheckListProps = {
  field: FormField;
  legend: string;
  hideLegend?: boolean;
  description?: string;
  options: readonly { readonly id: string; readonly name: string; readonly hint?: string }[];
  none: string;
};

/** Any number of entries of a list; the field holds their ids. */
export function CheckList(props: CheckListProps) {
  const ids = () => (props.field.value() as string[]) ?? [];
  const toggle = (id: string, isChosen: boolean) =>
    props.field.set(isChosen ? [...ids(), id] : ids().filter((one) => one !== id));
  return (
    <fieldset class="flex min-w-0 flex-col gap-1">
      <legend class={props.hideLegend ? "sr-only" : "mb-1 font-medium"}>{props.legend}</legend>
      <Show when={props.options.length > 0} fallback={<p class="text-ink-3">{props.none}</p>}>
        <div class="grid max-h-56 gap-x-4 overflow-y-auto sm:grid-cols-2">
          <For each={props.options}>
            {(option) => (
              <label class="flex min-w-0 items-start gap-2.5 py-1 pointer-coarse:py-3">
                <input
                  type="checkbox"
                  class="check mt-0.5"
                  checked={ids().includes(option.id)}
                  onChange={(event) => toggle(option.id, event.currentTarget.checked)}
                />
                <span class="min-w-0">
                  <span class="block truncate font-book">{option.name}</span>
                  <span class="block text-sm text-ink-3 empty:hidden">{option.hint}</span>
                </span>
              </label>
            )}
          </For>
        </div>
      </Show>
      <FieldNotes field={props.field} description={props.description} />
    </fieldset>
  );
}
