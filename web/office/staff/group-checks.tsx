import { For, Show } from "solid-js";
import type { GroupRow } from "../../../worker/domains/staff/schemas.ts";
import type { FormField } from "../../shared/form.ts";
import { FieldNotes } from "../../shared/ui/field.tsx";

/** The groups a new person starts in. */
export function GroupChecks(props: { field: FormField; groups: GroupRow[] }) {
  const chosen = () => props.field.value() as string[];
  const toggle = (id: string, on: boolean) =>
    props.field.set(on ? [...chosen(), id] : chosen().filter((one) => one !== id));
  return (
    <Show when={props.groups.length > 0}>
      <fieldset id={props.field.id} class="flex flex-col gap-1" tabindex="-1">
        <legend class="mb-1 font-medium">
          Groups <span class="font-regular text-ink-3">optional</span>
        </legend>
        <For each={props.groups}>
          {(group) => (
            <label class="flex items-start gap-2.5 py-0.5 pointer-coarse:py-2.5">
              <input
                type="checkbox"
                class="check mt-0.5"
                checked={chosen().includes(group.id)}
                onChange={(event) => toggle(group.id, event.currentTarget.checked)}
              />
              <span>
                <span class="block font-book">{group.name}</span>
                <span class="block text-sm text-ink-3">{group.description}</span>
              </span>
            </label>
          )}
        </For>
        <FieldNotes field={props.field} />
      </fieldset>
    </Show>
  );
}
