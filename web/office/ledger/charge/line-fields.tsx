import type { JSX } from "solid-js";
import type { LineKind } from "../../../../worker/domains/ledger/schemas.ts";
import type { LedgerOptions } from "../../../../worker/domains/ledger/shapes.ts";
import type { FormField } from "../../../shared/form.ts";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";

const kinds: Record<LineKind, string> = {
  other: "Other",
  tuition: "Class tuition",
  camp: "Camp tuition",
  appointment: "Appointment",
  anniversary: "Anniversary fee",
  registration: "Registration",
  late: "Late fee",
  product: "Product",
};
const kindOptions = Object.entries(kinds).map(([value, label]) => ({ value, label }));

type LineFieldsProps = {
  field: (name: string) => FormField;
  options: LedgerOptions | undefined;
  /** The students it may be for; left out where the students are chosen already. */
  students?: readonly { id: string; name: string }[];
  /** What can be done with the line. */
  aside?: JSX.Element;
};

const listed = (empty: string, entries: readonly { id: string; name: string }[] = []) => [
  { value: "", label: empty },
  ...entries.map(({ id, name }) => ({ value: id, label: name })),
];

/** What is charged, for whom and how it is counted in reports. */
export function LineFields(props: LineFieldsProps) {
  return (
    <div class="flex flex-col gap-3">
      <div class="grid gap-3 sm:grid-cols-[1fr_8rem]">
        <TextInput field={props.field("description")} label="What for" maxLength={200} />
        <MoneyInput field={props.field("baseMinor")} label="Amount" />
      </div>
      <div class="grid grid-cols-2 gap-3">
        {props.students && (
          <Select
            field={props.field("studentId")}
            label="Student"
            optional
            options={listed("Nobody", props.students)}
          />
        )}
        <Select field={props.field("kind")} label="Kind" options={kindOptions} />
        <Select
          field={props.field("categoryId")}
          label="Category"
          optional
          options={listed("None", props.options?.categories)}
        />
        <Select
          field={props.field("programId")}
          label="Program"
          optional
          options={listed("None", props.options?.programs)}
        />
        <MoneyInput field={props.field("discountMinor")} label="Discount" optional />
        <div class="flex h-8 items-center justify-between self-end pointer-coarse:h-11">
          <Checkbox field={props.field("isTaxExempt")} label="No tax" />
          {props.aside}
        </div>
      </div>
    </div>
  );
}
