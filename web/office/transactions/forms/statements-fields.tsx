import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { AUTOPAY } from "./choices.ts";
import { LocationField } from "./location-field.tsx";
import type { RunFields } from "./run-form.ts";

export function StatementsFields(props: RunFields) {
  const { field } = props.form;
  return (
    <>
      <TextInput field={field("title")} label="Subject of the mail" maxLength={120} />
      <div class="grid gap-4 sm:grid-cols-2">
        <DateInput
          field={field("throughOn")}
          label="As of"
          description="The last day of the statement, and of the balance."
        />
        <DateInput
          field={field("fromOn")}
          label="From"
          optional
          description="Left empty: three months before."
        />
      </div>
      <Checkbox field={field("onlyOwing")} label="Only to families that owe something by then" />
      <Select field={field("autopay")} label="Families" options={AUTOPAY} />
      <TextArea
        field={field("message")}
        label="Message"
        optional
        description="Stands in the mail above the balance. The statement is attached as PDF."
        maxLength={1000}
      />
      <LocationField {...props} label="Families of" />
    </>
  );
}
