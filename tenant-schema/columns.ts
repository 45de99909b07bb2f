import { integer, text } from "drizzle-orm/sqlite-core";

/** What every record that a change may write carries: its version, when it came and changed, and a soft deletion. */
export const recordColumns = {
  version: integer("version").notNull().default(1),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  deletedAt: integer("deleted_at"),
  deletedChangeId: text("deleted_change_id"),
};
