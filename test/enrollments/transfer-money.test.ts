import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { previewTransfer } from "../../worker/domains/enrollments/preview-transfer.ts";
import { transferInput, transferPreviewInput } from "../../worker/domains/enrollments/schemas.ts";
import { transferEnrollments } from "../../worker/domains/enrollments/transfer-enrollments.ts";
import { getProposals } from "../../worker/domains/re-rating/get-proposals.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { keepSessions, openStaff } from "../attendance/gym.ts";
import { runs } from "../billing-runs/billing.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { TestSchool } from "../meetings/school.ts";

const [DECEMBER, MIDDLE] = ["2026-12-01", "2026-12-15"];

describe.each(ENGINES)("the money of transfers on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const school = await TestSchool.open(tenant);
  const { ctx, teacher } = await openStaff(tenant, {
    ctx: {},
    teacher: { rights: { enrollments: "full" } },
  });
  await keepSessions(tenant);
  const scheduleId = newId("billingSchedule");
  await school.add("billing_schedules", [{ id: scheduleId, name: "Monthly", cycle: "month_session" }]);
  const categoryId = newId("chargeCategory");
  await school.add("charge_categories", [{ id: categoryId, name: "December" }]);
  const priced = async (amountMinor: number) => {
    const rateId = newId("tuitionRate");
    await school.add("tuition_rates", [
      { id: rateId, name: rateId, basis: "flat", amount_minor: amountMinor },
    ]);
    const target = await school.class({ name: `Costs ${amountMinor}` });
    const pair = { class_id: target.id, billing_schedule_id: scheduleId, tuition_rate_id: rateId };
    await school.add("class_tuitions", [{ id: newId("classTuition"), ...pair }]);
    return target;
  };
  const [cheap, dear] = [await priced(4_000), await priced(6_000)];
  const bill = () =>
    runs(tenant, ctx).whole({
      kind: "tuition",
      month: DECEMBER,
      title: "Tuition for December",
      chargeOn: "2026-11-21",
      dueOn: DECEMBER,
      categoryId,
    });
  const student = async (classId: typeof cheap, startsOn = "2026-01-01") => {
    const studentId = await school.student();
    const id = await school.enroll(studentId, classId, { startsOn });
    const found = await rows(sql`select family_id as id from students where id = ${studentId}`);
    return { id, familyId: found[0]!.id as string };
  };
  const rows = async (query: ReturnType<typeof sql>) => {
    const { found } = await tenant.database.read({
      found: select(
        { id: sql<string | null>`q.id`, minor: sql<number>`q.minor` },
        sql`from (select *, 0 as minor from (${query})) q`,
      ),
    });
    return found;
  };
  /** What is owed, less what lies unapplied. */
  const balance = async (familyId: string) => {
    const { found } = await tenant.database.read({
      found: select(
        {
          minor: sql<number>`coalesce((select sum(open_minor) from line_balances where family_id = ${familyId}), 0)
            - coalesce((select sum(unapplied_minor) from payment_balances where family_id = ${familyId}), 0)`,
        },
        sql`from (select 1)`,
      ),
    });
    return found[0]!.minor;
  };
  const asked = (id: string, classId: string, more: object = {}) => ({
    enrollments: [{ id, version: 1 }],
    classId,
    startsOn: MIDDLE,
    ...more,
  });
  const shown = async (who: Context, id: string, classId: string, more: object = {}) => {
    const input = transferPreviewInput.parse(asked(id, classId, more));
    return (await previewTransfer(who, input)).money.flatMap(({ familyId, lines }) =>
      lines.map(({ enrollmentId, month, differenceMinor }) => ({
        familyId,
        enrollmentId,
        month,
        differenceMinor,
      })),
    );
  };
  const transfer = (who: Context, id: string, classId: string, more: object) =>
    transferEnrollments(who, transferInput.parse(asked(id, classId, more)));

  it.each([
    ["dearer", cheap, dear, 1_000],
    ["cheaper", dear, cheap, -1_000],
  ])(
    "a %s class in the middle of a month: credit and charge are booked with the transfer, to the cent",
    async (_, from, to, more) => {
      const kim = await student(from);
      await bill();
      const before = await balance(kim.familyId);
      const money = await shown(ctx, kim.id, to.id);
      // Two of the four Mondays are left: half of the old price back, half of the new one.
      expect(money.map(({ differenceMinor }) => differenceMinor).sort((a, b) => a - b)).toEqual([
        -before / 2,
        before / 2 + more,
      ]);
      const stale = money.map((line) => ({ ...line, differenceMinor: line.differenceMinor + 1 }));
      expect(await transfer(ctx, kim.id, to.id, { money: stale })).toMatchObject({
        outcome: "changed_meanwhile",
      });
      const done = await transfer(ctx, kim.id, to.id, { money });
      if (done.outcome !== "transferred") throw new Error(done.outcome);
      expect(await balance(kim.familyId)).toBe(before + more);
      expect((await getProposals(ctx, kim.familyId)).lines).toEqual([]);
      expect(done.change.undoUntil).toBeNull();
      await expect(undoChange(ctx, done.change.id)).rejects.toMatchObject({ code: "money_stays" });
      const told = await rows(sql`select summary as id from changes where id = ${done.change.id}`);
      expect(told[0]!.id).toMatch(/; charged \$\d\d\.00, credited \$\d\d\.00$/);
    },
  );

  it("what was billed and has not begun is credited whole when it is taken back, as far as it was left ticked", async () => {
    const [kim, lee] = [await student(dear, "2026-12-07"), await student(dear, "2026-12-07")];
    await bill();
    for (const [one, isTicked] of [
      [kim, true],
      [lee, false],
    ] as const) {
      const all = await shown(ctx, one.id, cheap.id, { startsOn: "2026-12-07" });
      expect(all.map(({ differenceMinor }) => differenceMinor).sort((a, b) => a - b)).toEqual([
        -6_000, 4_000,
      ]);
      const money = isTicked ? all : [];
      const done = await transfer(ctx, one.id, cheap.id, { startsOn: "2026-12-07", money });
      expect(done.outcome).toBe("transferred");
      expect(await balance(one.familyId)).toBe(isTicked ? 4_000 : 6_000);
      // What was not booked stays proposed, also of an enrollment that is not there any more.
      expect((await getProposals(ctx, one.familyId)).lines).toHaveLength(isTicked ? 0 : 2);
    }
  });

  it("who may not charge is shown no money and books none", async () => {
    const kim = await student(cheap);
    await bill();
    const money = await shown(ctx, kim.id, dear.id);
    expect(money).toHaveLength(2);
    expect(await shown(teacher, kim.id, dear.id)).toEqual([]);
    expect(await transfer(teacher, kim.id, dear.id, { money })).toMatchObject({
      outcome: "changed_meanwhile",
    });
    expect(await transfer(teacher, kim.id, dear.id, { money: [] })).toMatchObject({
      outcome: "transferred",
    });
    expect(await balance(kim.familyId)).toBe(4_000);
  });

  it("does not take back what was charged by hand", async () => {
    const kim = await student(dear, "2026-12-07");
    await bill();
    await school.run(`update charges set rules_id = null where family_id = '${kim.familyId}'`);
    const more = { startsOn: "2026-12-07", money: [] };
    expect(await transfer(ctx, kim.id, cheap.id, more)).toMatchObject({
      outcome: "refused",
      obstacles: [{ code: "billed_by_hand" }],
    });
  });

  it.each([
    ["is not left behind", undefined, "changed_meanwhile"],
    ["would be left behind without the guard", /insert into guard \("not_billed"\)/, "transferred"],
  ] as const)("what is billed while the transfer decides %s", async (_, without, expected) => {
    const kim = await student(dear, "2026-12-07");
    const [hasRead, isBilled] = [barrier(2), barrier(2)];
    const wait = async () => {
      await hasRead();
      await isBilled();
    };
    const slow = { ...ctx, database: racing(tenant.database, wait, without) };
    const moving = transfer(slow, kim.id, cheap.id, { startsOn: "2026-12-07", money: [] });
    await hasRead();
    await bill();
    await isBilled();
    expect((await moving).outcome).toBe(expected);
  });
});
