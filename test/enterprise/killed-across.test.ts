import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { openControl } from "../../control-plane/control-database.ts";
import { DatabaseUnavailable } from "../../control-plane/database-errors.ts";
import { select } from "../../control-plane/query.ts";
import { runForAccount } from "../../worker/enterprise/generated-reports/run-for-account.ts";
import { pushHere } from "../../worker/enterprise/validation/push-here.ts";
import { addAccount, signedInEnterprise, testEnterprise } from "../harness/enterprise.ts";
import { Killed, type Killer, killAt } from "../harness/faults.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { started } from "./generate.ts";
import { addLevel } from "./store-names.ts";

const control = (env as unknown as { CONTROL: D1Database }).CONTROL;
const MOMENTS = ["before", "after"] as const;

/** The Worker over databases of which each, the control plane's too, dies with the same call. */
function dyingServices({ wrap }: Killer) {
  return { ...testHouse({ wrap }).services, control: openControl(control, undefined, wrap) };
}

/** Kills at every call in turn until the work is through; answers how often it was killed. */
async function killedEverywhere(work: (killer: Killer) => Promise<void>, afterwards: () => Promise<void>) {
  let kills = 0;
  for (const moment of MOMENTS) {
    for (let n = 1; ; n++) {
      const killer = killAt(n, moment);
      const outcome = await work(killer).catch((error: unknown) => error);
      if (!(outcome instanceof Killed)) expect(outcome).toBeUndefined();
      else kills += 1;
      await afterwards();
      if (killer.calls() < n) break;
    }
  }
  return kills;
}

describe("killed at every database call", async () => {
  const enterprise = await testEnterprise(await testPlatform());
  const gym = await addAccount(enterprise, { name: "Only Gym" });
  const house = testHouse();
  const { client, user } = await signedInEnterprise(house, enterprise);

  it("a generated report starts one run in an account and ends", async () => {
    let id = "";
    const name = () => ({ reportId: id, accountId: gym.account.id });
    const kills = await killedEverywhere(
      async (killer) => {
        id = await started(house, gym, { user }, { code: "CLA-5", filter: {} });
        house.sent.length = 0;
        await runForAccount(dyingServices(killer), name(), 1);
      },
      async () => {
        await house.deliver([{ kind: "generated-report.account", ...name() }]);
        await house.drain();
        const open = (await client.get(`/generated-reports/${id}`)).body.counts.running;
        if (open > 0) {
          // Its task was noted as sent and never was: cron finds it, after the five minutes that this may cost.
          house.clock.nowMs += 5 * 60_000 + 1000;
          await house.handlers.scheduled(house.bindings, { waitUntil: () => {} });
          await house.drain();
        }
        const { counts, files } = (await client.get(`/generated-reports/${id}`)).body;
        expect({ counts, files }).toEqual({
          counts: { waiting: 0, running: 0, done: 1, failed: 0 },
          files: "ready",
        });
        const { runs } = await gym.database.read({
          runs: select(
            { count: sql<number>`count(*)` },
            sql`from report_runs where state ->> '$.generated.reportId' = ${id}`,
          ),
        });
        expect(runs).toEqual([{ count: 1 }]);
      },
    );
    expect(kills).toBeGreaterThan(10);
  });

  it("a name is given once and given back once", async () => {
    await addLevel(house, enterprise, gym, "Pengiun");
    const names = ["Pengiun", "Penguin"];
    const level = async () =>
      (await gym.database.read({ found: select({ name: sql<string>`name` }, sql`from levels`) })).found[0]!
        .name;
    let id = "";
    let undos = 0;
    const push = () => ({ pushId: id, accountId: gym.account.id });
    const kills = await killedEverywhere(
      async (killer) => {
        const [from, to] = names;
        id = (
          await client.post("/validation/pushes", { kind: "level", from, to, accountIds: [gym.account.id] })
        ).body.id;
        house.sent.length = 0;
        await pushHere(dyingServices(killer), push(), 1);
      },
      async () => {
        await house.deliver([{ kind: "name-push", ...push() }]);
        expect((await client.get(`/validation/pushes/${id}`)).body).toMatchObject({
          state: "done",
          canUndo: true,
        });
        expect(await level()).toBe("Penguin");
        await client.post(`/validation/pushes/${id}/undo`);
        house.sent.length = 0;
        // Killed while it is taken back, at some call of its own.
        await pushHere(dyingServices(killAt(4 + (undos % 6), "after")), push(), 1).catch(() => {});
        undos += 1;
        await house.deliver([{ kind: "name-push", ...push() }]);
        expect((await client.get(`/validation/pushes/${id}`)).body.state).toBe("undone");
        expect(await level()).toBe("Pengiun");
      },
    );
    expect(kills).toBeGreaterThan(8);
  });

  it("a database that is down is waited for, then said in its own row; the rest is not held up", async () => {
    const down = testHouse({
      wrap: (engine) => ({
        kind: engine.kind,
        batch: () => Promise.reject(new DatabaseUnavailable("no answer")),
      }),
    });
    const id = await started(house, gym, { user }, { code: "CLA-5", filter: {} });
    house.sent.length = 0;
    const message = { kind: "generated-report.account", reportId: id, accountId: gym.account.id };
    expect(await down.deliver([message], { attempts: 1 })).toMatchObject([{ outcome: "retry" }]);
    expect((await client.get(`/generated-reports/${id}`)).body.counts).toMatchObject({
      waiting: 1,
      failed: 0,
    });
    expect(await down.deliver([message], { attempts: 4 })).toMatchObject([{ outcome: "ack" }]);
    expect((await client.get(`/generated-reports/${id}`)).body).toMatchObject({
      files: "none",
      accounts: [{ state: "failed", error: expect.stringContaining("did not answer") }],
    });
  });
});
