import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { allColumns, select } from "../../control-plane/query.ts";
import { tasks } from "../../tenant-schema/foundation.ts";
import { announcePreview } from "../../worker/domains/billing-automations/announce-preview.ts";
import { startDueAutomations } from "../../worker/domains/billing-automations/start-due.ts";
import { beginDueRuns } from "../../worker/domains/billing-runs/begin-due-runs.ts";
import { prepareRunStep } from "../../worker/domains/billing-runs/prepare-run-step.ts";
import { contextOf, systemContext } from "../harness/actors.ts";
import { dying, Killed } from "../harness/faults.ts";
import { DAYS, FIRST, LATE, oneValue, openSchool } from "./automations.ts";

/** Carries something out that dies at the n-th call for every n, and then once more as the next turn would. */
async function killedEverywhere(
  go: (n: number, moment: "before" | "after") => Promise<boolean>,
): Promise<number> {
  let deaths = 0;
  for (const moment of ["before", "after"] as const) {
    for (let n = 1; ; n++) {
      if (!(await go(n, moment))) break;
      deaths += 1;
    }
  }
  return deaths;
}

describe("an automation that is killed", async () => {
  const school = await openSchool("d1");
  const { tenant, house, owes, add, tick, runsOf, runIds } = school;
  for (let i = 0; i < 3; i++) await owes();
  let month = 0;
  /** A month for itself, so that nothing of another try is in the way. */
  const nextMonth = () => {
    month += 1;
    return FIRST + DAYS(31 * month);
  };
  const dead = (nowMs: number, n: number, moment: "before" | "after") =>
    contextOf(tenant, systemContext(tenant).actor, { nowMs, database: dying(tenant.database, n, moment) });
  const outbox = (topic: string, runId: string) =>
    oneValue<number>(
      tenant,
      sql`count(*)`,
      sql`from outbox where topic = ${topic} and payload ->> 'runId' = ${runId}`,
    );
  const diesIn = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return false;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      return true;
    }
  };

  async function prepare(runId: string, nowMs: number): Promise<void> {
    await school.school.run(
      `update tasks set status = 'running' where id = (select task_id from billing_runs where id = '${runId}')`,
    );
    const { found } = await tenant.database.read({
      found: select(
        allColumns(tasks),
        sql`from tasks where id = (select task_id from billing_runs where id = ${runId})`,
      ),
    });
    const task = { ...found[0]!, changeGroup: found[0]!.changeGroup! };
    await prepareRunStep(systemContext(tenant, nowMs), task, undefined);
  }

  it("as it starts has started once, whatever the moment", async () => {
    const { id } = await add({ changeLimitPercent: null });
    const deaths = await killedEverywhere(async (n, moment) => {
      const at = nextMonth();
      const before = (await runIds(id)).length;
      const died = await diesIn(() => startDueAutomations(house.services, dead(at, n, moment)));
      // What could not even be put off lies where it was; the next turn finds it.
      await startDueAutomations(house.services, systemContext(tenant, at));
      await startDueAutomations(house.services, systemContext(tenant, at));
      expect((await runIds(id)).length - before).toBe(1);
      return died;
    });
    expect(deaths).toBeGreaterThanOrEqual(6);
  });

  it("as it tells of its preview has told each person once, and waits once", async () => {
    const { id } = await add({ name: "Told", changeLimitPercent: null, input: { ...LATE, title: "Told" } });
    const deaths = await killedEverywhere(async (n, moment) => {
      const at = nextMonth();
      await startDueAutomations(house.services, systemContext(tenant, at));
      const runId = (await runIds(id)).at(-1)!;
      await prepare(runId, at);
      const died = await diesIn(() => announcePreview(dead(at, n, moment), runId));
      await announcePreview(systemContext(tenant, at), runId);
      expect([
        await outbox("billing-automation-mail", runId),
        await outbox("begin-billing-run", runId),
      ]).toEqual([1, 1]);
      const run = (await runsOf(id)).at(-1)!;
      expect(run.state).toBe("waiting");
      const begins = await diesIn(() => beginDueRuns(dead(run.dueAt!, n, moment)));
      await beginDueRuns(systemContext(tenant, run.dueAt!));
      expect((await runsOf(id)).at(-1)!.state).toBe("running");
      const tasks = oneValue<number>(
        tenant,
        sql`count(*)`,
        sql`from tasks where kind = 'billing-run' and input ->> 'runId' = ${runId}`,
      );
      expect(await tasks).toBe(1);
      return died || begins;
    });
    expect(deaths).toBeGreaterThanOrEqual(6);
  });

  it("tells staff when its preview cannot be prepared, once", async () => {
    const at = nextMonth();
    const { id } = await add({ name: "Broken", dayOfMonth: 9, input: { ...LATE, title: "Broken" } });
    await startDueAutomations(house.services, systemContext(tenant, at + DAYS(31)));
    const runId = (await runIds(id)).at(-1)!;
    await school.school.run(`update tasks set status = 'failed', error = 'It broke' where id =
      (select task_id from billing_runs where id = '${runId}')`);
    house.mails.splice(0);
    await tick(at + DAYS(32));
    await tick(at + DAYS(33));
    const told = house.mails.filter(({ subject }) => subject.startsWith("Broken"));
    expect(told.map(({ subject }) => subject)).toEqual(["Broken: please have a look"]);
    expect((await runsOf(id))[0]).toMatchObject({ state: "preparing", heldReason: "failed" });
  });

  it("by what it cannot begin is told among the failed jobs, and keeps no other from its turn", async () => {
    const broken = await add({ name: "A", dayOfMonth: 10 });
    const sound = await add({ name: "B", dayOfMonth: 10, input: { ...LATE, title: "B" } });
    await school.school.run(
      `update billing_automations set input = '{"kind":"late"}' where id = '${broken.id}'`,
    );
    const at = house.clock.nowMs + DAYS(40);
    await startDueAutomations(house.services, systemContext(tenant, at));
    expect([(await runIds(broken.id)).length, (await runIds(sound.id)).length]).toEqual([0, 1]);
    const again = await oneValue<number>(
      tenant,
      sql`next_at`,
      sql`from billing_automations where id = ${broken.id}`,
    );
    expect(again! - at).toBe(3_600_000);
    const letters = await tenant.platform.control.read({
      found: select(
        { error: sql<string>`error` },
        sql`from dead_letters where account_id = ${tenant.account.id}`,
      ),
    });
    expect(letters.found.map(({ error }) => error)).toEqual([expect.stringMatching(/“A” could not begin/)]);
  });
});
