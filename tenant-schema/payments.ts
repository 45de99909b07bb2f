// What is kept of cards and bank accounts, and what a processor was asked and told us. The migrations are the truth; a test compares.
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

export const paymentMethods = sqliteTable("payment_methods", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  guardianId: text("guardian_id"),
  processor: text("processor").notNull(),
  customerRef: text("customer_ref").notNull(),
  methodRef: text("method_ref").notNull(),
  mandateRef: text("mandate_ref"),
  kind: text("kind", { enum: ["card", "bank"] }).notNull(),
  brand: text("brand"),
  last4: text("last4").notNull(),
  expiresMonth: integer("expires_month"),
  expiresYear: integer("expires_year"),
  holder: text("holder"),
  isPrimary: integer("is_primary", { mode: "boolean" }).notNull().default(false),
  autopayAt: integer("autopay_at"),
  /** Who gave the authorisation. */
  autopayBy: text("autopay_by"),
  invalidReason: text("invalid_reason"),
  expiryToldAt: integer("expiry_told_at"),
  ...recordColumns,
});

export const paymentSetups = sqliteTable("payment_setups", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  guardianId: text("guardian_id"),
  processor: text("processor").notNull(),
  customerRef: text("customer_ref").notNull(),
  setupRef: text("setup_ref").notNull(),
  paymentMethodId: text("payment_method_id"),
  createdAt: integer("created_at").notNull(),
});

export const paymentAttempts = sqliteTable("payment_attempts", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  paymentMethodId: text("payment_method_id"),
  amountMinor: integer("amount_minor").notNull(),
  locationId: text("location_id").notNull(),
  purpose: text("purpose", { enum: ["pay", "draft", "refund"] }).notNull(),
  targets: text("targets", { mode: "json" }).$type<{ lineId: string; amountMinor: number }[]>().notNull(),
  state: text("state", {
    enum: ["created", "asked", "processing", "succeeded", "declined", "unknown", "cancelled"],
  }).notNull(),
  processor: text("processor").notNull(),
  processorRef: text("processor_ref"),
  declineCode: text("decline_code"),
  message: text("message"),
  tries: integer("tries").notNull().default(0),
  ladderStep: integer("ladder_step").notNull().default(0),
  runId: text("run_id"),
  paymentId: text("payment_id"),
  nextAt: integer("next_at"),
  ...recordColumns,
});

export const webhookEvents = sqliteTable(
  "webhook_events",
  {
    processor: text("processor").notNull(),
    eventId: text("event_id").notNull(),
    kind: text("kind").notNull(),
    body: text("body").notNull(),
    receivedAt: integer("received_at").notNull(),
    appliedAt: integer("applied_at"),
    problem: text("problem"),
  },
  (table) => [primaryKey({ columns: [table.processor, table.eventId] })],
);
