import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { oneEnrollment } from "../../../tenant-schema/places-kept.ts";
import type { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import { aheadOf, enrolledAlready, entryIn, waitChange } from "./entry-writes.ts";
import { makeOffers, offerEnds } from "./make-offers.ts";
import { classOf, fewest, queueOfClass, type WaitEntry, waitEntry } from "./queue.ts";
import type { OfferInput } from "./schemas.ts";
import { siblingsOf } from "./serving.ts";
import type { OfferOutcome } from "./shapes.ts";

/**
 * Offers a place by hand, to siblings who only come together at once. Whoever is ahead is served first; to pass
 * somebody over they are skipped or moved, with a reason.
 * @throws NotFound, Conflict `not_waiting` | `changed_meanwhile`
 */
export async function offerPlace(ctx: Context, id: string, input: OfferInput): Promise<OfferOutcome> {
  requireRight(ctx, "enrollments", "full");
  const found = await read(ctx, {
    entry: waitEntry(ctx, id),
    queue: queueOfClass(ctx, classOf(id)),
    rules: rulesQuery(),
  });
  const entry = entryIn(ctx, found.entry, input.version, ["queued", "expired"]);
  const queued = found.queue.filter((one) => one.waitState === "queued");
  const group = siblingsOf(queued.some((one) => one.id === id) ? queued : [...queued, entry], entry);
  const expiresAt = offerEnds(ctx, rulesOf(found.rules).enrollment.offerHours);
  const change = offerChange(ctx, group, expiresAt);
  const ids = group.map((one) => one.id);
  // Whose offer ran out was free to enroll otherwise meanwhile.
  change.ensure("one_enrollment", oneEnrollment(ids, ctx.nowMs));
  const outcome = { outcome: "offered", ids, expiresAt } as const;
  try {
    return { ...outcome, change: await commit(ctx, change, outcome) };
  } catch (error) {
    if (!(error instanceof GuardFailed)) throw error;
    if (error.guard === "one_enrollment") throw enrolledAlready(entry.studentName);
    if (error.guard !== "queue_turn") throw error;
    return notNow(ctx, id, group.length);
  }
}

function offerChange(ctx: Context, group: readonly WaitEntry[], expiresAt: number): Change {
  const names = group.map((one) => one.studentName).join(", ");
  const change = waitChange(ctx, "offer", `Offered a place in ${group[0]!.className} to ${names}`);
  makeOffers(ctx, change, { entries: group, passed: [] }, expiresAt);
  return change;
}

/** Why it was not this entry's turn, looked at after the batch was refused. */
export async function notNow(
  ctx: Context,
  id: string,
  wanted: number,
): Promise<Extract<OfferOutcome, { outcome: "not_their_turn" | "no_place" }>> {
  const found = await read(ctx, { entry: waitEntry(ctx, id), queue: queueOfClass(ctx, classOf(id)) });
  const [entry] = found.entry;
  const ahead = entry ? aheadOf(found.queue, entry) : [];
  if (entry && fewest(entry) >= wanted && ahead.length > 0) return { outcome: "not_their_turn", ahead };
  return { outcome: "no_place", queueLength: found.queue.length };
}
