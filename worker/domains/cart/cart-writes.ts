import { sql } from "drizzle-orm";
import { GuardFailed, UniqueViolation } from "../../../control-plane/database-errors.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { placesKept } from "../../../tenant-schema/places-kept.ts";
import { Change } from "../../kernel/change.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { servesWaitlist } from "../waitlist/serve-effect.ts";
import type { StoredCart } from "./cart-queries.ts";
import type { PlannedLine } from "./plan-line.ts";

/** How often a write that lost a race looks again. */
export const MAX_TRIES = 4;

/** @throws Conflict while the payment of this cart is under way */
export function refusePaying(cart: Pick<StoredCart, "state"> | null): void {
  if (cart?.state !== "paying") return;
  throw new Conflict(
    "cart_paying",
    "The payment of this cart is under way. Wait until it is known what became of it.",
  );
}

export function cartChange(ctx: Context<GuardianActor>, action: string, summary: string): Change {
  return new Change(ctx, { action: `cart.${action}`, summary, right: null });
}

/** Every write of a line moves the cart's version, so that nobody sends off what they have not seen. */
export function moveCart(change: Change, cart: Pick<StoredCart, "id" | "version">, nowMs: number): void {
  const { id, version } = cart;
  change.guard(
    "row_version",
    sql`exists (select 1 from carts where id = ${id} and version = ${version} and state = 'open' and deleted_at is null)`,
  );
  change.also(
    sql`update carts set version = version + 1, updated_at = cast(${nowMs} as integer) where id = ${id}`,
  );
}

/**
 * Keeps the place of a line until then. When that runs out unsent, whoever waits is told. The guard is that of every
 * place: what belongs to the waitlist is nobody's to hold.
 */
export function holdPlace(
  change: Change,
  line: PlannedLine,
  hold: { readonly id: string; readonly familyId: string; readonly until: number; readonly nowMs: number },
): void {
  const { plan, asked } = line;
  const { startsOn, endsOn } = plan;
  const place = { slotIds: plan.slotIds === null ? null : [...plan.slotIds], startsOn, endsOn };
  if (asked.hold === null) {
    change.insert("placeHolds", {
      id: hold.id,
      classId: asked.classId,
      studentId: asked.studentId,
      holderId: hold.familyId,
      ...place,
      expiresAt: hold.until,
    });
  } else change.update("placeHolds", asked.hold, { ...place, expiresAt: hold.until, releasedAt: null });
  const taken = { classId: asked.classId, slotIds: plan.slotIds, from: startsOn, to: endsOn };
  change.ensure("place_left", placesKept([taken], { kind: "queue" }, hold.nowMs));
  servesWaitlist(change, asked.classId, hold.until);
}

/** Lets a place go; whoever waits for it is told. */
export function releasePlace(change: Change, hold: Row<"placeHolds"> | null, nowMs: number): void {
  if (hold === null || hold.releasedAt !== null) return;
  change.update("placeHolds", hold, { releasedAt: nowMs });
  servesWaitlist(change, hold.classId);
}

/** The place went to somebody else at the same moment. */
export function isPlaceGone(error: unknown): boolean {
  return error instanceof GuardFailed && error.guard === "place_left";
}

/** The other guardian wrote to the cart, or began one, at the same moment. */
export function isCartRace(error: unknown): boolean {
  if (error instanceof Conflict) return error.code === "changed_meanwhile";
  return error instanceof UniqueViolation && error.columns.some((column) => column.startsWith("carts."));
}
