import type { NewRow } from "../../../tenant-schema/entities.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { foldEmail, nameWords, sortKey } from "../../../tenant-schema/text.ts";
import { parsePhone } from "../phone-numbers.ts";
import type { GuardianInput, StudentInput } from "./schemas.ts";

type Fresh<E extends Parameters<typeof newRowType>[0]> = Omit<
  NewRow<E>,
  "version" | "createdAt" | "updatedAt"
>;
declare function newRowType(entity: "guardians" | "emails" | "phones" | "students"): void;

/** What a family is sorted and found by. */
export function familyNames(name: string): { name: string; sortName: string; nameWords: string[] } {
  return { name, sortName: sortKey(name), nameWords: nameWords(name) };
}

export function guardianNames(firstName: string, lastName: string) {
  return { firstName, lastName, nameWords: nameWords(firstName, lastName) };
}

/** A student is sorted by last name, found by first, preferred and last. */
export function studentNames(student: {
  readonly firstName: string;
  readonly lastName: string;
  readonly preferredName: string | null;
}) {
  const { firstName, lastName, preferredName } = student;
  return {
    firstName,
    lastName,
    preferredName,
    sortName: sortKey(lastName, preferredName ?? firstName),
    nameWords: nameWords(firstName, preferredName, lastName),
  };
}

/** The rows of a new guardian with her e-mails and phones, parents first. */
export function guardianRows(
  familyId: string,
  input: GuardianInput,
  position: number,
  region: string,
  nowMs: number,
): { guardian: Fresh<"guardians">; emails: Fresh<"emails">[]; phones: Fresh<"phones">[] } {
  const guardianId = newId("guardian", nowMs);
  const guardian = {
    id: guardianId,
    familyId,
    ...guardianNames(input.firstName, input.lastName),
    relationshipId: input.relationshipId,
    isPrimary: input.isPrimary,
    mayPickUp: input.mayPickUp,
    livesWithStudents: input.livesWithStudents,
    birthDate: input.birthDate,
    employer: input.employer,
    position,
  };
  return {
    guardian,
    emails: input.emails.map((email) => emailRow(familyId, guardianId, email, nowMs)),
    phones: input.phones.map((phone) => phoneRow(familyId, guardianId, phone, region, nowMs)),
  };
}

export function emailRow(
  familyId: string,
  guardianId: string | null,
  email: GuardianInput["emails"][number],
  nowMs: number,
): Fresh<"emails"> {
  return { id: newId("email", nowMs), familyId, guardianId, ...emailFields(email) };
}

export function emailFields(email: GuardianInput["emails"][number]) {
  const { address, typeId, isPrimary, bulkOptIn } = email;
  return { address, addressFolded: foldEmail(address), typeId, isPrimary, bulkOptIn };
}

export function phoneRow(
  familyId: string,
  guardianId: string | null,
  phone: GuardianInput["phones"][number],
  region: string,
  nowMs: number,
): Fresh<"phones"> {
  return { id: newId("phone", nowMs), familyId, guardianId, ...phoneFields(phone, region) };
}

export function phoneFields(phone: GuardianInput["phones"][number], region: string) {
  const { number, e164, searchDigits } = parsePhone(phone.number, region);
  return {
    number,
    e164,
    searchDigits,
    typeId: phone.typeId,
    isPrimary: phone.isPrimary,
    textOptIn: phone.textOptIn,
  };
}

export function studentRow(familyId: string, input: StudentInput, nowMs: number): Fresh<"students"> {
  return { ...input, id: newId("student", nowMs), familyId, ...studentNames(input) };
}

/** Exactly one of a family's guardians, e-mails or phones is primary: the first that says so, else the first. */
export function withOnePrimary<R extends { readonly isPrimary: boolean }>(rows: readonly R[]): R[] {
  const chosen = Math.max(
    0,
    rows.findIndex((row) => row.isPrimary),
  );
  return rows.map((row, i) => ({ ...row, isPrimary: i === chosen }));
}
