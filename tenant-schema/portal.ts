// The family portal: log-ins, news, policies, carts, what staff are told. The migrations are the truth; a test compares.
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

const flag = (name: string) => integer(name, { mode: "boolean" }).notNull();

export const loginCodes = sqliteTable("login_codes", {
  id: text("id").primaryKey(),
  emailFolded: text("email_folded").notNull(),
  purpose: text("purpose", { enum: ["sign_in", "verify"] }).notNull(),
  codeHash: text("code_hash").notNull(),
  attempts: integer("attempts").notNull().default(0),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
});

export const passkeys = sqliteTable("passkeys", {
  id: text("id").primaryKey(),
  loginId: text("login_id").notNull(),
  credentialId: text("credential_id").notNull(),
  publicKey: text("public_key").notNull(),
  counter: integer("counter").notNull(),
  transports: text("transports", { mode: "json" }).$type<readonly string[]>().notNull().default([]),
  name: text("name").notNull(),
  lastUsedAt: integer("last_used_at"),
  ...recordColumns,
});

export const passkeyChallenges = sqliteTable("passkey_challenges", {
  challenge: text("challenge").primaryKey(),
  loginId: text("login_id"),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
});

export const familyInvites = sqliteTable("family_invites", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  guardianId: text("guardian_id"),
  email: text("email").notNull(),
  emailFolded: text("email_folded").notNull(),
  role: text("role", { enum: ["owner", "payer", "viewer", "pickup_only"] }).notNull(),
  tokenHash: text("token_hash").notNull(),
  invitedBy: text("invited_by").notNull(),
  expiresAt: integer("expires_at").notNull(),
  acceptedAt: integer("accepted_at"),
  ...recordColumns,
});

export const newsItems = sqliteTable("news_items", {
  id: text("id").primaryKey(),
  title: text("title").notNull(),
  summary: text("summary").notNull().default(""),
  body: text("body").notNull().default(""),
  imageFileId: text("image_file_id"),
  locationId: text("location_id"),
  isOnLanding: flag("is_on_landing").default(true),
  startsOn: text("starts_on").notNull(),
  endsOn: text("ends_on"),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const policies = sqliteTable("policies", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: ["family", "student", "photo", "transaction"] }).notNull(),
  title: text("title").notNull(),
  isRequired: flag("is_required").default(true),
  isPublic: flag("is_public").default(true),
  mayBeRejected: flag("may_be_rejected").default(false),
  mayBeWithdrawn: flag("may_be_withdrawn").default(false),
  shownFor: text("shown_for", { enum: ["one_time_payment", "recurring_payment", "refund"] }),
  currentVersionId: text("current_version_id"),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const policyVersions = sqliteTable("policy_versions", {
  id: text("id").primaryKey(),
  policyId: text("policy_id").notNull(),
  number: integer("number").notNull(),
  body: text("body").notNull(),
  ...recordColumns,
});

export const policyAnswers = sqliteTable("policy_answers", {
  id: text("id").primaryKey(),
  policyId: text("policy_id").notNull(),
  policyVersionId: text("policy_version_id").notNull(),
  familyId: text("family_id").notNull(),
  studentId: text("student_id"),
  answer: text("answer", { enum: ["accepted", "rejected"] }).notNull(),
  answeredAt: integer("answered_at").notNull(),
  loginId: text("login_id"),
  staffId: text("staff_id"),
  answeredBy: text("answered_by").notNull(),
  ip: text("ip"),
  ...recordColumns,
});

export const carts = sqliteTable("carts", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  loginId: text("login_id"),
  state: text("state", { enum: ["open", "paying", "submitted", "abandoned"] })
    .notNull()
    .default("open"),
  promoCode: text("promo_code"),
  attemptId: text("attempt_id"),
  /** What became of each line; the domain `checkout` says what is in it. */
  outcome: text("outcome", { mode: "json" }).$type<Readonly<Record<string, unknown>> | null>(),
  submittedAt: integer("submitted_at"),
  ...recordColumns,
});

export const cartItems = sqliteTable("cart_items", {
  id: text("id").primaryKey(),
  cartId: text("cart_id").notNull(),
  familyId: text("family_id").notNull(),
  kind: text("kind", { enum: ["active", "trial", "single_day", "wait"] }).notNull(),
  classId: text("class_id").notNull(),
  studentId: text("student_id").notNull(),
  slotIds: text("slot_ids", { mode: "json" }).$type<readonly string[] | null>(),
  startsOn: text("starts_on").notNull(),
  holdId: text("hold_id"),
  note: text("note"),
  ...recordColumns,
});

export const ACTIVITY_STATES = [
  "new",
  "in_review",
  "waiting_for_family",
  "approved",
  "denied",
  "expired",
  "dismissed",
  "withdrawn",
] as const;

export const activityItems = sqliteTable("activity_items", {
  id: text("id").primaryKey(),
  number: integer("number").notNull(),
  kind: text("kind").notNull(),
  nature: text("nature", { enum: ["info", "request"] }).notNull(),
  state: text("state", { enum: ACTIVITY_STATES }).notNull().default("new"),
  familyId: text("family_id").notNull(),
  studentId: text("student_id"),
  classId: text("class_id"),
  enrollmentId: text("enrollment_id"),
  locationId: text("location_id"),
  loginId: text("login_id"),
  summary: text("summary").notNull(),
  facts: text("facts", { mode: "json" }).$type<Readonly<Record<string, unknown>>>().notNull().default({}),
  concernsOn: text("concerns_on"),
  happenedAt: integer("happened_at").notNull(),
  claimedBy: text("claimed_by"),
  claimedAt: integer("claimed_at"),
  decidedBy: text("decided_by"),
  decidedAt: integer("decided_at"),
  decisionText: text("decision_text"),
  ...recordColumns,
});

export const notificationChoices = sqliteTable("notification_choices", {
  id: text("id").primaryKey(),
  loginId: text("login_id").notNull(),
  topic: text("topic").notNull(),
  channel: text("channel", { enum: ["email", "sms", "push"] }).notNull(),
  isOn: flag("is_on"),
  ...recordColumns,
});

export const mailTemplates = sqliteTable("mail_templates", {
  id: text("id").primaryKey(),
  templateKey: text("template_key").notNull(),
  language: text("language").notNull(),
  subject: text("subject").notNull(),
  body: text("body").notNull(),
  ...recordColumns,
});

export const familyFeeds = sqliteTable("family_feeds", {
  id: text("id").primaryKey(),
  familyId: text("family_id").notNull(),
  loginId: text("login_id"),
  tokenHash: text("token_hash").notNull(),
  ...recordColumns,
});
