import { foldEmail, sortKey } from "../../../tenant-schema/text.ts";
import type { ExternalKey, IncomingGuardian, IncomingRow, IncomingStudent, RowGroup } from "./incoming.ts";

/** What rows are joined and families are matched by. */
export interface MatchKeys {
  /** Folded; the first is the primary one. */
  readonly emails: readonly string[];
  /** E.164; the first is the primary one. */
  readonly phones: readonly string[];
  readonly lastNames: readonly string[];
}

export function matchKeysOf(row: IncomingRow): MatchKeys {
  const emails = [...row.guardians.flatMap((guardian) => guardian.emails), ...row.family.emails];
  const phones = [...row.guardians.flatMap((guardian) => guardian.phones), ...row.family.phones];
  const names = [
    row.family.name,
    row.student?.lastName,
    ...row.guardians.map((guardian) => guardian.lastName),
  ];
  return {
    emails: unique(emails.map(foldEmail)),
    phones: unique(phones.flatMap((phone) => phone.e164 ?? [])),
    lastNames: unique(names.map((name) => sortKey(name)).filter((name) => name !== "")),
  };
}

/**
 * Under which the keys of a system are kept: the ids of its families and of its students may be the same numbers.
 * `key` is for what it has no id of, and is made of an e-mail, a phone or names.
 */
export function keySource(idSource: string, what: "family" | "student" | "guardian" | "key"): string {
  return `import:${sortKey(idSource)}:${what}`;
}

/** A first name as it is compared: `José  María` and `jose maria` are one. */
export function foldedName(name: string): string {
  return sortKey(name);
}

export function fullNameKey(person: { readonly firstName: string; readonly lastName: string }): string {
  return sortKey(person.firstName, person.lastName);
}

/**
 * What a row without id, e-mail and phone is known by when its file comes again. Guardians with an address are the
 * same family in every row; otherwise the student is part of it, so that nobody is joined by a common name.
 */
export function fingerprintOf(row: IncomingRow): string {
  const { addressLine1, postalCode, name } = row.family;
  const guardians = row.guardians.map(fullNameKey).sort();
  const address = [sortKey(addressLine1), sortKey(postalCode)].join(" ").trim();
  const isFamily = guardians.length > 0 && address !== "";
  const parts = [sortKey(name), ...guardians, address, isFamily ? "" : studentName(row.student)];
  return `f:${parts.join("|")}`;
}

/** What the next import knows a student by: the id of its own, or the family's key with the first name. */
export function studentKey(group: RowGroup, student: IncomingStudent, idSource: string): ExternalKey {
  if (student.externalId) return { source: keySource(idSource, "student"), key: student.externalId };
  // Siblings of one first name differ by their birth dates, or they are one child.
  const namesakes = unique(
    group.rows.flatMap((row) =>
      row.student && foldedName(row.student.firstName) === foldedName(student.firstName)
        ? (row.student.birthDate ?? [])
        : [],
    ),
  );
  const number = Math.max(0, namesakes.indexOf(student.birthDate ?? ""));
  const name = `${foldedName(student.firstName)}${number > 0 ? `#${number + 1}` : ""}`;
  return { source: keySource(idSource, "key"), key: `${group.key.key}|s:${name}` };
}

export function guardianKey(guardian: IncomingGuardian, idSource: string): ExternalKey | null {
  return guardian.externalId ? { source: keySource(idSource, "guardian"), key: guardian.externalId } : null;
}

/** Every key by which a group, its students and its guardians may be known already. */
export function keysOfGroup(group: RowGroup, idSource: string): ExternalKey[] {
  return [
    group.key,
    ...group.rows.flatMap((row) => (row.student ? studentKey(group, row.student, idSource) : [])),
    ...group.rows.flatMap((row) =>
      row.guardians.flatMap((guardian) => guardianKey(guardian, idSource) ?? []),
    ),
  ];
}

function studentName(student: IncomingStudent | undefined): string {
  return student ? fullNameKey(student) : "";
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
