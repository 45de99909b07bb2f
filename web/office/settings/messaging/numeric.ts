import type { FormField } from "../../../shared/form.ts";

/** A choice of numbers: what is chosen is written as one. */
export const numeric = (field: FormField): FormField => ({
  ...field,
  value: () => String(field.value()),
  set: (value) => field.set(Number(value)),
});
