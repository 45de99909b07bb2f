import { Show } from "solid-js";
import type { LedgerOptions } from "../../../../worker/domains/ledger/shapes.ts";
import type { FormField } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { dayText } from "../words.ts";
import type { ChargeValues } from "./charge-form.ts";

type HeadFieldsProps = {
  field: (name: string) => FormField;
  values: Omit<ChargeValues, "lines">;
  options: LedgerOptions | undefined;
  /** The title and the due day that the rules give while none is typed. */
  preview: { title: string; dueOn: string } | undefined;
};

/** When it counts and when it is due; the rest has a sensible answer of its own. */
export function HeadFields(props: HeadFieldsProps) {
  const dueNote = () =>
    props.values.dueOn === "" && props.preview
      ? `${dayText(props.preview.dueOn)} by the school’s rule`
      : undefined;
  return (
    <>
      <div class="grid gap-3 sm:grid-cols-2">
        <DateInput
          field={props.field("chargeOn")}
          label="Charged on"
          description={
            props.values.chargeOn > formats().today()
              ? "It counts from that day; until then money for it lies on account."
              : undefined
          }
        />
        <DateInput field={props.field("dueOn")} label="Due" optional description={dueNote()} />
        <DateInput field={props.field("earlyBirdOn")} label="Early bird until" optional />
        <Show when={(props.options?.locations.length ?? 0) > 1}>
          <Select
            field={props.field("locationId")}
            label="Location"
            options={(props.options?.locations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Show>
      </div>
      <TextInput
        field={props.field("title")}
        label="Title"
        optional
        maxLength={120}
        placeholder={props.preview?.title ?? "The words of the first line"}
      />
      <TextArea field={props.field("note")} label="Note" optional rows={2} maxLength={1000} />
    </>
  );
}
