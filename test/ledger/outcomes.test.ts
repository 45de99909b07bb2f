import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { allocate, deallocate, reallocate } from "../../worker/domains/ledger/allocate.ts";
import { applyFamilyCredits } from "../../worker/domains/ledger/apply-credits.ts";
import { voidCredit, voidPayment } from "../../worker/domains/ledger/close-payment.ts";
import { createGroupCharge, previewGroupCharge } from "../../worker/domains/ledger/create-group-charge.ts";
import { editCharge } from "../../worker/domains/ledger/edit-charge.ts";
import { getCharge } from "../../worker/domains/ledger/get-charge.ts";
import { getFamilyMoney } from "../../worker/domains/ledger/get-family-money.ts";
import { getPayment } from "../../worker/domains/ledger/get-payment.ts";
import { giveCredit } from "../../worker/domains/ledger/give-credit.ts";
import { listEntries } from "../../worker/domains/ledger/list-entries.ts";
import { recordRefund } from "../../worker/domains/ledger/record-refund.ts";
import {
  familyLedgerFilter,
  giveCreditInput,
  groupChargeInput,
} from "../../worker/domains/ledger/schemas.ts";
import { voidCharge, voidCharges, voidLine } from "../../worker/domains/ledger/void-charge.ts";
import { getStatement } from "../../worker/domains/papers/get-statement.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { insert, TODAY } from "../enrollments/school.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addRow, charge, one, openBooks, pay } from "./school.ts";

const reason = "as agreed";

describe.each(ENGINES)("what becomes of acts on the ledger on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const books = await openBooks(tenant);
  const ctx = await staffContext(tenant);
  const versionOf = (id: string) =>
    one(tenant.database, sql`version`, `from payments where id = '${id}'`) as Promise<number>;
  const credit = async (familyId: string, amountMinor: number) => {
    const input = { familyId, locationId: books.locationId, method: "gift", amountMinor, givenOn: TODAY };
    return (await giveCredit(ctx, giveCreditInput.parse(input))).id;
  };
  const refund = async (id: string, amountMinor: number, method = "cash", refundedOn = TODAY) =>
    recordRefund(ctx, id, {
      version: await versionOf(id),
      amountMinor,
      method: method as "cash",
      refundedOn,
      reason,
    });

  it("a refund: by precedence, newest allocation first, and said", async () => {
    const { familyId } = await books.family();
    const { lineIds } = await charge(ctx, books, familyId, [1_000, 2_000]);
    const id = await pay(ctx, books, familyId, 3_500);
    const rows: [string, () => Promise<object>, object][] = [
      ["is_credit", async () => refund(await credit(familyId, 100), 100), {}],
      ["wrong_route", () => refund(id, 10, "terminal"), {}],
      ["too_much", () => refund(id, 3_501), { refundableMinor: 3_500 }],
      ["refunded", () => refund(id, 400), { released: [] }],
      ["refunded", () => refund(id, 600), { released: [{ lineId: lineIds[1], amountMinor: 500 }] }],
      ["too_much", () => refund(id, 2_501), { refundableMinor: 2_500 }],
      [
        "refunded",
        () => refund(id, 2_500, "recorded"),
        {
          released: [
            { lineId: lineIds[1], amountMinor: 1_500 },
            { lineId: lineIds[0], amountMinor: 1_000 },
          ],
        },
      ],
    ];
    for (const [outcome, act, more] of rows) expect(await act()).toMatchObject({ outcome, ...more });
    expect(await getPayment(ctx, id)).toMatchObject({
      status: "refunded",
      refundedMinor: 3_500,
      refundableMinor: 0,
    });
    expect(await voidPayment(ctx, id, { version: await versionOf(id), reason })).toMatchObject({
      outcome: "refunded_before",
    });
    expect((await getFamilyMoney(ctx, familyId)).openMinor).toBe(3_000);
  });

  it("a payment taken back: by precedence", async () => {
    const { familyId } = await books.family();
    const { id: chargeId, lineIds } = await charge(ctx, books, familyId, [1_000]);
    const [cash, card] = [await pay(ctx, books, familyId, 1_000), await pay(ctx, books, familyId, 50)];
    await tenant.database.commit({ statements: [{ sql: "drop trigger payments_fixed", params: [] }] });
    await tenant.database.commit({
      statements: [{ sql: `update payments set method = 'card' where id = '${card}'`, params: [] }],
    });
    const gift = await credit(familyId, 10);
    expect(await voidPayment(ctx, card, { version: 1, reason })).toMatchObject({
      outcome: "through_processor",
    });
    await expect(voidPayment(ctx, cash, { version: 9, reason })).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
    await expect(voidCredit(ctx, cash, { version: 1, reason })).rejects.toMatchObject({ code: "not_found" });
    await expect(voidPayment(ctx, gift, { version: 1, reason })).rejects.toMatchObject({ code: "not_found" });
    expect(await getCharge(ctx, chargeId)).toMatchObject({
      status: "paid",
      allocations: [{ paymentId: cash }],
    });
    const voided = await voidPayment(ctx, cash, { version: 1, reason });
    expect(voided).toMatchObject({
      outcome: "voided",
      released: [{ lineId: lineIds[0], amountMinor: 1_000 }],
    });
    expect(await voidPayment(ctx, cash, { version: 2, reason })).toMatchObject({ outcome: "already_closed" });
    expect(await refund(cash, 1)).toMatchObject({ outcome: "already_closed" });
    expect(await voidCredit(ctx, gift, { version: 1, reason })).toMatchObject({
      outcome: "voided",
      released: [],
    });
    expect(await getCharge(ctx, chargeId)).toMatchObject({
      status: "open",
      openMinor: 1_000,
      allocations: [],
    });
  });

  it("a charge and its lines: open, part paid, paid, void; what paid them lies on account again", async () => {
    const { familyId } = await books.family();
    const { id, lineIds } = await charge(ctx, books, familyId, [1_000, 500]);
    expect(await getCharge(ctx, id)).toMatchObject({ status: "open", openMinor: 1_500 });
    await pay(ctx, books, familyId, 1_200);
    expect(await getCharge(ctx, id)).toMatchObject({ status: "part_paid", openMinor: 300 });
    const { change } = await editCharge(ctx, id, { version: 1, title: "Camp", dueOn: "2026-12-01" });
    expect(change?.undoUntil).not.toBeNull();
    expect(
      await one(tenant.database, sql`due_on`, `from line_balances where line_id = '${lineIds[0]}'`),
    ).toBe("2026-12-01");
    await expect(editCharge(ctx, id, { version: 2, dueOn: "2026-11-01" })).rejects.toMatchObject({
      fields: [{ path: "dueOn" }],
    });
    expect(await voidLine(ctx, id, lineIds[1]!, { version: 1, reason })).toMatchObject({
      outcome: "voided",
      releasedMinor: 200,
    });
    expect(await voidLine(ctx, id, lineIds[1]!, { version: 2, reason })).toMatchObject({
      outcome: "already_voided",
    });
    expect(await getCharge(ctx, id)).toMatchObject({ status: "paid", totalMinor: 1_000 });
    const voided = await voidCharge(ctx, id, { version: 2, reason });
    expect(voided).toMatchObject({ outcome: "voided", releasedMinor: 1_000, change: { undoUntil: null } });
    expect(await voidCharges(ctx, { ids: [id], reason })).toMatchObject({ outcome: "already_voided" });
    expect(await getCharge(ctx, id)).toMatchObject({ status: "voided", voidReason: reason, openMinor: 0 });
    expect((await getCharge(ctx, id)).history.length).toBe(4);
    await expect(editCharge(ctx, id, { version: 3, title: "x" })).rejects.toMatchObject({
      code: "charge_voided",
    });
    expect(await getFamilyMoney(ctx, familyId)).toMatchObject({
      balanceMinor: -1_200,
      unappliedMinor: 1_200,
      openMinor: 0,
    });
  });

  it("a void in the ledger is called by the line it took out, or by the charge", async () => {
    const { familyId } = await books.family();
    const { id, lineIds } = await charge(ctx, books, familyId, [300, 200, 100], { title: "Camp" });
    await voidLine(ctx, id, lineIds[1]!, { version: 1, reason });
    await voidCharge(ctx, id, { version: 1, reason });
    const { entries } = await listEntries(ctx, familyId, familyLedgerFilter.parse({}));
    const said = entries.map(({ act, kind, title, amountMinor }) => [act, kind, title, amountMinor]);
    expect(said).toEqual([
      ["charge_void", "void", "Camp", -400],
      ["charge_line_void", "void", "Line 1", -200],
      ["charge", "charge", "Camp", 600],
    ]);
    const statement = await getStatement(ctx, familyId, { from: TODAY, to: TODAY });
    expect(statement.entries.map(({ title }) => title)).toEqual(["Camp", "Line 1", "Camp"]);
  });

  it("money is not undone row by row, with words that say what to do", async () => {
    const { familyId } = await books.family();
    const { id } = await charge(ctx, books, familyId, [100]);
    const changeId = String(
      await one(tenant.database, sql`change_id`, `from change_rows where entity_id = '${id}'`),
    );
    await expect(undoChange(ctx, changeId)).rejects.toMatchObject({ code: "money_stays" });
    const paymentId = await pay(ctx, books, familyId, 300, { applyTo: { kind: "account" } });
    expect(await applyFamilyCredits(ctx, familyId)).toMatchObject({ outcome: "applied", appliedMinor: 100 });
    const applied = String(
      await one(tenant.database, sql`max(change_id)`, `from postings where payment_id = '${paymentId}'`),
    );
    await expect(undoChange(ctx, applied)).rejects.toMatchObject({ code: "money_stays" });
  });

  it("what is on account: applied, taken off, put elsewhere", async () => {
    const { familyId } = await books.family();
    expect(await applyFamilyCredits(ctx, familyId)).toMatchObject({ outcome: "nothing_on_account" });
    const paymentId = await pay(ctx, books, familyId, 300);
    expect(await applyFamilyCredits(ctx, familyId)).toMatchObject({ outcome: "nothing_open" });
    const { lineIds } = await charge(ctx, books, familyId, [100, 200]);
    const [first, second] = lineIds as [string, string];
    const to = (lineId: string, amountMinor: number) => [{ lineId, amountMinor }];
    await expect(allocate(ctx, paymentId, { targets: to(first, 101) })).rejects.toMatchObject({
      fields: [{ path: "targets.0.amountMinor" }],
    });
    const applied = await allocate(ctx, paymentId, { targets: to(first, 60) });
    expect(applied).toMatchObject({ unappliedMinor: 240, reversal: { act: "deallocate" } });
    await expect(deallocate(ctx, paymentId, { targets: to(first, 61), reason })).rejects.toMatchObject({
      code: "no_longer_applied",
    });
    const moved = await reallocate(ctx, paymentId, { from: to(first, 60), to: to(second, 200), reason });
    expect(moved).toMatchObject({ unappliedMinor: 100, released: to(first, 60), applied: to(second, 200) });
    if (moved.reversal?.act !== "reallocate") throw new Error("it cannot be taken back");
    const back = await reallocate(ctx, paymentId, {
      ...{ from: [...moved.reversal.from], to: [...moved.reversal.to], reason },
    });
    expect(back).toMatchObject({ unappliedMinor: 240, released: to(second, 200), applied: to(first, 60) });
    await reallocate(ctx, paymentId, { from: to(first, 60), to: to(second, 200), reason });
    expect(await deallocate(ctx, paymentId, { targets: to(second, 200), reason })).toMatchObject({
      unappliedMinor: 300,
    });
  });

  it("a group charge is made exactly as previewed, for many at once, and voided at once", async () => {
    const members = await Promise.all([1, 2, 3].map(() => books.family()));
    await addRow(books, "tax_rates", { name: "Sales tax", rate_bp: 825 });
    const ids = members.map((member) => member.studentId);
    const line = { description: "Meet fee", baseMinor: 4_000 };
    const base = { locationId: books.locationId, chargeOn: TODAY, line };
    const input = groupChargeInput.parse({
      ...base,
      audience: { kind: "students", ids: [...ids, "stu_gone"] },
    });
    const preview = await previewGroupCharge(ctx, input);
    expect(preview).toMatchObject({ charges: 3, missing: 1, totalMinor: 3 * 4_330 });
    const expected = { charges: 3, totalMinor: preview.totalMinor };
    expect(await createGroupCharge(ctx, { ...input, expected: { ...expected, charges: 2 } })).toMatchObject({
      outcome: "changed_since_preview",
    });
    const made = await createGroupCharge(ctx, { ...input, expected });
    if (made.outcome !== "charged") throw new Error(made.outcome);
    expect((await getCharge(ctx, made.ids[0]!)).lines).toMatchObject([{ taxMinor: 330, student: {} }]);
    const numbers = await one(
      tenant.database,
      sql`max(number) - min(number)`,
      `from charges where id in ('${made.ids.join("','")}')`,
    );
    expect(numbers).toBe(2);
    expect(await voidCharges(ctx, { ids: [...made.ids], reason })).toMatchObject({ outcome: "voided" });
    const family = members[0]!.familyId;
    expect((await getFamilyMoney(ctx, family)).balanceMinor).toBe(0);
  });

  it("categories that have expired and tax typed without the right are refused", async () => {
    const { familyId } = await books.family();
    const old = await addRow(books, "charge_categories", { name: "June", expires_on: "2026-07-31" });
    const line = { description: "x", baseMinor: 100 };
    const lines = [{ ...line, categoryId: old }];
    await expect(charge(ctx, books, familyId, [], { lines })).rejects.toMatchObject({
      fields: [{ path: "lines.0.categoryId" }],
    });
    const clerk = await staffContext(tenant, { charges: "full" });
    await expect(
      charge(clerk, books, familyId, [], { lines: [{ ...line, taxMinor: 5 }] }),
    ).rejects.toMatchObject({ data: { right: "billing_setup" } });
    await expect(
      charge(clerk, books, familyId, [], { lines: [{ ...line, studentId: "stu_other" }] }),
    ).rejects.toMatchObject({ fields: [{ path: "lines.0.studentId" }] });
    await tenant.database.commit({
      statements: [
        insert("settings", {
          id: "ledger",
          value: JSON.stringify({ lockedThrough: "2026-10-31", due: { kind: "day_of_month", day: 1 } }),
          updated_at: 0,
        }),
      ],
    });
    await expect(charge(clerk, books, familyId, [100], { chargeOn: "2026-10-31" })).rejects.toMatchObject({
      fields: [{ path: "chargeOn" }],
    });
    const { id } = await charge(clerk, books, familyId, [100]);
    expect((await getCharge(clerk, id)).dueOn).toBe("2026-12-01");
  });
});
