import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { mergeFamilies } from "../../worker/domains/families/merge-families.ts";
import { allocate } from "../../worker/domains/ledger/allocate.ts";
import { getFamilyMoney } from "../../worker/domains/ledger/get-family-money.ts";
import { listEntries } from "../../worker/domains/ledger/list-entries.ts";
import { recordRefund } from "../../worker/domains/ledger/record-refund.ts";
import type { FamilyLedgerFilter } from "../../worker/domains/ledger/schemas.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { TODAY } from "../enrollments/school.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge, one, openBooks, pay } from "./school.ts";

const ALL: FamilyLedgerFilter = { kinds: [], from: "", to: "", open: "" };

describe.each(ENGINES)("the money of merged families on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const books = await openBooks(tenant);
  const ctx = await staffContext(tenant);

  const two = async () => {
    const [winner, loser] = [await books.family(), await books.family()];
    await charge(ctx, books, winner.familyId, [1_000]);
    const owed = await charge(ctx, books, loser.familyId, [5_000, 2_000], {});
    const paymentId = await pay(ctx, books, loser.familyId, 3_000);
    await recordRefund(ctx, paymentId, {
      version: 1,
      amountMinor: 500,
      method: "cash",
      refundedOn: TODAY,
      reason: "too much",
    });
    return { winner: winner.familyId, loser: loser.familyId, owed, paymentId };
  };
  const balances = async (ids: readonly string[]) =>
    Promise.all(
      ids.map((id) =>
        one(
          tenant.database,
          sql`coalesce(sum(open_minor), 0)`,
          `from line_balances where family_id = '${id}'`,
        ),
      ),
    );

  it("goes with its documents, balance for balance, and comes back with an undo", async () => {
    const { winner, loser } = await two();
    expect(await balances([winner, loser])).toEqual([1_000, 4_500]);
    const before = await listEntries(ctx, loser, ALL);
    const { change } = await mergeFamilies(ctx, { familyIds: [winner, loser], studentPairs: [] });
    expect(await balances([winner, loser])).toEqual([5_500, 0]);
    const money = await getFamilyMoney(ctx, winner);
    expect(money).toMatchObject({ balanceMinor: 5_500, openMinor: 5_500, unappliedMinor: 0 });
    expect((await listEntries(ctx, winner, ALL)).entries).toHaveLength(before.entries.length + 1);
    expect(await one(tenant.database, sql`count(*)`, `from postings where family_id = '${loser}'`)).toBe(0);
    await undoChange(ctx, change.id);
    expect(await balances([winner, loser])).toEqual([1_000, 4_500]);
    expect(await listEntries(ctx, loser, ALL)).toEqual(before);
    expect((await getFamilyMoney(ctx, winner)).balanceMinor).toBe(1_000);
  });

  it("keeps the families together once a payment of one pays a charge of the other", async () => {
    const { winner, loser, owed } = await two();
    const { change } = await mergeFamilies(ctx, { familyIds: [winner, loser], studentPairs: [] });
    const own = await one(tenant.database, sql`id`, `from payments where family_id = '${winner}' limit 1`);
    expect(own).not.toBeNull();
    const fresh = await pay(ctx, books, winner, 700, { applyTo: { kind: "account" } });
    await allocate(ctx, fresh, { targets: [{ lineId: owed.lineIds[1]!, amountMinor: 700 }] });
    await expect(undoChange(ctx, change.id)).rejects.toMatchObject({ code: "money_shared" });
    expect(await balances([winner, loser])).toEqual([4_800, 0]);
  });
});
