import {
  type CreateFamilyInput,
  createFamilyInput,
  type FamilyFields,
  type GuardianInput,
  type StudentInput,
} from "../../../../worker/domains/families/schemas.ts";
import type { FieldProblem } from "../../../shared/api-error.ts";
import type { Schema } from "../../../shared/form.ts";

export type NewFamily = FamilyFields & {
  guardians: GuardianInput[];
  students: StudentInput[];
  duplicatesSeen: boolean;
};

type Place = string | number;

const isTyped = (text: string | null) => text !== null && text.trim() !== "";
const isFilled = (student: StudentInput) => isTyped(student.firstName) || student.birthDate !== null;
const hasAddress = (email: { address: string }) => isTyped(email.address);
const hasNumber = (phone: { number: string }) => isTyped(phone.number);

/** Rows that nobody filled in are not sent: an empty row is an invitation, not a mistake. */
function toInput(values: NewFamily): unknown {
  return {
    ...values,
    customValues: filled(values.customValues),
    guardians: values.guardians.map((guardian) => ({
      ...guardian,
      emails: guardian.emails.filter(hasAddress),
      phones: guardian.phones.filter(hasNumber),
    })),
    students: values.students
      .filter(isFilled)
      .map((student) => ({ ...student, customValues: filled(student.customValues) })),
  };
}

const filled = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => isTyped(value)));

/** The n-th of those that were sent, as the position it has on the screen. */
function position<T>(rows: readonly T[], isSent: (row: T) => boolean, nth: Place): Place {
  const sent = rows.flatMap((row, index) => (isSent(row) ? [index] : []));
  return sent[Number(nth)] ?? nth;
}

/** Where on the screen a problem belongs that was found in what was sent. */
function onScreen(values: NewFamily, path: readonly Place[]): Place[] {
  const [list, nth = 0, entries, row, ...rest] = path;
  if (list === "students" && path.length > 1) {
    return [list, position(values.students, isFilled, nth), ...path.slice(2)];
  }
  const guardian = list === "guardians" ? values.guardians[Number(nth)] : undefined;
  if (!guardian || row === undefined) return [...path];
  if (entries === "emails") return [list!, nth, entries, position(guardian.emails, hasAddress, row), ...rest];
  if (entries === "phones") return [list!, nth, entries, position(guardian.phones, hasNumber, row), ...rest];
  return [...path];
}

export const fieldsOnScreen = (values: NewFamily, fields: readonly FieldProblem[]): FieldProblem[] =>
  fields.map(({ path, message }) => ({ message, path: onScreen(values, path.split(".")).join(".") }));

/** The shared schema, over what will be sent. */
export const newFamilySchema: Schema<CreateFamilyInput> = {
  "~standard": {
    async validate(value) {
      const values = value as NewFamily;
      const outcome = await createFamilyInput["~standard"].validate(toInput(values));
      if (!outcome.issues) return outcome;
      const issues = outcome.issues.map(({ message, path = [] }) => ({
        message,
        path: onScreen(
          values,
          path.map((part) => (typeof part === "object" ? part.key : part) as Place),
        ),
      }));
      return { issues };
    },
  },
};
