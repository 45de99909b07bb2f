import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { runEffect } from "../../worker/jobs/run-effect.ts";
import { Change } from "../../worker/kernel/change.ts";
import { commit } from "../../worker/kernel/commit.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { MailDelayed, MailRefused } from "../../worker/providers/email/email.ts";
import { systemContext } from "../harness/actors.ts";
import { OfficeClient } from "../harness/client.ts";
import { ENGINES } from "../harness/databases.ts";
import { killAt } from "../harness/faults.ts";
import { testHouse } from "../harness/house.ts";
import { addPerson } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const AGAIN_MS = 5 * 60_000;

describe.each(ENGINES)("the outbox on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });

  /** Asks for a new password: the shortest way to an effect. Answers the effect's row whenever it is asked. */
  const mailDue = async (house = testHouse()) => {
    const person = await addPerson(tenant);
    const client = new OfficeClient(house, tenant.account.urlName);
    await client.post("/password-resets", { login: person.email }, { "cf-connecting-ip": person.id });
    await house.settle();
    const row = async () => {
      const { rows } = await tenant.database.read({
        rows: select(
          {
            id: sql<string>`o.id`,
            doneAt: sql<number | null>`o.done_at`,
            relayedAt: sql<number | null>`o.relayed_at`,
            runs: sql<number>`(select count(*) from job_runs j where j.job_id = o.id)`,
            outcome: sql<string | null>`(select outcome from job_runs j where j.job_id = o.id)`,
          },
          sql`from outbox o where o.payload->>'staffId' = ${person.id}`,
        ),
      });
      return rows[0]!;
    };
    return { house, person, row };
  };
  const context = (house: ReturnType<typeof testHouse>): Context => systemContext(tenant, house.clock.nowMs);

  it("sends an effect after the answer, and is done when its job run is", async () => {
    const { house, row } = await mailDue();
    expect(house.sent).toHaveLength(1);
    expect(await row()).toMatchObject({ doneAt: null, runs: 0 });
    const [delivery] = await house.deliver([house.sent[0]!.body]);
    expect(delivery?.outcome).toBe("ack");
    expect(house.mails).toHaveLength(1);
    expect(await row()).toMatchObject({ doneAt: house.clock.nowMs, runs: 1, outcome: "sent" });
  });

  it("mails once, though the queue delivers twice and the relay sends twice", async () => {
    const { house } = await mailDue();
    const { body } = house.sent[0]!;
    await house.deliver([body, body]);
    await house.deliver([body]);
    house.clock.nowMs += AGAIN_MS + 1000;
    await relayOutbox(house.services, context(house));
    expect(house.sent.slice(1)).toEqual([]);
    expect(house.mails).toHaveLength(1);
  });

  it("relays again what was not done after five minutes, and not before", async () => {
    const { house, row } = await mailDue();
    house.sent.splice(0);
    house.clock.nowMs += AGAIN_MS - 1000;
    expect(await relayOutbox(house.services, context(house))).toBe(0);
    house.clock.nowMs += 2000;
    expect(await relayOutbox(house.services, context(house))).toBe(1);
    await house.drain();
    expect(house.mails).toHaveLength(1);
    expect((await row()).runs).toBe(1);
  });

  it("keeps an effect back until the toast is gone, and forgets it when the change is undone", async () => {
    const house = testHouse();
    const ctx = context(house);
    const change = new Change(ctx, { action: "test", summary: "Test", right: null, undoMs: 60_000 });
    change.effect({ topic: "account-facts", payload: {} });
    await commit(ctx, change);
    await relayOutbox(house.services, ctx);
    expect(house.sent).toMatchObject([{ delaySeconds: 20 }]);
    await tenant.database.commit({
      statements: [{ sql: "update outbox set cancelled_at = 1 where change_id = ?", params: [change.id] }],
    });
    const [delivery] = await house.deliver([house.sent[0]!.body]);
    expect(delivery?.outcome).toBe("ack");
    const { runs } = await tenant.database.read({
      runs: select({ count: sql<number>`count(*)` }, sql`from job_runs where kind = 'account-facts'`),
    });
    expect(runs[0]?.count).toBe(0);
  });

  it("tries a delayed mail again with growing pauses, and gives a refused one up with the reason", async () => {
    const { house, row } = await mailDue();
    house.mailFaults.push(new MailDelayed("451 later"), new MailDelayed("451 later"));
    const { body } = house.sent[0]!;
    expect(await house.deliver([body], { attempts: 1 })).toMatchObject([
      { outcome: "retry", delaySeconds: 5 },
    ]);
    expect(await house.deliver([body], { attempts: 2 })).toMatchObject([
      { outcome: "retry", delaySeconds: 10 },
    ]);
    expect((await row()).runs).toBe(0);
    expect(await house.deliver([body], { attempts: 3 })).toMatchObject([{ outcome: "ack" }]);
    expect(house.mails).toHaveLength(1);

    const refused = await mailDue();
    refused.house.mailFaults.push(new MailRefused("550 no such user"));
    expect(await refused.house.deliver([refused.house.sent[0]!.body])).toMatchObject([{ outcome: "ack" }]);
    expect(refused.house.mails).toEqual([]);
    expect((await refused.row()).outcome).toContain("550 no such user");
  });

  it("comes again in a drain of the test's house, as the queue would bring it", async () => {
    const { house, row } = await mailDue();
    house.mailFaults.push(new MailDelayed("451 later"), new MailDelayed("451 later"));
    await house.drain();
    expect([house.mails.length, (await row()).runs]).toEqual([1, 1]);
  });

  it("loses nothing when the queue cannot be reached", async () => {
    const sendBatch = async () => {
      throw new Error("the queue is away");
    };
    const { house, row } = await mailDue(testHouse({ bindings: { JOBS: { send: sendBatch, sendBatch } } }));
    expect(await row()).toMatchObject({ runs: 0, relayedAt: house.clock.nowMs });
    const next = testHouse({ nowMs: house.clock.nowMs + AGAIN_MS + 1000 });
    await relayOutbox(next.services, context(next));
    await next.drain();
    expect((await row()).runs).toBe(1);
  });

  // Claiming, reading what the mail says, and finishing: the three database calls of a mail.
  const MOMENTS = [1, 2, 3].flatMap((n) =>
    (["before", "after"] as const).map((moment) => [n, moment] as const),
  );

  it.each(MOMENTS)("loses nothing when the process dies at call %i, %s it", async (n, moment) => {
    const { house, row } = await mailDue();
    house.sent.splice(0);
    house.clock.nowMs += AGAIN_MS + 1000;
    const killer = killAt(n, moment);
    const dying = testHouse({ wrap: killer.wrap, nowMs: house.clock.nowMs });
    const message = {
      kind: "outbox",
      accountId: tenant.account.id,
      jobId: (await row()).id,
      attempt: 0,
    } as const;
    await runEffect(dying.services, message, 1).catch(() => undefined);
    expect(killer.calls()).toBeGreaterThanOrEqual(n);
    const inFlight = dying.mails.length;
    const after = await row();
    expect(after.doneAt === null).toBe(after.runs === 0);

    // What the queue had is gone with the process; the account is due, and the next ones find what was left.
    const next = testHouse({ nowMs: house.clock.nowMs });
    for (let i = 0; i < 3; i++) {
      next.clock.nowMs += AGAIN_MS + 1000;
      await relayOutbox(next.services, context(next));
      await next.drain();
    }
    const end = await row();
    expect([end.runs, end.doneAt !== null]).toEqual([1, true]);
    const sent = inFlight + next.mails.length;
    expect(sent).toBeGreaterThanOrEqual(1);
    // A second copy only where the first was on its way when the process died, and under the same id.
    expect(sent).toBeLessThanOrEqual(after.runs === 0 && inFlight === 1 ? 2 : 1);
    expect(new Set([...dying.mails, ...next.mails].map(({ id }) => id)).size).toBe(1);
  });
});
