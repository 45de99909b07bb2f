import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export type EnterpriseLevel = "admin" | "user";
export type IdentityProvider = "google" | "microsoft";

export const enterprises = sqliteTable("enterprises", {
  id: text().primaryKey(),
  name: text().notNull(),
  identityTenants: text().notNull(),
  templateAccountId: text(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  version: integer().notNull(),
});

export const enterpriseGroups = sqliteTable("enterprise_groups", {
  id: text().primaryKey(),
  enterpriseId: text().notNull(),
  parentId: text(),
  name: text().notNull(),
  isActive: integer({ mode: "boolean" }).notNull(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  version: integer().notNull(),
  deletedAt: integer(),
});

export const enterpriseAccounts = sqliteTable("enterprise_accounts", {
  accountId: text().primaryKey(),
  enterpriseId: text().notNull(),
  groupId: text(),
  ownerName: text().notNull(),
  contactName: text().notNull(),
  contactEmail: text().notNull(),
  contactPhone: text().notNull(),
  place: text().notNull(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  version: integer().notNull(),
});

export const enterpriseUsers = sqliteTable("enterprise_users", {
  id: text().primaryKey(),
  enterpriseId: text().notNull(),
  groupId: text(),
  level: text().$type<EnterpriseLevel>().notNull(),
  name: text().notNull(),
  email: text().notNull(),
  emailFolded: text().notNull(),
  provider: text().$type<IdentityProvider>(),
  issuer: text(),
  subject: text(),
  state: text().$type<"invited" | "active" | "suspended">().notNull(),
  inviteTokenHash: text(),
  inviteExpiresAt: integer(),
  lastSeenAt: integer(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  version: integer().notNull(),
  deletedAt: integer(),
});

export const enterpriseSessions = sqliteTable("enterprise_sessions", {
  tokenHash: text().primaryKey(),
  id: text().notNull(),
  userId: text().notNull(),
  provider: text().$type<IdentityProvider>().notNull(),
  createdAt: integer().notNull(),
  lastSeenAt: integer().notNull(),
  expiresAt: integer().notNull(),
  refreshToken: text(),
  ip: text(),
  userAgent: text(),
  endedAt: integer(),
  endReason: text(),
});

export const enterpriseFlows = sqliteTable("enterprise_flows", {
  stateHash: text().primaryKey(),
  browserHash: text().notNull(),
  provider: text().$type<IdentityProvider>().notNull(),
  nonce: text().notNull(),
  codeVerifier: text().notNull(),
  returnTo: text().notNull(),
  inviteHash: text(),
  createdAt: integer().notNull(),
  expiresAt: integer().notNull(),
  usedAt: integer(),
});

export const enterpriseHandoffs = sqliteTable("enterprise_handoffs", {
  tokenHash: text().primaryKey(),
  sessionId: text().notNull(),
  userId: text().notNull(),
  accountId: text().notNull(),
  path: text().notNull(),
  createdAt: integer().notNull(),
  expiresAt: integer().notNull(),
  usedAt: integer(),
  enteredTokenHash: text(),
  endedAt: integer(),
});

export const enterpriseOverrides = sqliteTable("enterprise_overrides", {
  id: text().primaryKey(),
  enterpriseId: text().notNull(),
  groupId: text(),
  rightKey: text().notNull(),
  maxLevel: text().$type<"none" | "view">().notNull(),
  setBy: text().notNull(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  version: integer().notNull(),
});

export const enterpriseAudit = sqliteTable("enterprise_audit", {
  seq: integer().primaryKey(),
  at: integer().notNull(),
  enterpriseId: text().notNull(),
  groupId: text(),
  userId: text(),
  userName: text().notNull(),
  userLevel: text().$type<EnterpriseLevel | "system">().notNull(),
  action: text().notNull(),
  summary: text().notNull(),
  accountId: text(),
  subjectId: text(),
  before: text(),
  after: text(),
  requestId: text(),
  ip: text(),
});

export const enterpriseIdempotency = sqliteTable(
  "enterprise_idempotency",
  {
    userId: text().notNull(),
    key: text().notNull(),
    fingerprint: text().notNull(),
    outcome: text().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.key] })],
);

export const onboardings = sqliteTable("onboardings", {
  id: text().primaryKey(),
  enterpriseId: text().notNull(),
  accountId: text(),
  name: text().notNull(),
  state: text().$type<"running" | "done" | "failed">().notNull(),
  step: text().notNull(),
  error: text(),
  templateAccountId: text(),
  input: text().notNull(),
  sealedToken: text(),
  createdBy: text().notNull(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  version: integer().notNull(),
});

export const enterpriseSyncs = sqliteTable(
  "enterprise_syncs",
  {
    accountId: text().notNull(),
    enterpriseId: text().notNull(),
    nextSyncAt: integer().notNull(),
    askedAt: integer(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.enterpriseId] })],
);

export const enterpriseStores = sqliteTable("enterprise_stores", {
  enterpriseId: text().primaryKey(),
  binding: text().notNull(),
});

export const enterpriseBiTokens = sqliteTable("enterprise_bi_tokens", {
  id: text().primaryKey(),
  enterpriseId: text().notNull(),
  name: text().notNull(),
  tokenHash: text().notNull(),
  createdBy: text().notNull(),
  createdByName: text().notNull(),
  createdAt: integer().notNull(),
  lastUsedAt: integer(),
  revokedAt: integer(),
  version: integer().notNull(),
});
