import { Match, Switch } from "solid-js";
import type { StaffPage } from "../../../worker/domains/staff/schemas.ts";
import type { FormField } from "../../shared/form.ts";
import { DateInput } from "../../shared/ui/date-input.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";

type CustomFieldInputProps = {
  field: FormField;
  definition: Pick<StaffPage["customFields"][number], "label" | "fieldType" | "choices" | "isRequired">;
};

/** The control for a field that the school defined itself; its value is always stored as text. */
export function CustomFieldInput(props: CustomFieldInputProps) {
  const labels = () => ({ label: props.definition.label, optional: !props.definition.isRequired });
  const choices = () => {
    const all = props.definition.fieldType === "yes_no" ? ["Yes", "No"] : props.definition.choices;
    return [{ value: "", label: "–" }, ...all.map((choice) => ({ value: choice, label: choice }))];
  };
  return (
    <Switch fallback={<TextInput field={props.field} {...labels()} maxLength={2000} />}>
      <Match when={props.definition.fieldType === "date"}>
        <DateInput field={props.field} {...labels()} />
      </Match>
      <Match when={props.definition.fieldType === "number"}>
        <TextInput field={props.field} {...labels()} inputmode="decimal" />
      </Match>
      <Match when={props.definition.fieldType === "choice" || props.definition.fieldType === "yes_no"}>
        <Select field={props.field} {...labels()} options={choices()} />
      </Match>
    </Switch>
  );
}
