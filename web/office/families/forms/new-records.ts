import type {
  ContactInput,
  FamilyFields,
  GuardianInput,
  NoteInput,
  PickupInput,
  StudentInput,
} from "../../../../worker/domains/families/schemas.ts";
import { me } from "../../../shared/session.ts";

/** What a form starts with when the record is new. */
export const newFamily = (): FamilyFields => ({
  name: "",
  addressLine1: null,
  addressLine2: null,
  city: null,
  region: null,
  postalCode: null,
  country: me()?.account.phoneRegion ?? null,
  homeLocationId: null,
  referralSourceId: null,
  flagText: null,
  specialDiscount: null,
  customValues: {},
});

export const newEmail = (): GuardianInput["emails"][number] => ({
  address: "",
  typeId: null,
  isPrimary: false,
  bulkOptIn: true,
});

export const newPhone = (): GuardianInput["phones"][number] => ({
  number: "",
  typeId: null,
  isPrimary: false,
  textOptIn: false,
});

export const newGuardian = (lastName = ""): GuardianInput => ({
  firstName: "",
  lastName,
  relationshipId: null,
  isPrimary: false,
  mayPickUp: true,
  livesWithStudents: true,
  birthDate: null,
  employer: null,
  emails: [newEmail()],
  phones: [newPhone()],
});

export const newStudent = (lastName = ""): StudentInput => ({
  firstName: "",
  lastName,
  preferredName: null,
  birthDate: null,
  gender: null,
  school: null,
  schoolGrade: null,
  tShirtSize: null,
  allergies: null,
  medications: null,
  medicalNotes: null,
  doctorName: null,
  doctorPhone: null,
  insuranceProvider: null,
  insurancePolicyNumber: null,
  flagText: null,
  photoAllowed: null,
  specialDiscount: null,
  customValues: {},
});

export const newContact = (): ContactInput => ({
  name: "",
  relationship: null,
  phone: "",
  secondPhone: null,
  studentId: null,
  mayPickUp: false,
});

export const newPickup = (kind: PickupInput["kind"]): PickupInput => ({
  kind,
  name: "",
  relationship: null,
  phone: null,
  reason: null,
  validUntil: null,
  studentId: null,
});

export const newNote = (): NoteInput => ({ body: "", severity: "info", studentId: null });

/** Rows that nobody filled in are not sent: an empty row is an invitation, not a mistake. */
export const withoutEmptyRows = <G extends Pick<GuardianInput, "emails" | "phones">>(guardian: G): G => ({
  ...guardian,
  emails: guardian.emails.filter((email) => email.address.trim() !== ""),
  phones: guardian.phones.filter((phone) => phone.number.trim() !== ""),
});
