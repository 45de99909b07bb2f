import { For, Show } from "solid-js";
import type { FormField } from "../../../shared/form.ts";
import { FieldNotes } from "../../../shared/ui/field.tsx";

type CheckListProps = {
  field: FormField;
  legend: string;
  /** What it means when none is ticked. */
  none: string;
  choices: readonly { readonly id: string; readonly name: string }[];
};

/** Some of a short list. */
export function CheckList(props: CheckListProps) {
  const chosen = () => props.field.value() as string[];
  const toggle = (id: string, isOn: boolean) =>
    props.field.set(isOn ? [...chosen(), id] : chosen().filter((one) => one !== id));
  return (
    <fieldset>
      <legend class="mb-1 font-medium">
        {props.legend}
        <Show when={chosen().length === 0}>
          <span class="font-regular text-ink-3"> {props.none}</span>
        </Show>
      </legend>
      <div class="grid gap-x-4 sm:grid-cols-2">
        <For each={props.choices}>
          {(choice) => (
            <label class="flex items-start gap-2.5 py-0.5 pointer-coarse:py-3">
              <input
                type="checkbox"
                class="check mt-0.5"
                checked={chosen().includes(choice.id)}
                onChange={(event) => toggle(choice.id, event.currentTarget.checked)}
              />
              <span class="min-w-0 font-book [overflow-wrap:anywhere]">{choice.name}</span>
            </label>
          )}
        </For>
      </div>
      <FieldNotes field={props.field} />
    </fieldset>
  );
}
