import { Show } from "solid-js";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { PhoneInput } from "../../../shared/ui/phone-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { AboutStudent, type StudentChoice } from "./about-student.tsx";
import { FieldPair, FieldSection } from "./field-section.tsx";
import { type FieldSource, orNull } from "./field-source.ts";

const kinds = [
  { value: "authorised", label: "May pick up" },
  { value: "barred", label: "Must NOT pick up" },
];

export function PickupFields(props: { form: FieldSource; students: readonly StudentChoice[] }) {
  const field = (name: string) => orNull(props.form.field(name));
  const isBarred = () => props.form.field("kind").value() === "barred";
  return (
    <FieldSection>
      <Select label="This person" field={props.form.field("kind")} options={kinds} />
      <TextInput label="Name" field={props.form.field("name")} maxLength={120} />
      <FieldPair>
        <TextInput label="Relationship" optional field={field("relationship")} maxLength={80} />
        <PhoneInput label="Phone" optional field={field("phone")} />
      </FieldPair>
      <AboutStudent label="Holds for" form={props.form} students={props.students} />
      <TextArea
        label={isBarred() ? "Reason, court order" : "Remark"}
        description={isBarred() ? "Staff at the door see it. Name the document if there is one." : undefined}
        optional
        field={field("reason")}
        maxLength={500}
        rows={2}
      />
      <Show when={!isBarred() || field("validUntil").value()}>
        <DateInput
          label="Valid until"
          description="Empty means until further notice."
          optional
          field={field("validUntil")}
        />
      </Show>
    </FieldSection>
  );
}
