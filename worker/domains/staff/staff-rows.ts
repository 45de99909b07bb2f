import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { fold, foldEmail, nameWords, sortKey } from "../../../tenant-schema/text.ts";
import { type FieldProblem, Precondition } from "../../kernel/errors.ts";
import { parsePhone } from "../phone-numbers.ts";

type Staff = Row<"staff">;

export function fullName(person: Pick<Staff, "firstName" | "lastName">): string {
  return `${person.firstName} ${person.lastName}`.trim();
}

/** A name with what is derived from it; the list is in the order of last names. */
export function staffNames(name: Pick<Staff, "firstName" | "lastName">) {
  const { firstName, lastName } = name;
  return {
    firstName,
    lastName,
    sortName: sortKey(lastName, firstName),
    nameWords: nameWords(firstName, lastName),
  };
}

/** What people sign in with, and the folded forms that must be unique. */
export function signInNames(names: Pick<Staff, "username" | "email">) {
  const { username, email } = names;
  return { username, usernameFolded: fold(username), email, emailFolded: email && foldEmail(email) };
}

export function staffPhone(phone: string | null, region: string) {
  if (phone === null) return { phone: null, phoneE164: null };
  const parsed = parsePhone(phone, region);
  return { phone: parsed.number, phoneE164: parsed.e164 };
}

const TAKEN = {
  "staff.username_folded": { path: "username", message: "Somebody else has this user name." },
  "staff.email_folded": { path: "email", message: "Somebody else has this e-mail address." },
} as const satisfies Readonly<Record<string, FieldProblem>>;

/** What the unique indexes refused, as problems of the form; anything else as it was thrown. */
export function explainTaken(error: unknown): unknown {
  if (!(error instanceof UniqueViolation)) return error;
  const fields = error.columns.flatMap((column) => TAKEN[column as keyof typeof TAKEN] ?? []);
  if (fields.length === 0) return error;
  return new Precondition("not_unique", fields.map((field) => field.message).join(" "), fields);
}
