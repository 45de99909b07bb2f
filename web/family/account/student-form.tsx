import { For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { OwnField, OwnStudentFacts } from "../../../worker/domains/students/own-shapes.ts";
import type { FormField } from "../../shared/form.ts";
import { studentWords } from "../words/students.ts";
import { ChoiceField, LongField, orNull, TextField } from "./fields.tsx";
import { DayField } from "./parts.tsx";

const TEXTS = [
  "firstName",
  "lastName",
  "preferredName",
  "birthDate",
  "gender",
  "school",
  "schoolGrade",
  "tShirtSize",
  "allergies",
  "medications",
  "medicalNotes",
  "doctorName",
  "doctorPhone",
  "insuranceProvider",
  "insurancePolicyNumber",
] as const;
type Text = (typeof TEXTS)[number];

/** As typed: everything is text, and empty text is nothing. */
export type StudentValues = Record<Text, string> & { customValues: Record<string, string> };

export function valuesOf(student: Partial<OwnStudentFacts>, fields: readonly OwnField[] = []): StudentValues {
  const texts = Object.fromEntries(TEXTS.map((key) => [key, student[key] ?? ""])) as Record<Text, string>;
  const customValues = fields.map(({ id }) => [id, student.customValues?.[id] ?? ""]);
  return { ...texts, customValues: Object.fromEntries(customValues) };
}

/** What is sent: names as they are, everything else nothing where it is empty. */
export function sentOf({ customValues, firstName, lastName, ...values }: StudentValues) {
  const texts = Object.fromEntries(Object.entries(values).map(([key, text]) => [key, orNull(text)]));
  return { firstName, lastName, ...texts, customValues };
}

/** The fields of a child; the same to add one and to change one. */
export function StudentFields(props: {
  field: (path: string) => FormField;
  fields: readonly OwnField[];
  isNew?: boolean;
}) {
  const words = studentWords;
  const text = (key: Text, rest: { required?: boolean; type?: string } = {}) => (
    <TextField field={props.field(key)} label={words()[key as "school"]} {...rest} />
  );
  const long = (key: "allergies" | "medications" | "medicalNotes") => (
    <LongField field={props.field(key)} label={words()[key]} maxLength={2000} />
  );
  const genders = () => Object.entries(words().genders).map(([value, label]) => ({ value, label }));
  return (
    <>
      <p class="text-sm text-ink-3">{words().required}</p>
      <div class="grid gap-4 sm:grid-cols-2">
        {text("firstName", { required: true })}
        {text("lastName", { required: true })}
        {text("preferredName")}
        <DayField label={words().birthDate} field={props.field("birthDate")} />
        <ChoiceField label={words().gender} field={props.field("gender")} options={genders()} />
        {text("tShirtSize")}
        {text("school")}
        {text("schoolGrade")}
      </div>
      <SubTitle isNew={props.isNew}>{words().health}</SubTitle>
      {long("allergies")}
      {long("medications")}
      {long("medicalNotes")}
      <Show when={!props.isNew}>
        <div class="grid gap-4 sm:grid-cols-2">
          {text("doctorName")}
          {text("doctorPhone", { type: "tel" })}
          {text("insuranceProvider")}
          {text("insurancePolicyNumber")}
        </div>
      </Show>
      <Show when={props.fields.length > 0}>
        <SubTitle isNew={props.isNew}>{words().more}</SubTitle>
        <For each={props.fields}>
          {(own) => <CustomField own={own} field={props.field(`customValues.${own.id}`)} />}
        </For>
      </Show>
    </>
  );
}

/** Below the title of the page, or of the section in which a child is changed. */
function SubTitle(props: { isNew?: boolean | undefined; children: JSX.Element }) {
  return (
    <Dynamic component={props.isNew ? "h2" : "h3"} class="mt-2 font-semibold">
      {props.children}
    </Dynamic>
  );
}

/** A field of the school's own making. */
function CustomField(props: { own: OwnField; field: FormField }) {
  const words = studentWords;
  const options = () => {
    const offered =
      props.own.type === "yes_no"
        ? [
            { value: "yes", label: words().yes },
            { value: "no", label: words().no },
          ]
        : props.own.choices.map((choice) => ({ value: choice, label: choice }));
    return [{ value: "", label: words().choose }, ...offered];
  };
  const common = () => ({
    field: props.field,
    label: props.own.label,
    required: props.own.isRequired,
  });
  return (
    <Show
      when={props.own.type === "choice" || props.own.type === "yes_no"}
      fallback={
        <TextField
          {...common()}
          type={props.own.type === "date" ? "date" : "text"}
          inputmode={props.own.type === "number" ? "decimal" : undefined}
        />
      }
    >
      <ChoiceField {...common()} options={options()} />
    </Show>
  );
}
