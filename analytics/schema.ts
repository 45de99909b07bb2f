// What the cross-account store holds of its own state. The migrations are the truth; a test compares.
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const accountSyncs = sqliteTable("account_syncs", {
  accountId: text("account_id").primaryKey(),
  cursorSeq: integer("cursor_seq").notNull().default(0),
  syncedAt: integer("synced_at"),
  error: text("error"),
  enterpriseId: text("enterprise_id").notNull().default(""),
  logMark: text("log_mark").notNull().default(""),
  postingSeq: integer("posting_seq").notNull().default(0),
  buildStep: text("build_step"),
  buildAfter: text("build_after").notNull().default(""),
  startedAt: integer("started_at"),
  failedAt: integer("failed_at"),
  rowsDone: integer("rows_done").notNull().default(0),
  trimSeq: integer("trim_seq").notNull().default(0),
  trimNotedAt: integer("trim_noted_at"),
  version: integer("version").notNull().default(0),
});
