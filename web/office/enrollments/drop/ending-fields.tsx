import type { EnrollmentOptions } from "../../../../worker/domains/enrollments/shapes.ts";
import type { FormField } from "../../../shared/form.ts";
import { Select } from "../../../shared/ui/select.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { LastDay } from "./last-day.tsx";

export type EndingValues = { choice: string; other: string; reasonId: string; note: string };

type EndingFieldsProps = {
  field: (name: keyof EndingValues) => FormField;
  options: EnrollmentOptions | undefined;
};

/** When, why and what else is to be known of an end. */
export function EndingFields(props: EndingFieldsProps) {
  const reasons = () => [
    { value: "", label: props.options?.isDropReasonRequired ? "Choose a reason" : "None" },
    ...(props.options?.dropReasons ?? []).map(({ id, label }) => ({ value: id, label })),
  ];
  return (
    <>
      <LastDay choice={props.field("choice")} other={props.field("other")} />
      <Select
        field={props.field("reasonId")}
        label="Reason"
        optional={!props.options?.isDropReasonRequired}
        options={reasons()}
      />
      <TextArea field={props.field("note")} label="Note" optional rows={2} maxLength={1000} />
    </>
  );
}
