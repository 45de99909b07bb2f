// What the families room answers, for the wire and the screens.
import type { FamilyMoney } from "../ledger/shapes.ts";
import type { ContactInput, FamilyFields, NoteInput, PickupInput, StudentInput } from "./schemas.ts";

/** One row of the list. */
export interface FamilyRow {
  readonly id: string;
  readonly name: string;
  readonly guardianName: string | null;
  /** E.164 when the number is valid, else as typed. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly students: readonly {
    readonly id: string;
    readonly name: string;
    readonly birthDate: string | null;
  }[];
  readonly isActive: boolean;
  readonly isSuspended: boolean;
  readonly needsReview: boolean;
  /** What it owes less what it has on account; null for whoever may not see ledgers. */
  readonly balanceMinor: number | null;
}

export interface PossibleDuplicate {
  readonly familyId: string;
  readonly familyName: string;
  readonly guardianName: string | null;
  readonly reasons: readonly ("email" | "phone" | "student")[];
  /** What matched, as the person typed it. */
  readonly matches: readonly string[];
}

export interface MergePreview {
  readonly winner: { readonly id: string; readonly name: string };
  readonly losers: readonly { readonly id: string; readonly name: string }[];
  readonly counts: {
    readonly guardians: number;
    readonly students: number;
    readonly notes: number;
    readonly contacts: number;
  };
  /** E-mails and phones that both sides have and that will be kept once. */
  readonly sharedContacts: readonly string[];
  readonly suggestedStudentPairs: readonly {
    readonly keepId: string;
    readonly mergeId: string;
    readonly name: string;
    readonly birthDate: string | null;
  }[];
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

export interface FamilyEmail extends Versioned {
  readonly guardianId: string | null;
  readonly address: string;
  readonly typeId: string | null;
  readonly isPrimary: boolean;
  readonly bulkOptIn: boolean;
}

export interface FamilyPhone extends Versioned {
  readonly guardianId: string | null;
  readonly number: string;
  readonly e164: string | null;
  readonly typeId: string | null;
  readonly isPrimary: boolean;
  readonly textOptIn: boolean;
}

export interface FamilyGuardian extends Versioned {
  readonly firstName: string;
  readonly lastName: string;
  readonly relationshipId: string | null;
  readonly isPrimary: boolean;
  readonly mayPickUp: boolean;
  readonly livesWithStudents: boolean;
  readonly birthDate: string | null;
  readonly employer: string | null;
}

export interface FamilyStudent extends Versioned, StudentInput {
  readonly isActive: boolean;
}

export interface FamilyEnrollment {
  readonly id: string;
  readonly studentId: string;
  readonly classId: string;
  readonly className: string;
  readonly kind: "active" | "trial" | "makeup" | "single_day" | "wait";
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export interface FamilyContact extends Versioned, Omit<ContactInput, "version" | "phone"> {
  /** Null: it was imported without one. */
  readonly phone: string | null;
}

export interface FamilyPickup extends Versioned, Omit<PickupInput, "version"> {}

export interface FamilyNote extends Versioned, Omit<NoteInput, "version"> {
  readonly authorName: string;
  readonly createdAt: number;
}

/** Everything the family page shows, read in one round trip. */
export interface FamilyPage {
  readonly family: Versioned &
    FamilyFields & {
      readonly createdAt: number;
      readonly isActive: boolean;
      readonly needsReview: boolean;
      readonly reviewReason: string | null;
      readonly suspension: {
        readonly reason: string;
        readonly suspendedAt: number;
        readonly suspendedBy: string;
      } | null;
    };
  readonly guardians: readonly FamilyGuardian[];
  readonly emails: readonly FamilyEmail[];
  readonly phones: readonly FamilyPhone[];
  readonly students: readonly FamilyStudent[];
  readonly enrollments: readonly FamilyEnrollment[];
  readonly contacts: readonly FamilyContact[];
  readonly pickups: readonly FamilyPickup[];
  readonly notes: readonly FamilyNote[];
  readonly keywordIds: readonly string[];
  /** Null for whoever may not see ledgers. */
  readonly money: FamilyMoney | null;
}

/** The lists a family form chooses from; the same for every family. */
export interface FamilyOptions {
  readonly relationships: readonly Option[];
  readonly referralSources: readonly Option[];
  readonly emailTypes: readonly Option[];
  readonly phoneTypes: readonly Option[];
  /** Families and students have keywords of their own, which may have the same label. */
  readonly keywords: readonly (Option & {
    readonly color: string | null;
    readonly kind: "family" | "student";
  })[];
  readonly locations: readonly { readonly id: string; readonly name: string }[];
  readonly customFields: readonly {
    readonly id: string;
    readonly entity: "family" | "student";
    readonly label: string;
    readonly fieldType: "text" | "number" | "date" | "yes_no" | "choice";
    readonly choices: readonly string[];
    readonly isRequired: boolean;
  }[];
}

export interface Option {
  readonly id: string;
  readonly label: string;
}

/** One act in a history: who, what, when, and each field before and after. */
export interface HistoryEntry {
  readonly id: string;
  readonly at: number;
  readonly actorName: string;
  readonly via: string;
  readonly action: string;
  readonly summary: string;
  readonly undoUntil: number | null;
  readonly undoneBy: string | null;
  readonly rows: readonly {
    readonly entity: string;
    readonly entityId: string;
    readonly op: "insert" | "update" | "delete" | "restore";
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  }[];
}
