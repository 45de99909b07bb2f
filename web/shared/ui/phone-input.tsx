import { createEffect, createSignal, on } from "solid-js";
import type { FormField } from "../form.ts";
import { formats } from "../formats.ts";
import { me } from "../session.ts";
import { Field, type FieldLabels } from "./field.tsx";

type PhoneInputProps = FieldLabels & { field: FormField; autocomplete?: string };

/** The numbering plan is larger than the rest of a form, so it is fetched when a phone field is first focused. */
const numberingPlan = () => import("libphonenumber-js/min");

/** The field holds E.164; people type it as they dial it and see it as it is written in the school's country. */
export function PhoneInput(props: PhoneInputProps) {
  const stored = () => String(props.field.value() ?? "");
  const [typed, setTyped] = createSignal(formats().phone(stored()));
  let own = stored();

  createEffect(
    on(stored, (value) => {
      if (value !== own) setTyped(formats().phone(value));
    }),
  );

  async function read(text: string) {
    const { parsePhoneNumberFromString } = await numberingPlan();
    const region = (me()?.account.phoneRegion ?? "US") as Parameters<typeof parsePhoneNumberFromString>[1];
    const phone = parsePhoneNumberFromString(text, region);
    own = phone?.number ?? text.trim();
    props.field.set(own);
    setTyped(phone?.isPossible() ? formats().phone(phone.number) : text);
  }

  return (
    <Field {...props}>
      {(attributes) => (
        <input
          {...attributes}
          class="control tabular-nums"
          type="tel"
          autocomplete={props.autocomplete ?? "off"}
          value={typed()}
          onFocus={() => void numberingPlan()}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            own = event.currentTarget.value;
            props.field.set(own);
          }}
          onChange={(event) => void read(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
