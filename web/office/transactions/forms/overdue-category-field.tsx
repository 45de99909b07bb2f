import { Select } from "../../../shared/ui/select.tsx";
import { orAll } from "./choices.ts";
import type { RunFields } from "./run-form.ts";

/** Narrows what counts as overdue to one charge category. */
export function OverdueCategoryField(props: RunFields) {
  return (
    <Select
      field={props.form.field("overdueCategoryId")}
      label="Only what is overdue in"
      optional
      options={orAll("Any category", props.options.categories)}
    />
  );
}
