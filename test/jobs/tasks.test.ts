import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { DatabaseUnavailable } from "../../control-plane/database-errors.ts";
import { select } from "../../control-plane/query.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { runEffect } from "../../worker/jobs/run-effect.ts";
import { runTaskOf, type TaskKinds } from "../../worker/jobs/run-task.ts";
import { advance, startTask, type TaskStep } from "../../worker/jobs/task.ts";
import { Change } from "../../worker/kernel/change.ts";
import { commit } from "../../worker/kernel/commit.ts";
import { Precondition } from "../../worker/kernel/errors.ts";
import type { Services } from "../../worker/services.ts";
import { staffContext, systemContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { killAt } from "../harness/faults.ts";
import { type TestHouse, testHouse } from "../harness/house.ts";
import { openTestTenant } from "../harness/tenant.ts";

const STEPS = 3;
const AGAIN_MS = 5 * 60_000 + 1000;

/** Adds one keyword a step: something to count afterwards. */
const addKeywords: TaskStep<Services> = async (ctx, task) => {
  const { word } = task.input as { word: string };
  const change = new Change(ctx, {
    action: "test.step",
    summary: `Step ${task.cursor}`,
    right: null,
    undoMs: 60_000,
    groupId: task.changeGroup,
  });
  const cursor = task.cursor + 1;
  change.insert("keywords", {
    id: `kwd_${word}_${task.cursor}`,
    kind: "family",
    label: `${word} ${task.cursor}`,
  });
  const progress = { cursor, done: cursor, total: STEPS };
  const text = `${STEPS} keywords`;
  const moved = cursor < STEPS ? progress : { ...progress, result: { text, url: "/done" } };
  advance(ctx, change, task, moved);
  await commit(ctx, change);
  return moved;
};

describe.each(ENGINES)("background tasks on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const owner = await staffContext(tenant);
  let made = 0;

  const started = async () => {
    made += 1;
    const word = `w${made}`;
    const change = new Change(owner, { action: "test.start", summary: "Start", right: null });
    const taskId = startTask(owner, change, {
      kind: "keywords",
      title: "Add",
      input: { word },
      total: STEPS,
    });
    await commit(owner, change);
    return { word, taskId };
  };
  const task = async (id: string) => {
    const { rows } = await tenant.database.read({
      rows: select(
        {
          status: sql<string>`status`,
          done: sql<number>`done`,
          error: sql<string | null>`error`,
          result: sql<string | null>`result->>'text'`,
          open: sql<number>`(select count(*) from outbox o where o.payload->>'taskId' = tasks.id and done_at is null)`,
        },
        sql`from tasks where id = ${id}`,
      ),
    });
    return rows[0]!;
  };
  const keywords = async (word: string) => {
    const { rows } = await tenant.database.read({
      rows: select(
        { id: sql<string>`id` },
        sql`from keywords where id like ${`kwd\\_${word}\\_%`} escape '\\' order by id`,
      ),
    });
    return rows.map(({ id }) => Number(id.split("_")[2]));
  };
  /** Relays and delivers until the queue is empty, with these kinds of task; errors are the queue's business. */
  const work = async (house: TestHouse, kinds: TaskKinds = { keywords: addKeywords }, deliveries = 1) => {
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    const errors: unknown[] = [];
    while (house.sent.length > 0) {
      const { body } = house.sent.shift()!;
      if (body.kind !== "outbox") continue;
      await runEffect(house.services, body, deliveries, { task: runTaskOf(kinds) }).catch((error) =>
        errors.push(error),
      );
    }
    return errors;
  };

  it("run to their end, step by step, in the name of whoever started them", async () => {
    const { word, taskId } = await started();
    expect(await task(taskId)).toMatchObject({ status: "queued", open: 1 });
    await work(testHouse());
    expect(await task(taskId)).toEqual({
      status: "done",
      done: 3,
      error: null,
      result: "3 keywords",
      open: 0,
    });
    expect(await keywords(word)).toEqual([0, 1, 2]);
    const { rows } = await tenant.database.read({
      rows: select(
        { actor: sql<string>`actor_id`, groups: sql<number>`count(distinct group_id)` },
        sql`from changes where action = 'test.step' group by actor_id`,
      ),
    });
    expect(rows).toMatchObject([{ actor: owner.actor.id }]);
  });

  it("make room for others after a while and go on", async () => {
    const { word, taskId } = await started();
    const house = testHouse();
    const slow: TaskStep<Services> = async (ctx, running, services) => {
      house.clock.nowMs += 21_000;
      return addKeywords(ctx, running, services);
    };
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    const first = house.sent.shift()!.body;
    if (first.kind !== "outbox") throw new Error("not an effect");
    await runEffect(house.services, first, 1, { task: runTaskOf({ keywords: slow }) });
    expect(await task(taskId)).toMatchObject({ status: "running", done: 1 });
    expect(house.sent).toMatchObject([{ body: { ...first, attempt: first.attempt + 1 } }]);
    await work(house, { keywords: slow });
    expect(await keywords(word)).toEqual([0, 1, 2]);
    expect((await task(taskId)).status).toBe("done");
  });

  it("say why they failed, in words for the person", async () => {
    const { taskId } = await started();
    const refuse: TaskStep<Services> = async () => {
      throw new Precondition("no_room", "There is no room for this.");
    };
    expect(await work(testHouse(), { keywords: refuse })).toEqual([]);
    expect(await task(taskId)).toMatchObject({
      status: "failed",
      error: "There is no room for this.",
      open: 0,
    });
  });

  it("are tried again after an error that may pass, and fail after one that does not", async () => {
    const { word, taskId } = await started();
    const house = testHouse();
    let stalls = 1;
    const moody: TaskStep<Services> = async (ctx, running, services) => {
      if (running.cursor === 1 && stalls-- > 0) throw new DatabaseUnavailable("stalled");
      return addKeywords(ctx, running, services);
    };
    expect(await work(house, { keywords: moody })).toHaveLength(1);
    expect(await task(taskId)).toMatchObject({ status: "running", done: 1, open: 1 });
    house.clock.nowMs += AGAIN_MS;
    expect(await work(house, { keywords: moody })).toEqual([]);
    expect(await keywords(word)).toEqual([0, 1, 2]);

    const broken = await started();
    const bug: TaskStep<Services> = async () => {
      throw new TypeError("undefined is not a function");
    };
    expect(await work(testHouse(), { keywords: bug }, 1)).toHaveLength(1);
    const later = testHouse({ nowMs: house.clock.nowMs + AGAIN_MS });
    expect(await work(later, { keywords: bug }, 4)).toEqual([]);
    const failed = await task(broken.taskId);
    expect(failed.status).toBe("failed");
    expect(failed.error).toMatch(/out_[0-9a-z]{26}/);
    expect(failed.error).not.toContain("undefined is not");
  });

  it("stop when they are cancelled, and roll the step under way back", async () => {
    const { word, taskId } = await started();
    const cancelled: TaskStep<Services> = async (ctx, running, services) => {
      if (running.cursor === 1) {
        await tenant.database.commit({
          statements: [{ sql: "update tasks set status = 'cancelled' where id = ?", params: [taskId] }],
        });
      }
      return addKeywords(ctx, running, services);
    };
    expect(await work(testHouse(), { keywords: cancelled })).toEqual([]);
    expect(await task(taskId)).toMatchObject({ status: "cancelled", done: 1, open: 0 });
    expect(await keywords(word)).toEqual([0]);
  });

  it("lose and repeat nothing when two runners have the same one", async () => {
    const { word, taskId } = await started();
    const house = testHouse();
    const context = () => systemContext(tenant, house.clock.nowMs);
    const run = runTaskOf({ keywords: addKeywords });
    const part = { services: house.services, id: "out_twice", payload: { taskId }, deliveries: 1 };
    await Promise.all([run({ ...part, ctx: context() }), run({ ...part, ctx: context() })]);
    expect(await keywords(word)).toEqual([0, 1, 2]);
    expect(await task(taskId)).toMatchObject({ status: "done", done: 3 });
    await work(house);
  });

  // Claim, begin, load, then a commit and a load for each of three steps, and the end: every call may be the last.
  const CALLS = 10;
  const moments = Array.from({ length: CALLS }, (_, i) => i + 1).flatMap((n) =>
    (["before", "after"] as const).map((moment) => [n, moment] as const),
  );
  it.each(moments)("survive a process that dies at call %i, %s it", async (n, moment) => {
    const { word, taskId } = await started();
    const { rows } = await tenant.database.read({
      rows: select({ id: sql<string>`id` }, sql`from outbox where payload->>'taskId' = ${taskId}`),
    });
    const killer = killAt(n, moment);
    const dying = testHouse({ wrap: killer.wrap });
    const message = { kind: "outbox", accountId: tenant.account.id, jobId: rows[0]!.id, attempt: 0 } as const;
    await runEffect(dying.services, message, 1, { task: runTaskOf({ keywords: addKeywords }) }).catch(
      () => undefined,
    );
    expect(killer.calls()).toBeGreaterThanOrEqual(n);
    const next = testHouse({ nowMs: dying.clock.nowMs + AGAIN_MS });
    await work(next);
    expect(await keywords(word)).toEqual([0, 1, 2]);
    expect(await task(taskId)).toMatchObject({ status: "done", done: 3, open: 0 });
  });
});
