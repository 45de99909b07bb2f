import type { FormField } from "../form.ts";
import type { FieldLabels } from "./field.tsx";
import { TextInput } from "./text-input.tsx";

type EmailInputProps = FieldLabels & { field: FormField; autocomplete?: string; autofocus?: boolean };

/** Text with a mail keyboard. Not type="email": browsers alter what is typed there and explain errors in their own words. */
export function EmailInput(props: EmailInputProps) {
  return (
    <TextInput
      inputmode="email"
      autocapitalize="none"
      autocorrect="off"
      spellcheck={false}
      onChange={(event) => props.field.set(event.currentTarget.value.trim())}
      {...props}
    />
  );
}
