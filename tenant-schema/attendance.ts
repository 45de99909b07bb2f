// Places, marks and makeup tokens. The migrations are the truth; a test compares.
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

export const placeHolds = sqliteTable("place_holds", {
  id: text("id").primaryKey(),
  classId: text("class_id").notNull(),
  slotIds: text("slot_ids", { mode: "json" }).$type<string[]>(),
  studentId: text("student_id"),
  holderId: text("holder_id").notNull(),
  startsOn: text("starts_on").notNull(),
  endsOn: text("ends_on"),
  expiresAt: integer("expires_at").notNull(),
  releasedAt: integer("released_at"),
  ...recordColumns,
});

export const slotLoads = sqliteTable(
  "slot_loads",
  {
    slotId: text("slot_id").notNull(),
    day: text("day").notNull(),
    change: integer("change").notNull(),
  },
  (table) => [primaryKey({ columns: [table.slotId, table.day] })],
);

export const slotHeads = sqliteTable("slot_heads", {
  slotId: text("slot_id").primaryKey(),
  day: text("day").notNull(),
  students: integer("students").notNull(),
});

export const attendance = sqliteTable("attendance", {
  id: text("id").primaryKey(),
  studentId: text("student_id").notNull(),
  slotId: text("slot_id").notNull(),
  meetsOn: text("meets_on").notNull(),
  classId: text("class_id").notNull(),
  enrollmentId: text("enrollment_id").notNull(),
  status: text("status", { enum: ["present", "absent", "tardy", "none"] }).notNull(),
  isExcused: integer("is_excused", { mode: "boolean" }).notNull().default(false),
  isReported: integer("is_reported", { mode: "boolean" }).notNull().default(false),
  note: text("note"),
  markedAt: integer("marked_at").notNull(),
  markedBy: text("marked_by").notNull(),
  ...recordColumns,
});

export const meetingTallies = sqliteTable(
  "meeting_tallies",
  {
    meetsOn: text("meets_on").notNull(),
    slotId: text("slot_id").notNull(),
    present: integer("present").notNull(),
    absent: integer("absent").notNull(),
    tardy: integer("tardy").notNull(),
  },
  (table) => [primaryKey({ columns: [table.meetsOn, table.slotId] })],
);

export const makeupTokens = sqliteTable("makeup_tokens", {
  id: text("id").primaryKey(),
  studentId: text("student_id").notNull(),
  origin: text("origin", { enum: ["absence", "cancellation", "grant"] }).notNull(),
  classId: text("class_id"),
  slotId: text("slot_id"),
  meetsOn: text("meets_on"),
  locationId: text("location_id"),
  programIds: text("program_ids", { mode: "json" }).$type<string[]>(),
  issuedOn: text("issued_on").notNull(),
  expiresOn: text("expires_on"),
  state: text("state", { enum: ["available", "pending", "expended", "revoked"] }).notNull(),
  enrollmentId: text("enrollment_id"),
  comment: text("comment"),
  ...recordColumns,
});

export const makeupEntries = sqliteTable("makeup_entries", {
  id: text("id").primaryKey(),
  tokenId: text("token_id").notNull(),
  studentId: text("student_id").notNull(),
  kind: text("kind", {
    enum: ["issued", "requested", "withdrawn", "expended", "returned", "revoked", "reinstated"],
  }).notNull(),
  delta: integer("delta").notNull(),
  enrollmentId: text("enrollment_id"),
  effectiveOn: text("effective_on").notNull(),
  comment: text("comment"),
  ...recordColumns,
});
