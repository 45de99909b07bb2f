// Two-way texting: conversations, messages, credits, consent. The migrations are the truth; a test compares.
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

export const conversations = sqliteTable("conversations", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: ["family", "staff", "lead", "unknown"] }).notNull(),
  e164: text("e164").notNull(),
  familyId: text("family_id"),
  guardianId: text("guardian_id"),
  staffId: text("staff_id"),
  leadName: text("lead_name"),
  state: text("state", { enum: ["unread", "open", "closed"] })
    .notNull()
    .default("open"),
  assigneeId: text("assignee_id"),
  unreadCount: integer("unread_count").notNull().default(0),
  lastMessageId: text("last_message_id"),
  lastMessageAt: integer("last_message_at").notNull(),
  lastDirection: text("last_direction", { enum: ["in", "out"] }),
  lastWords: text("last_words").notNull().default(""),
  autoRepliedAt: integer("auto_replied_at"),
  ...recordColumns,
});

export const messages = sqliteTable("messages", {
  id: text("id").primaryKey(),
  conversationId: text("conversation_id").notNull(),
  direction: text("direction", { enum: ["in", "out"] }).notNull(),
  kind: text("kind", { enum: ["conversation", "auto_reply", "campaign", "notice", "test"] })
    .notNull()
    .default("conversation"),
  campaignId: text("campaign_id"),
  e164: text("e164").notNull(),
  body: text("body").notNull(),
  encoding: text("encoding", { enum: ["gsm7", "ucs2"] }).notNull(),
  segments: integer("segments").notNull(),
  searchWords: text("search_words", { mode: "json" }).$type<readonly string[]>().notNull().default([]),
  status: text("status", {
    enum: [
      "received",
      "queued",
      "sending",
      "unknown",
      "sent",
      "delivered",
      "undelivered",
      "failed",
      "cancelled",
    ],
  }).notNull(),
  providerId: text("provider_id"),
  attempts: integer("attempts").notNull().default(0),
  dueAt: integer("due_at"),
  claimedAt: integer("claimed_at"),
  sentAt: integer("sent_at"),
  finishedAt: integer("finished_at"),
  credits: integer("credits").notNull().default(0),
  errorCode: text("error_code"),
  errorText: text("error_text"),
  authorId: text("author_id"),
  authorName: text("author_name"),
  ...recordColumns,
});

export const messageAttachments = sqliteTable(
  "message_attachments",
  {
    messageId: text("message_id").notNull(),
    position: integer("position").notNull(),
    fileId: text("file_id"),
    contentType: text("content_type").notNull(),
    providerUrl: text("provider_url"),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.position] })],
);

export const conversationNotes = sqliteTable("conversation_notes", {
  id: text("id").primaryKey(),
  conversationId: text("conversation_id").notNull(),
  body: text("body").notNull(),
  authorId: text("author_id"),
  authorName: text("author_name").notNull(),
  ...recordColumns,
});

export const snippets = sqliteTable("snippets", {
  id: text("id").primaryKey(),
  title: text("title").notNull(),
  body: text("body").notNull(),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const messageCreditEntries = sqliteTable("message_credit_entries", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: ["bought", "granted", "spent", "given_back"] }).notNull(),
  credits: integer("credits").notNull(),
  messageId: text("message_id"),
  attempt: integer("attempt"),
  priceMicros: integer("price_micros"),
  currency: text("currency"),
  reason: text("reason"),
  at: integer("at").notNull(),
  isRefill: integer("is_refill", { mode: "boolean" }).notNull().default(false),
});

export const signUpTexts = sqliteTable("sign_up_texts", {
  conversationId: text("conversation_id").primaryKey(),
  messageId: text("message_id").notNull(),
  at: integer("at").notNull(),
});

export const consentEvents = sqliteTable("consent_events", {
  number: integer("number").primaryKey(),
  e164: text("e164").notNull(),
  isOptedIn: integer("is_opted_in", { mode: "boolean" }).notNull(),
  source: text("source", { enum: ["record", "stop_word", "start_word", "provider"] }).notNull(),
  familyId: text("family_id"),
  phoneId: text("phone_id"),
  messageId: text("message_id"),
  at: integer("at").notNull(),
});

export const stoppedNumbers = sqliteTable("stopped_numbers", {
  e164: text("e164").primaryKey(),
  stoppedAt: integer("stopped_at").notNull(),
  source: text("source", { enum: ["stop_word", "provider"] }).notNull(),
  messageId: text("message_id"),
});

export const conversationEvents = sqliteTable("conversation_events", {
  number: integer("number").primaryKey(),
  kind: text("kind", { enum: ["message", "status", "conversation", "note"] }).notNull(),
  conversationId: text("conversation_id").notNull(),
  rowId: text("row_id").notNull(),
});
