// Charges, payments and the postings below them. The migrations are the truth; a test compares.
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

export const priceRules = sqliteTable("price_rules", {
  id: text("id").primaryKey(),
  engine: integer("engine").notNull(),
  rules: text("rules", { mode: "json" }).$type<unknown>().notNull(),
  createdAt: integer("created_at").notNull(),
});

export const chargeCategories = sqliteTable("charge_categories", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  expiresOn: text("expires_on"),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const charges = sqliteTable("charges", {
  id: text("id").primaryKey(),
  number: integer("number").notNull(),
  familyId: text("family_id").notNull(),
  locationId: text("location_id").notNull(),
  title: text("title").notNull(),
  chargeOn: text("charge_on").notNull(),
  dueOn: text("due_on").notNull(),
  earlyBirdOn: text("early_bird_on"),
  source: text("source", {
    enum: ["manual", "tuition", "enrollment", "late", "anniversary", "checkout", "import"],
  }).notNull(),
  runId: text("run_id"),
  rulesId: text("rules_id"),
  facts: text("facts", { mode: "json" }).$type<unknown>(),
  note: text("note"),
  voidedOn: text("voided_on"),
  voidReason: text("void_reason"),
  ...recordColumns,
});

export const chargeLines = sqliteTable("charge_lines", {
  id: text("id").primaryKey(),
  chargeId: text("charge_id").notNull(),
  familyId: text("family_id").notNull(),
  kind: text("kind", {
    enum: ["tuition", "camp", "appointment", "anniversary", "registration", "late", "product", "other"],
  }).notNull(),
  description: text("description").notNull(),
  studentId: text("student_id"),
  enrollmentId: text("enrollment_id"),
  classId: text("class_id"),
  programId: text("program_id"),
  categoryId: text("category_id"),
  periodFrom: text("period_from"),
  periodTo: text("period_to"),
  baseMinor: integer("base_minor").notNull(),
  discountMinor: integer("discount_minor").notNull().default(0),
  netMinor: integer("net_minor").notNull(),
  taxMinor: integer("tax_minor").notNull().default(0),
  totalMinor: integer("total_minor").notNull(),
  earlyBirdMinor: integer("early_bird_minor"),
  promoCodeIds: text("promo_code_ids", { mode: "json" }).$type<string[]>(),
  trace: text("trace", { mode: "json" }).$type<unknown[]>(),
  billingKey: text("billing_key"),
  voidedOn: text("voided_on"),
  ...recordColumns,
});

export const payments = sqliteTable("payments", {
  id: text("id").primaryKey(),
  number: integer("number").notNull(),
  familyId: text("family_id").notNull(),
  locationId: text("location_id").notNull(),
  kind: text("kind", { enum: ["payment", "credit"] }).notNull(),
  method: text("method", {
    enum: ["card", "echeck", "terminal", "cash", "check", "gift", "coupon", "house", "other"],
  }).notNull(),
  title: text("title").notNull(),
  amountMinor: integer("amount_minor").notNull(),
  receivedOn: text("received_on").notNull(),
  status: text("status", { enum: ["pending", "settled", "returned", "voided"] }).notNull(),
  settledOn: text("settled_on"),
  closedOn: text("closed_on"),
  closeReason: text("close_reason"),
  reference: text("reference"),
  programId: text("program_id"),
  categoryId: text("category_id"),
  cardBrand: text("card_brand"),
  last4: text("last4"),
  processor: text("processor"),
  processorRef: text("processor_ref"),
  paymentMethodId: text("payment_method_id"),
  attemptId: text("attempt_id"),
  runId: text("run_id"),
  billingKey: text("billing_key"),
  note: text("note"),
  ...recordColumns,
});

export const refunds = sqliteTable("refunds", {
  id: text("id").primaryKey(),
  number: integer("number").notNull(),
  paymentId: text("payment_id").notNull(),
  familyId: text("family_id").notNull(),
  amountMinor: integer("amount_minor").notNull(),
  refundedOn: text("refunded_on").notNull(),
  method: text("method", { enum: ["card", "echeck", "terminal", "cash", "check", "recorded"] }).notNull(),
  status: text("status", { enum: ["pending", "done", "failed"] }).notNull(),
  reason: text("reason").notNull(),
  processorRef: text("processor_ref"),
  ...recordColumns,
});

export const disputes = sqliteTable("disputes", {
  id: text("id").primaryKey(),
  paymentId: text("payment_id").notNull(),
  familyId: text("family_id").notNull(),
  amountMinor: integer("amount_minor").notNull(),
  openedOn: text("opened_on").notNull(),
  closedOn: text("closed_on"),
  status: text("status", { enum: ["open", "won", "lost"] }).notNull(),
  reason: text("reason"),
  processorRef: text("processor_ref").notNull(),
  ...recordColumns,
});

export const postings = sqliteTable("postings", {
  seq: integer("seq").primaryKey({ autoIncrement: true }),
  kind: text("kind").notNull(),
  debit: text("debit", {
    enum: ["receivable", "unapplied", "revenue", "tax", "cash", "clearing", "credit_given", "dispute"],
  }).notNull(),
  credit: text("credit", {
    enum: ["receivable", "unapplied", "revenue", "tax", "cash", "clearing", "credit_given", "dispute"],
  }).notNull(),
  amountMinor: integer("amount_minor").notNull(),
  familyId: text("family_id").notNull(),
  locationId: text("location_id").notNull(),
  chargeId: text("charge_id"),
  lineId: text("line_id"),
  paymentId: text("payment_id"),
  refundId: text("refund_id"),
  programId: text("program_id"),
  categoryId: text("category_id"),
  effectiveOn: text("effective_on").notNull(),
  postedAt: integer("posted_at").notNull(),
  changeId: text("change_id").notNull(),
  reason: text("reason"),
});

export const lineBalances = sqliteTable("line_balances", {
  lineId: text("line_id").primaryKey(),
  chargeId: text("charge_id").notNull(),
  familyId: text("family_id").notNull(),
  dueOn: text("due_on").notNull(),
  openMinor: integer("open_minor").notNull(),
  grownOn: text("grown_on").notNull(),
});

export const paymentBalances = sqliteTable("payment_balances", {
  paymentId: text("payment_id").primaryKey(),
  familyId: text("family_id").notNull(),
  unappliedMinor: integer("unapplied_minor").notNull(),
  grownOn: text("grown_on").notNull(),
});

/** Of balances before they stood in the list of families; nobody reads or writes it any more. */
export const familySnapshots = sqliteTable("family_snapshots", {
  familyId: text("family_id").primaryKey(),
  balanceMinor: integer("balance_minor").notNull(),
  throughSeq: integer("through_seq").notNull(),
});
