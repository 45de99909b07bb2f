import { DateInput } from "../../../shared/ui/date-input.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { orAll } from "./choices.ts";
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
const AUTOPAY = [
  { value: "any", label: "With or without autopay" },
  { value: "on", label: "Only with autopay" },
  { value: "off", label: "Only without autopay" },
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
        options={[
          { value: "", label: "Choose a location", disabled: true },
          ...props.options.locations.map(({ id, name }) => ({ value: id, label: name })),
        ]}
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
