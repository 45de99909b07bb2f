import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { createCharge } from "../../worker/domains/ledger/create-charge.ts";
import { createChargeInput } from "../../worker/domains/ledger/schemas.ts";
import { adjustTuition } from "../../worker/domains/re-rating/adjust-tuition.ts";
import { getProposals } from "../../worker/domains/re-rating/get-proposals.ts";
import { keepSessions, openStaff } from "../attendance/gym.ts";
import { runs } from "../billing-runs/billing.ts";
import { staffContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { TestSchool } from "../meetings/school.ts";

const DECEMBER = {
  kind: "tuition",
  month: "2026-12-01",
  title: "Tuition for December",
  chargeOn: "2026-11-21",
  dueOn: "2026-12-01",
};

describe.each(ENGINES)("re-rating on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const school = await TestSchool.open(tenant);
  const { ctx, viewer, desk } = await openStaff(tenant, {
    ctx: {},
    viewer: { rights: { charges: "view" } },
    desk: { rights: { charges: "full" } },
  });
  await keepSessions(tenant);
  const [scheduleId, rateId] = [newId("billingSchedule"), newId("tuitionRate")];
  await school.add("billing_schedules", [{ id: scheduleId, name: "Monthly", cycle: "month_session" }]);
  await school.add("tuition_rates", [{ id: rateId, name: "60 a month", basis: "flat", amount_minor: 6_000 }]);
  const december = { ...DECEMBER, categoryId: newId("chargeCategory") };
  await school.add("charge_categories", [{ id: december.categoryId, name: "December" }]);
  const priced = async () => {
    const target = await school.class();
    const pair = { class_id: target.id, billing_schedule_id: scheduleId, tuition_rate_id: rateId };
    await school.add("class_tuitions", [{ id: newId("classTuition"), ...pair }]);
    return target;
  };
  const [first, second] = [await priced(), await priced()];
  const kim = await school.student();
  const kims = await school.enroll(kim, first);
  const familyOf = async (studentId: string) => {
    const { found } = await tenant.database.read({
      found: select({ id: sql<string>`family_id` }, sql`from students where id = ${studentId}`),
    });
    return found[0]!.id;
  };
  const family = await familyOf(kim);
  await runs(tenant, ctx).whole(december);
  const proposals = () => getProposals(ctx, family);
  const asShown = async () => ({
    lines: (await proposals()).lines.map(({ enrollmentId, month, differenceMinor }) => ({
      enrollmentId,
      month,
      differenceMinor,
    })),
  });
  const owed = async () => {
    const { found } = await tenant.database.read({
      found: select(
        { minor: sql<number>`coalesce(sum(open_minor), 0)` },
        sql`from line_balances where family_id = ${family}`,
      ),
    });
    return found[0]!.minor;
  };

  const categoriesOf = async (enrollmentId: string) => {
    const { found } = await tenant.database.read({
      found: select(
        { id: sql<string | null>`category_id` },
        sql`from charge_lines where enrollment_id = ${enrollmentId} order by id`,
      ),
    });
    return found.map(({ id }) => id);
  };

  it("proposes nothing while everything is as it was billed, also when a price was raised since", async () => {
    expect((await proposals()).lines).toEqual([]);
    await school.run(`update tuition_rates set amount_minor = 9000 where id = '${rateId}'`);
    expect((await proposals()).lines).toEqual([]);
    await school.run(`update tuition_rates set amount_minor = 6000 where id = '${rateId}'`);
  });

  it("proposes what a new enrollment costs in the months that were run, says why, and charges it once", async () => {
    const late = await school.enroll(kim, second, { startsOn: "2026-12-15" });
    const { lines, chargeMinor, creditMinor } = await proposals();
    // Two of the four Mondays of December.
    expect(lines).toMatchObject([
      { enrollmentId: late, month: "2026-12-01", billedMinor: 0, nowMinor: 3_000, differenceMinor: 3_000 },
    ]);
    expect(lines[0]!.explanation.join(" ")).toMatch(/2 of .*4/);
    expect([chargeMinor, creditMinor]).toEqual([3_000, 0]);
    const both = barrier(2);
    const input = await asShown();
    const answers = await Promise.allSettled(
      [ctx, ctx].map((one) =>
        adjustTuition({ ...one, database: racing(tenant.database, both) }, family, input),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "billed_already" },
    });
    expect(await owed()).toBe(9_000);
    expect((await proposals()).lines).toEqual([]);
    expect(await categoriesOf(late)).toEqual([december.categoryId]);
    expect(await runs(tenant, ctx).preview(december)).toMatchObject({ rowCount: 2, tickedCount: 0 });
  });

  it("credits what a drop leaves unused, first against its own open bill", async () => {
    await school.run(
      `update enrollments set ends_on = '2026-12-07', version = version + 1 where id = '${kims}'`,
    );
    const { lines } = await proposals();
    expect(lines).toMatchObject([
      { enrollmentId: kims, billedMinor: 6_000, nowMinor: 1_500, differenceMinor: -4_500 },
    ]);
    const stale = { lines: [{ enrollmentId: kims, month: "2026-12-01", differenceMinor: -4_000 }] };
    expect((await adjustTuition(ctx, family, stale)).outcome).toBe("changed_meanwhile");
    await expect(adjustTuition(desk, family, await asShown())).rejects.toMatchObject({
      code: "right_missing",
    });
    expect(await adjustTuition(ctx, family, await asShown())).toMatchObject({
      outcome: "adjusted",
      creditMinor: 4_500,
    });
    expect(await owed()).toBe(4_500);
    expect((await proposals()).lines).toEqual([]);
  });

  it("charges the difference when the drop is taken back", async () => {
    await school.run(`update enrollments set ends_on = null, version = version + 1 where id = '${kims}'`);
    expect((await proposals()).lines).toMatchObject([
      { billedMinor: 1_500, nowMinor: 6_000, differenceMinor: 4_500 },
    ]);
    await adjustTuition(ctx, family, await asShown());
    expect(await owed()).toBe(9_000);
    expect((await proposals()).lines).toEqual([]);
    expect(await categoriesOf(kims)).toEqual([december.categoryId, december.categoryId]);
  });

  it("leaves alone what was billed by hand", async () => {
    const other = await school.student();
    const enrolled = await school.enroll(other, first);
    const lines = [{ description: "Tuition", baseMinor: 1_000, isTaxExempt: true, kind: "tuition" }];
    const [familyId, locationId] = [await familyOf(other), school.locationId];
    const dates = { chargeOn: "2026-11-21", dueOn: "2026-12-01" };
    const { id } = await createCharge(
      ctx,
      createChargeInput.parse({ familyId, locationId, ...dates, lines }),
    );
    expect((await getProposals(ctx, familyId)).lines).toMatchObject([
      { enrollmentId: enrolled, billedMinor: 0 },
    ]);
    await school.run(
      `update charge_lines set enrollment_id = '${enrolled}', period_from = '2026-12-01' where charge_id = '${id}'`,
    );
    expect((await getProposals(ctx, familyId)).lines).toEqual([]);
  });

  it("needs rights, and knows nothing of other accounts", async () => {
    expect((await getProposals(viewer, family)).familyId).toBe(family);
    const input = { lines: [{ enrollmentId: kims, month: "2026-12-01", differenceMinor: 1 }] };
    await expect(adjustTuition(viewer, family, input)).rejects.toMatchObject({ code: "right_missing" });
    const elsewhere = await staffContext(await openTestTenant({ engine, platform: tenant.platform }));
    await expect(getProposals(elsewhere, family)).rejects.toMatchObject({ code: "not_found" });
    await expect(adjustTuition(elsewhere, family, input)).rejects.toMatchObject({ code: "not_found" });
  });

  it("leaves a line in the audit log", async () => {
    const { found } = await tenant.database.read({
      found: select(
        { summary: sql<string>`summary` },
        sql`from changes where action = 'charges.adjust_tuition' order by id`,
      ),
    });
    expect(found.map(({ summary }) => summary.replace(/.*: /, "")).sort()).toEqual([
      "charged $30.00",
      "charged $45.00",
      "credited $45.00",
    ]);
  });
});
