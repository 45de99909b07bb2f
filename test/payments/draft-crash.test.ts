import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { approveRun } from "../../worker/domains/billing-runs/approve-run.ts";
import { createRun } from "../../worker/domains/billing-runs/create-run.ts";
import { getRun } from "../../worker/domains/billing-runs/get-run.ts";
import { performRunStep } from "../../worker/domains/billing-runs/perform-run-step.ts";
import { prepareRunStep } from "../../worker/domains/billing-runs/prepare-run-step.ts";
import { runInput } from "../../worker/domains/billing-runs/schemas.ts";
import { chargeRun } from "../../worker/domains/payments/charge-run.ts";
import { climbLadder } from "../../worker/domains/payments/climb-ladder.ts";
import { lookAfterAttempts } from "../../worker/domains/payments/due-attempts.ts";
import { runTask } from "../billing-runs/billing.ts";
import { TODAY } from "../enrollments/school.ts";
import { systemContext } from "../harness/actors.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge } from "../ledger/school.ts";
import { died, everywhere } from "./mortal.ts";
import {
  addPayer,
  attemptsOf,
  authorise,
  booked,
  keepMethod,
  openTill,
  takenBySandbox,
  value,
} from "./till.ts";

const DAY_MS = 86_400_000;

describe("a draft that dies at any call", { timeout: 120_000 }, async () => {
  const till = await openTill(await openTestTenant({ engine: "d1" }));
  const { tenant, books, ctx, desk, house } = till;
  const { database } = tenant;

  /** A family on autopay that owes 3000, alone under its keyword. */
  const family = async (scenario: string) => {
    const familyId = await addPayer(till);
    await charge(ctx, books, familyId, [3000], { dueOn: TODAY });
    await authorise(till, await keepMethod(till, familyId, scenario));
    const keywordId = newId("keyword");
    await database.commit({
      statements: [
        statement(sql`insert into keywords (id, kind, label, created_at, updated_at)
          values (${keywordId}, 'family', ${keywordId}, 0, 0)`),
        statement(sql`insert into keyword_links (id, keyword_id, entity_id, family_id, created_at, updated_at)
          values (${newId("keywordLink")}, ${keywordId}, ${familyId}, ${familyId}, 0, 0)`),
      ],
    });
    return { familyId, keywordId };
  };
  /** Approved, and not carried out yet. */
  const approved = async (keywordId: string) => {
    const asked = { kind: "payments", title: "Drafts", dueBy: TODAY, leastOwedMinor: 100, keywordId };
    const { id, taskId } = await createRun(ctx, runInput.parse(asked));
    await runTask(tenant, database, taskId, prepareRunStep as never);
    const { version, tickedCount: rows, tickedMinor: totalMinor } = await getRun(ctx, id);
    expect([rows, totalMinor]).toEqual([1, 3000]);
    const started = await approveRun(ctx, id, { version, expected: { rows, totalMinor }, waitHours: 0 });
    if (started.outcome !== "started") throw new Error(started.outcome);
    return { id, taskId: started.taskId };
  };
  const later = (days: number) => systemContext(tenant, ctx.nowMs + days * DAY_MS);
  const lookAfter = async (days: number) => {
    await lookAfterAttempts(house.services, later(days));
    await house.drain();
  };
  const openOf = (familyId: string) =>
    value(database, `coalesce(sum(open_minor), 0) from line_balances where family_id = '${familyId}'`);

  it.each(["good", "pending"])("takes the money once in the end: %s", async (scenario) => {
    const deaths = await everywhere(async (fault, name) => {
      const { familyId, keywordId } = await family(scenario);
      const run = await approved(keywordId);
      const mortalDatabase = fault.databaseOf(database);
      const carryOut = async () => {
        await runTask(tenant, mortalDatabase, run.taskId, performRunStep as never);
        await chargeRun({ ...systemContext(tenant), database: mortalDatabase }, fault.deskOf(desk), run.id);
      };
      await carryOut().catch(died);
      return async () => {
        await runTask(tenant, database, run.taskId, performRunStep as never);
        await lookAfter(0.1);
        const attempts = await attemptsOf(database, familyId);
        expect([name, attempts.map(({ purpose }) => purpose)]).toEqual([name, ["draft"]]);
        const sums = [await takenBySandbox(till, familyId), await booked(till, familyId)];
        expect([name, ...sums, await openOf(familyId)]).toEqual([name, 3000, 3000, 0]);
        const row = await value(database, `state from billing_run_rows where run_id = '${run.id}'`);
        expect([name, row]).toEqual([name, "done"]);
      };
    });
    expect(deaths).toBeGreaterThan(12);
  });

  it("climbs the ladder one step at a time, and takes nothing that was declined", async () => {
    const deaths = await everywhere(async (fault, name) => {
      const { familyId, keywordId } = await family("insufficient");
      const run = await approved(keywordId);
      await runTask(tenant, database, run.taskId, performRunStep as never);
      await chargeRun(systemContext(tenant), desk, run.id);
      const [first] = await attemptsOf(database, familyId);
      expect(first!.state).toBe("declined");
      const who = { ...later(3.2), database: fault.databaseOf(database) };
      await climbLadder(who, fault.deskOf(desk), first!.id).catch(died);
      return async () => {
        await lookAfter(3.3);
        const now = await attemptsOf(database, familyId);
        expect([name, now.map(({ ladderStep, state }) => [ladderStep, state])]).toEqual([
          name,
          [
            [0, "declined"],
            [1, "declined"],
          ],
        ]);
        const sums = [await takenBySandbox(till, familyId), await booked(till, familyId)];
        expect([name, ...sums, await openOf(familyId)]).toEqual([name, 0, 0, 3000]);
      };
    });
    expect(deaths).toBeGreaterThan(8);
  });
});
