// Families and everybody in them. The migrations are the truth; a test compares.
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

export const families = sqliteTable("families", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  sortName: text("sort_name").notNull(),
  nameWords: text("name_words", { mode: "json" }).$type<string[]>().notNull().default([]),
  addressLine1: text("address_line1"),
  addressLine2: text("address_line2"),
  city: text("city"),
  region: text("region"),
  postalCode: text("postal_code"),
  country: text("country"),
  homeLocationId: text("home_location_id"),
  referralSourceId: text("referral_source_id"),
  flagText: text("flag_text"),
  specialDiscount: text("special_discount", { enum: ["member", "employee", "in_service"] }),
  preferredLocale: text("preferred_locale"),
  needsReview: integer("needs_review", { mode: "boolean" }).notNull().default(false),
  reviewReason: text("review_reason"),
  customValues: text("custom_values", { mode: "json" }).$type<Record<string, string>>().notNull().default({}),
  ...recordColumns,
});

export const familySuspensions = sqliteTable("family_suspensions", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  reason: text("reason").notNull(),
  suspendedAt: integer("suspended_at").notNull(),
  suspendedBy: text("suspended_by").notNull(),
  liftedAt: integer("lifted_at"),
  liftedBy: text("lifted_by"),
  liftReason: text("lift_reason"),
  ...recordColumns,
});

export const guardians = sqliteTable("guardians", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  firstName: text("first_name").notNull(),
  lastName: text("last_name").notNull(),
  nameWords: text("name_words", { mode: "json" }).$type<string[]>().notNull().default([]),
  relationshipId: text("relationship_id"),
  isPrimary: integer("is_primary", { mode: "boolean" }).notNull().default(false),
  mayPickUp: integer("may_pick_up", { mode: "boolean" }).notNull().default(true),
  livesWithStudents: integer("lives_with_students", { mode: "boolean" }).notNull().default(true),
  birthDate: text("birth_date"),
  employer: text("employer"),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const emails = sqliteTable("emails", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  guardianId: text("guardian_id"),
  address: text("address").notNull(),
  addressFolded: text("address_folded").notNull(),
  typeId: text("type_id"),
  isPrimary: integer("is_primary", { mode: "boolean" }).notNull().default(false),
  bulkOptIn: integer("bulk_opt_in", { mode: "boolean" }).notNull().default(true),
  ...recordColumns,
});

export const phones = sqliteTable("phones", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  guardianId: text("guardian_id"),
  number: text("number").notNull(),
  e164: text("e164"),
  searchDigits: text("search_digits", { mode: "json" }).$type<string[]>().notNull().default([]),
  typeId: text("type_id"),
  isPrimary: integer("is_primary", { mode: "boolean" }).notNull().default(false),
  textOptIn: integer("text_opt_in", { mode: "boolean" }).notNull().default(false),
  ...recordColumns,
});

export const students = sqliteTable("students", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  firstName: text("first_name").notNull(),
  lastName: text("last_name").notNull(),
  preferredName: text("preferred_name"),
  sortName: text("sort_name").notNull(),
  nameWords: text("name_words", { mode: "json" }).$type<string[]>().notNull().default([]),
  birthDate: text("birth_date"),
  gender: text("gender", { enum: ["female", "male", "other"] }),
  school: text("school"),
  schoolGrade: text("school_grade"),
  tShirtSize: text("t_shirt_size"),
  allergies: text("allergies"),
  medications: text("medications"),
  medicalNotes: text("medical_notes"),
  doctorName: text("doctor_name"),
  doctorPhone: text("doctor_phone"),
  insuranceProvider: text("insurance_provider"),
  insurancePolicyNumber: text("insurance_policy_number"),
  flagText: text("flag_text"),
  photoFileId: text("photo_file_id"),
  photoAllowed: integer("photo_allowed", { mode: "boolean" }),
  customValues: text("custom_values", { mode: "json" }).$type<Record<string, string>>().notNull().default({}),
  ...recordColumns,
  specialDiscount: text("special_discount", { enum: ["member", "employee", "in_service"] }),
});

export const emergencyContacts = sqliteTable("emergency_contacts", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  studentId: text("student_id"),
  name: text("name").notNull(),
  relationship: text("relationship"),
  phone: text("phone"),
  phoneE164: text("phone_e164"),
  secondPhone: text("second_phone"),
  mayPickUp: integer("may_pick_up", { mode: "boolean" }).notNull().default(false),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const pickups = sqliteTable("pickups", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  studentId: text("student_id"),
  kind: text("kind", { enum: ["authorised", "barred"] }).notNull(),
  name: text("name").notNull(),
  relationship: text("relationship"),
  phone: text("phone"),
  reason: text("reason"),
  validUntil: text("valid_until"),
  documentFileId: text("document_file_id"),
  ...recordColumns,
});

export const notes = sqliteTable("notes", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  studentId: text("student_id"),
  body: text("body").notNull(),
  severity: text("severity", { enum: ["info", "important", "critical"] })
    .notNull()
    .default("info"),
  authorId: text("author_id"),
  authorName: text("author_name").notNull(),
  ...recordColumns,
});

export const logins = sqliteTable("logins", {
  id: text("id").primaryKey(),
  email: text("email").notNull(),
  emailFolded: text("email_folded").notNull(),
  phc: text("phc"),
  verifiedAt: integer("verified_at"),
  ...recordColumns,
  /** What its owner reads; null: nobody chose, so the family's. */
  language: text("language", { enum: ["en", "es"] }),
});

export const familyLogins = sqliteTable("family_logins", {
  id: text("id").primaryKey(),
  loginId: text("login_id").notNull(),
  familyId: text("family_id").notNull(),
  guardianId: text("guardian_id"),
  role: text("role", { enum: ["owner", "payer", "viewer", "pickup_only"] }).notNull(),
  ...recordColumns,
});
