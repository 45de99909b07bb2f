import { sql } from "drizzle-orm";
import { select } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import type { RunDetail } from "../../worker/domains/billing-runs/shapes.ts";
import { addCharges } from "../../worker/domains/ledger/add-charges.ts";
import { Change } from "../../worker/kernel/change.ts";
import { commit } from "../../worker/kernel/commit.ts";
import { keepSessions, openStaff } from "../attendance/gym.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { type TestClass, TestSchool } from "../meetings/school.ts";
import { runs } from "./billing.ts";

/** The day of the tests is 2026-11-21. */
export const DROPS = {
  kind: "drops",
  title: "November has not been paid",
  dueBy: "2026-11-20",
  leastOwedMinor: 1_000,
  scope: "owing",
  lastDayOn: "2026-11-30",
};

export interface Member {
  readonly familyId: string;
  readonly studentId: string;
  readonly enrollmentId: string;
}

/** A school whose families owe tuition. */
export async function openDebtors(engine: "d1" | "libsql") {
  const tenant = await openTestTenant({ engine });
  const school = await TestSchool.open(tenant);
  const { ctx, viewer, billing } = await openStaff(tenant, {
    ctx: {},
    viewer: { rights: { transactions: "view", enrollments: "full", charges: "full" } },
    billing: { rights: { transactions: "full" } },
  });
  await keepSessions(tenant);
  const reasonId = newId("listItem");
  await school.add("list_items", [{ id: reasonId, kind: "drop_reason", label: "Not paid", position: 1 }]);
  const one = async <T>(fields: string): Promise<T | undefined> => {
    const { found } = await tenant.database.read({
      found: select(
        { value: sql<T>`${sql.raw(fields.split(" from ")[0]!)}` },
        sql.raw(`from ${fields.split(" from ")[1]}`),
      ),
    });
    return found[0]?.value;
  };

  async function member(target: TestClass): Promise<Member> {
    const studentId = await school.student();
    const enrollmentId = await school.enroll(studentId, target);
    const familyId = (await one<string>(`family_id from students where id = '${studentId}'`))!;
    return { familyId, studentId, enrollmentId };
  }
  /** Tuition of the enrollment, or without it something else, that was due some time ago. */
  async function owes(
    of: Pick<Member, "familyId"> & Partial<Member>,
    amountMinor: number,
    dueOn = "2026-11-01",
  ) {
    const change = new Change(ctx, { action: "test.charge", summary: "Charged", right: null });
    const { familyId, studentId = null, enrollmentId = null } = of;
    const line = {
      kind: "tuition",
      description: "Tuition",
      studentId,
      enrollmentId,
      baseMinor: amountMinor,
    } as const;
    const { locationId } = school;
    const head = {
      familyId,
      locationId,
      title: "Tuition",
      chargeOn: "2026-10-15",
      dueOn,
      source: "tuition",
    } as const;
    addCharges(ctx, change, [{ ...head, lines: [line] }]);
    await commit(ctx, change);
  }
  const run = runs(tenant, ctx);
  const drops = { ...DROPS, reasonId };
  /** A class and a run of only its program, so that tests do not see each other. */
  async function within() {
    const programId = await school.program(`Program ${Math.random()}`);
    const target = await school.class({ programId, capacity: 3 });
    return { target, programId, input: { ...drops, programIds: [programId] } };
  }
  /** Approves drops with the right count; answers the task. */
  async function begun(preview: RunDetail): Promise<string> {
    const started = await run.approve(preview, { students: preview.tickedStudents });
    if (started.outcome !== "started") throw new Error(started.outcome);
    return started.taskId;
  }
  const endOf = (id: string) => one<string | null>(`ends_on from enrollments where id = '${id}'`);
  return { ...{ tenant, school, ctx, viewer, billing, drops }, one, member, owes, run, within, begun, endOf };
}
