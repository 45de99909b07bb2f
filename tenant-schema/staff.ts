// Locations, staff, what they may do, and how they sign in. The migrations are the truth; a test compares.
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

export const locations = sqliteTable("locations", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  timeZone: text("time_zone").notNull(),
  phone: text("phone"),
  email: text("email"),
  addressLine1: text("address_line1"),
  addressLine2: text("address_line2"),
  city: text("city"),
  region: text("region"),
  postalCode: text("postal_code"),
  country: text("country"),
  position: integer("position").notNull().default(0),
  ...recordColumns,
  portalText: text("portal_text"),
  imageFileId: text("image_file_id"),
});

export const staff = sqliteTable("staff", {
  id: text("id").primaryKey(),
  firstName: text("first_name").notNull(),
  lastName: text("last_name").notNull(),
  sortName: text("sort_name").notNull(),
  nameWords: text("name_words", { mode: "json" }).$type<string[]>().notNull().default([]),
  username: text("username").notNull(),
  usernameFolded: text("username_folded").notNull(),
  email: text("email"),
  emailFolded: text("email_folded"),
  phone: text("phone"),
  phoneE164: text("phone_e164"),
  title: text("title"),
  bio: text("bio"),
  photoFileId: text("photo_file_id"),
  birthDate: text("birth_date"),
  hiredOn: text("hired_on"),
  addressLine1: text("address_line1"),
  addressLine2: text("address_line2"),
  city: text("city"),
  region: text("region"),
  postalCode: text("postal_code"),
  country: text("country"),
  emergencyContactName: text("emergency_contact_name"),
  emergencyContactPhone: text("emergency_contact_phone"),
  isActive: integer("is_active", { mode: "boolean" }).notNull().default(true),
  deactivatedAt: integer("deactivated_at"),
  deactivatedBy: text("deactivated_by"),
  deactivatedReason: text("deactivated_reason"),
  customValues: text("custom_values", { mode: "json" }).$type<Record<string, string>>().notNull().default({}),
  ...recordColumns,
  isInPortal: integer("is_in_portal", { mode: "boolean" }).notNull().default(false),
  portalPosition: integer("portal_position").notNull().default(0),
});

export const staffPasswords = sqliteTable("staff_passwords", {
  staffId: text("staff_id").primaryKey(),
  phc: text("phc").notNull(),
  changedAt: integer("changed_at").notNull(),
});

export const staffGroups = sqliteTable("staff_groups", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  description: text("description"),
  ...recordColumns,
});

export const staffGroupMembers = sqliteTable("staff_group_members", {
  id: text("id").primaryKey(),
  groupId: text("group_id").notNull(),
  staffId: text("staff_id").notNull(),
  ...recordColumns,
});

export const grants = sqliteTable("grants", {
  id: text("id").primaryKey(),
  groupId: text("group_id"),
  staffId: text("staff_id"),
  rightKey: text("right_key").notNull(),
  level: text("level", { enum: ["view", "full"] }).notNull(),
  locationId: text("location_id"),
  ownClassesOnly: integer("own_classes_only", { mode: "boolean" }).notNull().default(false),
  ...recordColumns,
});

export const sessions = sqliteTable("sessions", {
  tokenHash: text("token_hash").primaryKey(),
  id: text("id").notNull(),
  staffId: text("staff_id"),
  loginId: text("login_id"),
  enterpriseSessionId: text("enterprise_session_id"),
  enterpriseUser: text("enterprise_user"),
  createdAt: integer("created_at").notNull(),
  lastSeenAt: integer("last_seen_at").notNull(),
  idleExpiresAt: integer("idle_expires_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  ip: text("ip"),
  userAgent: text("user_agent"),
  endedAt: integer("ended_at"),
  endReason: text("end_reason"),
  familyId: text("family_id"),
});

export const passwordResets = sqliteTable("password_resets", {
  tokenHash: text("token_hash").primaryKey(),
  staffId: text("staff_id"),
  loginId: text("login_id"),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
});

export const loginAttempts = sqliteTable(
  "login_attempts",
  {
    subject: text("subject").notNull(),
    windowStart: integer("window_start").notNull(),
    failures: integer("failures").notNull(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.windowStart] })],
);

export const featureRequests = sqliteTable("feature_requests", {
  id: text("id").primaryKey(),
  title: text("title").notNull(),
  body: text("body").notNull(),
  staffId: text("staff_id"),
  authorName: text("author_name").notNull(),
  ...recordColumns,
});

export const featureRequestVotes = sqliteTable(
  "feature_request_votes",
  {
    requestId: text("request_id").notNull(),
    staffId: text("staff_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.staffId] })],
);
