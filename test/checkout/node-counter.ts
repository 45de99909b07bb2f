import { newId } from "../../tenant-schema/ids.ts";
import type { Desk } from "../../worker/domains/payments/desk.ts";
import type { Context, GuardianActor } from "../../worker/kernel/context.ts";
import type { ChargeOutcome, PaymentProcessor } from "../../worker/providers/payments/payments.ts";
import { openShop, type Shop } from "../cart/shop.ts";
import { type Mutate, type NodeSchool, nodeSchool } from "../enrollments/histories/node-school.ts";
import { insert, NOW_MS, type TestClass } from "../enrollments/school.ts";
import { addGuardian, type TestGuardian } from "../harness/guardians.ts";

/** What a bank says to the next charge. */
export type Bank = "good" | "declined" | "pending" | "silent";

/** A processor that remembers what it took, by attempt; nothing of it is simulated but the answer. */
export interface TestBank {
  next: Bank;
  readonly taken: Map<string, { readonly familyId: string; readonly amountMinor: number }>;
}

export interface NodeCounter {
  readonly node: NodeSchool;
  readonly shop: Shop;
  readonly bank: TestBank;
  readonly desk: Desk;
  readonly classes: readonly TestClass[];
  readonly families: readonly (TestGuardian & { readonly methodId: string })[];
  readonly context: (family: number, nowMs: number) => Context<GuardianActor>;
}

/** Two families before few places, in plain SQLite: thousands of histories in seconds. */
export async function openNodeCounter(mutate?: Mutate): Promise<NodeCounter> {
  const node = nodeSchool(mutate);
  const { database } = node;
  const shop = await openShop(database);
  const classes = [await shop.addClass({ capacity: 1 }), await shop.addClass({ capacity: 2 })];
  const tenant = { database } as Parameters<typeof addGuardian>[0];
  const families: NodeCounter["families"][number][] = [];
  for (let i = 0; i < 2; i++) {
    const guardian = await addGuardian(tenant, NOW_MS);
    const methodId = newId("paymentMethod");
    await database.commit({
      statements: [
        insert("payment_methods", {
          ...{ id: methodId, family_id: guardian.familyId, guardian_id: guardian.guardianId, kind: "card" },
          ...{ processor: "sandbox", customer_ref: "c", method_ref: methodId, last4: "1111" },
          ...{ created_at: 0, updated_at: 0 },
        }),
      ],
    });
    families.push({ ...guardian, methodId });
  }
  const bank: TestBank = { next: "good", taken: new Map() };
  const { account } = node.context(NOW_MS);
  return {
    ...{ node, shop, bank, classes, families },
    desk: deskOf(bank),
    context: (family, nowMs) => ({
      ...{ account, database, nowMs, actor: families[family]!.actor },
      request: { id: newId("request"), ip: null, via: "family" },
      idempotency: null,
      progress: { idempotencyChecked: false, effectsCommitted: false },
    }),
  };
}

function deskOf(bank: TestBank): Desk {
  const known = (attemptId: string): ChargeOutcome | { outcome: "not_found" } => {
    const taken = bank.taken.get(attemptId);
    if (!taken) return { outcome: "not_found" };
    return { outcome: "succeeded", chargeToken: attemptId, amountMinor: taken.amountMinor, method: null };
  };
  const processor: Partial<PaymentProcessor> = {
    kind: "sandbox",
    async charge({ attemptId, familyId, amountMinor }) {
      if (bank.next === "silent") return { outcome: "processor_down" };
      if (bank.next === "declined")
        return {
          outcome: "declined",
          chargeToken: null,
          decline: { code: "do_not_honor", words: "The bank declined it.", isMethodInvalid: false } as never,
        };
      bank.taken.set(attemptId, { familyId, amountMinor });
      const outcome = bank.next === "good" ? "succeeded" : "processing";
      return { outcome, chargeToken: attemptId, amountMinor, method: null };
    },
    findCharge: async ({ attemptId }) => known(attemptId),
  };
  return {
    open: async () => processor as PaymentProcessor,
    kind: async () => "sandbox",
    wake: async () => {},
    returnUrl: () => "https://example.org",
  };
}
