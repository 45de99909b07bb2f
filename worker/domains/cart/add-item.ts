import { newId } from "../../../tenant-schema/ids.ts";
import type { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, type GuardianActor, lend, requireRole } from "../../kernel/context.ts";
import { Limit } from "../../kernel/errors.ts";
import { portalSettingsOf } from "../portal-settings/settings-query.ts";
import { cartQueries, type StoredCart } from "./cart-queries.ts";
import {
  cartChange,
  holdPlace,
  isCartRace,
  isPlaceGone,
  MAX_TRIES,
  moveCart,
  refusePaying,
} from "./cart-writes.ts";
import { told } from "./line-mode.ts";
import { type PlannedLine, planLine } from "./plan-line.ts";
import { type AskedLine, readLines } from "./read-lines.ts";
import { type LineInput, MOST_LINES } from "./schemas.ts";
import type { AddLineOutcome } from "./shapes.ts";

/**
 * Puts a line into the family's cart and keeps its place for as long as the school says. A class that is full says so at
 * once. @throws Forbidden, NotFound, Conflict `cart_paying`, Limit
 */
export async function addItem(ctx: Context<GuardianActor>, input: LineInput): Promise<AddLineOutcome> {
  requireRole(ctx, "payer");
  for (let tries = 1; ; tries++) {
    const seen = await look(ctx, input);
    if (seen.refused !== null) return seen.refused;
    const { line, cart, holdMs } = seen;
    const heldUntil = line.mode === "registers" ? ctx.nowMs + holdMs : null;
    const outcome = { outcome: "added", itemId: line.asked.id, heldUntil } as const;
    try {
      await commit(ctx, addedLine(ctx, { line, cart, note: input.note, heldUntil }), outcome);
      return outcome;
    } catch (error) {
      if (isPlaceGone(error)) return full(line);
      if (!isCartRace(error) || tries === MAX_TRIES) throw error;
    }
  }
}

type Seen =
  | { readonly refused: AddLineOutcome }
  | {
      readonly refused: null;
      readonly line: PlannedLine;
      readonly cart: StoredCart | null;
      readonly holdMs: number;
    };

async function look(ctx: Context<GuardianActor>, input: LineInput): Promise<Seen> {
  const { familyId } = ctx.actor;
  const asked: AskedLine = { ...input, id: newId("cartItem", ctx.nowMs), hold: null };
  const lent = lend(ctx, "enrollments");
  const { answers, found } = await readLines(lent, [asked], familyId, cartQueries(familyId), "write");
  const cart = answers.cart[0] ?? null;
  refusePaying(cart);
  if (answers.items.length >= MOST_LINES) {
    throw new Limit(
      "cart_full",
      `A cart holds ${MOST_LINES} lines. Send these off first, then book the others.`,
    );
  }
  const settings = portalSettingsOf(answers.settings);
  const line = planLine(lent, asked, found[0]!, { familyId, settings });
  const isTwice = answers.items.some(
    ({ classId, studentId }) => classId === asked.classId && studentId === asked.studentId,
  );
  const twice = isTwice
    ? [told("in_cart_already", `${line.studentName} in ${line.plan.target.name} is in the cart already.`)]
    : [];
  const obstacles = [...twice, ...line.obstacles];
  if (obstacles.length > 0) return { refused: { outcome: "refused", obstacles } };
  if (line.mode === "registers" && line.openings < 1) return { refused: full(line) };
  return { refused: null, line, cart, holdMs: settings.holdMinutes * 60_000 };
}

function full(line: PlannedLine): AddLineOutcome {
  const { mayJoinWaitlist, plan } = line;
  const message = mayJoinWaitlist
    ? `${plan.target.name} is full. You can join the waitlist: you would be number ${plan.queueLength + 1}.`
    : `${plan.target.name} is full.`;
  return { outcome: "full", mayJoinWaitlist, queueLength: plan.queueLength, message };
}

/** The line with its place as one change, so that it can be committed together with others'. Pure. */
export function addedLine(
  ctx: Context<GuardianActor>,
  of: {
    readonly line: PlannedLine;
    readonly cart: Pick<StoredCart, "id" | "version"> | null;
    readonly note: string;
    readonly heldUntil: number | null;
  },
): Change {
  const { line, cart, note, heldUntil } = of;
  const { familyId, id: loginId } = ctx.actor;
  const { asked, plan } = line;
  const change = cartChange(ctx, "add", `Put ${line.studentName} in ${plan.target.name} into the cart`);
  const cartId = cart?.id ?? newId("cart", ctx.nowMs);
  if (cart === null) change.insert("carts", { id: cartId, familyId, loginId, state: "open" });
  else moveCart(change, cart, ctx.nowMs);
  const holdId = heldUntil === null ? null : newId("placeHold", ctx.nowMs);
  if (holdId !== null && heldUntil !== null)
    holdPlace(change, line, { id: holdId, familyId, until: heldUntil, nowMs: ctx.nowMs });
  change.insert("cartItems", {
    id: asked.id,
    cartId,
    familyId,
    kind: asked.kind,
    classId: asked.classId,
    studentId: asked.studentId,
    slotIds: asked.slotIds,
    startsOn: asked.startsOn,
    holdId,
    note: note === "" ? null : note,
  });
  return change;
}
