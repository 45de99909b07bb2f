import { createEffect, createSignal, on } from "solid-js";
import type { FormField } from "../form.ts";
import { formats } from "../formats.ts";
import { Field, type FieldLabels } from "./field.tsx";

/** The field holds minor units; "1,234.5" is read as people of the school's locale mean it. */
export function MoneyInput(props: FieldLabels & { field: FormField }) {
  const shown = (value: unknown) =>
    typeof value === "number" ? formats().money(value) : String(value ?? "");
  const [typed, setTyped] = createSignal(shown(props.field.value()));
  let own = props.field.value();

  createEffect(
    on(
      () => props.field.value(),
      (value) => value !== own && setTyped(shown(value)),
    ),
  );

  return (
    <Field {...props}>
      {(attributes) => (
        <input
          {...attributes}
          class="control text-right tabular-nums"
          inputmode="decimal"
          autocomplete="off"
          value={typed()}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            own = formats().parseMoney(event.currentTarget.value) ?? event.currentTarget.value;
            props.field.set(own);
          }}
          onChange={() => setTyped(shown(own))}
        />
      )}
    </Field>
  );
}
