import { Index, type JSX } from "solid-js";
import { Button } from "../../../shared/ui/button.tsx";
import { PlusIcon } from "../../../shared/ui/icons.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { CustomValueFields, customFieldsOf } from "../forms/custom-value-fields.tsx";
import { FieldSection } from "../forms/field-section.tsx";
import { orNull } from "../forms/field-source.ts";
import { newStudent } from "../forms/new-records.ts";
import { StudentEssentials } from "../forms/student-fields.tsx";
import type { PartProps } from "./guardian-parts.tsx";
import { PersonCard } from "./person-card.tsx";

const studentsMax = 20;

export function StudentCards(props: PartProps & { children: (prefix: string) => JSX.Element }) {
  const students = () => props.form.values.students;
  const nameOf = (index: number) => students()[index]?.firstName.trim() || `Student ${index + 1}`;
  let addButton: HTMLButtonElement | undefined;

  function add() {
    const place = students().length;
    const lastName = students().at(-1)?.lastName ?? props.form.values.guardians[0]?.lastName ?? "";
    props.form.set("students", [...students(), newStudent(lastName)]);
    queueMicrotask(() =>
      document.getElementById(props.form.field(`students.${place}.firstName`).id)?.focus(),
    );
  }
  function remove(index: number) {
    props.form.set(
      "students",
      students().filter((_, place) => place !== index),
    );
    addButton?.focus();
  }

  return (
    <div class="flex flex-col gap-4">
      <Index each={students()}>
        {(_, index) => (
          <PersonCard
            title={nameOf(index)}
            removeLabel={`Remove ${nameOf(index)}`}
            onRemove={() => remove(index)}
          >
            {props.children(`students.${index}`)}
          </PersonCard>
        )}
      </Index>
      <Button
        ref={addButton}
        class="self-start"
        icon={PlusIcon}
        disabled={students().length >= studentsMax}
        onClick={add}
      >
        {students().length === 0 ? "Add a student" : "Add another student"}
      </Button>
    </div>
  );
}

/** What a school needs before the first class, and what it must never overlook. */
export function StudentBasics(props: PartProps & { prefix: string }) {
  const required = () => customFieldsOf(props.options, "student").filter(({ isRequired }) => isRequired);
  return (
    <>
      <StudentEssentials
        form={props.form}
        prefix={props.prefix}
        options={props.options}
        duplicates={props.form.duplicates}
      />
      <FieldSection>
        <TextInput
          label="Allergies"
          optional
          field={orNull(props.form.field(`${props.prefix}.allergies`))}
          maxLength={2000}
        />
        <CustomValueFields form={props.form} prefix={props.prefix} fields={required()} />
      </FieldSection>
    </>
  );
}
