import type { ImportField } from "./schemas.ts";

/** How the text of a cell is read. */
export type FieldKind = "text" | "date" | "gender" | "country" | "emails" | "phones" | "keywords" | "custom";

export interface TargetField extends ImportField {
  readonly kind: FieldKind;
  readonly maxLength: number;
}

/** A custom field of the account, as far as an import needs it. */
export interface CustomField {
  readonly id: string;
  readonly entity: string;
  readonly label: string;
  readonly fieldType: "text" | "number" | "date" | "yes_no" | "choice";
  readonly choices: readonly string[];
}

type Line = readonly [key: string, label: string, maxLength: number, kind?: FieldKind];
const REPEATABLE: readonly FieldKind[] = ["emails", "phones", "keywords"];

const FAMILY: readonly Line[] = [
  ["externalId", "Family id", 200],
  ["name", "Family name", 120],
  ["addressLine1", "Address", 120],
  ["addressLine2", "Address, second line", 120],
  ["city", "City", 80],
  ["region", "State or county", 80],
  ["postalCode", "Postal code", 20],
  ["country", "Country", 60, "country"],
  ["email", "E-mail of the family", 254, "emails"],
  ["phone", "Phone of the family", 40, "phones"],
  ["referralSource", "Referral source", 60],
  ["flagText", "Alert shown to staff", 200],
  ["note", "Note on the family", 4_000],
  ["keywords", "Keywords of the family", 40, "keywords"],
];
const GUARDIAN: readonly Line[] = [
  ["fullName", "full name", 160],
  ["firstName", "first name", 80],
  ["lastName", "last name", 80],
  ["relationship", "relationship", 60],
  ["email", "e-mail", 254, "emails"],
  ["phone", "phone", 40, "phones"],
  ["mobilePhone", "mobile phone", 40, "phones"],
  ["homePhone", "home phone", 40, "phones"],
  ["workPhone", "work phone", 40, "phones"],
  ["birthDate", "birth date", 40, "date"],
  ["employer", "employer", 120],
];
const STUDENT: readonly Line[] = [
  ["externalId", "id", 200],
  ["fullName", "full name", 160],
  ["firstName", "first name", 80],
  ["lastName", "last name", 80],
  ["preferredName", "preferred name", 80],
  ["birthDate", "birth date", 40, "date"],
  ["gender", "gender", 40, "gender"],
  ["school", "school", 120],
  ["schoolGrade", "school grade", 40],
  ["tShirtSize", "T-shirt size", 20],
  ["allergies", "allergies", 2_000],
  ["medications", "medications", 2_000],
  ["medicalNotes", "medical notes", 4_000],
  ["doctorName", "doctor", 120],
  ["doctorPhone", "doctor's phone", 40],
  ["insuranceProvider", "insurance", 120],
  ["insurancePolicyNumber", "insurance policy number", 80],
  ["flagText", "alert shown to staff", 200],
  ["note", "note", 4_000],
  ["keywords", "keywords", 40, "keywords"],
];
const CONTACT: readonly Line[] = [
  ["name", "name", 120],
  ["relationship", "relationship", 80],
  ["phone", "phone", 40],
];

/** Everything a column can be mapped to in this account. */
export function importFields(customFields: readonly CustomField[]): TargetField[] {
  return [
    ...section("student", "Student", STUDENT, "Student"),
    ...section("guardian1", "Guardian 1", GUARDIAN, "Guardian 1"),
    ...section("guardian2", "Guardian 2", GUARDIAN, "Guardian 2"),
    ...section("family", "Family", FAMILY),
    ...section("contact1", "Emergency contacts", CONTACT, "Emergency contact 1"),
    ...section("contact2", "Emergency contacts", CONTACT, "Emergency contact 2"),
    ...customFields
      .filter((field) => field.entity === "family" || field.entity === "student")
      .map((field) => ({
        key: `${field.entity}.custom.${field.id}`,
        label: field.label,
        group: field.entity === "family" ? "Family: your own fields" : "Student: your own fields",
        isRepeatable: false,
        kind: "custom" as const,
        maxLength: 2_000,
      })),
  ];
}

function section(prefix: string, group: string, lines: readonly Line[], named = ""): TargetField[] {
  return lines.map(([key, label, maxLength, kind = "text"]) => ({
    key: `${prefix}.${key}`,
    label: named ? `${named}: ${label}` : label,
    group,
    isRepeatable: REPEATABLE.includes(kind) || key === "note",
    kind,
    maxLength,
  }));
}
