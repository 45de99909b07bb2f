import { For, Show } from "solid-js";
import type { FormField } from "../../../shared/form.ts";

type RadioChoiceProps<T extends string> = {
  field: FormField;
  legend: string;
  choices: readonly { readonly value: T; readonly label: string; readonly means?: string }[];
};

/** A choice of which each possibility says what it means. */
export function RadioChoice<T extends string>(props: RadioChoiceProps<T>) {
  return (
    <fieldset>
      <legend class="mb-1.5 font-medium">{props.legend}</legend>
      <div class="flex flex-col gap-2">
        <For each={props.choices}>
          {(choice) => (
            <label class="flex items-start gap-2.5 pointer-coarse:py-2">
              <input
                type="radio"
                class="check mt-0.5 rounded-full"
                name={props.field.id}
                checked={props.field.value() === choice.value}
                onChange={() => props.field.set(choice.value)}
              />
              <span>
                <span class="block font-book">{choice.label}</span>
                <Show when={choice.means}>
                  <span class="block text-sm text-ink-3">{choice.means}</span>
                </Show>
              </span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
