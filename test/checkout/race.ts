import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { addItem } from "../../worker/domains/cart/add-item.ts";
import { getCart } from "../../worker/domains/cart/get-cart.ts";
import { checkoutInput } from "../../worker/domains/checkout/schemas.ts";
import { submitCheckout } from "../../worker/domains/checkout/submit-checkout.ts";
import type { Desk } from "../../worker/domains/payments/desk.ts";
import type { AccountFacts, Context, GuardianActor } from "../../worker/kernel/context.ts";
import { NEXT_MONTH, openShop } from "../cart/shop.ts";
import { NOW_MS } from "../enrollments/school.ts";
import { barrier } from "../harness/barrier.ts";
import { addGuardian } from "../harness/guardians.ts";
import { racing } from "../harness/racing.ts";

const MINUTE_MS = 60_000;

/** A school that takes no cards: what is booked is owed. */
const noDesk = { kind: async () => null, wake: async () => {} } as Partial<Desk> as Desk;

/**
 * Two families want the last place at the same moment: `hold` puts it into the carts, `send` sends off two carts whose
 * holds ran out; `wait`: like `hold`, and whoever is too late would rather wait. Answers what each was told, in the order of the alphabet.
 */
export async function raceForLastPlace(
  of: { readonly database: TenantDatabase; readonly account: AccountFacts },
  what: "hold" | "send" | "wait",
): Promise<{ readonly told: string[]; readonly classId: string }> {
  const { database, account } = of;
  const shop = await openShop(database);
  const { id: classId } = await shop.addClass({ capacity: 1 });
  const tenant = { database } as Parameters<typeof addGuardian>[0];
  const families = [await addGuardian(tenant, NOW_MS), await addGuardian(tenant, NOW_MS)];
  const contextOf = (actor: GuardianActor, nowMs: number, on = database): Context<GuardianActor> => ({
    ...{ account, actor, nowMs, database: on, idempotency: null },
    request: { id: "req_race", ip: null, via: "family" },
    progress: { idempotencyChecked: false, effectsCommitted: false },
  });
  const put = (i: number, nowMs: number, on?: TenantDatabase) => {
    const { actor, studentId } = families[i]!;
    const wanted = {
      classId,
      studentId,
      slotIds: null,
      startsOn: NEXT_MONTH,
      note: "",
      kind: "active" as const,
      waitsIfFull: what === "wait",
    };
    return addItem(contextOf(actor, nowMs, on), wanted);
  };
  const meet = barrier(2);
  if (what !== "send") {
    const told = await Promise.all([0, 1].map((i) => put(i, NOW_MS, racing(database, meet))));
    return { told: told.map(({ outcome }) => outcome).sort(), classId };
  }
  await put(0, NOW_MS);
  await put(1, NOW_MS + 16 * MINUTE_MS);
  const late = NOW_MS + 32 * MINUTE_MS;
  const told = await Promise.all(
    families.map(async ({ actor }) => {
      const { id: cartId, version, sums } = await getCart(contextOf(actor, late));
      const input = checkoutInput.parse({ cartId, version, shownMinor: sums.totalMinor });
      return submitCheckout(contextOf(actor, late, racing(database, meet)), noDesk, input);
    }),
  );
  return { told: told.map(({ outcome }) => outcome).sort(), classId };
}
