import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { beginWaitingRun } from "../../worker/domains/billing-runs/begin-waiting-run.ts";
import { cancelRun } from "../../worker/domains/billing-runs/cancel-run.ts";
import { createRun } from "../../worker/domains/billing-runs/create-run.ts";
import { getRun } from "../../worker/domains/billing-runs/get-run.ts";
import { runInput, tickInput } from "../../worker/domains/billing-runs/schemas.ts";
import { tickRows } from "../../worker/domains/billing-runs/tick-rows.ts";
import { undoRun } from "../../worker/domains/billing-runs/undo-run.ts";
import { createCharge } from "../../worker/domains/ledger/create-charge.ts";
import { giveCredit } from "../../worker/domains/ledger/give-credit.ts";
import { createChargeInput, giveCreditInput } from "../../worker/domains/ledger/schemas.ts";
import { keepSessions, openStaff } from "../attendance/gym.ts";
import { staffContext, systemContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { TestSchool } from "../meetings/school.ts";
import { balances, runs } from "./billing.ts";

const TODAY = "2026-11-21";
const LATE = {
  kind: "late",
  title: "Late fee",
  chargeOn: TODAY,
  dueOn: "2026-12-01",
  amountMinor: 1_000,
  per: "family",
  overdueDays: 5,
  leastOwedMinor: 500,
};

describe.each(ENGINES)("acts over many families on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const school = await TestSchool.open(tenant);
  const { ctx, viewer, stranger } = await openStaff(tenant, {
    ctx: {},
    viewer: { rights: { transactions: "view" } },
    stranger: { rights: { charges: "full" } },
  });
  await keepSessions(tenant);
  const run = runs(tenant, ctx);
  const { locationId } = school;

  async function family(): Promise<string> {
    const studentId = await school.student();
    const { found } = await tenant.database.read({
      found: select({ id: sql<string>`family_id` }, sql`from students where id = ${studentId}`),
    });
    return found[0]!.id;
  }
  async function owes(amountMinor: number, dueOn: string, familyId?: string): Promise<string> {
    const id = familyId ?? (await family());
    const lines = [{ description: "Leotard", baseMinor: amountMinor, isTaxExempt: true }];
    const input = { familyId: id, locationId, chargeOn: "2026-08-01", dueOn, lines };
    await createCharge(ctx, createChargeInput.parse(input));
    return id;
  }
  async function has(familyId: string, amountMinor: number): Promise<void> {
    const input = { familyId, locationId, method: "house", amountMinor, givenOn: TODAY };
    await giveCredit(ctx, giveCreditInput.parse(input));
  }
  const openOf = async (familyId: string) => (await balances(tenant)).get(familyId);

  it("charge whoever is late, once a day, and say who was charged before", async () => {
    const late = await owes(2_000, "2026-11-10");
    const little = await owes(499, "2026-11-10");
    const fresh = await owes(2_000, "2026-11-18");
    const done = await run.whole(LATE);
    expect(done).toMatchObject({ state: "done", rowCount: 1, doneCount: 1, doneMinor: 1_000 });
    expect(await openOf(late)).toEqual([3_000, 0]);
    expect(await openOf(little)).toEqual([499, 0]);
    expect(await openOf(fresh)).toEqual([2_000, 0]);
    const again = await run.preview(LATE);
    expect(again).toMatchObject({ rowCount: 1, tickedCount: 0, tickedMinor: 0 });
    expect(await run.rows(again.id)).toMatchObject([
      { familyId: late, difference: "billed", isTicked: false },
    ]);
    // What was charged before is never ticked, whoever asks.
    const ticked = await tickRows(
      ctx,
      again.id,
      tickInput.parse({ version: again.version, positions: [0], isTicked: true }),
    );
    expect(ticked.tickedCount).toBe(0);
  });

  it("charge once what two previews show, and leave alone who paid since", async () => {
    const [slow, quick] = [await owes(3_000, "2026-09-20"), await owes(3_000, "2026-09-20")];
    const asked = { ...LATE, chargeOn: "2026-11-15" };
    const previews = [await run.preview(asked), await run.preview(asked)];
    await has(quick, 3_000);
    await run.whole({ kind: "apply_credits", on: TODAY });
    for (const preview of previews) {
      const started = await run.approve(preview);
      if (started.outcome !== "started") throw new Error(started.outcome);
      await run.perform(started.taskId);
    }
    expect([await openOf(slow), await openOf(quick)]).toEqual([
      [4_000, 0],
      [0, 0],
    ]);
    const ended = await Promise.all(previews.map(({ id }) => run.rows(id)));
    const own = (familyId: string) =>
      ended
        .map((rows) => rows.find((row) => row.familyId === familyId)!)
        .map(({ state, problem }) => [state, problem]);
    expect(own(slow)).toEqual([
      ["done", null],
      ["skipped", "This was charged already."],
    ]);
    expect(own(quick)).toEqual(Array(2).fill(["skipped", "It was paid meanwhile."]));
  });

  it("do nothing that the preview did not show", async () => {
    const one = await owes(5_000, "2026-09-30");
    const preview = await run.preview({ ...LATE, chargeOn: "2026-11-20" });
    const rows = await run.rows(preview.id);
    const mine = rows.find((row) => row.familyId === one)!;
    expect(mine).toMatchObject({ amountMinor: 1_000, isTicked: true, state: "planned", explanation: [] });
    const untick = tickInput.parse({ version: preview.version, positions: [mine.position], isTicked: false });
    const less = await tickRows(ctx, preview.id, untick);
    expect(less.tickedMinor).toBe(preview.tickedMinor - 1_000);
    await expect(tickRows(ctx, preview.id, untick)).rejects.toMatchObject({ code: "changed_meanwhile" });
    const stale = await run.approve({ ...preview, version: less.version });
    expect(stale.outcome).toBe("changed_since_preview");
    const started = await run.approve(less);
    if (started.outcome !== "started") throw new Error(started.outcome);
    await run.perform(started.taskId);
    expect(await openOf(one)).toEqual([5_000, 0]);
  });

  it("are approved once, however many press the button", async () => {
    await owes(7_000, "2026-09-01");
    const preview = await run.preview({ ...LATE, chargeOn: "2026-11-19" });
    const both = barrier(2);
    const answers = await Promise.allSettled(
      [ctx, ctx].map((one) => {
        const raced = { ...one, database: racing(tenant.database, both) };
        return runs(tenant, raced).approve(preview);
      }),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: expect.stringMatching(/^(run_state|changed_meanwhile)$/) },
    });
  });

  it("wait for their hour and can be stopped until then", async () => {
    const owing = await owes(4_000, "2026-09-01");
    const [before] = (await openOf(owing))!;
    const preview = await run.preview({ ...LATE, chargeOn: "2026-11-18" });
    const held = await run.approve(preview, { waitHours: 2 });
    if (held.outcome !== "waiting") throw new Error(held.outcome);
    await beginWaitingRun(systemContext(tenant, held.dueAt - 1), preview.id);
    expect((await getRun(ctx, preview.id)).state).toBe("waiting");
    const { version } = await getRun(ctx, preview.id);
    await cancelRun(ctx, preview.id, { version });
    await beginWaitingRun(systemContext(tenant, held.dueAt), preview.id);
    expect((await getRun(ctx, preview.id)).state).toBe("cancelled");
    expect((await openOf(owing))![0]).toBe(before);
    const next = await run.preview({ ...LATE, chargeOn: "2026-11-18" });
    const later = await run.approve(next, { waitHours: 1 });
    if (later.outcome !== "waiting") throw new Error(later.outcome);
    await beginWaitingRun(systemContext(tenant, later.dueAt), next.id);
    const begun = await getRun(ctx, next.id);
    expect(begun.state).toBe("running");
    await run.perform(begun.task!.id);
    expect((await openOf(owing))![0]).toBe(before! + 1_000);
  });

  it("apply what is on account, what is due longest first, and only what is due", async () => {
    const one = await family();
    await owes(3_000, "2026-11-01", one);
    await owes(2_000, "2026-12-31", one);
    await has(one, 4_500);
    const due = await run.whole({ kind: "apply_credits", on: TODAY, dueBy: TODAY });
    expect(due).toMatchObject({ state: "done", doneMinor: 3_000 });
    expect(await openOf(one)).toEqual([2_000, 1_500]);
    await run.whole({ kind: "apply_credits", on: TODAY });
    expect(await openOf(one)).toEqual([500, 0]);
  });

  it("give credit to each family, student or enrollment of a program, and take it back whole", async () => {
    const programId = await school.program("Tumbling");
    const target = await school.class({ programId });
    const [first, second] = [await school.student(), await school.student()];
    for (const student of [first, second]) await school.enroll(student, target);
    await school.enroll(first, await school.class({ programId }));
    await school.enroll(await school.student(), await school.class());
    const credits = { kind: "credits", title: "Snow day", givenOn: TODAY, method: "house", amountMinor: 700 };
    const input = { ...credits, programIds: [programId], locationId };
    expect((await run.preview({ ...input, per: "enrollment" })).tickedMinor).toBe(2_100);
    expect((await run.preview({ ...input, per: "student" })).tickedMinor).toBe(1_400);
    const done = await run.whole({ ...input, per: "family" });
    expect(done).toMatchObject({ doneCount: 2, doneMinor: 1_400, canUndo: true });
    const given = [...(await balances(tenant)).values()].filter(([, unapplied]) => unapplied === 700);
    expect(given).toHaveLength(2);
    const { taskId } = await undoRun(ctx, done.id, { version: done.version });
    await run.takeBack(taskId);
    expect([...(await balances(tenant)).values()].filter(([, unapplied]) => unapplied === 700)).toEqual([]);
    expect((await getRun(ctx, done.id)).state).toBe("undone");
  });

  it("are taken back with what had paid them, except what somebody voided before", async () => {
    const owing = await owes(9_000, "2026-09-01");
    await has(owing, 10_000);
    const done = await run.whole({ ...LATE, chargeOn: "2026-11-17" });
    await run.whole({ kind: "apply_credits", on: TODAY });
    expect(await openOf(owing)).toEqual([0, 0]);
    const current = await getRun(ctx, done.id);
    const { taskId } = await undoRun(ctx, done.id, { version: current.version });
    await run.takeBack(taskId);
    expect(await openOf(owing)).toEqual([0, 1_000]);
    await expect(undoRun(ctx, done.id, { version: current.version })).rejects.toMatchObject({
      code: "run_state",
    });
  });

  it("need the right, and know nothing of other accounts", async () => {
    await expect(createRun(viewer, runInput.parse(LATE))).rejects.toMatchObject({ code: "right_missing" });
    await expect(createRun(stranger, runInput.parse(LATE))).rejects.toMatchObject({ code: "right_missing" });
    const preview = await run.preview({ ...LATE, chargeOn: "2026-11-16" });
    const other = await openTestTenant({ engine, platform: tenant.platform });
    const elsewhere = await staffContext(other);
    await expect(getRun(elsewhere, preview.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelRun(elsewhere, preview.id, { version: 1 })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await getRun(viewer, preview.id)).id).toBe(preview.id);
  });

  it("tell the audit log who prepared, approved and did what", async () => {
    const { found } = await tenant.database.read({
      found: select(
        { action: sql<string>`action` },
        sql`from changes where action like 'billing_runs.%' group by 1`,
      ),
    });
    expect(found.map(({ action }) => action).sort()).toEqual(
      expect.arrayContaining([
        "billing_runs.approve",
        "billing_runs.cancel",
        "billing_runs.finish",
        "billing_runs.late",
        "billing_runs.prepare",
        "billing_runs.undo",
      ]),
    );
  });
});
