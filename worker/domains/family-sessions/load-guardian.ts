import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import type { TenantDatabase } from "../../../control-plane/tenant-database.ts";
import { arePoliciesDue } from "../../../tenant-schema/due-policies.ts";
import type { LoadedActor } from "../../edge/visit.ts";
import type { FamilyRole, GuardianActor } from "../../kernel/context.ts";
import { portalIsOpen } from "../../kernel/read.ts";
import { PortalClosed } from "./while-open.ts";

/** An effect that nobody relayed for this long was forgotten by a crash. */
const FORGOTTEN_MS = 5 * 60_000;

/**
 * Who this session belongs to and which family it is at work on, in one round trip; null when it is over, the family is
 * suspended, or the log-in no longer opens it. @throws PortalClosed
 */
export async function loadGuardian(
  database: TenantDatabase,
  tokenHash: string,
  nowMs: number,
): Promise<LoadedActor<GuardianActor> | null> {
  const { session, outbox } = await database.read({
    session: select(
      {
        sessionId: sql<string>`s.id`,
        lastSeenAtMs: sql<number>`s.last_seen_at`,
        loginId: sql<string>`l.id`,
        email: sql<string>`l.email`,
        familyId: sql<string>`s.family_id`,
        role: sql<FamilyRole>`fl.role`,
        isOpen: flag(portalIsOpen()),
        policiesDue: flag(arePoliciesDue(sql`s.family_id`)),
        guardianName: sql<
          string | null
        >`(select trim(g.first_name || ' ' || g.last_name) from living_guardians g
          where g.id = fl.guardian_id)`,
      },
      sql`from sessions s
        join logins l on l.id = s.login_id and l.deleted_at is null
        join family_logins fl on fl.login_id = s.login_id and fl.family_id = s.family_id and fl.deleted_at is null
        join families f on f.id = s.family_id and f.deleted_at is null
        where s.token_hash = ${tokenHash} and s.ended_at is null
          and s.idle_expires_at > ${nowMs} and s.expires_at > ${nowMs}
          and not exists (select 1 from family_suspensions x
            where x.family_id = s.family_id and x.lifted_at is null and x.deleted_at is null)`,
    ),
    outbox: select(
      {
        forgotten: flag(sql`exists (select 1 from outbox where not_before < ${nowMs - FORGOTTEN_MS}
          and done_at is null and cancelled_at is null
          and (relayed_at is null or relayed_at < ${nowMs - FORGOTTEN_MS}))`),
      },
      sql``,
    ),
  });
  const found = session[0];
  if (!found) return null;
  if (!found.isOpen) throw new PortalClosed();
  const { sessionId, lastSeenAtMs, loginId, email, familyId, role, policiesDue, guardianName } = found;
  const actor: GuardianActor = {
    kind: "guardian",
    id: loginId,
    name: guardianName ?? email,
    email,
    sessionId,
    tokenHash,
    familyId,
    role,
    policiesDue,
    lent: [],
  };
  return { actor, lastSeenAtMs, effectsForgotten: outbox[0]?.forgotten ?? false };
}
