import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { PhoneInput } from "../../../shared/ui/phone-input.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { AboutStudent, type StudentChoice } from "./about-student.tsx";
import { FieldPair, FieldSection } from "./field-section.tsx";
import { type FieldSource, orNull } from "./field-source.ts";

/** Whom the school calls when no guardian answers. */
export function ContactFields(props: { form: FieldSource; students: readonly StudentChoice[] }) {
  const field = (name: string) => orNull(props.form.field(name));
  return (
    <FieldSection>
      <TextInput label="Name" field={props.form.field("name")} maxLength={120} />
      <TextInput
        label="Relationship"
        description="For example grandmother or neighbour."
        optional
        field={field("relationship")}
        maxLength={80}
      />
      <FieldPair>
        <PhoneInput label="Phone" field={props.form.field("phone")} />
        <PhoneInput label="Second phone" optional field={field("secondPhone")} />
      </FieldPair>
      <AboutStudent label="To call about" form={props.form} students={props.students} />
      <Checkbox label="May pick up the students" field={props.form.field("mayPickUp")} />
    </FieldSection>
  );
}
