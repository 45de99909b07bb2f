import { Select } from "../../../shared/ui/select.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { AboutStudent, type StudentChoice } from "./about-student.tsx";
import { FieldPair } from "./field-section.tsx";
import type { FieldSource } from "./field-source.ts";

export const severities = [
  { value: "info", label: "For information" },
  { value: "important", label: "Important" },
  { value: "critical", label: "Critical, at the top of the page" },
] as const;

export function NoteFields(props: { form: FieldSource; students: readonly StudentChoice[] }) {
  return (
    <div class="flex flex-col gap-3">
      <TextArea label="Note" field={props.form.field("body")} maxLength={4000} rows={3} />
      <FieldPair>
        <Select label="Severity" field={props.form.field("severity")} options={[...severities]} />
        <AboutStudent label="About" form={props.form} students={props.students} />
      </FieldPair>
    </div>
  );
}
