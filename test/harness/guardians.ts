import { sql } from "drizzle-orm";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { hashToken, newToken } from "../../worker/domains/staff-sessions/tokens.ts";
import type { AccountFacts, Context, FamilyRole, GuardianActor } from "../../worker/kernel/context.ts";
import type { FamilyClient } from "./client.ts";
import type { TestHouse } from "./house.ts";
import type { TestTenant } from "./tenant.ts";

let made = 0;

export interface TestGuardian {
  readonly loginId: string;
  readonly familyId: string;
  readonly guardianId: string;
  readonly studentId: string;
  readonly email: string;
  readonly token: string;
  readonly actor: GuardianActor;
}

/** A family with one guardian, one child and a log-in whose session lives, without the cost of a password. */
export async function addGuardian(
  tenant: TestTenant,
  nowMs: number,
  role: FamilyRole = "owner",
  into?: { readonly familyId: string },
): Promise<TestGuardian> {
  made += 1;
  const [loginId, guardianId, studentId, sessionId] = [
    newId("login", nowMs),
    newId("guardian", nowMs),
    newId("student", nowMs),
    newId("session", nowMs),
  ];
  const familyId = into?.familyId ?? newId("family", nowMs);
  const email = `guardian${made}@example.org`;
  const token = newToken();
  const tokenHash = await hashToken(token);
  const family = into
    ? []
    : [
        sql`insert into families (id, name, sort_name, created_at, updated_at)
          values (${familyId}, ${`Family ${made}`}, ${`family ${made}`}, ${nowMs}, ${nowMs})`,
      ];
  await tenant.database.commit({
    statements: [
      ...family,
      sql`insert into guardians (id, family_id, first_name, last_name, is_primary, created_at, updated_at)
        values (${guardianId}, ${familyId}, 'Gale', ${`Guardian${made}`}, ${into ? 0 : 1}, ${nowMs}, ${nowMs})`,
      sql`insert into emails (id, family_id, guardian_id, address, address_folded, is_primary, created_at, updated_at)
        values (${newId("email", nowMs)}, ${familyId}, ${guardianId}, ${email}, ${email}, 1, ${nowMs}, ${nowMs})`,
      sql`insert into students (id, family_id, first_name, last_name, sort_name, birth_date, created_at, updated_at)
        values (${studentId}, ${familyId}, 'Sam', ${`Student${made}`}, ${`student${made}`}, '2018-05-01', ${nowMs}, ${nowMs})`,
      sql`insert into logins (id, email, email_folded, verified_at, created_at, updated_at)
        values (${loginId}, ${email}, ${email}, ${nowMs}, ${nowMs}, ${nowMs})`,
      sql`insert into family_logins (id, login_id, family_id, guardian_id, role, created_at, updated_at)
        values (${newId("familyLogin", nowMs)}, ${loginId}, ${familyId}, ${guardianId}, ${role}, ${nowMs}, ${nowMs})`,
      sql`insert into sessions (token_hash, id, login_id, family_id, created_at, last_seen_at, idle_expires_at, expires_at)
        values (${tokenHash}, ${sessionId}, ${loginId}, ${familyId}, ${nowMs}, ${nowMs}, ${nowMs + 30 * 86_400_000},
          ${nowMs + 180 * 86_400_000})`,
    ].map((template) => statement(template)),
  });
  const name = `Gale Guardian${made}`;
  const actor: GuardianActor = {
    kind: "guardian",
    id: loginId,
    name,
    email,
    sessionId,
    tokenHash,
    familyId,
    role,
    policiesDue: false,
    lent: [],
  };
  return { loginId, familyId, guardianId, studentId, email, token, actor };
}

/** A context of that guardian, as the family door makes one. */
export function guardianContext(
  tenant: TestTenant,
  account: AccountFacts,
  { actor }: TestGuardian,
  nowMs: number,
): Context<GuardianActor> {
  return {
    account,
    database: tenant.database,
    actor,
    nowMs,
    request: { id: newId("request", nowMs), ip: null, via: "family" },
    idempotency: null,
    progress: { idempotencyChecked: false, effectsCommitted: false },
  };
}

/** A browser in which that guardian is signed in. */
export async function signedInFamily(
  house: TestHouse,
  tenant: TestTenant,
  role: FamilyRole = "owner",
): Promise<{ client: FamilyClient; guardian: TestGuardian }> {
  const guardian = await addGuardian(tenant, house.clock.nowMs, role);
  const cookie = `__Host-chalkline-family-${tenant.account.id}`;
  // Imported late: what makes guardians also runs where there is no workerd.
  const { FamilyClient } = await import("./client.ts");
  const client = new FamilyClient(house, tenant.account.urlName, new Map([[cookie, guardian.token]]));
  return { client, guardian };
}
