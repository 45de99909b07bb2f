import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { addActivity } from "../../worker/domains/online-activity/add-activity.ts";
import type { RequestItem } from "../../worker/domains/online-activity/approval.ts";
import { APPROVALS } from "../../worker/domains/online-activity/approvals.ts";
import type { ActivityKind } from "../../worker/domains/online-activity/schemas.ts";
import { Change } from "../../worker/kernel/change.ts";
import { commit } from "../../worker/kernel/commit.ts";
import { alongside } from "../../worker/kernel/context.ts";
import { livingById } from "../../worker/kernel/records.ts";
import { keepSessions, openStaff } from "../attendance/gym.ts";
import { runs } from "../billing-runs/billing.ts";
import { addGuardian, guardianContext } from "../harness/guardians.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { TestSchool } from "../meetings/school.ts";

const [DECEMBER, MIDDLE] = ["2026-12-01", "2026-12-15"];

describe("requests that staff approve", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const school = await TestSchool.open(tenant);
  const { ctx, enroller } = await openStaff(tenant, {
    ctx: {},
    enroller: { rights: { enrollments: "full" } },
  });
  await keepSessions(tenant);
  const scheduleId = newId("billingSchedule");
  await school.add("billing_schedules", [{ id: scheduleId, name: "Monthly", cycle: "month_session" }]);
  const categoryId = newId("chargeCategory");
  await school.add("charge_categories", [{ id: categoryId, name: "December" }]);
  const priced = async (amountMinor: number, capacity = 10) => {
    const rateId = newId("tuitionRate");
    const rate = { id: rateId, name: rateId, basis: "flat", amount_minor: amountMinor };
    await school.add("tuition_rates", [rate]);
    const target = await school.class({ name: `Costs ${amountMinor}`, capacity });
    const pair = { class_id: target.id, billing_schedule_id: scheduleId, tuition_rate_id: rateId };
    await school.add("class_tuitions", [{ id: newId("classTuition"), ...pair }]);
    return target;
  };
  const asked = async (
    who: Awaited<ReturnType<typeof addGuardian>>,
    kind: ActivityKind,
    rest: { classId?: string; enrollmentId?: string; facts: Record<string, unknown> },
  ): Promise<RequestItem> => {
    const family = guardianContext(tenant, tenant.account, who, ctx.nowMs);
    const change = new Change(family, { action: "test.ask", summary: "Asks", right: null });
    const about = { kind, nature: "request", summary: "Asks", studentId: who.studentId } as const;
    const id = addActivity(change, family, { ...about, ...rest });
    await commit(family, change);
    return itemOf(id);
  };
  const itemOf = async (id: string) => {
    const { found } = await tenant.database.read({ found: livingById("activityItems", id) });
    return found[0] as RequestItem;
  };
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
  const decided = (item: RequestItem) =>
    alongside(ctx, (change) => void change.update("activityItems", item, { state: "approved" }));

  it("change the bill in the batch that carries them out, exactly as was shown, and are decided with it", async () => {
    const [old, other] = [await priced(4_000), await priced(6_000)];
    const who = await addGuardian(tenant, ctx.nowMs);
    const enrollmentId = await school.enroll(who.studentId, old, { startsOn: "2026-01-01" });
    await runs(tenant, ctx).whole({
      kind: "tuition",
      month: DECEMBER,
      title: "Tuition for December",
      chargeOn: "2026-11-21",
      dueOn: DECEMBER,
      categoryId,
    });
    expect(await balance(who.familyId)).toBe(4_000);
    const enrolling = await asked(who, "enrollment_request", {
      classId: other.id,
      facts: { kind: "active", startsOn: DECEMBER },
    });
    const enrollment = APPROVALS.enrollment_request!;
    const preview = await enrollment.preview(ctx, enrolling);
    expect(preview).toMatchObject({ problems: [], money: [{ chargeMinor: 6_000, creditMinor: 0 }] });
    expect((await enrollment.preview(enroller, enrolling)).money).toEqual([]);
    const wrong = { expected: { chargeMinor: 1, creditMinor: 0 } };
    const refused = await enrollment.approve(decided(enrolling), enrolling, wrong);
    expect(refused.outcome).toBe("refused");
    expect(await itemOf(enrolling.id)).toMatchObject({ state: "new" });
    const right = { expected: { chargeMinor: 6_000, creditMinor: 0 } };
    const done = await enrollment.approve(decided(enrolling), enrolling, right);
    expect(done).toMatchObject({ outcome: "approved", change: { undoUntil: null } });
    expect(await itemOf(enrolling.id)).toMatchObject({ state: "approved" });
    expect(await balance(who.familyId)).toBe(10_000);
    // The same item cannot be decided twice: its version is part of the batch, whatever the request would do.
    const again = await enrollment.approve(decided(enrolling), enrolling);
    expect(again.outcome).toBe("refused");
    const dropping = await asked(who, "drop_request", { enrollmentId, facts: { endsOn: "2026-11-30" } });
    const drop = APPROVALS.drop_request!;
    expect((await drop.preview(ctx, dropping)).money).toMatchObject([{ creditMinor: 4_000 }]);
    expect((await drop.approve(decided(dropping), dropping)).outcome).toBe("approved");
    expect(await balance(who.familyId)).toBe(6_000);
  });

  it("move a child with the difference of the bill", async () => {
    const [cheap, dear] = [await priced(3_000), await priced(5_000)];
    const who = await addGuardian(tenant, ctx.nowMs);
    const enrollmentId = await school.enroll(who.studentId, cheap, { startsOn: "2026-01-01" });
    const item = await asked(who, "transfer_request", {
      ...{ enrollmentId, classId: dear.id },
      facts: { startsOn: MIDDLE },
    });
    const transfer = APPROVALS.transfer_request!;
    const preview = await transfer.preview(ctx, item);
    expect(preview.problems).toEqual([]);
    expect((await transfer.approve(decided(item), item)).outcome).toBe("approved");
    expect(await itemOf(item.id)).toMatchObject({ state: "approved" });
    const gone = await transfer.preview(ctx, { ...item, enrollmentId: newId("enrollment") });
    expect(gone.problems).toHaveLength(1);
  });

  it("are refused for a full class, unless somebody with the right goes beyond", async () => {
    const full = await priced(1_000, 0);
    const who = await addGuardian(tenant, ctx.nowMs);
    const item = await asked(who, "trial_request", {
      classId: full.id,
      facts: { kind: "trial", startsOn: "2026-11-23" },
    });
    const trial = APPROVALS.trial_request!;
    const preview = await trial.preview(ctx, item);
    expect(preview.problems).toHaveLength(1);
    expect(preview.overrides).toContain("capacity");
    expect((await trial.approve(decided(item), item)).outcome).toBe("refused");
    const overrides = { overrides: ["capacity"] } as const;
    expect((await trial.approve(enroller, item, overrides)).outcome).toBe("refused");
    expect((await trial.approve(decided(item), item, overrides)).outcome).toBe("approved");
  });
});
