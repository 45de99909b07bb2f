import * as z from "zod/mini";

// What the families room takes in: wire, form and domain type at once. What it answers is in shapes.ts.

const trimmed = (max: number) => z.string().check(z.trim(), z.maxLength(max, `At most ${max} characters`));
const required = (max: number, what: string) =>
  z.string().check(z.trim(), z.minLength(1, `Enter ${what}`), z.maxLength(max, `At most ${max} characters`));
/** Text that may be empty; an empty one is stored as nothing. */
const optional = (max: number) =>
  z.nullable(
    z.pipe(
      trimmed(max),
      z.transform((text: string) => (text === "" ? null : text)),
    ),
  );
const PHONE = "Enter a phone number";
const phoneNumber = z.string(PHONE).check(z.trim(), z.minLength(3, PHONE), z.maxLength(40));
const isoDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, "Enter a date such as 2019-04-30"));
const optionalDate = z.nullable(isoDate);
const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());

export const familyStatuses = ["all", "active", "inactive", "suspended", "review"] as const;
export type FamilyStatus = (typeof familyStatuses)[number];

/** The families list as its URL says it; `q` is any word, the other three must all match. */
export const familyFilter = z.object({
  status: z._default(z.enum(familyStatuses), "all"),
  q: z._default(trimmed(200), ""),
  name: z._default(trimmed(200), ""),
  email: z._default(trimmed(200), ""),
  phone: z._default(trimmed(40), ""),
  keyword: z._default(trimmed(40), ""),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type FamilyFilter = z.infer<typeof familyFilter>;

export const emailInput = z.object({
  id: z.optional(id),
  address: z
    .string()
    .check(
      z.trim(),
      z.maxLength(254),
      z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "Enter an address such as name@example.org"),
    ),
  typeId: z._default(z.nullable(id), null),
  isPrimary: z._default(z.boolean(), false),
  bulkOptIn: z._default(z.boolean(), true),
});

export const phoneInput = z.object({
  id: z.optional(id),
  number: phoneNumber,
  typeId: z._default(z.nullable(id), null),
  isPrimary: z._default(z.boolean(), false),
  textOptIn: z._default(z.boolean(), false),
});

export const guardianFields = z.object({
  firstName: required(80, "a first name"),
  lastName: trimmed(80),
  relationshipId: z._default(z.nullable(id), null),
  isPrimary: z._default(z.boolean(), false),
  mayPickUp: z._default(z.boolean(), true),
  livesWithStudents: z._default(z.boolean(), true),
  birthDate: z._default(optionalDate, null),
  employer: z._default(optional(120), null),
});

/** A guardian with the e-mails and phones that are hers. */
export const guardianInput = z.extend(guardianFields, {
  emails: z._default(z.array(emailInput).check(z.maxLength(10)), []),
  phones: z._default(z.array(phoneInput).check(z.maxLength(10)), []),
});
export type GuardianInput = z.infer<typeof guardianInput>;

export const studentInput = z.object({
  firstName: required(80, "a first name"),
  lastName: required(80, "a last name"),
  preferredName: z._default(optional(80), null),
  birthDate: z._default(optionalDate, null),
  gender: z._default(z.nullable(z.enum(["female", "male", "other"])), null),
  school: z._default(optional(120), null),
  schoolGrade: z._default(optional(40), null),
  tShirtSize: z._default(optional(20), null),
  allergies: z._default(optional(2000), null),
  medications: z._default(optional(2000), null),
  medicalNotes: z._default(optional(4000), null),
  doctorName: z._default(optional(120), null),
  doctorPhone: z._default(optional(40), null),
  insuranceProvider: z._default(optional(120), null),
  insurancePolicyNumber: z._default(optional(80), null),
  flagText: z._default(optional(200), null),
  photoAllowed: z._default(z.nullable(z.boolean()), null),
  specialDiscount: z._default(z.nullable(z.enum(["member", "employee", "in_service"])), null),
  customValues: z._default(z.record(z.string(), z.string().check(z.maxLength(2000))), {}),
});
export type StudentInput = z.infer<typeof studentInput>;

export const familyFields = z.object({
  name: required(120, "a family name"),
  addressLine1: z._default(optional(120), null),
  addressLine2: z._default(optional(120), null),
  city: z._default(optional(80), null),
  region: z._default(optional(80), null),
  postalCode: z._default(optional(20), null),
  country: z._default(z.nullable(z.string().check(z.regex(/^[A-Z]{2}$/, "Choose a country"))), null),
  homeLocationId: z._default(z.nullable(id), null),
  referralSourceId: z._default(z.nullable(id), null),
  flagText: z._default(optional(200), null),
  specialDiscount: z._default(z.nullable(z.enum(["member", "employee", "in_service"])), null),
  customValues: z._default(z.record(z.string(), z.string().check(z.maxLength(2000))), {}),
});

/** A new family, whole: wizard and one-page form end here. */
export const createFamilyInput = z.extend(familyFields, {
  guardians: z.array(guardianInput).check(z.minLength(1, "Add at least one guardian"), z.maxLength(10)),
  students: z._default(z.array(studentInput).check(z.maxLength(20)), []),
  /** The person saw the possible duplicates and wants a new family all the same. */
  duplicatesSeen: z._default(z.boolean(), false),
});
export type CreateFamilyInput = z.infer<typeof createFamilyInput>;

/** What identifies people, for the duplicate check while a form is being filled in. */
export const duplicateProbe = z.object({
  emails: z._default(z.array(z.string().check(z.maxLength(254))).check(z.maxLength(20)), []),
  phones: z._default(z.array(z.string().check(z.maxLength(40))).check(z.maxLength(20)), []),
  students: z._default(
    z
      .array(z.object({ firstName: trimmed(80), lastName: trimmed(80), birthDate: optionalDate }))
      .check(z.maxLength(20)),
    [],
  ),
});
export type DuplicateProbe = z.infer<typeof duplicateProbe>;

/** An edit of one record: the fields that change, and the version they were read at. */
const patch = <T extends z.core.$ZodShape>(shape: z.ZodMiniObject<T>) =>
  z.extend(z.partial(shape), { version });

// A partial schema keeps the defaults of its fields, which would overwrite what was not sent; these have none.
const withoutDefaults = <T extends z.core.$ZodShape>(shape: z.ZodMiniObject<T>) =>
  z.object(
    Object.fromEntries(
      Object.entries(shape.shape).map(([key, field]) => [
        key,
        z.optional(field instanceof z.ZodMiniDefault ? field.def.innerType : field),
      ]),
    ) as { [K in keyof T]: z.ZodMiniOptional<T[K] extends z.ZodMiniDefault<infer Inner> ? Inner : T[K]> },
  );

export type FamilyFields = z.infer<typeof familyFields>;

export const updateFamilyInput = patch(withoutDefaults(familyFields));
export type UpdateFamilyInput = z.infer<typeof updateFamilyInput>;
export const updateStudentInput = patch(withoutDefaults(studentInput));
export type UpdateStudentInput = z.infer<typeof updateStudentInput>;

/** A guardian saved as a whole, with e-mails and phones; those left out are deleted. */
export const saveGuardianInput = z.extend(guardianInput, { version: z.optional(version) });
export type SaveGuardianInput = z.infer<typeof saveGuardianInput>;

/** Whoever cannot be called is nobody's emergency contact. Imports keep what the other system knew. */
export const contactInput = z.object({
  name: required(120, "a name"),
  relationship: z._default(optional(80), null),
  phone: phoneNumber,
  secondPhone: z._default(optional(40), null),
  studentId: z._default(z.nullable(id), null),
  mayPickUp: z._default(z.boolean(), false),
  version: z.optional(version),
});
export type ContactInput = z.infer<typeof contactInput>;

export const pickupInput = z.object({
  kind: z.enum(["authorised", "barred"]),
  name: required(120, "a name"),
  relationship: z._default(optional(80), null),
  phone: z._default(optional(40), null),
  reason: z._default(optional(500), null),
  validUntil: z._default(optionalDate, null),
  studentId: z._default(z.nullable(id), null),
  version: z.optional(version),
});
export type PickupInput = z.infer<typeof pickupInput>;

export const noteInput = z.object({
  body: required(4000, "a note"),
  severity: z._default(z.enum(["info", "important", "critical"]), "info"),
  studentId: z._default(z.nullable(id), null),
  version: z.optional(version),
});
export type NoteInput = z.infer<typeof noteInput>;

export const keywordsInput = z.object({ keywordIds: z.array(id).check(z.maxLength(50)) });
export const suspendInput = z.object({ reason: required(500, "a reason"), version });
export const unsuspendInput = z.object({ reason: required(500, "a reason"), version });
export const versionInput = z.object({ version });

/** Two students who are one child: the second goes into the first. */
const studentPair = z.object({ keepId: id, mergeId: id });
/** The first family keeps its id and its own facts; the others go into it. */
export const mergeInput = z.object({
  familyIds: z
    .array(id)
    .check(z.minLength(2, "Choose at least two families"), z.maxLength(5, "Choose at most five families")),
  studentPairs: z._default(z.array(studentPair).check(z.maxLength(40)), []),
});
export type MergeInput = z.infer<typeof mergeInput>;
