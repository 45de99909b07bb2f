import { type ComponentProps, Show, splitProps } from "solid-js";
import type { FormField } from "../form.ts";
import { Field, type FieldLabels } from "./field.tsx";

type TextAreaProps = FieldLabels & { field: FormField } & Omit<
    ComponentProps<"textarea">,
    "value" | "onInput"
  >;

/** Grows with its text; counts down only when the end is near. */
export function TextArea(props: TextAreaProps) {
  const [own, rest] = splitProps(props, ["field", "label", "description", "optional", "hideLabel", "class"]);
  const text = () => String(own.field.value() ?? "");
  const left = () =>
    typeof rest.maxLength === "number" ? rest.maxLength - text().length : Number.POSITIVE_INFINITY;
  return (
    <Field {...own}>
      {(attributes) => (
        <>
          <textarea
            rows={3}
            {...attributes}
            {...rest}
            class={`control field-sizing-content max-h-80 min-h-18 resize-y ${own.class ?? ""}`}
            value={text()}
            onInput={(event) => own.field.set(event.currentTarget.value)}
          />
          <Show when={left() < 80}>
            <p class="text-right text-xs text-ink-3 tabular-nums" aria-live="polite">
              {left()} characters left
            </p>
          </Show>
        </>
      )}
    </Field>
  );
}
