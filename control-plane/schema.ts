import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const PLANS = ["signature", "elite", "premium", "enterprise"] as const;
export type Plan = (typeof PLANS)[number];
export type AccountStatus = "provisioning" | "ready" | "suspended" | "closing" | "closed";
export type LocationHint = "wnam" | "enam" | "weur" | "eeur" | "apac" | "oc";

export const databasePool = sqliteTable("database_pool", {
  binding: text().primaryKey(),
  state: text().$type<"free" | "claimed" | "retired">().notNull(),
  accountId: text(),
  schemaVersion: integer().notNull(),
  addedAt: integer().notNull(),
  claimedAt: integer(),
  retiredAt: integer(),
});

export const accounts = sqliteTable("accounts", {
  id: text().primaryKey(),
  urlName: text().notNull(),
  displayName: text().notNull(),
  plan: text().$type<Plan>().notNull(),
  status: text().$type<AccountStatus>().notNull(),
  closesAt: integer(),
  locationHint: text().$type<LocationHint>(),
  driver: text().$type<"d1" | "libsql">(),
  d1Binding: text("d1_binding"),
  databaseUrl: text(),
  databaseToken: text(),
  schemaVersion: integer().notNull(),
  nextDueAt: integer(),
  timeZone: text().notNull(),
  locale: text().notNull(),
  currency: text().notNull(),
  phoneRegion: text().notNull(),
  createdAt: integer().notNull(),
  version: integer().notNull(),
});

export const accountNames = sqliteTable("account_names", {
  name: text().primaryKey(),
  accountId: text().notNull(),
  since: integer().notNull(),
  until: integer(),
});

export const accountStatusChanges = sqliteTable("account_status_changes", {
  seq: integer().primaryKey(),
  accountId: text().notNull(),
  fromStatus: text().$type<AccountStatus>(),
  toStatus: text().$type<AccountStatus>().notNull(),
  reason: text().notNull(),
  actorKind: text().notNull(),
  actorId: text().notNull(),
  at: integer().notNull(),
});

export const migrationRuns = sqliteTable("migration_runs", {
  id: text().primaryKey(),
  targetVersion: integer().notNull(),
  afterAccountId: text().notNull(),
  startedAt: integer().notNull(),
  handedOutAt: integer(),
  actorKind: text().notNull(),
  actorId: text().notNull(),
});

export const migrationResults = sqliteTable(
  "migration_results",
  {
    runId: text().notNull(),
    accountId: text().notNull(),
    state: text().$type<"waiting" | "done" | "failed">().notNull(),
    fromVersion: integer().notNull(),
    toVersion: integer(),
    error: text(),
    attempts: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.accountId] })],
);

export const deadLetters = sqliteTable("dead_letters", {
  id: text().primaryKey(),
  messageId: text().notNull(),
  accountId: text(),
  queue: text().notNull(),
  body: text().notNull(),
  error: text(),
  attempts: integer().notNull(),
  failedAt: integer().notNull(),
  resolvedAt: integer(),
  resolvedBy: text(),
});

export const controlAudit = sqliteTable("control_audit", {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  actorKind: text().notNull(),
  actorId: text().notNull(),
  requestId: text(),
  action: text().notNull(),
  accountId: text(),
  before: text(),
  after: text(),
});

export const PROCESSOR_KINDS = ["stripe", "sandbox"] as const;
export type ProcessorKind = (typeof PROCESSOR_KINDS)[number];

export const paymentProcessors = sqliteTable("payment_processors", {
  accountId: text().primaryKey(),
  kind: text().$type<ProcessorKind>().notNull(),
  publishableKey: text().notNull(),
  secretKey: text().notNull(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  version: integer().notNull(),
});

export const paymentWebhookPaths = sqliteTable("payment_webhook_paths", {
  tokenHash: text().primaryKey(),
  accountId: text().notNull(),
  kind: text().$type<ProcessorKind>().notNull(),
  webhookSecret: text(),
  createdAt: integer().notNull(),
  endsAt: integer(),
});

export const MESSAGE_PROVIDER_KINDS = ["twilio", "simulator"] as const;
export type MessageProviderKind = (typeof MESSAGE_PROVIDER_KINDS)[number];

export const messageProviders = sqliteTable("message_providers", {
  accountId: text().primaryKey(),
  kind: text().$type<MessageProviderKind>().notNull(),
  providerAccount: text().notNull(),
  authToken: text().notNull(),
  messagingService: text(),
  fromNumber: text(),
  pathToken: text().notNull(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  version: integer().notNull(),
});

export const messageWebhookPaths = sqliteTable("message_webhook_paths", {
  tokenHash: text().primaryKey(),
  accountId: text().notNull(),
  kind: text().$type<MessageProviderKind>().notNull(),
  providerAccount: text().notNull(),
  authToken: text().notNull(),
  createdAt: integer().notNull(),
  endsAt: integer(),
});
