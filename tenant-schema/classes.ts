// Programs, levels, classes and who is enrolled. The migrations are the truth; a test compares.
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const programs = sqliteTable("programs", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  position: integer("position").notNull().default(0),
  version: integer("version").notNull().default(1),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  deletedAt: integer("deleted_at"),
  deletedChangeId: text("deleted_change_id"),
});

export const levels = sqliteTable("levels", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  color: text("color"),
  position: integer("position").notNull().default(0),
  version: integer("version").notNull().default(1),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  deletedAt: integer("deleted_at"),
  deletedChangeId: text("deleted_change_id"),
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
  version: integer("version").notNull().default(1),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  deletedAt: integer("deleted_at"),
  deletedChangeId: text("deleted_change_id"),
});

export const enrollments = sqliteTable("enrollments", {
  id: text("id").primaryKey(),
  studentId: text("student_id").notNull(),
  classId: text("class_id").notNull(),
  kind: text("kind", { enum: ["active", "trial", "makeup", "single_day", "wait"] }).notNull(),
  startsOn: text("starts_on").notNull(),
  endsOn: text("ends_on"),
  version: integer("version").notNull().default(1),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  deletedAt: integer("deleted_at"),
  deletedChangeId: text("deleted_change_id"),
});
