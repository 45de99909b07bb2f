import { type ComponentProps, For, splitProps } from "solid-js";
import type { FormField } from "../form.ts";
import { Field, type FieldLabels } from "./field.tsx";
import { ChevronDownIcon } from "./icons.tsx";

export type SelectOption = { value: string; label: string; disabled?: boolean };

type SelectProps = FieldLabels & { field: FormField; options: SelectOption[] } & Omit<
    ComponentProps<"select">,
    "value"
  >;

/** The platform's own list: typing finds an option, phones show their wheel, and it costs no script. */
export function Select(props: SelectProps) {
  const [own, rest] = splitProps(props, [
    "field",
    "options",
    "label",
    "description",
    "optional",
    "hideLabel",
    "class",
  ]);
  return (
    <Field {...own}>
      {(attributes) => (
        <div class="relative">
          <select
            {...attributes}
            {...rest}
            class={`control appearance-none truncate pr-8 ${own.class ?? ""}`}
            onChange={(event) => own.field.set(event.currentTarget.value)}
          >
            <For each={own.options}>
              {(option) => (
                <option
                  value={option.value}
                  disabled={option.disabled}
                  selected={option.value === own.field.value()}
                >
                  {option.label}
                </option>
              )}
            </For>
          </select>
          <ChevronDownIcon class="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3" />
        </div>
      )}
    </Field>
  );
}
