import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { json, select } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { getRun } from "../../worker/domains/billing-runs/get-run.ts";
import { undoRun } from "../../worker/domains/billing-runs/undo-run.ts";
import type { FamilyFacts } from "../../worker/domains/pricing/facts.ts";
import { priceFamily } from "../../worker/domains/pricing/price-family.ts";
import type { PriceRules } from "../../worker/domains/pricing/rules.ts";
import { keepSessions, openStaff } from "../attendance/gym.ts";
import { ENGINES } from "../harness/databases.ts";
import { dying, Killed } from "../harness/faults.ts";
import { openTestTenant, type TestTenant } from "../harness/tenant.ts";
import { type TestClass, TestSchool } from "../meetings/school.ts";
import { performStep, runs, runTask } from "./billing.ts";

const DECEMBER = {
  kind: "tuition",
  month: "2026-12-01",
  title: "Tuition for December",
  chargeOn: "2026-11-21",
  dueOn: "2026-12-01",
};
const JANUARY = { ...DECEMBER, month: "2027-01-01", title: "Tuition for January", dueOn: "2027-01-01" };

async function openSchool(engine: "d1" | "libsql") {
  const tenant = await openTestTenant({ engine });
  const school = await TestSchool.open(tenant);
  const { ctx } = await openStaff(tenant, { ctx: {} });
  await keepSessions(tenant);
  const [scheduleId, rateId] = [newId("billingSchedule"), newId("tuitionRate")];
  await school.add("billing_schedules", [{ id: scheduleId, name: "Monthly", cycle: "month_session" }]);
  await school.add("tuition_rates", [{ id: rateId, name: "60 a month", basis: "flat", amount_minor: 6_000 }]);
  const priced = async (): Promise<TestClass> => {
    const target = await school.class();
    const pair = { class_id: target.id, billing_schedule_id: scheduleId, tuition_rate_id: rateId };
    await school.add("class_tuitions", [{ id: newId("classTuition"), ...pair }]);
    return target;
  };
  return { tenant, school, ctx, priced, run: runs(tenant, ctx) };
}

async function lines(tenant: TestTenant) {
  const { found } = await tenant.database.read({
    found: select(
      {
        enrollmentId: sql<string>`l.enrollment_id`,
        month: sql<string>`l.period_from`,
        totalMinor: sql<number>`l.total_minor`,
        openMinor: sql<number>`b.open_minor`,
        rules: json<PriceRules>(sql`(select rules from price_rules where id = c.rules_id)`),
        facts: json<FamilyFacts>(sql`c.facts`),
      },
      sql`from charge_lines l join charges c on c.id = l.charge_id join line_balances b on b.line_id = l.id
        where l.voided_on is null order by l.period_from, l.enrollment_id`,
    ),
  });
  return found;
}

describe.each(ENGINES)("a tuition run on %s", async (engine) => {
  const { tenant, school, ctx, priced, run } = await openSchool(engine);
  const monday = await priced();
  const other = await priced();
  const [kim, lee, ana] = [await school.student(), await school.student(), await school.student()];
  const kims = await school.enroll(kim, monday);
  const lees = await school.enroll(lee, other, { startsOn: "2026-12-15" });
  const anas = await school.enroll(ana, monday, { endsOn: "2026-12-31" });
  await school.enroll(ana, other, { kind: "trial", startsOn: "2026-12-07", endsOn: "2026-12-07" });

  it("previews every family with what is new, and bills what is ticked", async () => {
    const preview = await run.preview(DECEMBER);
    expect(preview).toMatchObject({ state: "previewed", rowCount: 3, tickedCount: 3 });
    const rows = await run.rows(preview.id);
    const byEnrollment = new Map(rows.map((row) => [row.enrollmentId, row]));
    expect(byEnrollment.get(kims)).toMatchObject({ difference: "new", amountMinor: 6_000, wasMinor: null });
    // Two of the four Mondays of December.
    expect(byEnrollment.get(lees)).toMatchObject({ difference: "new", amountMinor: 3_000 });
    expect(byEnrollment.get(lees)!.explanation.join(" ")).toMatch(/2 of .*4/);
    const started = await run.approve(preview);
    if (started.outcome !== "started") throw new Error(started.outcome);
    await run.perform(started.taskId);
    expect(await getRun(ctx, preview.id)).toMatchObject({ state: "done", doneCount: 3, doneMinor: 15_000 });
    expect((await lines(tenant)).map(({ totalMinor, openMinor }) => [totalMinor, openMinor])).toHaveLength(3);
  });

  it("keeps the tariff and the facts, so that the same cents come out again", async () => {
    const billed = await lines(tenant);
    expect(billed.length).toBe(3);
    for (const line of billed) {
      const again = priceFamily(line.rules, line.facts).lines;
      expect(again.find(({ enrollmentId }) => enrollmentId === line.enrollmentId)!.totalMinor).toBe(
        line.totalMinor,
      );
    }
  });

  it("the audit tells each charge and line, and does not repeat what the rows keep for ever", async () => {
    const { told } = await tenant.database.read({
      told: select(
        { entity: sql<string>`entity`, after: json<Record<string, unknown>>(sql`after`) },
        sql`from change_rows where entity in ('charges', 'chargeLines') and op = 'insert'`,
      ),
    });
    expect(told.map(({ entity }) => entity).sort()).toEqual([
      ...["chargeLines", "chargeLines", "chargeLines", "charges", "charges", "charges"],
    ]);
    for (const { after } of told) {
      expect(after).toHaveProperty("familyId");
      expect(after).not.toHaveProperty("facts");
      expect(after).not.toHaveProperty("trace");
    }
  });

  it("bills nothing a second time", async () => {
    const again = await run.preview(DECEMBER);
    expect(again).toMatchObject({ rowCount: 3, tickedCount: 0 });
    expect((await run.rows(again.id)).map(({ difference }) => difference)).toEqual([
      "billed",
      "billed",
      "billed",
    ]);
  });

  it("tells what is new, gone, changed and as before against the month before", async () => {
    const kind = async () => {
      const preview = await run.preview(JANUARY);
      return new Map((await run.rows(preview.id)).map((row) => [row.enrollmentId, row]));
    };
    const rows = await kind();
    expect(rows.get(kims)).toMatchObject({ difference: "same", amountMinor: 6_000, wasMinor: 6_000 });
    expect(rows.get(lees)).toMatchObject({ difference: "changed", amountMinor: 6_000, wasMinor: 3_000 });
    expect(rows.get(anas)).toMatchObject({
      difference: "gone",
      amountMinor: 0,
      wasMinor: 6_000,
      isTicked: false,
    });
  });

  it("leaves out what was changed between the preview and its turn", async () => {
    const preview = await run.preview(JANUARY);
    const started = await run.approve(preview);
    if (started.outcome !== "started") throw new Error(started.outcome);
    await school.run(`update enrollments set version = version + 1 where id = '${lees}'`);
    await run.perform(started.taskId);
    expect(await getRun(ctx, preview.id)).toMatchObject({ doneCount: 1, skippedCount: 1 });
    const skipped = (await run.rows(preview.id)).find((row) => row.enrollmentId === lees)!;
    expect(skipped).toMatchObject({
      state: "skipped",
      problem: expect.stringMatching(/changed after the preview/),
    });
    const done = await getRun(ctx, preview.id);
    const { taskId } = await undoRun(ctx, preview.id, { version: done.version });
    await run.takeBack(taskId);
    expect((await lines(tenant)).filter(({ month }) => month === "2027-01-01")).toEqual([]);
  });

  it("of two previews of one month bills each line once, whichever is first", async () => {
    const [one, two] = [await run.preview(JANUARY), await run.preview(JANUARY)];
    const started = [await run.approve(one), await run.approve(two)];
    const taskIds = started.map((answer) => {
      if (answer.outcome !== "started") throw new Error(answer.outcome);
      return answer.taskId;
    });
    await Promise.all(taskIds.map((taskId) => run.perform(taskId)));
    const january = (await lines(tenant)).filter(({ month }) => month === "2027-01-01");
    expect(january.map(({ enrollmentId }) => enrollmentId).sort()).toEqual([kims, lees].sort());
    const done = [await getRun(ctx, one.id), await getRun(ctx, two.id)];
    expect(done.map(({ doneCount }) => doneCount).reduce((a, b) => a + b)).toBe(2);
    expect(done.map(({ skippedCount }) => skippedCount).reduce((a, b) => a + b)).toBe(2);
  });
});

describe.each(ENGINES)("a tuition run that is killed on %s", async (engine) => {
  const { tenant, school, ctx, priced, run } = await openSchool(engine);
  const target = await priced();
  for (let i = 0; i < 5; i++) await school.enroll(await school.student(), target);

  it.each(["before", "after"] as const)(
    "%s any of its database calls bills everybody once",
    { timeout: 120_000 },
    async (moment) => {
      let killed = 0;
      for (let n = 1; ; n++) {
        const preview = await run.preview(DECEMBER);
        const started = await run.approve(preview);
        if (started.outcome !== "started") throw new Error(started.outcome);
        const died = await runTask(
          tenant,
          dying(tenant.database, n, moment),
          started.taskId,
          performStep,
        ).then(
          () => false,
          (error: unknown) => {
            if (error instanceof Killed) return true;
            throw error;
          },
        );
        await run.perform(started.taskId);
        const done = await getRun(ctx, preview.id);
        expect(done, `killed at call ${n}`).toMatchObject({ state: "done", doneCount: 5, doneMinor: 30_000 });
        expect((await lines(tenant)).map(({ openMinor }) => openMinor)).toEqual([
          6_000, 6_000, 6_000, 6_000, 6_000,
        ]);
        const { taskId } = await undoRun(ctx, preview.id, { version: done.version });
        await run.takeBack(taskId);
        if (!died) break;
        killed += 1;
      }
      // Three steps of lines and one that ends; each reads its task, reads, and writes.
      expect(killed).toBeGreaterThanOrEqual(12);
    },
  );
});
