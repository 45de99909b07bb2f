import { sql } from "drizzle-orm";
import { allColumns, flag, type Query, select } from "../../../control-plane/query.ts";
import { placeHolds } from "../../../tenant-schema/attendance.ts";
import { enrollments } from "../../../tenant-schema/classes.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { noAttendance } from "../../../tenant-schema/places-kept.ts";
import { cartItems } from "../../../tenant-schema/portal.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, type SystemActor, today } from "../../kernel/context.ts";
import { latest } from "../ledger/plan-allocations.ts";
import { moneyText } from "../ledger/references.ts";
import { addVoids, voidQueries } from "../ledger/void-lines.ts";
import { ledgerRulesOf } from "../ledger-rules/rules-query.ts";
import { addActivityOf } from "../online-activity/add-activity.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import { servesWaitlist } from "../waitlist/serve-effect.ts";
import type { CheckoutRecord } from "./shapes.ts";
import { tellDone, tellExpired } from "./tell-checkout.ts";

type Cart = Row<"carts">;
const recordOf = (cart: Cart) => cart.outcome as unknown as CheckoutRecord;

const REASON = "The payment at checkout did not go through";

/** The payment came, or is on its way: the cart is done. In the batch that books it. */
export function finishCheckout(ctx: Context<SystemActor>, change: Change, cart: Cart): void {
  const record = recordOf(cart);
  const who = { familyId: cart.familyId, loginId: record.loginId, nowMs: ctx.nowMs };
  change.update("carts", cart, { state: "submitted" });
  tellDone(change, who, record, moneyText(ctx, record.creditMinor + record.payMinor));
  addActivityOf(change, who, {
    kind: "payment",
    nature: "info",
    summary: `Paid ${moneyText(ctx, record.payMinor)} at checkout`,
  });
}

/**
 * The payment came to nothing: enrollments and charges are taken back, credit is free again, and the places are held for
 * another try; in the batch that writes the decline. Where the school wants it, or it is too late, the student stays in
 * the class and the family owes, and staff are told.
 */
export async function undoCheckout(ctx: Context<SystemActor>, change: Change, cart: Cart): Promise<void> {
  const record = recordOf(cart);
  const found = await ctx.database.read(undoQueries(cart, record));
  const settings = portalSettingsOf(found.settings);
  const { lockedThrough } = ledgerRulesOf(found.rules);
  const isLocked = lockedThrough !== null && today(ctx) <= lockedThrough;
  const isTooLate = isLocked || found.attended[0]?.isFree === false || found.open[0]?.minor === 0;
  if (settings.whenPaymentFails === "keep_enrolled" || isTooLate) return keep(ctx, change, cart);
  for (const row of found.enrollments) change.remove("enrollments", row);
  voidCharges(ctx, change, found);
  const until = ctx.nowMs + settings.holdMinutes * 60_000;
  for (const hold of found.holds) {
    change.update("placeHolds", hold, { releasedAt: null, expiresAt: until });
    servesWaitlist(change, hold.classId, until);
  }
  tellExpired(change, cart, record, until);
  const stands = new Set(record.lines.filter(({ what }) => what !== "enrolled").map(({ itemId }) => itemId));
  for (const item of found.items.filter(({ id }) => stands.has(id))) change.remove("cartItems", item);
  change.update("carts", cart, { state: "open", submittedAt: null });
}

function keep(ctx: Context, change: Change, cart: Cart): void {
  const record = recordOf(cart);
  const who = { familyId: cart.familyId, loginId: record.loginId, nowMs: ctx.nowMs };
  change.update("carts", cart, { state: "submitted" });
  tellDone(change, who, { ...record, payMinor: 0 }, moneyText(ctx, record.creditMinor));
  addActivityOf(change, who, {
    kind: "payment",
    nature: "info",
    summary: `${moneyText(ctx, record.payMinor)} at checkout was declined; the family is enrolled and owes it`,
  });
}

function undoQueries({ id: cartId }: Cart, { lines, chargeIds }: CheckoutRecord) {
  const enrolled = lines.filter(({ what }) => what === "enrolled").map(({ enrollmentId }) => enrollmentId!);
  const ids = JSON.stringify(enrolled);
  const itemIds = JSON.stringify(lines.filter(({ what }) => what === "enrolled").map(({ itemId }) => itemId));
  return {
    ...voidQueries(chargeIds),
    settings: portalSettingsQuery(),
    enrollments: select(
      allColumns(enrollments),
      sql`from json_each(${ids}) j cross join ${enrollments} on ${enrollments.id} = j.value
        and ${enrollments.deletedAt} is null`,
    ) as Query<Row<"enrollments">>,
    attended: select({ isFree: flag(noAttendance(enrolled)) }, sql``),
    holds: select(
      allColumns(placeHolds),
      sql`from json_each(${itemIds}) j cross join cart_items i on i.id = j.value
        cross join ${placeHolds} on ${placeHolds.id} = i.hold_id`,
    ) as Query<Row<"placeHolds">>,
    items: select(
      allColumns(cartItems),
      sql`from ${cartItems} where ${cartItems.cartId} = ${cartId} and ${cartItems.deletedAt} is null`,
    ) as Query<Row<"cartItems">>,
    /** Nothing open any more: somebody paid it another way meanwhile. */
    open: select(
      { minor: sql<number>`coalesce(sum(b.open_minor), 0)` },
      sql`from json_each(${JSON.stringify(chargeIds)}) j cross join line_balances b on b.charge_id = j.value`,
    ),
  };
}

type VoidFound = {
  readonly charges: readonly Row<"charges">[];
  readonly lines: Parameters<typeof addVoids>[2];
  readonly parts: Parameters<typeof addVoids>[3];
};

function voidCharges(ctx: Context, change: Change, { charges, lines, parts }: VoidFound): void {
  const living = charges.filter((charge) => charge.voidedOn === null);
  if (living.length === 0) return;
  const on = latest(today(ctx), ...living.map(({ chargeOn }) => chargeOn));
  for (const charge of living) change.update("charges", charge, { voidedOn: on, voidReason: REASON });
  const ids = new Set(living.map(({ id }) => id));
  const own = lines.filter((line) => line.voidedOn === null && ids.has(line.chargeId));
  addVoids(ctx, change, own, parts, { on, reason: REASON });
}
