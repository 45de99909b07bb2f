import { placesKept } from "../../../tenant-schema/places-kept.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, today } from "../../kernel/context.ts";
import type { WaitEntry } from "./queue.ts";
import { OFFER_MAIL, servesWaitlist } from "./serve-effect.ts";
import type { Serving } from "./serving.ts";

const HOUR_MS = 3_600_000;

/** When an offer made now runs out. */
export function offerEnds(ctx: Context, offerHours: number): number {
  return ctx.nowMs + offerHours * HOUR_MS;
}

/**
 * Offers each a place until then, tells the family, and looks again when the offers have run out. Nobody who is ahead
 * and could take the place is passed over, or the batch fails.
 */
export function makeOffers(
  ctx: Context,
  change: Change,
  servings: readonly Serving[],
  expiresAt: number,
): void {
  for (const { entry } of servings) {
    change.update("enrollments", entry, {
      waitState: "offered",
      waitOfferedAt: ctx.nowMs,
      waitExpiresAt: expiresAt,
    });
    change.effect({ topic: OFFER_MAIL, payload: { enrollmentId: entry.id, expiresAt } });
  }
  for (const { entry, passed } of servings) {
    change.ensure(
      "queue_turn",
      placesKept(
        [placeWanted(ctx, entry)],
        { kind: "ahead", id: entry.id, rank: entry.waitRank ?? 0, passed },
        ctx.nowMs,
      ),
    );
  }
  const classId = servings[0]?.entry.classId;
  if (classId !== undefined) servesWaitlist(change, classId, expiresAt);
}

function placeWanted(ctx: Context, entry: WaitEntry) {
  const from = [entry.startsOn, today(ctx)].sort()[1] as string;
  return { classId: entry.classId, slotIds: entry.slotIds, from, to: null };
}
