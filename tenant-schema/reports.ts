// What staff keep of reports: presets, schedules, runs. The migrations are the truth; a test compares.
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

type StoredFilter = Record<string, unknown>;

export const reportPresets = sqliteTable("report_presets", {
  id: text("id").primaryKey(),
  code: text("code").notNull(),
  name: text("name").notNull(),
  filter: text("filter", { mode: "json" }).$type<StoredFilter>().notNull(),
  isShared: integer("is_shared", { mode: "boolean" }).notNull().default(false),
  staffId: text("staff_id").notNull(),
  ...recordColumns,
});

export const reportSchedules = sqliteTable("report_schedules", {
  id: text("id").primaryKey(),
  code: text("code").notNull(),
  filter: text("filter", { mode: "json" }).$type<StoredFilter>().notNull(),
  staffId: text("staff_id").notNull(),
  rhythm: text("rhythm", { enum: ["weekly", "monthly"] }).notNull(),
  day: integer("day").notNull(),
  minute: integer("minute").notNull(),
  dueAt: integer("due_at"),
  ...recordColumns,
});

export const reportRuns = sqliteTable("report_runs", {
  id: text("id").primaryKey(),
  code: text("code").notNull(),
  filter: text("filter", { mode: "json" }).$type<StoredFilter>().notNull(),
  staffId: text("staff_id").notNull(),
  taskId: text("task_id").notNull(),
  scheduleId: text("schedule_id"),
  runOn: text("run_on").notNull(),
  bound: text("bound", { mode: "json" }).$type<unknown>(),
  layout: text("layout", { mode: "json" }).$type<unknown>(),
  state: text("state", { mode: "json" }).$type<unknown>().notNull(),
  rowCount: integer("row_count").notNull().default(0),
  startedAt: integer("started_at"),
  finishedAt: integer("finished_at"),
  expiresAt: integer("expires_at").notNull(),
  createdAt: integer("created_at").notNull(),
});

export const reportFavorites = sqliteTable(
  "report_favorites",
  {
    staffId: text("staff_id").notNull(),
    code: text("code").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.staffId, table.code] })],
);
