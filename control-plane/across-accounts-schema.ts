// What an enterprise does in many accounts at once, and how far it is in each. The migrations are the truth; a test compares.
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const generatedReports = sqliteTable("generated_reports", {
  id: text().primaryKey(),
  enterpriseId: text().notNull(),
  groupId: text(),
  userId: text().notNull(),
  userName: text().notNull(),
  isForAdmins: integer({ mode: "boolean" }).notNull(),
  code: text().notNull(),
  name: text().notNull(),
  settings: text().notNull(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  version: integer().notNull(),
  workbookKey: text(),
  zipKey: text(),
  filesDueAt: integer(),
  forgottenAt: integer(),
});

export const generatedReportAccounts = sqliteTable(
  "generated_report_accounts",
  {
    reportId: text().notNull(),
    accountId: text().notNull(),
    taskId: text(),
    runId: text(),
    state: text().$type<"waiting" | "running" | "done" | "failed">().notNull(),
    attempt: integer().notNull(),
    rowCount: integer(),
    fileName: text(),
    error: text(),
    updatedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.reportId, table.accountId] })],
);

export const namePushes = sqliteTable("name_pushes", {
  id: text().primaryKey(),
  enterpriseId: text().notNull(),
  userId: text().notNull(),
  userName: text().notNull(),
  kind: text().$type<"level" | "program" | "charge_category">().notNull(),
  fromName: text().notNull(),
  toName: text().notNull(),
  state: text().$type<"running" | "done" | "undoing" | "undone">().notNull(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  version: integer().notNull(),
});

export const namePushAccounts = sqliteTable(
  "name_push_accounts",
  {
    pushId: text().notNull(),
    accountId: text().notNull(),
    recordIds: text().notNull(),
    changeId: text(),
    state: text().$type<"waiting" | "done" | "failed" | "undone">().notNull(),
    error: text(),
    updatedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.pushId, table.accountId] })],
);
