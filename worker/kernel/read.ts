import { type SQL, sql } from "drizzle-orm";
import { flag, json, type Query, select } from "../../control-plane/query.ts";
import type { Queries, RowsOf } from "../../control-plane/tenant-database.ts";
import { counters, idempotency } from "../../tenant-schema/foundation.ts";
import { sessions } from "../../tenant-schema/staff.ts";
import { actorId, type Context, type GuardianActor, type StaffActor } from "./context.ts";
import { ActorStale, Conflict, Replayed, SessionEnded } from "./errors.ts";

/**
 * Reads in one round trip. Its first statement asks whether the session lives and the actor's rights are still
 * those that were loaded; a mismatch discards everything that was read. In a write, the first read also asks
 * whether this very act was committed before.
 * @throws SessionEnded, ActorStale, Replayed, Conflict
 */
export async function read<Q extends Queries>(ctx: Context, queries: Q): Promise<RowsOf<Q>> {
  const own: Record<string, Query<unknown>> = {};
  if (ctx.actor.kind === "staff") own.$session = sessionQuery(ctx.actor, ctx.nowMs);
  if (ctx.actor.kind === "guardian")
    own.$guardian = select({ live: flag(guardianLives(ctx.actor, ctx.nowMs)) }, sql``);
  const owner = actorId(ctx.actor);
  if (ctx.idempotency && !ctx.progress.idempotencyChecked && owner) {
    own.$replay = outcomeQuery(owner, ctx.idempotency.key);
  }
  const answers = (await ctx.database.read({ ...own, ...queries })) as Record<string, unknown[]>;
  if (own.$session) checkSession(ctx.actor as StaffActor, answers.$session?.[0] as SessionState);
  const [guardian] = (answers.$guardian ?? []) as { readonly live: boolean }[];
  if (guardian?.live === false) throw new ActorStale();
  if (own.$replay) {
    ctx.progress.idempotencyChecked = true;
    refuseReplay(ctx, answers.$replay?.[0] as StoredOutcome | undefined);
  }
  return answers as RowsOf<Q>;
}

interface SessionState {
  readonly live: boolean;
  readonly rightsVersion: number;
}

export interface StoredOutcome {
  readonly fingerprint: string;
  readonly outcome: unknown;
}

/** The stored outcome of an act, by its key. */
export function outcomeQuery(owner: string, key: string): Query<StoredOutcome> {
  return select(
    { fingerprint: idempotency.fingerprint, outcome: json<unknown>(sql`${idempotency.outcome}`) },
    sql`from ${idempotency} where ${idempotency.actorId} = ${owner} and ${idempotency.key} = ${key}`,
  );
}

/** @throws Replayed when the act was committed before, Conflict when its key was used for another */
export function refuseReplay(ctx: Context, stored: StoredOutcome | undefined): void {
  if (!stored) return;
  if (stored.fingerprint === ctx.idempotency?.fingerprint) throw new Replayed(stored.outcome);
  throw new Conflict(
    "idempotency_key_reused",
    "This request carries the key of another one that was already carried out. Reload the page and try again.",
  );
}

function sessionQuery(actor: StaffActor, nowMs: number): Query<SessionState> {
  return select(
    {
      live: flag(sql`exists (select 1 from ${sessions} where ${sessions.tokenHash} = ${actor.tokenHash}
        and ${sessions.endedAt} is null and ${sessions.idleExpiresAt} > ${nowMs} and ${sessions.expiresAt} > ${nowMs})`),
      rightsVersion: counters.value,
    },
    sql`from ${counters} where ${counters.name} = 'rights_version'`,
  );
}

/**
 * Whether a guardian's session lives, opens the family it is at work on in the same role, and the family is neither
 * suspended nor gone, in a portal that is open: all that was true when they were let in, asked again by every read and
 * every write.
 */
export function guardianLives({ tokenHash, familyId, role }: GuardianActor, nowMs: number): SQL {
  return sql`exists (select 1 from sessions s
    join logins l on l.id = s.login_id and l.deleted_at is null
    join family_logins fl on fl.login_id = s.login_id and fl.family_id = s.family_id and fl.deleted_at is null
    join families f on f.id = s.family_id and f.deleted_at is null
    where s.token_hash = ${tokenHash} and s.ended_at is null and s.idle_expires_at > ${nowMs} and s.expires_at > ${nowMs}
      and s.family_id = ${familyId} and fl.role = ${role}
      and not exists (select 1 from family_suspensions x
        where x.family_id = s.family_id and x.lifted_at is null and x.deleted_at is null))
    and ${portalIsOpen()}`;
}

/** Whether the school has its family portal switched on. */
export function portalIsOpen(): SQL {
  return sql`coalesce((select json_extract(value, '$.isOpen') from settings where id = 'portal'), 1) = 1`;
}

function checkSession(actor: StaffActor, state: SessionState): void {
  if (!state.live) throw new SessionEnded();
  if (state.rightsVersion !== actor.rightsVersion) throw new ActorStale();
}
