import { DateInput } from "../../../shared/ui/date-input.tsx";
import type { RunFields } from "./run-form.ts";

export function ApplyCreditsFields(props: RunFields) {
  const { field } = props.form;
  return (
    <>
      <DateInput field={field("on")} label="Applied on" />
      <DateInput
        field={field("dueBy")}
        label="Only to what is due by"
        optional
        description="Left empty, credits pay everything that is open, what is due longest first."
      />
    </>
  );
}
