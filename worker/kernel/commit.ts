import { type SQL, sql } from "drizzle-orm";
import { GuardFailed, UniqueViolation } from "../../control-plane/database-errors.ts";
import { type Statement, statement } from "../../control-plane/query.ts";
import { arePoliciesDue } from "../../tenant-schema/due-policies.ts";
import { changeRows, changes, counters, idempotency, outbox } from "../../tenant-schema/foundation.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { sessions } from "../../tenant-schema/staff.ts";
import type { AuditRow } from "./audit-rows.ts";
import type { Change, Effect } from "./change.ts";
import type { Committed } from "./committed.ts";
import { actorId, actorName, type Context, type GuardianActor } from "./context.ts";
import { ActorStale, Conflict, SessionEnded } from "./errors.ts";
import { guardianLives, outcomeQuery, refuseReplay } from "./read.ts";
import { guard, insertValues } from "./row-statements.ts";

/** Effects wait for this long, so that an undo from the toast still catches them. */
export const TOAST_UNDO_MS = 20_000;

/** Tells the account's live feed that online activity is newer than it knows. */
export const LIVE_ACTIVITY = "live-activity";

/** Sends the sign-up text to phones whose owners just agreed to texts. */
export const AGREED_TO_TEXTS = "agreed-to-texts";
const HAS_SIGN_UP_TEXT = sql`coalesce(json_extract((select value from settings where id = 'messaging'), '$.signUpText'), '') <> ''`;

/** What the Messenger Center tells of; a phone that comes into a record takes its conversation along. */
const CONVERSING = ["messages", "conversations", "conversationNotes", "phones"] as const;

export type { Committed } from "./committed.ts";

/**
 * Commits the change: guards, rows, audit, effects and the idempotency key in one batch; all of it or nothing.
 * `outcome` is what the route answers; a repeated request with the same key is answered the same.
 * @throws SessionEnded, ActorStale, Replayed, Conflict, GuardFailed (a guard of the use-case), UniqueViolation
 */
export async function commit(ctx: Context, change: Change, outcome: unknown = null): Promise<Committed> {
  await ctx.addition?.(change);
  const { undoMs } = change;
  const committed: Committed = {
    id: change.id,
    summary: change.options.summary,
    undoUntil: undoMs > 0 ? ctx.nowMs + undoMs : null,
  };
  const activityChanged = change.touches("activityItems");
  // Should the word that is sent right after the answer be lost, this one is not.
  if (activityChanged)
    change.effect({ topic: LIVE_ACTIVITY, payload: {}, notBeforeMs: ctx.nowMs, isShared: true });
  welcomeToTexts(ctx, change);
  const statements = [
    ...actorGuards(ctx),
    ...idempotencyRow(ctx, change, outcome, committed),
    changeRow(ctx, change, committed),
    ...change.statements(),
    ...auditStatements(change.auditRows()),
    ...effectRows(ctx, change, committed),
  ];
  try {
    await ctx.database.commit({ statements });
  } catch (error) {
    throw await explain(ctx, error);
  }
  if (change.effects.length > 0) ctx.progress.effectsCommitted = true;
  if (activityChanged) ctx.progress.activityChanged = true;
  if (CONVERSING.some((entity) => change.touches(entity))) ctx.progress.conversationsChanged = true;
  return committed;
}

/** A person's hand alone sends a sign-up text: an import brings consent from elsewhere, an undo brings it back. */
function welcomeToTexts(ctx: Context, change: Change): void {
  if (ctx.actor.kind === "system" || change.options.undoOf !== undefined) return;
  const phoneIds = change.agreedPhones();
  if (phoneIds.length === 0) return;
  change.effect({ topic: AGREED_TO_TEXTS, payload: { phoneIds }, onlyIf: HAS_SIGN_UP_TEXT });
}

/** The writer's session lives and has the rights it was given, at the moment of the write. */
export function actorGuards(ctx: Context): Statement[] {
  if (ctx.actor.kind === "guardian") return guardianGuards(ctx.actor, ctx.nowMs);
  if (ctx.actor.kind !== "staff") return [];
  const { tokenHash, rightsVersion } = ctx.actor;
  return [
    guard(
      "session_live",
      sql`exists (select 1 from ${sessions} where ${sessions.tokenHash} = ${tokenHash} and ${sessions.endedAt} is null
        and ${sessions.idleExpiresAt} > ${ctx.nowMs} and ${sessions.expiresAt} > ${ctx.nowMs})`,
    ),
    guard(
      "rights_current",
      sql`(select ${counters.value} from ${counters} where ${counters.name} = 'rights_version') = ${rightsVersion}`,
    ),
  ];
}

/** The door lets whoever has something to accept do little; nobody else may write once there is something. */
function guardianGuards(actor: GuardianActor, nowMs: number): Statement[] {
  const lives = guardianLives(actor, nowMs);
  const isAgreed = actor.policiesDue ? sql`` : sql`and not ${arePoliciesDue(sql`${actor.familyId}`)}`;
  return [guard("rights_current", sql`${lives} ${isAgreed}`)];
}

/** A lost race in words; everything else as it was thrown. */
export async function explain(ctx: Context, error: unknown): Promise<unknown> {
  if (error instanceof UniqueViolation && error.columns[0]?.startsWith("idempotency.")) {
    const owner = actorId(ctx.actor);
    if (owner && ctx.idempotency) {
      const { stored } = await ctx.database.read({ stored: outcomeQuery(owner, ctx.idempotency.key) });
      try {
        refuseReplay(ctx, stored[0]);
      } catch (replay) {
        return replay;
      }
    }
  }
  if (!(error instanceof GuardFailed)) return error;
  if (error.guard === "session_live") return new SessionEnded();
  if (error.guard === "rights_current") return new ActorStale();
  if (error.guard === "row_version") {
    return new Conflict(
      "changed_meanwhile",
      "Somebody else changed this while you were working on it. Look at the current state and try again.",
    );
  }
  if (error.guard === "versions_apart") {
    return new Conflict(
      "versions_overlap",
      "The schedule of this slot was changed for the same days meanwhile. Look at it again and decide anew.",
    );
  }
  if (error.guard === "last_owner") {
    return new Conflict(
      "last_owner",
      "Somebody active must remain an administrator of the whole account. Make another person one first.",
    );
  }
  if (error.guard === "family_owner") {
    return new Conflict(
      "family_owner",
      "Somebody must remain who manages the family account. Make another person an owner first.",
    );
  }
  if (error.guard === "row_living") {
    return new Conflict(
      "gone_meanwhile",
      "Somebody deleted this while you were working on it. Nothing was saved.",
    );
  }
  return error;
}

function idempotencyRow(ctx: Context, change: Change, outcome: unknown, committed: Committed): Statement[] {
  const owner = actorId(ctx.actor);
  if (!ctx.idempotency || !owner) return [];
  const stored = JSON.stringify({ ...(outcome as object | null), change: committed });
  return [
    statement(sql`insert into ${idempotency} (actor_id, key, fingerprint, outcome, change_id, created_at)
      values (${owner}, ${ctx.idempotency.key}, ${ctx.idempotency.fingerprint}, ${stored}, ${change.id}, ${ctx.nowMs})`),
  ];
}

function changeRow(ctx: Context, change: Change, committed: Committed): Statement {
  const { action, summary, right, groupId, undoOf } = change.options;
  const { id, ip, via } = ctx.request;
  return statement(sql`insert into ${changes}
    (id, at, actor_kind, actor_id, actor_name, via, request_id, ip, action, summary, right_key, group_id, undo_of, undo_until)
    values (${change.id}, ${ctx.nowMs}, ${ctx.actor.kind}, ${actorId(ctx.actor)}, ${actorName(ctx.actor)}, ${via}, ${id},
      ${ip}, ${action}, ${summary}, ${right}, ${groupId ?? null}, ${undoOf ?? null}, ${committed.undoUntil})`);
}

function auditStatements(rows: readonly AuditRow[]): Statement[] {
  const columns = [
    changeRows.changeId,
    changeRows.position,
    changeRows.entity,
    changeRows.entityId,
    changeRows.subjectId,
    changeRows.personId,
    changeRows.op,
    changeRows.before,
    changeRows.after,
  ];
  const values = rows.map((row) => [
    row.changeId,
    row.position,
    row.entity,
    row.entityId,
    row.subjectId,
    row.personId,
    row.op,
    row.before,
    row.after,
  ]);
  return values.length === 0 ? [] : insertValues(changeRows, columns, values);
}

function effectRows(ctx: Context, change: Change, committed: Committed): Statement[] {
  const earliest = committed.undoUntil === null ? ctx.nowMs : ctx.nowMs + TOAST_UNDO_MS;
  return change.effects.map((effect) => {
    if (effect.isShared) return sharedEffect(ctx, effect, effect.notBeforeMs ?? earliest);
    const values: SQL = sql`${newId("outbox", ctx.nowMs)}, ${effect.topic}, ${JSON.stringify(effect.payload)},
      ${change.id}, ${ctx.nowMs}, ${effect.notBeforeMs ?? earliest}`;
    return statement(
      sql`insert into ${outbox} (id, topic, payload, change_id, created_at, not_before)
        select ${values} where ${effect.onlyIf ?? sql`true`}`,
    );
  });
}

/** Effects of one kind that many changes ask for in these milliseconds are one. */
const SHARED_MS = 2_000;

/**
 * One that waits already, and that nobody has begun to carry out, does for this change too. It belongs to no change, so
 * that no undo takes it from the others. Equal times are what makes it quick to find.
 */
function sharedEffect(ctx: Context, { topic, payload }: Effect, earliestMs: number): Statement {
  const notBefore = Math.ceil(earliestMs / SHARED_MS) * SHARED_MS;
  const text = JSON.stringify(payload);
  return statement(sql`insert into ${outbox} (id, topic, payload, created_at, not_before)
    select ${newId("outbox", ctx.nowMs)}, ${topic}, ${text}, ${ctx.nowMs}, ${notBefore}
    where not exists (select 1 from outbox o where o.not_before = ${notBefore} and o.topic = ${topic}
      and o.payload = ${text} and o.attempts = 0 and o.done_at is null and o.cancelled_at is null)`);
}
