import type { Desk } from "../../worker/domains/payments/desk.ts";
import { familyDeskOf } from "../../worker/domains/payments/family-desk.ts";
import { accountFacts } from "../../worker/edge/account-facts.ts";
import type { Context, GuardianActor } from "../../worker/kernel/context.ts";
import { openShop, type Shop } from "../cart/shop.ts";
import type { FamilyClient } from "../harness/client.ts";
import { guardianContext, signedInFamily, type TestGuardian } from "../harness/guardians.ts";
import type { TestTenant } from "../harness/tenant.ts";
import { keepMethod, openTill, type Till } from "../payments/till.ts";

/** A school that sells places and takes cards. */
export interface Counter {
  readonly shop: Shop;
  readonly till: Till;
  readonly customer: (scenario?: string) => Promise<Customer>;
  readonly context: (guardian: TestGuardian) => Context<GuardianActor>;
  readonly deskFor: (guardian: TestGuardian) => Desk;
}

export interface Customer {
  readonly client: FamilyClient;
  readonly guardian: TestGuardian;
  readonly methodId: string;
}

export async function openCounter(tenant: TestTenant): Promise<Counter> {
  const till = await openTill(tenant);
  const shop = await openShop(tenant.database);
  const context = (guardian: TestGuardian) =>
    guardianContext(tenant, accountFacts(tenant.account), guardian, till.house.clock.nowMs);
  return {
    shop,
    till,
    context,
    deskFor: (guardian) => familyDeskOf(till.house.services, context(guardian)),
    async customer(scenario = "good") {
      const { client, guardian } = await signedInFamily(till.house, tenant);
      return { client, guardian, methodId: await keepMethod(till, guardian.familyId, scenario) };
    },
  };
}

/** What the browser sends of a cart as it is now. */
export async function sending(client: FamilyClient, more: object = {}) {
  const { body } = await client.get("/cart");
  return { cartId: body.id, version: body.version, shownMinor: body.sums.totalMinor, ...more };
}
