import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { Change } from "../../kernel/change.ts";
import { commit, TOAST_UNDO_MS } from "../../kernel/commit.ts";
import { type Context, today } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { ineligibility } from "../classes/eligibility.ts";
import { classInReach } from "../enrollments/wanted-place.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import { makeOffers, offerEnds } from "./make-offers.ts";
import { queueOfClass, type WaitEntry } from "./queue.ts";
import { nextServed } from "./serving.ts";

/** A queue's clock may be a little ahead of ours. */
const EARLY_MS = 3_000;
const MAX_TRIES = 4;

/**
 * Offers the free places of a class to those who wait, in their order, each offer in a change of its own. Harmless
 * whenever and however often it runs: it only ever offers what is free and nobody ahead can take. Answers how many
 * were offered a place.
 */
export async function serveWaitlist(ctx: Context, classId: string): Promise<number> {
  let offered = 0;
  let lost = 0;
  for (;;) {
    try {
      const served = await serveNext(ctx, classId);
      if (served === 0) return offered;
      offered += served;
      lost = 0;
    } catch (error) {
      lost += 1;
      if (!isLost(error) || lost === MAX_TRIES) throw error;
    }
  }
}

/** Offers a place to the first of them who can have one, with the siblings who come along. */
async function serveNext(ctx: Context, classId: string): Promise<number> {
  const found = await ctx.database.read({
    target: classInReach(ctx, classId, "full"),
    queue: queueOfClass(ctx, sql`${classId}`),
    justFreed: justFreed(ctx, classId),
    rules: rulesQuery(),
  });
  const target = found.target[0];
  if (!target || !isServed(ctx, target)) return 0;
  const kept = found.justFreed[0]?.count ?? 0;
  const serving = nextServed(found.queue, fitsOf(ctx, target), kept, today(ctx));
  if (serving === null) return 0;
  const names = serving.entries.map((entry) => entry.studentName).join(", ");
  const change = new Change(ctx, {
    action: "waitlist.offer",
    summary: `Offered a place in ${target.name} to ${names}`,
    right: "enrollments",
  });
  makeOffers(ctx, change, serving, offerEnds(ctx, rulesOf(found.rules).enrollment.offerHours));
  await commit(ctx, change);
  return serving.entries.length;
}

function isServed(ctx: Context, target: Row<"classes">): boolean {
  return target.offersPlaces && !target.isArchived && (target.endsOn === null || target.endsOn >= today(ctx));
}

function fitsOf(ctx: Context, target: Row<"classes">) {
  return (entry: WaitEntry) => {
    if (target.offersRegardless) return true;
    const on = [entry.startsOn, today(ctx), target.startsOn].sort()[2] as string;
    return ineligibility(entry, target, on).length === 0;
  };
}

/** Places whose drop can still be undone from its toast: they are nobody's yet. */
function justFreed(ctx: Context, classId: string) {
  const since = ctx.nowMs - TOAST_UNDO_MS + EARLY_MS;
  return select(
    { count: sql<number>`count(*)` },
    sql`from enrollments e where e.class_id = ${classId} and e.deleted_at is null and e.kind <> 'wait'
      and coalesce(e.ends_on, '9999-12-31') >= date(${today(ctx)}, '-31 days')
      and (e.dropped_at > ${since} or (e.transferred_to_id is not null and e.updated_at > ${since}))`,
  );
}

function isLost(error: unknown): boolean {
  if (error instanceof GuardFailed) return error.guard === "queue_turn";
  return error instanceof Conflict && error.code === "changed_meanwhile";
}
