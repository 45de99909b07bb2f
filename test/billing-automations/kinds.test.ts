import { describe, expect, it } from "vitest";
import { newId } from "../../tenant-schema/ids.ts";
import { listAutomations } from "../../worker/domains/billing-automations/list-automations.ts";
import { giveCredit } from "../../worker/domains/ledger/give-credit.ts";
import { giveCreditInput } from "../../worker/domains/ledger/schemas.ts";
import { openSchool } from "./automations.ts";

const OWN = { daysLater: 0 };
/** What each kind begins by itself with, besides late fees. */
const TEMPLATES = {
  tuition: {
    title: "Tuition for {month}",
    month: { monthsLater: 1, day: 1 },
    chargeOn: OWN,
    dueOn: { monthsLater: 1, day: 1 },
  },
  anniversary: {
    title: "Yearly fees",
    dueThrough: { monthsLater: 0, day: 31 },
    chargeOn: OWN,
    dueOn: { daysLater: 14 },
  },
  apply_credits: { on: OWN },
  payments: { title: "Drafts of {month}", dueBy: OWN, leastOwedMinor: 100 },
  statements: { title: "Your statement", throughOn: OWN },
} as const;

describe("every kind that may begin by itself", async () => {
  const { school, house, now, owes, add, tick, runsOf } = await openSchool("d1");
  const owing = await owes(4_500);
  await giveCredit(
    now(),
    giveCreditInput.parse({
      ...{ familyId: owing, locationId: school.locationId, method: "house", amountMinor: 500 },
      givenOn: "2026-11-21",
    }),
  );
  const [scheduleId, rateId] = [newId("billingSchedule"), newId("tuitionRate")];
  await school.add("billing_schedules", [{ id: scheduleId, name: "Monthly", cycle: "month_session" }]);
  await school.add("tuition_rates", [{ id: rateId, name: "60", basis: "flat", amount_minor: 6_000 }]);
  const target = await school.class();
  const pair = { class_id: target.id, billing_schedule_id: scheduleId, tuition_rate_id: rateId };
  await school.add("class_tuitions", [{ id: newId("classTuition"), ...pair }]);
  const student = await school.student();
  await school.enroll(student, target);
  const fee = {
    id: newId("anniversaryFee"),
    name: "Registration",
    per: "student",
    amount_minor: 5_000,
    months: 12,
  };
  await school.add("anniversary_fees", [fee]);

  it.each([
    ["tuition", { title: "Tuition for January 2027", state: "done", doneMinor: 6_000 }],
    ["anniversary", { title: "Yearly fees", state: "done", doneMinor: 5_000 }],
    ["apply_credits", { state: "done", doneMinor: 500 }],
    // Nobody here has autopay, so there is nothing to draft.
    ["payments", { title: "Drafts of December 2026", state: "previewed", heldReason: "nothing" }],
  ] as const)("%s is prepared, told of, and carried out", async (kind, expected) => {
    house.clock.nowMs = Date.parse("2026-12-01T00:00:00Z");
    house.mails.splice(0);
    const input = { kind, ...TEMPLATES[kind] };
    const { id, nextAt } = await add({ name: kind, input, dayOfMonth: 2, waitHours: 1 });
    await tick(nextAt);
    expect(house.mails).toHaveLength(1);
    const { dueAt } = (await runsOf(id))[0]!;
    if (dueAt !== null) await tick(dueAt);
    expect((await runsOf(id))[0]).toMatchObject(expected);
    const row = (await listAutomations(now())).rows.find((one) => one.id === id)!;
    expect([row.lastRun!.occurrenceOn, row.lastRun!.hasFailed]).toEqual(["2026-12-02", false]);
  });

  it("statements are mailed to families, once each", async () => {
    house.clock.nowMs = Date.parse("2026-12-03T00:00:00Z");
    const input = { kind: "statements", ...TEMPLATES.statements };
    const { id, nextAt } = await add({ name: "statements", input, dayOfMonth: 4, waitHours: 1 });
    house.mails.splice(0);
    await tick(nextAt);
    const { dueAt } = (await runsOf(id))[0]!;
    await tick(dueAt!);
    await tick(dueAt! + 600_000);
    const run = (await runsOf(id))[0]!;
    expect(run.state).toBe("done");
    expect(run.doneCount).toBeGreaterThan(0);
    const mailed = house.mails.filter(({ subject }) => subject === "Your statement");
    expect(mailed).toHaveLength(run.doneCount);
  });
});
