import type { Row } from "../../../tenant-schema/entities.ts";
import { studentNames } from "../families/family-rows.ts";
import { type Existing, keyIndex } from "./existing.ts";
import type { IncomingContact, IncomingStudent, RowGroup } from "./incoming.ts";
import { foldedName, keySource, studentKey } from "./match-keys.ts";
import { mergeCustomValues, planExtras } from "./plan-family.ts";
import { Slot } from "./slot.ts";
import { type RowPlan, silently, tell } from "./working-family.ts";

const FIELDS = [
  ["birthDate", "birth date"],
  ["gender", "gender"],
  ["school", "school"],
  ["schoolGrade", "school grade"],
  ["tShirtSize", "T-shirt size"],
  ["allergies", "allergies"],
  ["medications", "medications"],
  ["medicalNotes", "medical notes"],
  ["doctorName", "doctor"],
  ["doctorPhone", "doctor's phone"],
  ["insuranceProvider", "insurance"],
  ["insurancePolicyNumber", "insurance policy number"],
  ["flagText", "alert"],
] as const satisfies readonly (readonly [keyof Row<"students"> & keyof IncomingStudent, string])[];

/** What a row says of its student. */
export function planStudent(
  told: RowPlan,
  student: IncomingStudent,
  group: RowGroup,
  existing: Existing,
  idSource: string,
): Slot<"students"> {
  const slot = findStudent(told, student, group, existing, idSource) ?? addStudent(told, student);
  const plan = slot.isNew ? silently(told) : told;
  planNames(plan, slot, student);
  const name = `${slot.value("firstName")} ${slot.value("lastName")}`;
  for (const [key, label] of FIELDS) {
    const before = slot.value(key);
    if (slot.offer(key, student[key], plan.rule)) tell(plan, `${name}: ${label}`, before, student[key]);
  }
  const merged = mergeCustomValues(slot.value("customValues") ?? {}, student.customValues, plan);
  if (merged) slot.derive({ customValues: merged });
  planExtras(plan, student, slot.id, slot.id);
  return slot;
}

function addStudent(plan: RowPlan, student: IncomingStudent): Slot<"students"> {
  const { working } = plan;
  const slot = new Slot("students", {
    fresh: { id: plan.mint("student"), familyId: working.id, firstName: "", lastName: student.lastName },
  });
  working.students.push(slot);
  tell(plan, "New student", null, `${student.firstName} ${student.lastName}`);
  return slot;
}

function planNames(plan: RowPlan, slot: Slot<"students">, student: IncomingStudent): void {
  const names = () => [slot.value("firstName"), slot.value("lastName")].filter(Boolean).join(" ");
  const before = names();
  const preferredBefore = slot.value("preferredName");
  // A student found by the preferred name keeps the first name that we have.
  const goesBy =
    slot.current && foldedName(slot.current.preferredName ?? "") === foldedName(student.firstName);
  const changed = [
    goesBy ? false : slot.offer("firstName", student.firstName, plan.rule),
    student.isLastNameAssumed ? false : slot.offer("lastName", student.lastName, plan.rule),
  ].some(Boolean);
  // An export that repeats the first name as the preferred one says nothing.
  const preferred = student.preferredName === student.firstName ? undefined : student.preferredName;
  const isPreferredNew = slot.offer("preferredName", preferred, plan.rule);
  if (!changed && !isPreferredNew) return;
  slot.derive(
    studentNames({
      firstName: slot.value("firstName") ?? "",
      lastName: slot.value("lastName") ?? "",
      preferredName: slot.value("preferredName") ?? null,
    }),
  );
  if (changed && !slot.isNew) tell(plan, "Student", before, names());
  if (isPreferredNew) tell(plan, `${names()}: preferred name`, preferredBefore, preferred);
}

/** By the id or fingerprint of an earlier import; by first name and birth date; by first name where one has no birth date. */
function findStudent(
  plan: RowPlan,
  student: IncomingStudent,
  group: RowGroup,
  existing: Existing,
  idSource: string,
): Slot<"students"> | undefined {
  const { students } = plan.working;
  const key = studentKey(group, student, idSource);
  const known = existing.keys.get(keyIndex(key.source, key.key))?.id;
  const byKey = known ? students.find((slot) => slot.id === known) : undefined;
  if (byKey) return byKey;
  const source = keySource(idSource, "student");
  const hasOtherId = (slot: Slot<"students">) =>
    student.externalId !== undefined &&
    (plan.working.existing?.externalIds.some((id) => id.id === slot.id && id.source === source) ?? false);
  const namesakes = students.filter(
    (slot) => !hasOtherId(slot) && namesOf(slot).includes(foldedName(student.firstName)),
  );
  const born = student.birthDate;
  const sameDay = namesakes.find((slot) => (slot.value("birthDate") ?? undefined) === born);
  return sameDay ?? namesakes.find((slot) => born === undefined || !slot.value("birthDate"));
}

function namesOf(slot: Slot<"students">): string[] {
  return [foldedName(slot.value("firstName") ?? ""), foldedName(slot.value("preferredName") ?? "")];
}

/** Emergency contacts are the same when their names are. */
export function planContact(plan: RowPlan, contact: IncomingContact): void {
  const { working, rule } = plan;
  const name = foldedName(contact.name);
  let slot = working.contacts.find((other) => foldedName(other.value("name") ?? "") === name);
  if (!slot) {
    slot = new Slot("emergencyContacts", {
      fresh: {
        id: plan.mint("contact"),
        familyId: working.id,
        name: contact.name,
        position: working.contacts.length,
      },
    });
    working.contacts.push(slot);
    tell(plan, "New emergency contact", null, contact.name);
  }
  const before = slot.value("relationship");
  if (slot.offer("relationship", contact.relationship, rule)) {
    tell(plan, `${contact.name}: relationship`, before, contact.relationship);
  }
  const phoneBefore = slot.value("phone");
  if (slot.offer("phone", contact.phone, rule)) {
    slot.derive({ phoneE164: contact.phoneE164 ?? null });
    tell(plan, `${contact.name}: phone`, phoneBefore, contact.phone);
  }
}
