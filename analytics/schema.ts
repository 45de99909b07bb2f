// What the cross-account store holds. The migrations are the truth; a test compares.
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const accountSyncs = sqliteTable("account_syncs", {
  accountId: text("account_id").primaryKey(),
  cursorSeq: integer("cursor_seq").notNull().default(0),
  syncedAt: integer("synced_at"),
  error: text("error"),
});
