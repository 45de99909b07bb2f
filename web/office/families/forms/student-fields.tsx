import { Show } from "solid-js";
import type { FamilyOptions } from "../../../../worker/domains/families/shapes.ts";
import type { FormField } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { can } from "../../../shared/session.ts";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { PhoneInput } from "../../../shared/ui/phone-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { CustomValueFields, customFieldsOf } from "./custom-value-fields.tsx";
import { discountOptions } from "./discount-options.ts";
import { DuplicateNote } from "./duplicate-note.tsx";
import type { Duplicates } from "./duplicates.ts";
import { FieldPair, FieldSection } from "./field-section.tsx";
import { type FieldSource, orNull, pathIn } from "./field-source.ts";

type StudentFieldsProps = {
  form: FieldSource;
  /** Where the student stands in a larger form, such as "students.0". */
  prefix?: string;
  options: FamilyOptions | undefined;
  duplicates?: Duplicates;
};

export const genderOptions = [
  { value: "", label: "Not known" },
  { value: "female", label: "Female" },
  { value: "male", label: "Male" },
  { value: "other", label: "Other" },
];

export const photoOptions = [
  { value: "", label: "Not asked" },
  { value: "yes", label: "Allowed" },
  { value: "no", label: "Not allowed" },
];

export function StudentFields(props: StudentFieldsProps) {
  const custom = () => customFieldsOf(props.options, "student");
  return (
    <>
      <StudentEssentials {...props} />
      <StudentHealthFields {...props} />
      <StudentMoreFields {...props} />
      <Show when={custom().length > 0}>
        <FieldSection title="Your school's own fields">
          <CustomValueFields form={props.form} prefix={props.prefix} fields={custom()} />
        </FieldSection>
      </Show>
    </>
  );
}

/** What a school needs before the first class. */
export function StudentEssentials(props: StudentFieldsProps) {
  const field = (name: string) => props.form.field(pathIn(props.prefix, name));
  const birthDate = () => String(field("birthDate").value() ?? "");
  const isDate = () => /^\d{4}-\d{2}-\d{2}$/.test(birthDate());
  const name = () => `${field("firstName").value() ?? ""} ${field("lastName").value() ?? ""}`;
  return (
    <FieldSection>
      <FieldPair>
        <TextInput label="First name" field={field("firstName")} maxLength={80} />
        <TextInput label="Last name" field={field("lastName")} maxLength={80} />
      </FieldPair>
      <FieldPair>
        <DateInput
          label="Birth date"
          optional
          description={isDate() ? `Age ${formats().age(birthDate())}` : "Decides which classes fit."}
          field={orNull(field("birthDate"))}
          max={formats().today()}
        />
        <Select label="Gender" optional field={orNull(field("gender"))} options={genderOptions} />
      </FieldPair>
      <Show when={isDate()}>
        <DuplicateNote
          what="a student of this name and birth date"
          families={props.duplicates?.matching(name())}
        />
      </Show>
    </FieldSection>
  );
}

function StudentHealthFields(props: StudentFieldsProps) {
  const field = (name: string) => orNull(props.form.field(pathIn(props.prefix, name)));
  return (
    <FieldSection
      title="Health"
      note="Allergies stand at the top of the family page, where nobody misses them."
    >
      <TextInput label="Allergies" optional field={field("allergies")} maxLength={2000} />
      <TextInput label="Medication" optional field={field("medications")} maxLength={2000} />
      <TextArea
        label="Other medical notes"
        optional
        field={field("medicalNotes")}
        maxLength={4000}
        rows={2}
      />
      <FieldPair>
        <TextInput label="Doctor" optional field={field("doctorName")} maxLength={120} />
        <PhoneInput label="Doctor's phone" optional field={field("doctorPhone")} />
        <TextInput label="Insurance" optional field={field("insuranceProvider")} maxLength={120} />
        <TextInput label="Insurance number" optional field={field("insurancePolicyNumber")} maxLength={80} />
      </FieldPair>
    </FieldSection>
  );
}

function StudentMoreFields(props: StudentFieldsProps) {
  const field = (name: string) => orNull(props.form.field(pathIn(props.prefix, name)));
  return (
    <FieldSection title="School and more">
      <FieldPair>
        <TextInput label="Preferred name" optional field={field("preferredName")} maxLength={80} />
        <TextInput label="T-shirt size" optional field={field("tShirtSize")} maxLength={20} />
        <TextInput label="School" optional field={field("school")} maxLength={120} />
        <TextInput label="Grade" optional field={field("schoolGrade")} maxLength={40} />
        <Select
          label="Photos of the student"
          optional
          field={yesNo(props.form.field(pathIn(props.prefix, "photoAllowed")))}
          options={photoOptions}
        />
        <Show when={can("billing_setup", "full")}>
          <Select
            label="Special discount"
            optional
            field={field("specialDiscount")}
            options={discountOptions}
          />
        </Show>
      </FieldPair>
      <TextInput
        label="Flag"
        description="A short remark that staff see beside the name."
        optional
        field={field("flagText")}
        maxLength={200}
      />
    </FieldSection>
  );
}

/** A question that may be unanswered, asked by a select. */
const yesNo = (field: FormField): FormField => ({
  ...field,
  value: () => (field.value() === null ? "" : field.value() ? "yes" : "no"),
  set: (value) => field.set(value === "" ? null : value === "yes"),
});
