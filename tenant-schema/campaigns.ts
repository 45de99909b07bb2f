// Campaigns, the log of mails, suppressed addresses, devices for push. The migrations are the truth; a test compares.
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

export const CHANNELS = ["email", "sms", "push"] as const;
export const CAMPAIGN_STATES = ["draft", "scheduled", "sending", "sent", "cancelled"] as const;
export const RECIPIENT_STATES = [
  "waiting",
  "sending",
  "sent",
  "delivered",
  "opened",
  "clicked",
  "bounced",
  "rejected",
  "unknown",
  "skipped",
] as const;

const flag = (name: string) => integer(name, { mode: "boolean" }).notNull().default(false);

export const campaigns = sqliteTable("campaigns", {
  id: text("id").primaryKey(),
  channel: text("channel", { enum: CHANNELS }).notNull(),
  class: text("class", { enum: ["transactional", "marketing"] }).notNull(),
  subject: text("subject").notNull().default(""),
  body: text("body").notNull(),
  /** Which list, how filtered, which rows; the domain `campaigns` says what is in it. */
  audience: text("audience", { mode: "json" }).$type<Readonly<Record<string, unknown>>>().notNull(),
  isFrozen: flag("is_frozen"),
  isTracked: flag("is_tracked"),
  state: text("state", { enum: CAMPAIGN_STATES }).notNull().default("draft"),
  sendAt: integer("send_at"),
  staffId: text("staff_id").notNull(),
  staffName: text("staff_name").notNull(),
  taskId: text("task_id"),
  gatheredTo: text("gathered_to").notNull().default(""),
  isGathered: flag("is_gathered"),
  sentAt: integer("sent_at"),
  failure: text("failure"),
  emptiedAt: integer("emptied_at"),
  ...recordColumns,
});

export const campaignRecipients = sqliteTable("campaign_recipients", {
  id: text("id").primaryKey(),
  campaignId: text("campaign_id").notNull(),
  dedupeKey: text("dedupe_key"),
  familyId: text("family_id"),
  guardianId: text("guardian_id"),
  studentId: text("student_id"),
  classId: text("class_id"),
  staffId: text("staff_id"),
  loginId: text("login_id"),
  name: text("name").notNull(),
  address: text("address").notNull(),
  via: text("via", { enum: CHANNELS }).notNull(),
  state: text("state", { enum: RECIPIENT_STATES }).notNull(),
  why: text("why"),
  claim: integer("claim"),
  attempts: integer("attempts").notNull().default(0),
  facts: text("facts", { mode: "json" }).$type<Readonly<Record<string, string>> | null>(),
  messageId: text("message_id"),
  sentAt: integer("sent_at"),
  changedAt: integer("changed_at").notNull(),
});

export const campaignTallies = sqliteTable(
  "campaign_tallies",
  {
    campaignId: text("campaign_id").notNull(),
    state: text("state", { enum: RECIPIENT_STATES }).notNull(),
    recipients: integer("recipients").notNull(),
  },
  (table) => [primaryKey({ columns: [table.campaignId, table.state] })],
);

export const campaignLinks = sqliteTable(
  "campaign_links",
  {
    campaignId: text("campaign_id").notNull(),
    position: integer("position").notNull(),
    url: text("url").notNull(),
    clicks: integer("clicks").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.campaignId, table.position] })],
);

export const mailLog = sqliteTable("mail_log", {
  id: text("id").primaryKey(),
  template: text("template").notNull(),
  familyId: text("family_id"),
  staffId: text("staff_id"),
  address: text("address").notNull(),
  subject: text("subject").notNull(),
  body: text("body").notNull().default(""),
  state: text("state", { enum: ["sending", "sent", "delivered", "bounced", "rejected"] }).notNull(),
  why: text("why"),
  sentAt: integer("sent_at").notNull(),
  emptiedAt: integer("emptied_at"),
  via: text("via", { enum: ["email", "push"] })
    .notNull()
    .default("email"),
});

export const suppressions = sqliteTable("suppressions", {
  id: text("id").primaryKey(),
  address: text("address").notNull(),
  addressFolded: text("address_folded").notNull(),
  reach: text("reach", { enum: ["all", "marketing"] }).notNull(),
  reason: text("reason", { enum: ["bounced", "complained", "unsubscribed", "by_hand"] }).notNull(),
  note: text("note"),
  campaignId: text("campaign_id"),
  ...recordColumns,
});

export const pushSubscriptions = sqliteTable("push_subscriptions", {
  id: text("id").primaryKey(),
  loginId: text("login_id"),
  staffId: text("staff_id"),
  endpoint: text("endpoint").notNull(),
  endpointHash: text("endpoint_hash").notNull(),
  p256dh: text("p256dh").notNull(),
  auth: text("auth").notNull(),
  device: text("device").notNull().default(""),
  lastUsedAt: integer("last_used_at"),
  ...recordColumns,
});

export const staffNotificationChoices = sqliteTable("staff_notification_choices", {
  id: text("id").primaryKey(),
  staffId: text("staff_id").notNull(),
  channel: text("channel", { enum: ["push", "sms"] }).notNull(),
  isOn: integer("is_on", { mode: "boolean" }).notNull(),
  ...recordColumns,
});
