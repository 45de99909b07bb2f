import { sql } from "drizzle-orm";
import { flag, json, select } from "../../../control-plane/query.ts";
import type { TenantDatabase } from "../../../control-plane/tenant-database.ts";
import { sessions, staff } from "../../../tenant-schema/staff.ts";
import type { LoadedActor } from "../../edge/visit.ts";
import type { StaffActor } from "../../kernel/context.ts";
import { allows, decide } from "../../kernel/decide.ts";
import type { Plan } from "../../kernel/plans.ts";
import { grantsQuery, rightsVersionQuery, toActor } from "./actor-queries.ts";
import { type EnterpriseIdentity, enterpriseStaff } from "./enterprise-actor.ts";

/** An effect that nobody relayed for this long was forgotten by a crash. */
const FORGOTTEN_MS = 5 * 60_000;

/** Who this session belongs to, in one round trip; null when it is over or its owner may no longer enter. */
export async function loadActor(
  database: TenantDatabase,
  plan: Plan,
  tokenHash: string,
  nowMs: number,
): Promise<LoadedActor<StaffActor> | null> {
  const owner = sql`(select s.staff_id from sessions s where s.token_hash = ${tokenHash})`;
  const answers = await database.read({
    session: select(
      {
        sessionId: sessions.id,
        lastSeenAtMs: sessions.lastSeenAt,
        enterpriseSessionId: sessions.enterpriseSessionId,
        enterpriseUser: json<EnterpriseIdentity | null>(sql`${sessions.enterpriseUser}`),
        id: sql<string>`coalesce(${staff.id}, '')`,
        firstName: sql<string>`coalesce(${staff.firstName}, '')`,
        lastName: sql<string>`coalesce(${staff.lastName}, '')`,
        email: sql<string | null>`${staff.email}`,
      },
      sql`from ${sessions} left join ${staff} on ${staff.id} = ${sessions.staffId}
        where ${sessions.tokenHash} = ${tokenHash} and ${sessions.endedAt} is null
          and ${sessions.idleExpiresAt} > ${nowMs} and ${sessions.expiresAt} > ${nowMs}
          and ((${staff.isActive} = 1 and ${staff.deletedAt} is null)
            or (${sessions.staffId} is null and ${sessions.enterpriseUser} is not null))`,
    ),
    grants: grantsQuery(owner),
    version: rightsVersionQuery(),
    outbox: select(
      {
        forgotten: flag(sql`exists (select 1 from outbox where not_before < ${nowMs - FORGOTTEN_MS}
          and done_at is null and cancelled_at is null
          and (relayed_at is null or relayed_at < ${nowMs - FORGOTTEN_MS}))`),
      },
      sql``,
    ),
  });
  const session = answers.session[0];
  const rightsVersion = answers.version[0]?.value;
  if (!session || rightsVersion === undefined) return null;
  const { sessionId, enterpriseUser: identity, enterpriseSessionId } = session;
  const actor =
    identity && enterpriseSessionId
      ? enterpriseStaff({ identity, enterpriseSessionId, sessionId, tokenHash, rightsVersion })
      : toActor({ staff: session, sessionId, tokenHash, grants: answers.grants, rightsVersion });
  if (!allows(decide({ grants: actor.grants, plan, restrictions: [] }, "office"), "view")) return null;
  const effectsForgotten = answers.outbox[0]?.forgotten ?? false;
  return { actor, lastSeenAtMs: session.lastSeenAtMs, effectsForgotten };
}
