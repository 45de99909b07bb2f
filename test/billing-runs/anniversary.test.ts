import { describe, expect, it } from "vitest";
import { addException } from "../../worker/domains/anniversary-fees/add-exception.ts";
import { listExceptions, listFees } from "../../worker/domains/anniversary-fees/list-fees.ts";
import { removeException } from "../../worker/domains/anniversary-fees/remove-exception.ts";
import {
  type AnniversaryFeeInput,
  anniversaryFeeInput,
  feeExceptionInput,
} from "../../worker/domains/anniversary-fees/schemas.ts";
import { createRun } from "../../worker/domains/billing-runs/create-run.ts";
import { getRun } from "../../worker/domains/billing-runs/get-run.ts";
import { runInput } from "../../worker/domains/billing-runs/schemas.ts";
import { undoRun } from "../../worker/domains/billing-runs/undo-run.ts";
import { createCharge } from "../../worker/domains/ledger/create-charge.ts";
import { createChargeInput } from "../../worker/domains/ledger/schemas.ts";
import { createSetup } from "../../worker/domains/tuition/create-setup.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { balances } from "./billing.ts";
import { openDebtors } from "./debtors.ts";

const RUN = {
  kind: "anniversary",
  title: "Registration",
  dueThrough: "2026-11-30",
  chargeOn: "2026-11-21",
  dueOn: "2026-12-01",
};

describe.each(ENGINES)("anniversary fees on %s", async (engine) => {
  const { tenant, school, ctx, viewer, one, member, run } = await openDebtors(engine);
  /** A fee of a program of its own, so that tests do not see each other. */
  async function fee(more: Partial<AnniversaryFeeInput> = {}) {
    const programId = await school.program(`Program ${Math.random()}`);
    const target = await school.class({ programId });
    const input = { name: `Fee ${programId}`, per: "student", programId, amountMinor: 4_500, ...more };
    const { id } = await createSetup(ctx, "anniversaryFees", anniversaryFeeInput.parse(input));
    return { id, programId, target, input: { ...RUN, feeIds: [id] } };
  }
  async function charged(input: Record<string, unknown>) {
    const done = await run.whole(input);
    return { done, rows: await run.rows(done.id) };
  }

  it("fall due with the first class, and so many months after the last charge", async () => {
    const { target, input } = await fee();
    const kim = await member(target);
    const future = await school.student();
    await school.enroll(future, target, { startsOn: "2026-12-05" });
    const first = await run.preview(input);
    expect(await run.rows(first.id)).toMatchObject([
      {
        studentName: expect.stringContaining("Kim"),
        difference: "new",
        amountMinor: 4_500,
        shown: { dueOn: "2026-09-01" },
      },
    ]);
    const { done } = await charged(input);
    expect(done).toMatchObject({ doneCount: 1, doneMinor: 4_500 });
    const line = `kind || ':' || billing_key from charge_lines where family_id = '${kim.familyId}'`;
    expect(await one(line)).toBe(`anniversary:anniversary:${input.feeIds[0]}:${kim.studentId}:2026-09-01`);
    expect((await run.preview(input)).rowCount).toBe(0);
    const nextYear = { ...input, dueThrough: "2027-11-21", chargeOn: "2027-11-01", dueOn: "2027-12-01" };
    expect((await run.preview({ ...nextYear, dueThrough: "2027-11-20" })).differences).toEqual([
      expect.objectContaining({ difference: "new" }),
    ]);
    const rows = await run.rows((await run.preview(nextYear)).id);
    expect(rows.find((row) => row.familyId === kim.familyId)).toMatchObject({
      difference: "same",
      wasMinor: 4_500,
      shown: { dueOn: "2027-11-21" },
    });
  });

  it("know exceptions, amounts of locations, a cap of the family and what is charged once", async () => {
    const location = await school.location("America/Chicago");
    const { target, input, programId, id } = await fee({ familyCapMinor: 6_000 });
    const kim = await member(target);
    for (let i = 0; i < 2; i++) {
      const sibling = `stu_${i}_${kim.studentId}`.slice(0, 40);
      await school.add("students", [
        { id: sibling, family_id: kim.familyId, first_name: "Sib", last_name: `${i}`, sort_name: "s" },
      ]);
      await school.enroll(sibling, target, { startsOn: `2026-09-1${i}` });
    }
    const [exempt, deferred, cheaper] = [await member(target), await member(target), await member(target)];
    const except = async (of: typeof kim, more: object) =>
      addException(
        ctx,
        id,
        feeExceptionInput.parse({ familyId: of.familyId, studentId: of.studentId, ...more }),
      );
    await except(exempt, { amountMinor: 0 });
    await except(deferred, { nextOn: "2026-12-01" });
    await except(cheaper, { amountMinor: 1_000 });
    const rows = await run.rows((await run.preview(input)).id);
    const of = (familyId: string) =>
      rows
        .filter((row) => row.familyId === familyId)
        .map((row) => [row.amountMinor, row.difference, row.isTicked]);
    expect(of(kim.familyId)).toEqual([
      [4_500, "new", true],
      [1_500, "new", true],
      [0, "zero", false],
    ]);
    expect(of(exempt.familyId)).toEqual([[0, "zero", false]]);
    expect(of(deferred.familyId)).toEqual([]);
    expect(of(cheaper.familyId)).toEqual([[1_000, "new", true]]);
    const { done } = await charged(input);
    expect(done.doneMinor).toBe(7_000);

    const once = await fee({ months: null, per: "family", locationAmounts: { [location]: 900 } });
    const there = await school.class({ programId: once.programId, locationId: location });
    const lee = await member(there);
    expect((await charged({ ...once.input })).done.doneMinor).toBe(900);
    expect(
      (
        await run.preview({
          ...once.input,
          chargeOn: "2030-01-01",
          dueThrough: "2030-01-01",
          dueOn: "2030-01-01",
        })
      ).rowCount,
    ).toBe(0);
    expect((await balances(tenant)).get(lee.familyId)).toEqual([900, 0]);

    // Somebody has charged it by hand in this year: that counts.
    const hand = await member(target);
    const lines = [
      {
        kind: "anniversary",
        description: "Registration",
        baseMinor: 4_500,
        programId,
        studentId: hand.studentId,
      },
    ];
    const charge = { familyId: hand.familyId, locationId: school.locationId, chargeOn: "2026-11-02", lines };
    await createCharge(ctx, createChargeInput.parse(charge));
    const again = await run.preview(input);
    expect(again.tickedCount).toBe(0);
    expect((await run.rows(again.id)).map(({ familyId }) => familyId)).not.toContain(hand.familyId);
  });

  it("are charged once by two runs of the same, and again when that was taken back", async () => {
    const { target, input } = await fee();
    const [kim, lee] = [await member(target), await member(target)];
    const previews = [await run.preview(input), await run.preview(input)];
    const started = await Promise.all(previews.map((preview) => run.approve(preview)));
    await Promise.all(
      started.map((answer) => (answer.outcome === "started" ? run.perform(answer.taskId) : null)),
    );
    const done = await Promise.all(previews.map(({ id }) => getRun(ctx, id)));
    expect(done.reduce((sum, { doneCount }) => sum + doneCount, 0)).toBe(2);
    expect(done.reduce((sum, { skippedCount }) => sum + skippedCount, 0)).toBe(2);
    for (const { familyId } of [kim, lee]) expect((await balances(tenant)).get(familyId)).toEqual([4_500, 0]);
    for (const each of done) {
      if (!each.canUndo) continue;
      await run.takeBack((await undoRun(ctx, each.id, { version: each.version })).taskId);
    }
    expect((await balances(tenant)).get(kim.familyId)).toEqual([0, 0]);
    expect((await run.preview(input)).tickedCount).toBe(2);
  });

  it("are decided by who decides prices, in one account", async () => {
    const { id, target } = await fee();
    const kim = await member(target);
    const input = feeExceptionInput.parse({ familyId: kim.familyId, amountMinor: 100 });
    await expect(addException(viewer, id, input)).rejects.toMatchObject({ code: "right_missing" });
    const elsewhere = await staffContext(await openTestTenant({ engine, platform: tenant.platform }));
    await expect(addException(elsewhere, id, input)).rejects.toMatchObject({ code: "not_found" });
    const added = await addException(ctx, id, input);
    await expect(addException(ctx, id, input)).rejects.toMatchObject({
      code: "not_unique",
      fields: [{ path: "familyId" }],
    });
    expect(await one(`count(*) from change_rows where entity_id = '${added.id}'`)).toBe(1);
    expect((await listExceptions(ctx, id)).rows).toMatchObject([
      { familyId: kim.familyId, amountMinor: 100 },
    ]);
    expect((await listFees(ctx)).rows.find((row) => row.id === id)!.exceptions).toBe(1);
    await expect(removeException(elsewhere, added.id, { version: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
    await removeException(ctx, added.id, { version: 1 });
    expect((await listExceptions(ctx, id)).rows).toEqual([]);
    await expect(createRun(viewer, runInput.parse(RUN))).rejects.toMatchObject({ code: "right_missing" });
  });
});
