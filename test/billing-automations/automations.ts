import { type SQL, sql } from "drizzle-orm";
import { select } from "../../control-plane/query.ts";
import { createAutomation } from "../../worker/domains/billing-automations/create-automation.ts";
import { automationInput } from "../../worker/domains/billing-automations/schemas.ts";
import { getRun } from "../../worker/domains/billing-runs/get-run.ts";
import { createCharge } from "../../worker/domains/ledger/create-charge.ts";
import { createChargeInput } from "../../worker/domains/ledger/schemas.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { keepSessions, openStaff } from "../attendance/gym.ts";
import { systemContext } from "../harness/actors.ts";
import { type HouseParts, testHouse } from "../harness/house.ts";
import { openTestTenant, type TestTenant } from "../harness/tenant.ts";
import { TestSchool } from "../meetings/school.ts";

export const LATE = {
  kind: "late",
  title: "Late fee of {month}",
  chargeOn: { daysLater: 0 },
  dueOn: { daysLater: 10 },
  amountMinor: 1_000,
  per: "family",
  overdueDays: 5,
  leastOwedMinor: 500,
};
const DAY_MS = 86_400_000;

/** One value of the account's database; `tail` follows SELECT. */
export async function oneValue<T>(tenant: TestTenant, what: SQL, tail: SQL): Promise<T | undefined> {
  const { rows } = await tenant.database.read({ rows: select({ it: sql<T>`${what}` }, tail) });
  return rows[0]?.it;
}

/** A school in Chicago with people who are told, families that owe, and a cron whose clock the test moves. */
export async function openSchool(engine: "d1" | "libsql", parts: HouseParts = {}) {
  const tenant = await openTestTenant({ engine });
  const school = await TestSchool.open(tenant);
  const { ctx, viewer, clerk } = await openStaff(tenant, {
    ctx: {},
    viewer: { rights: { billing_setup: "view", transactions: "view" } },
    clerk: { rights: { billing_setup: "full", transactions: "view" } },
  });
  const told = await school.staff("Olga", "olga@example.org");
  await keepSessions(tenant);
  const house = testHouse(parts);
  const now = () => ({ ...ctx, nowMs: house.clock.nowMs });

  async function family(): Promise<string> {
    const studentId = await school.student();
    return (await oneValue<string>(tenant, sql`family_id`, sql`from students where id = ${studentId}`))!;
  }
  async function owes(amountMinor = 2_000): Promise<string> {
    const familyId = await family();
    const lines = [{ description: "Leotard", baseMinor: amountMinor, isTaxExempt: true }];
    const dates = { chargeOn: "2026-08-01", dueOn: "2026-08-01" };
    const input = { familyId, locationId: school.locationId, ...dates, lines };
    await createCharge(ctx, createChargeInput.parse(input));
    return familyId;
  }
  /** Late fees on the 1st at 6 in the morning, with a day's wait. */
  const add = (change: Record<string, unknown> = {}) =>
    createAutomation(
      now(),
      automationInput.parse({
        ...{ name: "Late fees", input: LATE, dayOfMonth: 1, minuteOfDay: 360, waitHours: 24 },
        notifyStaffIds: [told],
        ...change,
      }),
    );
  /** What was done is relayed, as after an answer; then the cron's minute comes, and everything it sets going is done. */
  async function tick(nowMs: number): Promise<void> {
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    await house.drain();
    house.clock.nowMs = nowMs;
    await house.handlers.scheduled(house.bindings, { waitUntil: () => {} });
    await house.drain();
  }
  const runIds = async (automationId: string) => {
    const { rows } = await tenant.database.read({
      rows: select(
        { id: sql<string>`id` },
        sql`from billing_runs where automation_id = ${automationId} order by occurrence_on`,
      ),
    });
    return rows.map(({ id }) => id);
  };
  const runsOf = async (automationId: string) =>
    Promise.all((await runIds(automationId)).map((id) => getRun(now(), id)));
  return { tenant, school, ctx, viewer, clerk, told, house, now, owes, add, tick, runIds, runsOf };
}

export type AutomatedSchool = Awaited<ReturnType<typeof openSchool>>;
export const DAYS = (days: number) => days * DAY_MS;
export const HOURS = (hours: number) => hours * 3_600_000;
export const FIRST = Date.parse("2026-12-01T12:00:00Z");
