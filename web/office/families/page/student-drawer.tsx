import { Show } from "solid-js";
import { type StudentInput, studentInput } from "../../../../worker/domains/families/schemas.ts";
import type { FamilyPage } from "../../../../worker/domains/families/shapes.ts";
import { api } from "../../../shared/api.ts";
import { changedOnly } from "../../../shared/merge-edits.ts";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { filledValues } from "../forms/custom-value-fields.tsx";
import { createDuplicates } from "../forms/duplicates.ts";
import { newStudent } from "../forms/new-records.ts";
import { StudentFields } from "../forms/student-fields.tsx";
import type { FamilyRoom, Written } from "./family-room.ts";
import { fullName } from "./names.ts";
import { RecordDrawer } from "./record-drawer.tsx";
import { createRecordForm } from "./record-form.ts";
import { StudentFacts } from "./student-facts.tsx";

const labels: Partial<Record<keyof StudentInput, string>> = {
  firstName: "First name",
  lastName: "Last name",
  preferredName: "Preferred name",
  birthDate: "Birth date",
  gender: "Gender",
  school: "School",
  schoolGrade: "Grade",
  tShirtSize: "T-shirt size",
  allergies: "Allergies",
  medications: "Medication",
  medicalNotes: "Medical notes",
  doctorName: "Doctor",
  doctorPhone: "Doctor's phone",
  insuranceProvider: "Insurance",
  insurancePolicyNumber: "Insurance number",
  flagText: "Flag",
  photoAllowed: "Photos",
  specialDiscount: "Special discount",
  customValues: "Your school's own fields",
};

function find(page: FamilyPage, id: string | undefined) {
  const student = page.students.find((one) => one.id === id);
  if (!student) return undefined;
  const { id: _id, version, isActive: _isActive, ...values } = student;
  return { values: structuredClone(values) as StudentInput, version };
}

export function StudentDrawer(props: { room: FamilyRoom; id?: string }) {
  return (
    <Show when={props.room.mayEditStudents()} fallback={<StudentLook room={props.room} id={props.id} />}>
      <StudentForm {...props} />
    </Show>
  );
}

/** For readers who may only look. */
function StudentLook(props: { room: FamilyRoom; id?: string }) {
  const student = () => props.room.page().students.find(({ id }) => id === props.id);
  return (
    <Show when={student()}>
      {(found) => (
        <Drawer open title={fullName(found())} onClose={props.room.close}>
          <StudentFacts room={props.room} student={found()} />
        </Drawer>
      )}
    </Show>
  );
}

function StudentForm(props: { room: FamilyRoom; id?: string }) {
  const { room } = props;
  const page = room.snapshot();
  const student = page.students.find(({ id }) => id === props.id);
  // Siblings mostly share their name; a family that is called after two people does not tell which.
  const lastName = page.students[0]?.lastName ?? page.guardians[0]?.lastName ?? "";
  const form = createRecordForm<StudentInput, StudentInput>({
    room,
    find: (current) => find(current, props.id),
    fresh: newStudent(lastName),
    schema: studentInput,
    send: (output, kept, idempotencyKey) => {
      const values = { ...output, customValues: filledValues(output.customValues) };
      if (!kept) return api.post<Written>(`${room.path()}/students`, values, { idempotencyKey });
      const body = { ...changedOnly(kept.values, values), version: kept.version };
      return api.patch<Written>(`/students/${props.id}`, body, { idempotencyKey });
    },
  });
  const duplicates = createDuplicates(
    () => ({
      emails: [],
      phones: [],
      students: [
        {
          firstName: form.values.firstName,
          lastName: form.values.lastName,
          birthDate: /^\d{4}-\d{2}-\d{2}$/.test(form.values.birthDate ?? "") ? form.values.birthDate : null,
        },
      ],
    }),
    // A new student who is already in this very family is worth the same warning.
    student && page.family.id,
  );

  function remove() {
    room.close();
    if (!student) return;
    const { id, version } = student;
    void room.act(() => api.post<Written>("/students/delete", { students: [{ id, version }] }));
  }

  return (
    <RecordDrawer
      room={room}
      form={form}
      title={student ? fullName(student) : "New student"}
      description={student ? undefined : `In the family ${page.family.name}`}
      saveLabel={student ? "Save" : "Add student"}
      labels={labels}
      duplicates={duplicates}
      onDelete={remove}
    >
      <StudentFields form={form} options={room.options()} duplicates={duplicates} />
    </RecordDrawer>
  );
}
