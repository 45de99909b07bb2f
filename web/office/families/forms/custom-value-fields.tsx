import { For, Match, Switch } from "solid-js";
import type { FamilyOptions } from "../../../../worker/domains/families/shapes.ts";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { type FieldSource, pathIn } from "./field-source.ts";

export type CustomField = FamilyOptions["customFields"][number];

export const customFieldsOf = (options: FamilyOptions | undefined, entity: CustomField["entity"]) =>
  options?.customFields.filter((field) => field.entity === entity) ?? [];

/** What was emptied is left out, so that an answer that was taken back leaves no trace. */
export const filledValues = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""));

type CustomValueFieldsProps = { form: FieldSource; prefix?: string; fields: readonly CustomField[] };

export function CustomValueFields(props: CustomValueFieldsProps) {
  return (
    <For each={props.fields}>
      {(custom) => (
        <CustomValueField
          custom={custom}
          form={props.form}
          path={pathIn(props.prefix, `customValues.${custom.id}`)}
        />
      )}
    </For>
  );
}

function CustomValueField(props: { custom: CustomField; form: FieldSource; path: string }) {
  const labels = () => ({
    label: props.custom.label,
    optional: !props.custom.isRequired,
    field: props.form.field(props.path),
  });
  const picked = () => {
    const values = props.custom.fieldType === "yes_no" ? ["Yes", "No"] : props.custom.choices;
    return [{ value: "", label: "Not known" }, ...values.map((value) => ({ value, label: value }))];
  };
  return (
    <Switch
      fallback={
        <TextInput
          {...labels()}
          maxLength={2000}
          inputmode={props.custom.fieldType === "number" ? "decimal" : undefined}
        />
      }
    >
      <Match when={props.custom.fieldType === "date"}>
        <DateInput {...labels()} />
      </Match>
      <Match when={props.custom.fieldType === "yes_no" || props.custom.fieldType === "choice"}>
        <Select {...labels()} options={picked()} />
      </Match>
    </Switch>
  );
}
