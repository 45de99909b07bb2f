import { describe, expect, it } from "vitest";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { getFamily } from "../../worker/domains/families/get-family.ts";
import { listFamilies } from "../../worker/domains/families/list-families.ts";
import { createFamilyInput, type FamilyFilter, familyFilter } from "../../worker/domains/families/schemas.ts";
import { giveCredit } from "../../worker/domains/ledger/give-credit.ts";
import { giveCreditInput } from "../../worker/domains/ledger/schemas.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { TODAY } from "../enrollments/school.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge, openBooks, pay } from "./school.ts";

describe.each(ENGINES)("what families owe, beside their names, on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const books = await openBooks(tenant);
  const ctx = await staffContext(tenant);

  const shown = async (who: Context, familyId: string, filter: Partial<FamilyFilter> = {}) => {
    const { rows } = await listFamilies(who, { ...familyFilter.parse({}), ...filter });
    return rows.find(({ id }) => id === familyId)?.balanceMinor;
  };

  it("stands in the list however the family is found, owed or in its favor", async () => {
    const guardians = [{ firstName: "Iris", lastName: "Ledgerwood" }];
    const typed = createFamilyInput.parse({ name: "Ledgerwood", guardians });
    const { id: familyId } = await createFamily(ctx, typed);
    expect(await shown(ctx, familyId)).toBe(0);
    await charge(ctx, books, familyId, [7000]);
    await pay(ctx, books, familyId, 2500);
    expect(await shown(ctx, familyId)).toBe(4500);
    expect(await shown(ctx, familyId, { q: "ledgerw" })).toBe(4500);
    expect(await shown(ctx, familyId, { q: "iris ledgerwood" })).toBe(4500);
    expect(await shown(ctx, familyId, { status: "inactive" })).toBe(4500);
    const { locationId } = books;
    const credit = { familyId, locationId, method: "house", amountMinor: 6000, givenOn: TODAY };
    await giveCredit(ctx, giveCreditInput.parse(credit));
    expect(await shown(ctx, familyId)).toBe(-1500);
  });

  it("is the same on the family's page", async () => {
    const { familyId } = await books.family();
    await charge(ctx, books, familyId, [3000], { dueOn: "2026-12-01" });
    const { money } = await getFamily(ctx, familyId);
    expect(money).toMatchObject({ balanceMinor: 3000, openMinor: 3000, pastDueMinor: 0, unappliedMinor: 0 });
    expect(money?.nextDue).toEqual({ dueOn: "2026-12-01", amountMinor: 3000 });
  });

  it("is not told to whoever may see families but not ledgers", async () => {
    const { familyId } = await books.family();
    await charge(ctx, books, familyId, [3000]);
    const blind = await staffContext(tenant, { families: "view" });
    expect(await shown(blind, familyId)).toBeNull();
    expect((await getFamily(blind, familyId)).money).toBeNull();
  });
});
