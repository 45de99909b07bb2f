import type { Form, FormField } from "../../../shared/form.ts";

/** All that a group of fields needs of the form it stands in. */
export type FieldSource = Pick<Form, "field">;

/** A group may stand deeper in a larger form: "guardians.0" for the first guardian of a new family. */
export const pathIn = (prefix: string | undefined, name: string) => (prefix ? `${prefix}.${name}` : name);

/** For facts that may be absent: nothing chosen is null on the wire and "" on the screen. */
export const orNull = (field: FormField): FormField => ({
  ...field,
  value: () => field.value() ?? "",
  set: (value) => field.set(value === "" ? null : value),
});
