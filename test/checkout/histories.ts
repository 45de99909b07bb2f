import fc from "fast-check";
import { expect } from "vitest";
import { addItem } from "../../worker/domains/cart/add-item.ts";
import { removeItem, waitWithItem } from "../../worker/domains/cart/edit-items.ts";
import { getCart } from "../../worker/domains/cart/get-cart.ts";
import { retakePlaces } from "../../worker/domains/cart/retake-places.ts";
import { getCheckout } from "../../worker/domains/checkout/get-checkout.ts";
import { checkoutInput } from "../../worker/domains/checkout/schemas.ts";
import { submitCheckout } from "../../worker/domains/checkout/submit-checkout.ts";
import { advanceAttempt } from "../../worker/domains/payments/advance-attempt.ts";
import { AppError } from "../../worker/kernel/errors.ts";
import { FULL_PRICE, NEXT_MONTH } from "../cart/shop.ts";
import { NOW_MS } from "../enrollments/school.ts";
import type { Bank, NodeCounter } from "./node-counter.ts";

const MINUTE_MS = 60_000;
const family = fc.constantFrom(0, 1);
const bank = fc.constantFrom<Bank>("good", "good", "declined", "pending", "silent");

export const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("add" as const), family, course: family }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("send" as const), family, bank }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait" as const), family }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), family }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("retake" as const), family }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("look" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("tick" as const), minutes: fc.constantFrom(1, 9, 16) }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

/** Lives one history in a savepoint and looks after every act at what must never be otherwise. */
export async function live(counter: NodeCounter, acts: readonly Act[]): Promise<void> {
  const { sqlite } = counter.node;
  let nowMs = NOW_MS;
  counter.bank.taken.clear();
  sqlite.exec("savepoint history");
  try {
    for (const one of acts) {
      if (one.kind === "tick") nowMs += one.minutes * MINUTE_MS;
      else nowMs += 1;
      await carryOut(counter, one, nowMs).catch(expected);
      look(counter, nowMs);
    }
  } finally {
    sqlite.exec("rollback to history; release history");
  }
}

/** What is refused in words is right; anything else is a fault. */
function expected(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}

async function carryOut(counter: NodeCounter, one: Act, nowMs: number): Promise<void> {
  if (one.kind === "tick") return;
  if (one.kind === "look") return lookAfter(counter, nowMs);
  const ctx = () => counter.context(one.family, nowMs);
  const own = counter.families[one.family]!;
  if (one.kind === "add") {
    const classId = counter.classes[one.course]!.id;
    const wanted = { classId, studentId: own.studentId, slotIds: null, startsOn: NEXT_MONTH, note: "" };
    const waitsIfFull = one.family % 2 === 0;
    const added = await addItem(ctx(), { ...wanted, kind: "active", waitsIfFull });
    if (added.outcome === "full") await addItem(ctx(), { ...wanted, kind: "wait", waitsIfFull });
    return;
  }
  if (one.kind === "retake") return void (await retakePlaces(ctx()));
  const cart = await getCart(ctx());
  const first = cart.lines[0];
  if (one.kind === "remove") return first && void (await removeItem(ctx(), first.id));
  if (one.kind === "wait") {
    const gone = cart.lines.find(({ place }) => place.state === "gone");
    return gone && void (await waitWithItem(ctx(), gone.id));
  }
  if (cart.id === null || cart.lines.length === 0) return;
  counter.bank.next = one.bank;
  const { id: cartId, version, sums } = cart;
  const input = checkoutInput.parse({
    ...{ cartId, version, shownMinor: sums.totalMinor, methodId: own.methodId },
  });
  const answer = await submitCheckout(ctx(), counter.desk, input);
  const again = await submitCheckout(ctx(), counter.desk, input).catch(() => null);
  if (answer.outcome === "done") expect(again?.outcome).toBe("done");
}

/** As the house does by itself: attempts of which nobody knows the end are looked up. */
async function lookAfter(counter: NodeCounter, nowMs: number): Promise<void> {
  const open = rows(
    counter,
    "select id, next_at as at from payment_attempts where state in ('created', 'unknown')",
  );
  for (const { id, at } of open) {
    const ctx = counter.context(0, Math.max(nowMs, Number(at) + 1));
    await advanceAttempt(ctx, counter.desk, String(id), "look");
  }
  const carts = rows(counter, "select id, family_id as family from carts where outcome is not null");
  for (const { id, family: familyId } of carts) {
    const i = counter.families.findIndex((one) => one.familyId === familyId);
    await getCheckout(counter.context(i, nowMs), String(id));
  }
}

function rows({ node }: NodeCounter, text: string): Record<string, string | number | null>[] {
  return node.sqlite.prepare(text).all() as Record<string, string | number | null>[];
}

/** The invariants of cart and checkout. */
function look(counter: NodeCounter, nowMs: number): void {
  for (const { capacity, comes, held } of rows(
    counter,
    `select c.capacity,
      (select count(*) from enrollments e where e.class_id = c.id and e.kind <> 'wait' and e.deleted_at is null) as comes,
      (select count(*) from place_holds h where h.class_id = c.id and h.released_at is null and h.expires_at > ${nowMs}) as held
      from classes c`,
  ))
    expect(Number(comes) + Number(held), "students and held places").toBeLessThanOrEqual(Number(capacity));
  const twice = rows(
    counter,
    "select student_id from enrollments where deleted_at is null group by student_id, class_id having count(*) > 1",
  );
  expect(twice, "nobody is in a class twice").toEqual([]);
  for (const { familyId } of counter.families) moneyHolds(counter, familyId);
}

function moneyHolds(counter: NodeCounter, familyId: string): void {
  const [found] = rows(
    counter,
    `select (select count(*) from enrollments e join students s on s.id = e.student_id where s.family_id = '${familyId}'
        and e.kind <> 'wait' and e.deleted_at is null) as comes,
      (select coalesce(sum(total_minor), 0) from charge_lines where family_id = '${familyId}' and voided_on is null) as charged,
      (select coalesce(sum(amount_minor), 0) from payments where family_id = '${familyId}') as paid,
      (select coalesce(sum(open_minor), 0) from line_balances where family_id = '${familyId}') as owed,
      (select coalesce(sum(amount_minor), 0) from payment_attempts where family_id = '${familyId}'
        and state in ('created', 'asked', 'unknown')) as asked`,
  );
  const { comes, charged, paid, owed, asked } = found as Record<string, number>;
  expect(charged, "who is enrolled is charged, and nobody else").toBe(comes! * FULL_PRICE);
  expect(owed, "what is owed is being asked for").toBe(asked);
  const taken = [...counter.bank.taken.values()].filter((one) => one.familyId === familyId);
  const sum = taken.reduce((total, one) => total + one.amountMinor, 0);
  expect(paid, "what the bank gave is in the books, once").toBe(sum);
  expect(paid, "nobody pays for a place they do not have").toBe(charged! - owed!);
}
