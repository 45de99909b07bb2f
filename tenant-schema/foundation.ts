// What the kernel keeps in every account: settings, counters, audit, effects, jobs, files. The migrations are the truth; a test compares.
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

export const settings = sqliteTable("settings", {
  id: text("id").primaryKey(),
  value: text("value", { mode: "json" }).$type<unknown>().notNull(),
  version: integer("version").notNull().default(1),
  updatedAt: integer("updated_at").notNull(),
});

export const counters = sqliteTable("counters", {
  name: text("name").primaryKey(),
  value: integer("value").notNull(),
});

export const tallies = sqliteTable("tallies", {
  name: text("name").primaryKey(),
  value: integer("value").notNull(),
});

export const accountDay = sqliteTable("account_day", {
  id: integer("id").primaryKey(),
  today: text("today").notNull(),
});

export const changes = sqliteTable("changes", {
  id: text("id").primaryKey(),
  at: integer("at").notNull(),
  actorKind: text("actor_kind").notNull(),
  actorId: text("actor_id"),
  actorName: text("actor_name").notNull(),
  via: text("via").notNull(),
  requestId: text("request_id"),
  ip: text("ip"),
  action: text("action").notNull(),
  summary: text("summary").notNull(),
  rightKey: text("right_key"),
  groupId: text("group_id"),
  undoOf: text("undo_of"),
  undoneBy: text("undone_by"),
  undoUntil: integer("undo_until"),
});

export const changeRows = sqliteTable(
  "change_rows",
  {
    changeId: text("change_id").notNull(),
    position: integer("position").notNull(),
    entity: text("entity").notNull(),
    entityId: text("entity_id").notNull(),
    subjectId: text("subject_id"),
    personId: text("person_id"),
    op: text("op", { enum: ["insert", "update", "delete", "restore"] }).notNull(),
    before: text("before", { mode: "json" }).$type<Record<string, unknown>>(),
    after: text("after", { mode: "json" }).$type<Record<string, unknown>>(),
  },
  (table) => [primaryKey({ columns: [table.changeId, table.position] })],
);

export const changeLog = sqliteTable("change_log", {
  seq: integer("seq").primaryKey(),
  tableName: text("table_name").notNull(),
  rowId: text("row_id").notNull(),
  op: text("op").notNull(),
});

export const idempotency = sqliteTable(
  "idempotency",
  {
    actorId: text("actor_id").notNull(),
    key: text("key").notNull(),
    fingerprint: text("fingerprint").notNull(),
    outcome: text("outcome"),
    changeId: text("change_id"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.actorId, table.key] })],
);

export const outbox = sqliteTable("outbox", {
  id: text("id").primaryKey(),
  topic: text("topic").notNull(),
  payload: text("payload", { mode: "json" }).$type<unknown>().notNull(),
  changeId: text("change_id"),
  createdAt: integer("created_at").notNull(),
  notBefore: integer("not_before").notNull(),
  relayedAt: integer("relayed_at"),
  attempts: integer("attempts").notNull().default(0),
  doneAt: integer("done_at"),
  cancelledAt: integer("cancelled_at"),
});

export const jobRuns = sqliteTable("job_runs", {
  jobId: text("job_id").primaryKey(),
  kind: text("kind").notNull(),
  finishedAt: integer("finished_at").notNull(),
  outcome: text("outcome"),
});

export const tasks = sqliteTable("tasks", {
  id: text("id").primaryKey(),
  kind: text("kind").notNull(),
  title: text("title").notNull(),
  status: text("status", { enum: ["queued", "running", "done", "failed", "cancelled"] }).notNull(),
  staffId: text("staff_id"),
  actorName: text("actor_name").notNull(),
  input: text("input", { mode: "json" }).$type<unknown>().notNull(),
  cursor: integer("cursor").notNull().default(0),
  done: integer("done").notNull().default(0),
  total: integer("total"),
  result: text("result", { mode: "json" }).$type<unknown>(),
  error: text("error"),
  changeGroup: text("change_group"),
  createdAt: integer("created_at").notNull(),
  startedAt: integer("started_at"),
  heartbeatAt: integer("heartbeat_at"),
  finishedAt: integer("finished_at"),
  cancelRequestedAt: integer("cancel_requested_at"),
});

export const files = sqliteTable("files", {
  id: text("id").primaryKey(),
  r2Key: text("r2_key").notNull(),
  ownerKind: text("owner_kind").notNull(),
  ownerId: text("owner_id"),
  name: text("name").notNull(),
  contentType: text("content_type").notNull(),
  sizeBytes: integer("size_bytes").notNull(),
  sha256: text("sha256").notNull(),
  uploadedBy: text("uploaded_by"),
  ...recordColumns,
});

export const idRedirects = sqliteTable("id_redirects", {
  fromId: text("from_id").primaryKey(),
  toId: text("to_id").notNull(),
  changeId: text("change_id").notNull(),
});

export const externalIds = sqliteTable(
  "external_ids",
  {
    source: text("source").notNull(),
    key: text("key").notNull(),
    id: text("id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.key] })],
);

export const imports = sqliteTable("imports", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: ["csv", "oneroster"] }).notNull(),
  status: text("status", { enum: ["uploaded", "running", "done", "failed", "undone"] }).notNull(),
  fileIds: text("file_ids", { mode: "json" }).$type<string[]>().notNull(),
  mapping: text("mapping", { mode: "json" }).$type<unknown>(),
  taskId: text("task_id"),
  createdBy: text("created_by"),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
});
