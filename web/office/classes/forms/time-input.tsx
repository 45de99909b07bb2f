import { createEffect, createSignal, on } from "solid-js";
import type { FormField } from "../../../shared/form.ts";
import { Field, type FieldLabels } from "../../../shared/ui/field.tsx";
import { minuteOf, minuteText } from "./time-text.ts";

const shownTime = (value: unknown) => (typeof value === "number" ? minuteText(value) : String(value ?? ""));

/** The field holds a minute of the day. People type "4:30", "1630" or "5p"; when they leave it, it says what was understood. */
export function TimeInput(props: FieldLabels & { field: FormField }) {
  const [typed, setTyped] = createSignal(shownTime(props.field.value()));
  let own: unknown = props.field.value();
  createEffect(
    on(props.field.value, (value) => {
      if (value !== own) setTyped(shownTime(value));
    }),
  );
  const keep = (text: string) => {
    setTyped(text);
    own = minuteOf(text) ?? text;
    props.field.set(own);
  };
  return (
    <Field {...props}>
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          class="control tabular-nums"
          autocomplete="off"
          placeholder={minuteText(990)}
          value={typed()}
          onInput={(event) => keep(event.currentTarget.value)}
          onChange={() => typeof own === "number" && setTyped(minuteText(own))}
        />
      )}
    </Field>
  );
}
