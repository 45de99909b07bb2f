import type { FamilyStudent } from "../../../../worker/domains/families/shapes.ts";
import { Select } from "../../../shared/ui/select.tsx";
import { type FieldSource, orNull } from "./field-source.ts";

export type StudentChoice = Pick<FamilyStudent, "id" | "firstName" | "lastName">;

/** Whom a contact, a pick-up person or a note is about: one student, or all of them. */
export function AboutStudent(props: {
  form: FieldSource;
  label: string;
  students: readonly StudentChoice[];
}) {
  const options = () => [
    { value: "", label: "The whole family" },
    ...props.students.map(({ id, firstName, lastName }) => ({
      value: id,
      label: `${firstName} ${lastName}`,
    })),
  ];
  return <Select label={props.label} field={orNull(props.form.field("studentId"))} options={options()} />;
}
