import { env } from "cloudflare:workers";
import { type SQL, sql } from "drizzle-orm";
import { analyticsMigrations } from "../../analytics/migrations/manifest.ts";
import { openControl } from "../../control-plane/control-database.ts";
import { d1Engine } from "../../control-plane/drivers/d1.ts";
import { migrate } from "../../control-plane/migrator.ts";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { hashToken, newToken } from "../../worker/domains/staff-sessions/tokens.ts";
import { TEST_NOW_MS } from "./actors.ts";
import { PortalClient } from "./client.ts";
import type { TestHouse } from "./house.ts";
import type { Platform } from "./platform.ts";
import { openTestTenant, type TestTenant } from "./tenant.ts";

const control = openControl((env as unknown as { CONTROL: D1Database }).CONTROL);
const HOUR_MS = 3_600_000;
let made = 0;

export const writeControl = (...rows: SQL[]) =>
  control.commit({ statements: rows.map((row) => statement(row)) });

export interface TestEnterprise {
  readonly id: string;
  readonly platform: Platform;
}

export interface TestEnterpriseUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly sessionId: string;
  readonly token: string;
}

export class EnterpriseClient extends PortalClient {
  constructor(house: TestHouse, cookies = new Map<string, string>()) {
    super(house, "/api/enterprise", "/enterprise", cookies);
  }
}

export async function testEnterprise(platform: Platform, name = "Northern Clubs"): Promise<TestEnterprise> {
  const id = newId("enterprise", TEST_NOW_MS);
  await migrate(d1Engine((env as unknown as { ANALYTICS: D1Database }).ANALYTICS), analyticsMigrations, 0);
  await writeControl(sql`insert into enterprises (id, name, created_at, updated_at)
    values (${id}, ${name}, ${TEST_NOW_MS}, ${TEST_NOW_MS})`);
  return { id, platform };
}

/** A group, switched on unless told otherwise; `parentId` makes it a subgroup. */
export async function addGroup(
  enterprise: TestEnterprise,
  name: string,
  options: { readonly parentId?: string; readonly isActive?: boolean } = {},
): Promise<string> {
  const id = newId("enterpriseGroup", TEST_NOW_MS);
  await writeControl(sql`insert into enterprise_groups (id, enterprise_id, parent_id, name, is_active, created_at, updated_at)
    values (${id}, ${enterprise.id}, ${options.parentId ?? null}, ${name}, ${options.isActive === false ? 0 : 1},
      ${TEST_NOW_MS}, ${TEST_NOW_MS})`);
  return id;
}

/** A ready account of the Enterprise plan, with a database of its own, in a group or in none. */
export async function addAccount(
  enterprise: TestEnterprise,
  options: {
    readonly groupId?: string | null;
    readonly name?: string;
    readonly engine?: "d1" | "libsql";
  } = {},
): Promise<TestTenant> {
  const { platform } = enterprise;
  const tenant = await openTestTenant({
    engine: options.engine ?? "d1",
    platform,
    plan: "enterprise",
    ...(options.name === undefined ? {} : { displayName: options.name }),
  });
  await writeControl(sql`insert into enterprise_accounts (account_id, enterprise_id, group_id, created_at, updated_at)
    values (${tenant.account.id}, ${enterprise.id}, ${options.groupId ?? null}, ${TEST_NOW_MS}, ${TEST_NOW_MS})`);
  return tenant;
}

/** Somebody who may sign in, and a browser in which they have. Without a group they are an enterprise user. */
export async function signedInEnterprise(
  house: TestHouse,
  enterprise: TestEnterprise,
  options: {
    readonly level?: "admin" | "user";
    readonly groupId?: string | null;
    readonly name?: string;
  } = {},
): Promise<{ readonly client: EnterpriseClient; readonly user: TestEnterpriseUser }> {
  made += 1;
  const { nowMs } = house.clock;
  const { level = "admin", groupId = null, name = `Robin Owner${made}` } = options;
  const id = newId("enterpriseUser", nowMs);
  const sessionId = newId("enterpriseSession", nowMs);
  const email = `owner${made}@example.org`;
  const token = newToken();
  await writeControl(
    sql`insert into enterprise_users (id, enterprise_id, group_id, level, name, email, email_folded, provider, issuer,
        subject, state, created_at, updated_at)
      values (${id}, ${enterprise.id}, ${groupId}, ${level}, ${name}, ${email}, ${email}, 'google', 'https://id.test',
        ${id}, 'active', ${nowMs}, ${nowMs})`,
    sql`insert into enterprise_sessions (token_hash, id, user_id, provider, created_at, last_seen_at, expires_at)
      values (${await hashToken(token)}, ${sessionId}, ${id}, 'google', ${nowMs}, ${nowMs}, ${nowMs + HOUR_MS})`,
  );
  const client = new EnterpriseClient(house, new Map([["__Host-chalkline-enterprise", token]]));
  return { client, user: { id, name, email, sessionId, token } };
}
