import { DateInput } from "../../../shared/ui/date-input.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { AUTOPAY, choose, orAll } from "./choices.ts";
import type { RunFields } from "./run-form.ts";

const PER = [
  { value: "family", label: "Once a family" },
  { value: "student", label: "For each student" },
  { value: "enrollment", label: "For each enrollment" },
];
const METHODS = [
  { value: "house", label: "House credit" },
  { value: "coupon", label: "Coupon" },
  { value: "gift", label: "Gift credit" },
  { value: "other", label: "Other" },
];

export function CreditsFields(props: RunFields) {
  const { field } = props.form;
  return (
    <>
      <TextInput
        field={field("title")}
        label="What families read"
        description="For example: Snow day on November 18"
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <MoneyInput field={field("amountMinor")} label="Amount" />
        <Select field={field("per")} label="Given" options={PER} />
        <Select field={field("method")} label="Kind" options={METHODS} />
        <DateInput field={field("givenOn")} label="Given on" />
      </div>
      <Select
        field={field("locationId")}
        label="Classes at"
        options={choose("Choose a location", props.options.locations)}
      />
      <Select
        field={field("programId")}
        label="Program"
        options={orAll("All programs", props.options.programs)}
      />
      <Select field={field("autopay")} label="Families" options={AUTOPAY} />
    </>
  );
}
