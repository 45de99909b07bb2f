import { sql } from "drizzle-orm";
import { type Statement, select, statement } from "../../control-plane/query.ts";
import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { newId } from "../../tenant-schema/ids.ts";
import type { Context, StaffActor, SystemActor } from "../../worker/kernel/context.ts";
import type { Grant, Level, Right } from "../../worker/kernel/permissions.ts";
import type { TestTenant } from "./tenant.ts";

/** Rights by key; a test names only those that matter to it. */
export type Rights = Partial<Record<Right, Level>>;

const HOUR_MS = 3_600_000;
export const TEST_NOW_MS = Date.UTC(2026, 10, 21, 18, 0, 0);
let made = 0;

/** A member of staff with a live session in this account, as the edge would hand it to a use-case. */
export async function staffContext(
  tenant: TestTenant,
  rights: Rights = { admin: "full" },
  options: {
    readonly nowMs?: number;
    readonly idempotencyKey?: string;
    readonly database?: TenantDatabase;
  } = {},
): Promise<Context<StaffActor>> {
  const nowMs = options.nowMs ?? TEST_NOW_MS;
  made += 1;
  const id = newId("staff", nowMs);
  const tokenHash = `test-token-${id}`;
  const name = `Pat ${made}`;
  await tenant.database.commit({ statements: staffRows({ id, name, tokenHash, nowMs, rights }) });
  const { version } = await tenant.database.read({
    version: select({ value: sql<number>`value` }, sql`from counters where name = 'rights_version'`),
  });
  const grants: Grant[] = Object.entries(rights).map(([right, level]) => ({
    right: right as Right,
    level,
    locationId: null,
    ownClassesOnly: false,
    groupId: null,
    groupName: null,
  }));
  const actor: StaffActor = {
    kind: "staff",
    id,
    name,
    email: null,
    sessionId: `ses-${id}`,
    tokenHash,
    grants,
    rightsVersion: version[0]!.value,
    enterprise: null,
  };
  return contextOf(tenant, actor, options);
}

export function systemContext(tenant: TestTenant, nowMs: number = TEST_NOW_MS): Context<SystemActor> {
  return contextOf(tenant, { kind: "system", name: "test", onBehalfOf: null }, { nowMs });
}

/** The same person in a new request; `database` may be one that a test instruments. */
export function contextOf<A extends Context["actor"]>(
  tenant: TestTenant,
  actor: A,
  options: {
    readonly nowMs?: number;
    readonly idempotencyKey?: string;
    readonly database?: TenantDatabase;
  } = {},
): Context<A> {
  const key = options.idempotencyKey;
  return {
    account: tenant.account,
    database: options.database ?? tenant.database,
    actor,
    nowMs: options.nowMs ?? TEST_NOW_MS,
    request: { id: newId("request"), ip: "203.0.113.7", via: "office" },
    idempotency: key === undefined ? null : { key, fingerprint: `fingerprint of ${key}` },
    progress: { idempotencyChecked: false, effectsCommitted: false },
  };
}

function staffRows(person: {
  readonly id: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly nowMs: number;
  readonly rights: Rights;
}): Statement[] {
  const { id, name, tokenHash, nowMs } = person;
  const [firstName, lastName] = name.split(" ") as [string, string];
  const username = `user-${id}`;
  return [
    statement(sql`insert into staff (id, first_name, last_name, sort_name, username, username_folded, created_at, updated_at)
      values (${id}, ${firstName}, ${lastName}, ${name.toLowerCase()}, ${username}, ${username}, ${nowMs}, ${nowMs})`),
    statement(sql`insert into sessions (token_hash, id, staff_id, created_at, last_seen_at, idle_expires_at, expires_at)
      values (${tokenHash}, ${`ses-${id}`}, ${id}, ${nowMs}, ${nowMs}, ${nowMs + HOUR_MS}, ${nowMs + 12 * HOUR_MS})`),
    ...Object.entries(person.rights).map(([right, level]) =>
      statement(sql`insert into grants (id, staff_id, right_key, level, created_at, updated_at)
        values (${newId("grant", nowMs)}, ${id}, ${right}, ${level}, ${nowMs}, ${nowMs})`),
    ),
  ];
}
