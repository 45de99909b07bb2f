import { describe, expect, it } from "vitest";
import { approveRun } from "../../worker/domains/billing-runs/approve-run.ts";
import { createRun } from "../../worker/domains/billing-runs/create-run.ts";
import { getRun } from "../../worker/domains/billing-runs/get-run.ts";
import { approveInput, runInput, tickInput } from "../../worker/domains/billing-runs/schemas.ts";
import { tickRows } from "../../worker/domains/billing-runs/tick-rows.ts";
import { undoRun } from "../../worker/domains/billing-runs/undo-run.ts";
import { giveCredit } from "../../worker/domains/ledger/give-credit.ts";
import { recordPayment } from "../../worker/domains/ledger/record-payment.ts";
import { giveCreditInput, recordPaymentInput } from "../../worker/domains/ledger/schemas.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { dying, Killed } from "../harness/faults.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { performStep, runTask } from "./billing.ts";
import { openDebtors } from "./debtors.ts";

it.each([0, -1, 1, 99, 10.5])("a threshold of %s is refused by its name", (leastOwedMinor) => {
  const input = { kind: "drops", title: "x", dueBy: "2026-11-20", scope: "all", lastDayOn: "2026-11-30" };
  const answer = runInput.safeParse({ ...input, leastOwedMinor, reasonId: "lst_12345" });
  expect(answer.error?.issues.map((issue) => issue.path.join("."))).toContain("leastOwedMinor");
});

describe.each(ENGINES)("drops for non-payment on %s", async (engine) => {
  const { tenant, school, ctx, viewer, billing, drops, ...office } = await openDebtors(engine);
  const { one, member, owes, run, within, begun, endOf } = office;
  const rowsOf = async (id: string) =>
    new Map((await run.rows(id)).map((row) => [row.enrollmentId!, row] as const));
  async function pays(familyId: string, amountMinor: number): Promise<void> {
    const lineId = await one<string>(
      `line_id from line_balances where family_id = '${familyId}' and open_minor > 0`,
    );
    const targets = [{ lineId, amountMinor }];
    const input = {
      familyId,
      locationId: school.locationId,
      method: "cash",
      amountMinor,
      receivedOn: "2026-11-21",
      targets,
    };
    await recordPayment(ctx, recordPaymentInput.parse(input));
  }

  it("show what each family owes, since when, and whom they leave alone", async () => {
    const { target, input } = await within();
    const [late, little, covered, fresh] = [
      await member(target),
      await member(target),
      await member(target),
      await member(target),
    ];
    await owes(late, 3_000, "2026-11-05");
    await owes(late, 2_000, "2026-10-20");
    await owes(late, 900, "2026-11-30");
    await owes(little, 999);
    await owes(covered, 4_000);
    await owes(fresh, 4_000, "2026-11-21");
    const credit = {
      familyId: covered.familyId,
      locationId: school.locationId,
      method: "house",
      givenOn: "2026-11-02",
    };
    await giveCredit(ctx, giveCreditInput.parse({ ...credit, amountMinor: 3_500 }));
    const autopay = await member(await school.class({ programId: input.programIds[0]! }));
    await owes(autopay, 5_000);
    await school.add("guardians", [
      {
        id: `gua_${autopay.familyId}`,
        family_id: autopay.familyId,
        first_name: "Ada",
        last_name: "Kim",
        is_primary: 1,
      },
    ]);
    await school.add("payment_methods", [
      {
        id: `pym_${autopay.familyId}`,
        family_id: autopay.familyId,
        guardian_id: `gua_${autopay.familyId}`,
        processor: "sandbox",
        customer_ref: "cus_1",
        method_ref: autopay.familyId,
        kind: "card",
        brand: "visa",
        last4: "4242",
        is_primary: 1,
        autopay_at: 1,
      },
    ]);
    const preview = await run.preview(input);
    const rows = await rowsOf(preview.id);
    expect([...rows.keys()].sort()).toEqual([late, covered, autopay].map((of) => of.enrollmentId).sort());
    expect(rows.get(late.enrollmentId)).toMatchObject({
      isTicked: true,
      amountMinor: 5_000,
      shown: { owedMinor: 5_000, since: "2026-10-20", lastDayOn: "2026-11-30" },
    });
    expect(rows.get(covered.enrollmentId)).toMatchObject({
      isTicked: false,
      shown: { owedMinor: 500, why: expect.stringMatching(/on the family’s account/) },
    });
    expect(rows.get(autopay.enrollmentId)).toMatchObject({
      isTicked: false,
      shown: { why: expect.stringMatching(/Autopay.*Visa ending in 4242/) },
    });
    expect(preview).toMatchObject({ tickedCount: 1, tickedStudents: 1, tickedMinor: 5_000 });
    // All that the family is enrolled in, also what it has paid for, and whatever it owes for.
    const second = await school.enroll(
      late.studentId,
      await school.class({ programId: input.programIds[0]! }),
    );
    await owes({ familyId: late.familyId }, 700);
    const all = await rowsOf((await run.preview({ ...input, scope: "all" })).id);
    expect(all.get(second)).toMatchObject({ amountMinor: 0, shown: { owedMinor: 5_700 } });
  });

  it("happen when somebody has typed how many students they are about, and once", async () => {
    const { target, input } = await within();
    const [kim, lee] = [await member(target), await member(target)];
    const later = await school.enroll(await school.student(), target, { startsOn: "2026-12-05" });
    const starting = { ...kim, enrollmentId: later };
    await owes(kim, 2_000);
    await owes(lee, 2_000);
    const preview = await run.preview(input);
    expect(preview.tickedStudents).toBe(2);
    for (const students of [undefined, 1, 3])
      await expect(run.approve(preview, { students })).rejects.toMatchObject({
        code: "students_count",
        fields: [{ path: "students" }],
      });
    await expect(run.approve(preview, { students: 2, waitHours: 240 })).rejects.toMatchObject({
      code: "last_day_over",
      fields: [{ path: "waitHours" }],
    });
    const both = await Promise.allSettled([begun(preview), begun(preview)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const taskId = both.find((answer) => answer.status === "fulfilled")!.value;
    await run.perform(taskId);
    expect(await getRun(ctx, preview.id)).toMatchObject({
      state: "done",
      doneCount: 2,
      doneMinor: 4_000,
      canUndo: true,
    });
    expect(await endOf(kim.enrollmentId)).toBe("2026-11-30");
    expect(await endOf(starting.enrollmentId)).toBeNull();
    expect(await one(`drop_reason_id from enrollments where id = '${lee.enrollmentId}'`)).toBe(
      drops.reasonId,
    );
    const audited = `count(*) from change_rows where entity = 'enrollments' and entity_id = '${kim.enrollmentId}' and op = 'update'`;
    expect(await one(audited)).toBe(1);
    const served = `count(*) from outbox where topic = 'serve-waitlist' and payload ->> 'classId' = '${target.id}'`;
    expect(await one<number>(served)).toBeGreaterThan(0);
    expect((await run.preview(input)).rowCount).toBe(0);
  });

  it("leave out who has paid after the preview, and say so", async () => {
    const { target, input } = await within();
    const [kim, lee] = [await member(target), await member(target)];
    await owes(kim, 2_000);
    await owes(lee, 2_000);
    const preview = await run.preview(input);
    const taskId = await begun(preview);
    await pays(kim.familyId, 1_500);
    await school.run(`update enrollments set version = version + 1 where id = '${lee.enrollmentId}'`);
    await run.perform(taskId);
    const rows = await rowsOf(preview.id);
    expect(rows.get(kim.enrollmentId)).toMatchObject({
      state: "skipped",
      problem: expect.stringMatching(/paid meanwhile/),
    });
    expect(rows.get(lee.enrollmentId)).toMatchObject({
      state: "skipped",
      problem: expect.stringMatching(/changed after/),
    });
    expect(await endOf(kim.enrollmentId)).toBeNull();
    expect(await getRun(ctx, preview.id)).toMatchObject({ doneCount: 0, skippedCount: 2, canUndo: false });
  });

  it.each([
    ["keep the place of whoever pays at the last moment", undefined, null],
    ["would take it without the guard", /line_open/, "2026-11-30"],
  ] as const)("%s", async (_name, without, endsOn) => {
    const { target, input } = await within();
    const kim = await member(target);
    await owes(kim, 2_000);
    const taskId = await begun(await run.preview(input));
    let commits = 0;
    const paying = async () => {
      commits += 1;
      // The first one begins the task; the next would drop, and has read who owes.
      if (commits === 2) await pays(kim.familyId, 2_000);
    };
    await run.perform(taskId, racing(tenant.database, paying, without));
    expect(await endOf(kim.enrollmentId)).toBe(endsOn);
  });

  it("are taken back where the place is still free, and say who stays dropped", async () => {
    const { target, input } = await within();
    const [kim, lee, ana] = [await member(target), await member(target), await member(target)];
    for (const of of [kim, lee, ana]) await owes(of, 2_000);
    const preview = await run.preview(input);
    await run.perform(await begun(preview));
    // Somebody else takes one of the three places for good, and one enrollment is changed by hand.
    await school.enroll(await school.student(), target, { startsOn: "2026-12-01" });
    await school.run(
      `update enrollments set version = version + 1, note = 'x' where id = '${ana.enrollmentId}'`,
    );
    const done = await getRun(ctx, preview.id);
    const { taskId } = await undoRun(ctx, done.id, { version: done.version });
    await run.takeBack(taskId);
    const undone = await getRun(ctx, done.id);
    expect(undone).toMatchObject({ state: "undone", doneCount: 3, keptCount: 1 });
    const rows = await rowsOf(done.id);
    expect(rows.get(ana.enrollmentId)).toMatchObject({ problem: expect.stringMatching(/changed since/) });
    expect(await endOf(kim.enrollmentId)).toBeNull();
    expect(await endOf(lee.enrollmentId)).toBeNull();
    expect(await endOf(ana.enrollmentId)).toBe("2026-11-30");
    expect(await one(`drop_reason_id from enrollments where id = '${kim.enrollmentId}'`)).toBeNull();

    // Two come back into three places of which one is taken: now nobody fits in any more.
    const again = await run.preview(input);
    expect(again.tickedStudents).toBe(2);
    await run.perform(await begun(again));
    for (let i = 0; i < 2; i++)
      await school.enroll(await school.student(), target, { startsOn: "2026-12-01" });
    const second = await getRun(ctx, again.id);
    await run.takeBack((await undoRun(ctx, second.id, { version: second.version })).taskId);
    expect(await getRun(ctx, again.id)).toMatchObject({ keptCount: 2 });
    expect((await rowsOf(again.id)).get(kim.enrollmentId)!.problem).toMatch(/place was given away/);
  });

  it("of a line that was taken out do not happen", async () => {
    const { target, input } = await within();
    const [kim, lee] = [await member(target), await member(target)];
    for (const of of [kim, lee]) await owes(of, 2_000);
    const preview = await run.preview(input);
    const { position } = (await rowsOf(preview.id)).get(kim.enrollmentId)!;
    const untick = tickInput.parse({ version: preview.version, positions: [position], isTicked: false });
    await run.perform(await begun(await tickRows(ctx, preview.id, untick)));
    expect([await endOf(kim.enrollmentId), await endOf(lee.enrollmentId)]).toEqual([null, "2026-11-30"]);
  });

  it("need both rights, sensible days, and know nothing of other accounts", async () => {
    const wanted = runInput.parse(drops);
    for (const who of [viewer, billing])
      await expect(createRun(who, wanted)).rejects.toMatchObject({ code: "right_missing" });
    const own = {
      ...ctx,
      actor: { ...ctx.actor, grants: ctx.actor.grants.map((grant) => ({ ...grant, ownClassesOnly: true })) },
    };
    await expect(createRun(own, wanted)).rejects.toMatchObject({ code: "right_missing" });
    for (const [path, day] of [
      ["dueBy", "2026-11-21"],
      ["lastDayOn", "2026-11-20"],
    ])
      await expect(createRun(ctx, { ...wanted, [path!]: day } as never)).rejects.toMatchObject({
        fields: [{ path }],
      });
    await expect(createRun(ctx, runInput.parse({ ...drops, reasonId: "lst_gone" }))).rejects.toMatchObject({
      fields: [{ path: "reasonId" }],
    });
    const preview = await run.preview(drops);
    const expected = { rows: 1, totalMinor: 1 };
    const input = approveInput.parse({ version: preview.version, expected, students: 1 });
    await expect(approveRun(billing, preview.id, input)).rejects.toMatchObject({ code: "right_missing" });
    // Whoever may bill at one location does not carry out what concerns the others.
    const atOne = ctx.actor.grants.map((grant) => ({ ...grant, locationId: school.locationId }));
    const here = { ...ctx, actor: { ...ctx.actor, grants: atOne } };
    await expect(approveRun(here, preview.id, input)).rejects.toMatchObject({ code: "right_missing" });
    expect((await getRun(ctx, (await createRun(here, wanted)).id)).input).toMatchObject({
      locationIds: [school.locationId],
    });
    const elsewhere = await staffContext(await openTestTenant({ engine, platform: tenant.platform }));
    await expect(approveRun(elsewhere, preview.id, input)).rejects.toMatchObject({ code: "not_found" });
  });
});

// What an engine does with a batch is the same for all of them: the faults are tried on one.
describe("drops for non-payment that are killed", async () => {
  const { tenant, ctx, member, owes, run, within, begun, endOf } = await openDebtors("d1");

  it.each(["before", "after"] as const)(
    "killed %s any call end everybody once",
    { timeout: 120_000 },
    async (moment) => {
      const { target, input } = await within();
      const members = [await member(target), await member(target), await member(target)];
      for (const of of members) await owes(of, 2_000);
      let killed = 0;
      for (let n = 1; ; n++) {
        const preview = await run.preview(input);
        const taskId = await begun(preview);
        const died = await runTask(tenant, dying(tenant.database, n, moment), taskId, performStep).then(
          () => false,
          (error: unknown) => {
            if (error instanceof Killed) return true;
            throw error;
          },
        );
        await run.perform(taskId);
        const done = await getRun(ctx, preview.id);
        expect(done, `killed at call ${n}`).toMatchObject({ state: "done", doneCount: 3, skippedCount: 0 });
        await run.takeBack((await undoRun(ctx, done.id, { version: done.version })).taskId);
        for (const of of members) expect(await endOf(of.enrollmentId), `killed at call ${n}`).toBeNull();
        if (!died) break;
        killed += 1;
      }
      expect(killed).toBeGreaterThanOrEqual(8);
    },
  );
});
