import { type ComponentProps, onMount, splitProps } from "solid-js";
import type { FormField } from "../form.ts";
import { Field, type FieldLabels } from "./field.tsx";

type TextInputProps = FieldLabels & { field: FormField } & Omit<
    ComponentProps<"input">,
    "value" | "onInput" | "ref"
  >;

export function TextInput(props: TextInputProps) {
  const [own, rest] = splitProps(props, [
    "field",
    "label",
    "description",
    "optional",
    "hideLabel",
    "class",
    "autofocus",
  ]);
  let input: HTMLInputElement | undefined;
  onMount(() => own.autofocus && input?.focus());
  return (
    <Field {...own}>
      {(attributes) => (
        <input
          ref={input}
          {...attributes}
          type="text"
          autocomplete="off"
          {...rest}
          class={`control ${own.class ?? ""}`}
          value={String(own.field.value() ?? "")}
          onInput={(event) => own.field.set(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
