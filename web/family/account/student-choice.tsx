import { createUniqueId, For, Show } from "solid-js";
import { me } from "../session.ts";

/** Which child it is about; with one child there is nothing to choose. */
export function StudentChoice(props: { label: string; value: string; onChange: (id: string) => void }) {
  const name = createUniqueId();
  const students = () => me()?.students ?? [];
  return (
    <Show when={students().length > 1}>
      <fieldset>
        <legend class="mb-1 font-medium">{props.label}</legend>
        <div class="flex flex-wrap gap-2">
          <For each={students()}>
            {(student) => (
              <label class="inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-md border border-line-strong bg-sheet px-4 has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
                <input
                  type="radio"
                  name={name}
                  class="sr-only"
                  checked={student.id === props.value}
                  onChange={() => props.onChange(student.id)}
                />
                {student.firstName}
              </label>
            )}
          </For>
        </div>
      </fieldset>
    </Show>
  );
}
