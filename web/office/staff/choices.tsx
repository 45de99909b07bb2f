import { For } from "solid-js";

type ChoicesProps<Value extends string> = {
  legend: string;
  name: string;
  value: Value;
  options: readonly { value: Value; label: string; hint?: string }[];
  onChange: (value: Value) => void;
};

/** A few ways, of which one; each with a line that says what it means. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  return (
    <fieldset class="flex flex-col gap-1">
      <legend class="mb-1 font-medium">{props.legend}</legend>
      <For each={props.options}>
        {(option) => (
          <label class="flex items-start gap-2.5 py-0.5 pointer-coarse:py-2.5">
            <input
              type="radio"
              class="mt-0.5 size-4 flex-none"
              name={props.name}
              value={option.value}
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>
              <span class="block font-book">{option.label}</span>
              <span class="block text-sm text-ink-3">{option.hint}</span>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
