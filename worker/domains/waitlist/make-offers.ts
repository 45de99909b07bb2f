import { placesKept } from "../../../tenant-schema/places-kept.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, today } from "../../kernel/context.ts";
import type { WaitEntry } from "./queue.ts";
import { OFFER_MAIL, servesWaitlist } from "./serve-effect.ts";
import { firstDay, type Serving } from "./serving.ts";

const HOUR_MS = 3_600_000;

/** When an offer made now runs out. */
export function offerEnds(ctx: Context, offerHours: number): number {
  return ctx.nowMs + offerHours * HOUR_MS;
}

/**
 * Offers them a place until then, tells the family, and looks again when the offer has run out. Nobody who is ahead
 * and could take the place is passed over, or the batch fails.
 */
export function makeOffers(
  ctx: Context,
  change: Change,
  { entries, passed }: Serving,
  expiresAt: number,
): void {
  for (const entry of entries) {
    change.update("enrollments", entry, {
      waitState: "offered",
      waitOfferedAt: ctx.nowMs,
      waitExpiresAt: expiresAt,
    });
    change.effect({ topic: OFFER_MAIL, payload: { enrollmentId: entry.id, expiresAt } });
  }
  for (const entry of entries) {
    const turn = { kind: "ahead", id: entry.id, rank: entry.waitRank ?? 0, passed } as const;
    change.ensure("queue_turn", placesKept([placeWanted(ctx, entry)], turn, ctx.nowMs));
  }
  for (const classId of new Set(entries.map((entry) => entry.classId))) {
    servesWaitlist(change, classId, expiresAt);
  }
}

function placeWanted(ctx: Context, entry: WaitEntry) {
  const from = firstDay(entry, today(ctx));
  return { classId: entry.classId, slotIds: entry.slotIds, from, to: null };
}
