import { LEAST_DROP_MINOR } from "../../../../worker/domains/billing-runs/schemas.ts";
import { formats } from "../../../shared/formats.ts";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { choose, orAll } from "./choices.ts";
import { LocationField } from "./location-field.tsx";
import { OverdueCategoryField } from "./overdue-category-field.tsx";
import type { RunFields } from "./run-form.ts";

const SCOPES = [
  { value: "owing", label: "Only classes whose own tuition is overdue" },
  { value: "all", label: "Every class of a family that owes" },
];

export function DropsFields(props: RunFields) {
  const { field } = props.form;
  return (
    <>
      <TextInput
        field={field("title")}
        label="What this run is called"
        description="It is noted with every drop. Families do not read it."
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <DateInput
          field={field("dueBy")}
          label="Overdue: what was due by"
          description="Whoever has paid all of that is left alone."
        />
        <MoneyInput
          field={field("leastOwedMinor")}
          label="Owing at least"
          description={`At least ${formats().money(LEAST_DROP_MINOR)}. Whoever owes less is left alone.`}
        />
        <DateInput
          field={field("lastDayOn")}
          label="Last day in class"
          description="The students still come on this day."
        />
        <Select
          field={field("reasonId")}
          label="Reason"
          options={choose("Choose a reason", props.options.dropReasons)}
        />
      </div>
      <Select field={field("scope")} label="Dropped from" options={SCOPES} />
      <OverdueCategoryField {...props} />
      <Select
        field={field("programId")}
        label="Program"
        options={orAll("All programs", props.options.programs)}
      />
      <LocationField {...props} />
    </>
  );
}
