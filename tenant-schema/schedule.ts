// When and where classes meet, and what differs. The migrations are the truth; a test compares.
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

export const rooms = sqliteTable("rooms", {
  id: text("id").primaryKey(),
  locationId: text("location_id").notNull(),
  name: text("name").notNull(),
  capacity: integer("capacity"),
  color: text("color"),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const classSessions = sqliteTable("class_sessions", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  kind: text("kind", { enum: ["ongoing", "rolling", "auto_drop"] }).notNull(),
  startsOn: text("starts_on").notNull(),
  endsOn: text("ends_on"),
  registrationStartsOn: text("registration_starts_on"),
  registrationEndsOn: text("registration_ends_on"),
  ...recordColumns,
});

export const sessionLinks = sqliteTable("session_links", {
  id: text("id").primaryKey(),
  sessionId: text("session_id").notNull(),
  classId: text("class_id").notNull(),
  ...recordColumns,
});

export const closures = sqliteTable("closures", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  startsOn: text("starts_on").notNull(),
  endsOn: text("ends_on").notNull(),
  effect: text("effect", { enum: ["closure", "billing", "both"] }).notNull(),
  locationId: text("location_id"),
  programId: text("program_id"),
  classId: text("class_id"),
  note: text("note"),
  ...recordColumns,
});

export const slots = sqliteTable("slots", {
  id: text("id").primaryKey(),
  classId: text("class_id").notNull(),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const slotVersions = sqliteTable("slot_versions", {
  id: text("id").primaryKey(),
  slotId: text("slot_id").notNull(),
  classId: text("class_id").notNull(),
  startsOn: text("starts_on").notNull(),
  endsOn: text("ends_on"),
  weekday: integer("weekday").notNull(),
  startMinute: integer("start_minute").notNull(),
  durationMinutes: integer("duration_minutes").notNull(),
  roomId: text("room_id"),
  capacity: integer("capacity"),
  instructorIds: text("instructor_ids", { mode: "json" }).$type<string[]>().notNull().default([]),
  ...recordColumns,
});

export const meetingExceptions = sqliteTable("meeting_exceptions", {
  id: text("id").primaryKey(),
  slotId: text("slot_id").notNull(),
  classId: text("class_id").notNull(),
  meetsOn: text("meets_on").notNull(),
  isCancelled: integer("is_cancelled", { mode: "boolean" }).notNull().default(false),
  movedOn: text("moved_on"),
  startMinute: integer("start_minute"),
  durationMinutes: integer("duration_minutes"),
  roomId: text("room_id"),
  reason: text("reason"),
  moneyEffect: text("money_effect", { enum: ["none", "credit", "extend"] })
    .notNull()
    .default("none"),
  ...recordColumns,
});

export const meetingSubstitutes = sqliteTable("meeting_substitutes", {
  id: text("id").primaryKey(),
  slotId: text("slot_id").notNull(),
  classId: text("class_id").notNull(),
  meetsOn: text("meets_on").notNull(),
  staffId: text("staff_id").notNull(),
  substituteId: text("substitute_id"),
  reason: text("reason"),
  ...recordColumns,
});

export const staffAbsences = sqliteTable("staff_absences", {
  id: text("id").primaryKey(),
  staffId: text("staff_id").notNull(),
  startsOn: text("starts_on").notNull(),
  endsOn: text("ends_on").notNull(),
  reason: text("reason"),
  ...recordColumns,
});

export const calendarFeeds = sqliteTable("calendar_feeds", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: ["staff", "room"] }).notNull(),
  ownerId: text("owner_id").notNull(),
  tokenHash: text("token_hash").notNull(),
  ...recordColumns,
});
