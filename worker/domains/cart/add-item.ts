import { newId } from "../../../tenant-schema/ids.ts";
import type { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, type GuardianActor, lend, requireRole } from "../../kernel/context.ts";
import { Limit, Replayed } from "../../kernel/errors.ts";
import { portalSettingsOf } from "../portal-settings/settings-query.ts";
import { isEnrolledMeanwhile } from "../waitlist/join-waitlist.ts";
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
import { planCart } from "./plan-cart.ts";
import { type PlannedLine, planLine } from "./plan-line.ts";
import { type AskedLine, type FoundLine, readLines } from "./read-lines.ts";
import { type LineInput, MOST_LINES } from "./schemas.ts";
import type { AddLineOutcome } from "./shapes.ts";
import { sumsOf } from "./show-cart.ts";
import { waitIfFull, waitlisted } from "./wait-if-full.ts";

/**
 * Puts a line into the family's cart and keeps its place for as long as the school says. A class that is full says so at
 * once, or puts whoever wants that on its waitlist. @throws Forbidden, NotFound, Conflict `cart_paying`, Limit
 */
export async function addItem(ctx: Context<GuardianActor>, input: LineInput): Promise<AddLineOutcome> {
  requireRole(ctx, "payer");
  try {
    return await add(ctx, input);
  } catch (error) {
    if (!(error instanceof Replayed)) throw error;
    // What is kept under the key says what was done; how things stand is asked anew.
    const done = error.outcome as AddLineOutcome;
    if (done.outcome === "added") return withCart(ctx, done);
    if (done.outcome === "waitlisted") return waitlisted(ctx, done.enrollmentId);
    throw error;
  }
}

async function add(ctx: Context<GuardianActor>, input: LineInput): Promise<AddLineOutcome> {
  for (let tries = 1; ; tries++) {
    try {
      const seen = await look(ctx, input);
      if (seen.refused !== null) return seen.refused;
      const { line } = seen;
      if (line.mode === "registers" && line.openings < 1) return await full(ctx, seen, input);
      return await hold(ctx, seen, input);
    } catch (error) {
      if (!(isCartRace(error) || isEnrolledMeanwhile(error)) || tries === MAX_TRIES) throw error;
    }
  }
}

async function hold(ctx: Context<GuardianActor>, seen: Judged, input: LineInput): Promise<AddLineOutcome> {
  const { line, cart, holdMs } = seen;
  const heldUntil = line.mode === "registers" ? ctx.nowMs + holdMs : null;
  const added = { outcome: "added", itemId: line.asked.id, heldUntil } as const;
  try {
    await commit(ctx, addedLine(ctx, { line, cart, note: input.note, heldUntil }), added);
  } catch (error) {
    if (!isPlaceGone(error)) throw error;
    return full(ctx, seen, input);
  }
  return withCart(ctx, added);
}

/** The cart as it is with the line in it: what the checkout asks for. */
async function withCart(
  ctx: Context<GuardianActor>,
  added: Omit<Extract<AddLineOutcome, { outcome: "added" }>, "cart">,
): Promise<AddLineOutcome> {
  const plan = await planCart(ctx);
  const { outcome, itemId, heldUntil } = added;
  const { cart } = plan;
  const seen = cart && { id: cart.id, version: cart.version, totalMinor: sumsOf(plan).totalMinor };
  return { outcome, itemId, heldUntil, cart: seen };
}

interface Judged {
  readonly refused: null;
  readonly line: PlannedLine;
  readonly found: FoundLine;
  readonly cart: StoredCart | null;
  readonly holdMs: number;
}
type Seen = { readonly refused: AddLineOutcome } | Judged;

/** A place that was let go may be seen so much later. */
const LOOK_MS = 250;

async function look(ctx: Context<GuardianActor>, input: LineInput): Promise<Seen> {
  const { familyId } = ctx.actor;
  const asked: AskedLine = { ...input, id: newId("cartItem", ctx.nowMs), hold: null };
  const lent = lend(ctx, "enrollments");
  // In a rush many look at the same class in the same moment: asked alike, they are answered once. The hold decides.
  const moment = { ...lent, nowMs: Math.floor(ctx.nowMs / LOOK_MS) * LOOK_MS };
  const { answers, found } = await readLines(moment, [asked], familyId, cartQueries(familyId), "write");
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
  return { refused: null, line, found: found[0]!, cart, holdMs: settings.holdMinutes * 60_000 };
}

async function full(
  ctx: Context<GuardianActor>,
  { line, found }: Judged,
  { waitsIfFull }: LineInput,
): Promise<AddLineOutcome> {
  const joined = waitsIfFull ? await waitIfFull(ctx, line, found) : null;
  if (joined !== null) return joined;
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
