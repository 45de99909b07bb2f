// What the family portal answers about a child, for the wire and the screens.

export interface OwnContact {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly relationship: string | null;
  readonly phone: string | null;
  readonly secondPhone: string | null;
  readonly mayPickUp: boolean;
  /** It is for all children of the family. */
  readonly isForAll: boolean;
}

export interface OwnPickup {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly relationship: string | null;
  readonly phone: string | null;
  readonly validUntil: string | null;
  readonly isForAll: boolean;
}

/** A field of the school's own making that it shows to families. */
export interface OwnField {
  readonly id: string;
  readonly label: string;
  readonly type: "text" | "number" | "date" | "yes_no" | "choice";
  readonly choices: readonly string[];
  readonly isRequired: boolean;
}

export interface OwnStudentFacts {
  readonly id: string;
  readonly version: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly preferredName: string | null;
  readonly birthDate: string | null;
  readonly gender: "female" | "male" | "other" | null;
  readonly school: string | null;
  readonly schoolGrade: string | null;
  readonly tShirtSize: string | null;
  readonly allergies: string | null;
  readonly medications: string | null;
  readonly medicalNotes: string | null;
  readonly doctorName: string | null;
  readonly doctorPhone: string | null;
  readonly insuranceProvider: string | null;
  readonly insurancePolicyNumber: string | null;
  /** By field; only of fields that families are shown. */
  readonly customValues: Readonly<Record<string, string>>;
}

export interface OwnStudentPage {
  readonly student: OwnStudentFacts;
  readonly contacts: readonly OwnContact[];
  readonly pickups: readonly OwnPickup[];
  readonly fields: readonly OwnField[];
}
