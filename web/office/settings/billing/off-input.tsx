import { createEffect, createSignal, on } from "solid-js";
import type { Off } from "../../../../worker/domains/discounts/schemas.ts";
import type { FormField } from "../../../shared/form.ts";
import { Field, type FieldLabels } from "../../../shared/ui/field.tsx";
import { offText, readOff } from "./off-text.ts";

type Held = Off | null | string;
const shown = (value: Held) => (typeof value === "string" ? value : offText(value));

/** A percentage or an amount in one field: “10 %”, “5.00”. What cannot be read stays as it was typed. */
export function OffInput(
  props: FieldLabels & { field: FormField; onArrow?: (event: KeyboardEvent) => void },
) {
  const held = () => props.field.value() as Held;
  const [typed, setTyped] = createSignal(shown(held()));
  let own = held();
  createEffect(
    on(held, (value) => {
      if (JSON.stringify(value) !== JSON.stringify(own)) setTyped(shown(value));
      own = value;
    }),
  );
  return (
    <Field {...props}>
      {(attributes) => (
        <input
          {...attributes}
          class="control text-right tabular-nums"
          autocomplete="off"
          placeholder="–"
          value={typed()}
          onKeyDown={(event) => props.onArrow?.(event)}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            const off = readOff(event.currentTarget.value);
            own = off === undefined ? event.currentTarget.value : off;
            props.field.set(own);
          }}
          onChange={() => setTyped(shown(own))}
        />
      )}
    </Field>
  );
}
