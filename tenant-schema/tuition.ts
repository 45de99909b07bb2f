// Where a price comes from, and what bills many families at once. The migrations are the truth; a test compares.
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

export const billingSchedules = sqliteTable("billing_schedules", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  cycle: text("cycle", { enum: ["month_session", "calendar_month", "four_weeks"] }).notNull(),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const tuitionRates = sqliteTable("tuition_rates", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  basis: text("basis", { enum: ["flat", "per_hour", "per_slot"] }).notNull(),
  amountMinor: integer("amount_minor"),
  tierAxis: text("tier_axis", { enum: ["classes", "hours", "slots"] }),
  tiers: text("tiers", { mode: "json" }).$type<{ upTo: number | null; amountMinor: number }[]>(),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const classTuitions = sqliteTable("class_tuitions", {
  id: text("id").primaryKey(),
  classId: text("class_id").notNull(),
  billingScheduleId: text("billing_schedule_id").notNull(),
  tuitionRateId: text("tuition_rate_id").notNull(),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const discountSchedules = sqliteTable("discount_schedules", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  classAxis: text("class_axis", { enum: ["one_at_a_time", "one_at_a_time_per_student", "total"] }).notNull(),
  unit: text("unit", { enum: ["classes", "hours"] }).notNull(),
  studentAxis: text("student_axis", { enum: ["one_at_a_time", "total"] }).notNull(),
  rows: text("rows", { mode: "json" }).$type<unknown[]>().notNull(),
  special: text("special", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
  ...recordColumns,
});

export const promoCodes = sqliteTable("promo_codes", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  code: text("code").notNull(),
  kind: text("kind", { enum: ["percent", "amount", "switch_schedule", "force_trial"] }).notNull(),
  percentBp: integer("percent_bp"),
  amountMinor: integer("amount_minor"),
  billingScheduleId: text("billing_schedule_id"),
  isCombinable: integer("is_combinable", { mode: "boolean" }).notNull().default(false),
  programIds: text("program_ids", { mode: "json" }).$type<string[]>().notNull().default([]),
  startsOn: text("starts_on"),
  expiresOn: text("expires_on"),
  mostUses: integer("most_uses"),
  mostUsesFamily: integer("most_uses_family"),
  ...recordColumns,
});

export const taxRates = sqliteTable("tax_rates", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  rateBp: integer("rate_bp").notNull(),
  programId: text("program_id"),
  locationId: text("location_id"),
  ...recordColumns,
});

export const anniversaryFees = sqliteTable("anniversary_fees", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  per: text("per", { enum: ["family", "student"] }).notNull(),
  programId: text("program_id"),
  categoryId: text("category_id"),
  months: integer("months"),
  amountMinor: integer("amount_minor").notNull(),
  locationAmounts: text("location_amounts", { mode: "json" })
    .$type<Record<string, number>>()
    .notNull()
    .default({}),
  familyCapMinor: integer("family_cap_minor"),
  ...recordColumns,
});

export const anniversaryExceptions = sqliteTable("anniversary_exceptions", {
  id: text("id").primaryKey(),
  feeId: text("fee_id").notNull(),
  familyId: text("family_id").notNull(),
  studentId: text("student_id"),
  amountMinor: integer("amount_minor"),
  nextOn: text("next_on"),
  ...recordColumns,
});

export const billingRuns = sqliteTable("billing_runs", {
  id: text("id").primaryKey(),
  kind: text("kind", {
    enum: ["tuition", "late", "anniversary", "apply_credits", "payments", "credits", "drops", "statements"],
  }).notNull(),
  title: text("title").notNull(),
  input: text("input", { mode: "json" }).$type<unknown>().notNull(),
  state: text("state", {
    enum: ["preparing", "previewed", "waiting", "running", "done", "cancelled", "undone"],
  }).notNull(),
  rulesId: text("rules_id"),
  automationId: text("automation_id"),
  periodFrom: text("period_from"),
  periodTo: text("period_to"),
  preparedThrough: text("prepared_through"),
  rowCount: integer("row_count").notNull().default(0),
  totalMinor: integer("total_minor").notNull().default(0),
  doneCount: integer("done_count").notNull().default(0),
  doneMinor: integer("done_minor").notNull().default(0),
  taskId: text("task_id"),
  dueAt: integer("due_at"),
  ...recordColumns,
  occurrenceOn: text("occurrence_on"),
  comparedMinor: integer("compared_minor"),
  heldReason: text("held_reason", {
    enum: ["nothing", "unusual", "first", "untold", "paused", "failed"],
  }),
  rowsPurgedAt: integer("rows_purged_at"),
});

export const billingRunRows = sqliteTable(
  "billing_run_rows",
  {
    runId: text("run_id").notNull(),
    position: integer("position").notNull(),
    familyId: text("family_id").notNull(),
    studentId: text("student_id"),
    enrollmentId: text("enrollment_id"),
    difference: text("difference", { enum: ["new", "gone", "changed", "same", "zero", "billed"] }),
    label: text("label").notNull(),
    amountMinor: integer("amount_minor").notNull(),
    wasMinor: integer("was_minor"),
    isTicked: integer("is_ticked", { mode: "boolean" }).notNull(),
    payload: text("payload", { mode: "json" }).$type<unknown>(),
    state: text("state", { enum: ["planned", "done", "skipped", "failed"] }).notNull(),
    recordId: text("record_id"),
    problem: text("problem"),
  },
  (table) => [primaryKey({ columns: [table.runId, table.position] })],
);

export const billingAutomations = sqliteTable("billing_automations", {
  id: text("id").primaryKey(),
  kind: text("kind", {
    enum: ["tuition", "late", "anniversary", "apply_credits", "payments", "statements"],
  }).notNull(),
  name: text("name").notNull(),
  input: text("input", { mode: "json" }).$type<unknown>().notNull(),
  dayOfMonth: integer("day_of_month").notNull(),
  minuteOfDay: integer("minute_of_day").notNull(),
  waitHours: integer("wait_hours").notNull(),
  isActive: integer("is_active", { mode: "boolean" }).notNull().default(true),
  nextAt: integer("next_at"),
  ...recordColumns,
  notifyStaffIds: text("notify_staff_ids", { mode: "json" }).$type<string[]>().notNull().default([]),
  changeLimitPercent: integer("change_limit_percent").default(20),
});
