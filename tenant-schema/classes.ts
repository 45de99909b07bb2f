// Programs, levels, classes and who is enrolled. The migrations are the truth; a test compares.
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

export const programs = sqliteTable("programs", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const levels = sqliteTable("levels", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  color: text("color"),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const classes = sqliteTable("classes", {
  id: text("id").primaryKey(),
  locationId: text("location_id").notNull(),
  programId: text("program_id"),
  levelId: text("level_id"),
  name: text("name").notNull(),
  capacity: integer("capacity").notNull(),
  startsOn: text("starts_on").notNull(),
  endsOn: text("ends_on"),
  ...recordColumns,
});

export const enrollments = sqliteTable("enrollments", {
  id: text("id").primaryKey(),
  studentId: text("student_id").notNull(),
  classId: text("class_id").notNull(),
  kind: text("kind", { enum: ["active", "trial", "makeup", "single_day", "wait"] }).notNull(),
  startsOn: text("starts_on").notNull(),
  endsOn: text("ends_on"),
  ...recordColumns,
});
