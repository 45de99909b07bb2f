// Read models: derived by triggers, never written by the Worker. The migrations are the truth; a test compares.
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** One child in the row of its family. */
export interface StudentBrief {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
}

export const familyList = sqliteTable("family_list", {
  familyId: text("family_id").primaryKey(),
  name: text("name").notNull(),
  sortName: text("sort_name").notNull(),
  guardianName: text("guardian_name"),
  phone: text("phone"),
  email: text("email"),
  students: text("students", { mode: "json" }).$type<StudentBrief[]>().notNull(),
  words: text("words", { mode: "json" }).$type<string[]>().notNull(),
  isSuspended: integer("is_suspended", { mode: "boolean" }).notNull(),
  needsReview: integer("needs_review", { mode: "boolean" }).notNull(),
  isActive: integer("is_active", { mode: "boolean" }).notNull(),
  activeChangesOn: text("active_changes_on"),
  balanceMinor: integer("balance_minor").notNull().default(0),
});

export const studentList = sqliteTable("student_list", {
  studentId: text("student_id").primaryKey(),
  familyId: text("family_id").notNull(),
  name: text("name").notNull(),
  sortName: text("sort_name").notNull(),
  birthDate: text("birth_date"),
  gender: text("gender"),
  words: text("words", { mode: "json" }).$type<string[]>().notNull(),
  isActive: integer("is_active", { mode: "boolean" }).notNull(),
  activeChangesOn: text("active_changes_on"),
});

export const searchTokens = sqliteTable(
  "search_tokens",
  {
    scope: text("scope").notNull(),
    token: text("token").notNull(),
    sortName: text("sort_name").notNull(),
    id: text("id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.token, table.sortName, table.id] })],
);
