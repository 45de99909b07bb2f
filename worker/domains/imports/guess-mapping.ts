import { fold } from "../../../tenant-schema/text.ts";
import { type DateEvidence, dateEvidence, parseDate } from "./cell-dates.ts";
import { isEmail, isNothing, splitEmails } from "./cell-values.ts";
import type { TargetField } from "./fields.ts";
import { guessField, type HeaderGuess } from "./guess-field.ts";
import type { Table } from "./read-table.ts";
import { type ImportMapping, importMapping } from "./schemas.ts";

/** How many rows the data is looked at in. */
const LOOKED_AT = 200;
const MOST = 0.8;
/** A header that says what it is may stand over many values that are wrong. */
const SOME = 0.2;
const PHONE = /^[+(]?\d[\d\s().\-/]{5,}\d$/;

const FAMILY_ONLY = new Set([
  "addressLine1",
  "addressLine2",
  "city",
  "region",
  "postalCode",
  "country",
  "referralSource",
]);
const STUDENT_ONLY = new Set([
  "preferredName",
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
]);
const GUARDIAN_ONLY = new Set(["relationship", "employer", "mobilePhone", "homePhone", "workPhone"]);

/** Proposes a field for every column: by its header, else by what stands in it. */
export function guessMapping(table: Table, fields: readonly TargetField[]): ImportMapping {
  const known = new Map(fields.map((field) => [field.key, field]));
  const columns: Record<string, string> = {};
  const taken = new Set<string>();
  const propose = (header: string, key: string, values: readonly string[]): void => {
    const field = known.get(key);
    if (!field || columns[header] || (taken.has(key) && !field.isRepeatable) || !fits(field, values)) return;
    columns[header] = key;
    taken.add(key);
  };
  const headers = table.headers.map((header, index) => ({
    header,
    values: valuesOf(table, index),
    guess: guessField(header),
  }));
  const students = headers.some(({ guess }) => guess?.role === "student" && isName(guess.attribute));
  const guardians = headers.some(({ guess }) => guess?.role === "guardian1" && isName(guess.attribute));
  for (const { header, values } of headers) {
    const own = fields.find((field) => field.kind === "custom" && fold(field.label) === fold(header));
    if (own) propose(header, own.key, values);
  }
  // Headers that say whose field it is come before those that leave it open.
  for (const explicit of [true, false]) {
    for (const { header, values, guess } of headers) {
      if (!guess?.attribute || (guess.role !== null) !== explicit) continue;
      const isBareId = guess.role === null && guess.attribute === "externalId";
      propose(header, isBareId ? idKeyOf(values, students) : keyOf(guess, students, guardians), values);
    }
  }
  for (const { header, values, guess } of headers) {
    if (columns[header] || guess || values.length === 0) continue;
    const person = guardians || students ? "guardian1" : "family";
    if (share(values, (value) => isEmail(value)) > MOST) propose(header, `${person}.email`, values);
    else if (share(values, isBirthDate) > MOST) propose(header, "student.birthDate", values);
  }
  return importMapping.parse({ columns, dateOrder: datesOf(table, columns, fields).order });
}

function isName(attribute: string): boolean {
  return attribute === "firstName" || attribute === "lastName" || attribute === "fullName";
}

/** The field of the catalogue; a header that does not say whose it is goes where such a field usually belongs. */
function keyOf({ role, attribute }: HeaderGuess, students: boolean, guardians: boolean): string {
  if (FAMILY_ONLY.has(attribute)) return `family.${attribute}`;
  if (STUDENT_ONLY.has(attribute)) return `student.${attribute}`;
  if (role === "contact1" || role === "contact2") {
    if (isName(attribute)) return `${role}.name`;
    return `${role}.${/phone/i.test(attribute) ? "phone" : attribute}`;
  }
  if (role === "family") {
    if (isName(attribute)) return "family.name";
    return `family.${/phone/i.test(attribute) ? "phone" : attribute}`;
  }
  if (role === "student" && attribute === "email") return "family.email";
  if (role === "student" && /phone/i.test(attribute)) return "family.phone";
  if (role !== null) return `${role}.${attribute}`;
  if (isName(attribute)) return students ? `guardian1.${attribute}` : `student.${attribute}`;
  if (attribute === "birthDate") return "student.birthDate";
  if (GUARDIAN_ONLY.has(attribute)) return `guardian1.${attribute}`;
  if (attribute === "email" || attribute === "phone")
    return `${guardians || students ? "guardian1" : "family"}.${attribute}`;
  return `${students || !guardians ? "student" : "family"}.${attribute}`;
}

/** A column called just `ID` that repeats its values numbers the families, otherwise whatever a row is. */
function idKeyOf(values: readonly string[], students: boolean): string {
  return students && new Set(values).size === values.length ? "student.externalId" : "family.externalId";
}

/** Whether what stands in the column can be such a field at all. */
function fits(field: TargetField, values: readonly string[]): boolean {
  if (values.length === 0) return true;
  if (field.kind === "emails") return share(values, (value) => splitEmails(value).some(isEmail)) > SOME;
  if (field.kind === "phones")
    return share(values, (value) => PHONE.test(value) || /\d{5}/.test(value)) > SOME;
  if (field.kind === "date") return share(values, (value) => readsAsDate(value)) > SOME;
  return true;
}

function readsAsDate(value: string): boolean {
  return parseDate(value, "mdy") !== null || parseDate(value, "dmy") !== null;
}

function isBirthDate(value: string): boolean {
  // A bare number is more likely a count or a code than a day as spreadsheets count them.
  return !/^\d+$/.test(value) && readsAsDate(value);
}

function share(values: readonly string[], test: (value: string) => boolean): number {
  return values.filter(test).length / values.length;
}

function valuesOf(table: Table, index: number): string[] {
  const values: string[] = [];
  for (const row of table.rows) {
    const value = row.cells[index] ?? "";
    if (value !== "" && !isNothing(value)) values.push(value);
    if (values.length === LOOKED_AT) break;
  }
  return values;
}

export interface MappedDates extends DateEvidence {
  /** A date that can be read both ways. */
  readonly sample: string | null;
}

/** What all dates of the mapped columns say together: a file is written by one program, in one order. */
export function datesOf(
  table: Table,
  columns: Readonly<Record<string, string>>,
  fields: readonly TargetField[],
): MappedDates {
  const dated = new Set(fields.filter((field) => field.kind === "date").map((field) => field.key));
  const indexes = table.headers.flatMap((header, index) => (dated.has(columns[header] ?? "") ? [index] : []));
  const values = table.rows.flatMap((row) => indexes.map((index) => row.cells[index] ?? ""));
  const evidence = dateEvidence(values);
  const sample = evidence.isAmbiguous
    ? (values.find((value) => {
        const [first, second] = [parseDate(value, "mdy"), parseDate(value, "dmy")];
        return first !== null && second !== null && first !== second;
      }) ?? null)
    : null;
  return { ...evidence, sample };
}

/** Up to three different values of a column, for the mapping table. */
export function samplesOf(table: Table, index: number): string[] {
  return [...new Set(valuesOf(table, index))].slice(0, 3).map((value) => value.slice(0, 80));
}
