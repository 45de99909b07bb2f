import { For } from "solid-js";
import { keywordColors } from "../../../worker/domains/settings/schemas.ts";
import type { FormField } from "../../shared/form.ts";
import { keywordDot } from "./keyword-chip.tsx";

/** One of the colours that every theme has in a readable shade. */
export function ColorChoice(props: { field: FormField }) {
  return (
    <fieldset>
      <legend class="mb-1.5 font-medium">Color</legend>
      <div class="flex flex-wrap gap-1.5">
        <For each={keywordColors}>
          {(name) => (
            <label class="grid size-8 place-items-center rounded-full border-2 border-transparent has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:size-11">
              <input
                type="radio"
                class="sr-only"
                name={props.field.id}
                aria-label={name}
                checked={props.field.value() === name}
                onChange={() => props.field.set(name)}
              />
              <span class={`size-5 rounded-full ${keywordDot(name)}`} aria-hidden="true" />
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
