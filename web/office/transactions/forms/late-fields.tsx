import { DateInput } from "../../../shared/ui/date-input.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { orAll } from "./choices.ts";
import { LocationField } from "./location-field.tsx";
import { OverdueCategoryField } from "./overdue-category-field.tsx";
import type { RunFields } from "./run-form.ts";

const PER = [
  { value: "family", label: "Once a family" },
  { value: "active_student", label: "For each active student" },
  { value: "overdue_charge", label: "For each overdue charge" },
];

export function LateFields(props: RunFields) {
  const { field } = props.form;
  return (
    <>
      <TextInput field={field("title")} label="What families read" />
      <div class="grid gap-4 sm:grid-cols-2">
        <MoneyInput field={field("amountMinor")} label="Amount" />
        <Select field={field("per")} label="Charged" options={PER} />
        <TextInput field={field("overdueDays")} label="Overdue for at least, in days" inputmode="numeric" />
        <MoneyInput
          field={field("leastOwedMinor")}
          label="Owing at least"
          description="Whoever owes less is left alone."
        />
        <DateInput field={field("chargeOn")} label="Charged on" />
        <DateInput field={field("dueOn")} label="Due on" />
      </div>
      <OverdueCategoryField {...props} />
      <Select
        field={field("categoryId")}
        label="Charge category of the fee"
        optional
        options={orAll("None", props.options.categories)}
      />
      <LocationField {...props} />
    </>
  );
}
