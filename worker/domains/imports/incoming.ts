import type { ParsedPhone } from "../phone-numbers.ts";

// What a file says, before anything is compared with what we have. Everything here travels as JSON between the
// steps of an import; what a file leaves empty is absent.

export type PhoneType = "mobile" | "home" | "work";

export interface IncomingPhone extends ParsedPhone {
  readonly type?: PhoneType;
}

export interface IncomingGuardian {
  readonly externalId?: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly relationship?: string;
  readonly birthDate?: string;
  readonly employer?: string;
  readonly emails: readonly string[];
  readonly phones: readonly IncomingPhone[];
}

export interface IncomingStudent {
  readonly externalId?: string;
  readonly firstName: string;
  readonly lastName: string;
  /** The file has no last name for the student; it is the family's. */
  readonly isLastNameAssumed?: true;
  readonly preferredName?: string;
  readonly birthDate?: string;
  readonly gender?: string;
  readonly school?: string;
  readonly schoolGrade?: string;
  readonly tShirtSize?: string;
  readonly allergies?: string;
  readonly medications?: string;
  readonly medicalNotes?: string;
  readonly doctorName?: string;
  readonly doctorPhone?: string;
  readonly insuranceProvider?: string;
  readonly insurancePolicyNumber?: string;
  readonly flagText?: string;
  readonly notes: readonly string[];
  readonly keywords: readonly string[];
  readonly customValues: Readonly<Record<string, string>>;
}

export interface IncomingContact {
  readonly name: string;
  readonly relationship?: string;
  readonly phone?: string;
  readonly phoneE164?: string;
}

export interface IncomingFamily {
  readonly externalId?: string;
  /** Absent when the file has no column for it; a new family is then named after its people. */
  readonly name?: string;
  readonly addressLine1?: string;
  readonly addressLine2?: string;
  readonly city?: string;
  readonly region?: string;
  readonly postalCode?: string;
  readonly country?: string;
  readonly referralSource?: string;
  readonly flagText?: string;
  /** Of the family, not of one of its guardians. */
  readonly emails: readonly string[];
  readonly phones: readonly IncomingPhone[];
  readonly notes: readonly string[];
  readonly keywords: readonly string[];
  readonly customValues: Readonly<Record<string, string>>;
}

/** One row of a file that can be imported. */
export interface IncomingRow {
  readonly file: string;
  readonly row: number;
  readonly family: IncomingFamily;
  readonly guardians: readonly IncomingGuardian[];
  readonly student?: IncomingStudent;
  readonly contacts: readonly IncomingContact[];
  /** What was left out of it, and why. */
  readonly notices: readonly string[];
}

/** A row that cannot be imported, with everything that is wrong with it. */
export interface RefusedRow {
  readonly file: string;
  readonly row: number;
  readonly name: string;
  readonly reasons: readonly string[];
}

/** The rows of one family, by the keys of the file alone. */
export interface RowGroup {
  readonly rows: readonly IncomingRow[];
  /** What the next import of the file knows the family by: its id there, or a fingerprint. */
  readonly key: ExternalKey;
  /** Why a new family made of them should be looked at by a person. */
  readonly review?: string;
}

/** What another system calls a record. */
export interface ExternalKey {
  readonly source: string;
  readonly key: string;
}

/** How a person would call the people of a row. */
export function nameOfRow(row: IncomingRow): string {
  const person = row.student ?? row.guardians[0];
  return person ? `${person.firstName} ${person.lastName}`.trim() : (row.family.name ?? "");
}
