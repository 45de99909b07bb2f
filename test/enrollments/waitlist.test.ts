import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { deleteEnrollment } from "../../worker/domains/enrollments/delete-enrollment.ts";
import { dropEnrollment } from "../../worker/domains/enrollments/drop-enrollment.ts";
import { enroll } from "../../worker/domains/enrollments/enroll.ts";
import { getRoster } from "../../worker/domains/enrollments/get-roster.ts";
import { dropInput, enrollInput } from "../../worker/domains/enrollments/schemas.ts";
import { acceptOffer } from "../../worker/domains/waitlist/accept-offer.ts";
import { declineOffer } from "../../worker/domains/waitlist/decline-offer.ts";
import { editWait } from "../../worker/domains/waitlist/edit-wait.ts";
import { joinWaitlist } from "../../worker/domains/waitlist/join-waitlist.ts";
import { listWaitlist } from "../../worker/domains/waitlist/list-waitlist.ts";
import { moveWait } from "../../worker/domains/waitlist/move-wait.ts";
import { offerPlace } from "../../worker/domains/waitlist/offer-place.ts";
import { requeueWait } from "../../worker/domains/waitlist/requeue-wait.ts";
import { acceptInput, joinInput, waitlistFilter } from "../../worker/domains/waitlist/schemas.ts";
import { serveWaitlist } from "../../worker/domains/waitlist/serve-waitlist.ts";
import { skipWait } from "../../worker/domains/waitlist/skip-wait.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { contextOf, systemContext, TEST_NOW_MS } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import {
  addClass,
  addStudents,
  type ClassOptions,
  enrollmentsOf,
  inDays,
  openSchool,
  TODAY,
} from "./school.ts";
import { staffOf } from "./staff-of.ts";

const FULL = { enrollments: "full" } as const;
const MINUTE_MS = 60_000;

describe.each(ENGINES)("the waitlist on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const other = await openTestTenant({ engine, platform: tenant.platform });
  const { ctx, viewer } = await staffOf(tenant, { ctx: FULL, viewer: { enrollments: "view" } });
  const { stranger } = await staffOf(other, { stranger: FULL });
  const school = await openSchool(tenant.database);
  const at = (minutes: number) => contextOf(tenant, ctx.actor, { nowMs: TEST_NOW_MS + minutes * MINUTE_MS });
  const house = (minutes = 0) => systemContext(tenant, TEST_NOW_MS + minutes * MINUTE_MS);
  const code = (error: { code?: string }) => error.code ?? String(error);

  /** A full class of one, and some who wait for it in their order. */
  const queue = async (
    waiting: number,
    options: ClassOptions & { together?: boolean; joins?: object; birthDate?: string } = {},
  ) => {
    const { together = false, joins = {}, birthDate = "2018-05-04", ...rest } = options;
    const target = await addClass(school, { capacity: 1, ...rest });
    const [first = ""] = await addStudents(school, 1);
    const done = await enroll(
      ctx,
      enrollInput.parse({ classId: target.id, studentId: first, startsOn: TODAY }),
    );
    if (done.outcome !== "enrolled") throw new Error(done.outcome);
    const students = await addStudents(school, waiting, { together, birthDate });
    const input = joinInput.parse({ classId: target.id, studentIds: students, startsOn: TODAY, ...joins });
    const joined = await joinWaitlist(ctx, input);
    const ids = joined.students.map((one) => (one.outcome === "waitlisted" ? one.id : ""));
    return { target, enrolledId: done.id, students, ids };
  };
  const states = async (classId: string) =>
    (await enrollmentsOf(tenant.database, classId))
      .filter((row) => row.kind === "wait")
      .map((row) => row.waitState);
  const free = (id: string, who: Context = ctx, endsOn = inDays(-1)) =>
    dropEnrollment(who, id, dropInput.parse({ version: 1, endsOn })).catch(() => null);
  const drop = (id: string, who: Context = ctx) => deleteEnrollment(who, id, { version: 1 });

  it("says the positions, refuses who is there already, and lets nobody past a place that is free", async () => {
    const { target, enrolledId, students, ids } = await queue(2);
    const again = await joinWaitlist(
      ctx,
      joinInput.parse({ classId: target.id, studentIds: students, startsOn: TODAY }),
    );
    expect(again.students.map((one) => one.outcome)).toEqual(["refused", "refused"]);
    await drop(enrolledId);
    const [late = ""] = await addStudents(school, 1);
    const attempt = await enroll(
      ctx,
      enrollInput.parse({ classId: target.id, studentId: late, startsOn: TODAY }),
    );
    expect(attempt).toMatchObject({
      outcome: "full",
      queueLength: 2,
      slots: [{ free: 1, claimed: 2, openings: 0 }],
    });
    const jumping = await acceptOffer(ctx, ids[1]!, acceptInput.parse({ version: 1 }));
    expect(jumping).toMatchObject({ outcome: "not_their_turn", ahead: [{ id: ids[0] }] });
    expect(await offerPlace(ctx, ids[1]!, { version: 1 })).toMatchObject({ outcome: "not_their_turn" });
    const inTurn = await acceptOffer(ctx, ids[0]!, acceptInput.parse({ version: 1 }));
    expect(inTurn.outcome).toBe("enrolled");
    const roster = await getRoster(ctx, target.id);
    expect(roster.current.map((row) => row.studentId)).toEqual([students[0]]);
    expect(roster.waiting.map((row) => row.wait?.position)).toEqual([1]);
    if (inTurn.outcome === "enrolled") await undoChange(ctx, inTurn.change.id);
    expect(await states(target.id)).toEqual(["queued", "queued"]);
  });

  it("tells how many of the free places last, which is what offers are made of", async () => {
    const target = await addClass(school, { capacity: 1 });
    const [later = "", waits = ""] = await addStudents(school, 2);
    const begins = { classId: target.id, studentId: later, startsOn: inDays(60) };
    const enrolled = await enroll(ctx, enrollInput.parse(begins));
    if (enrolled.outcome !== "enrolled") throw new Error(enrolled.outcome);
    const wait = { classId: target.id, studentIds: [waits], startsOn: TODAY };
    const [joined] = (await joinWaitlist(ctx, joinInput.parse(wait))).students;
    if (joined?.outcome !== "waitlisted") throw new Error(joined?.outcome);
    expect((await getRoster(ctx, target.id)).slots).toMatchObject([{ free: 1, claimed: 1, lasting: 0 }]);
    expect((await offerPlace(ctx, joined.id, { version: 1 })).outcome).toBe("no_place");
    await drop(enrolled.id);
    expect((await getRoster(ctx, target.id)).slots).toMatchObject([{ free: 1, claimed: 1, lasting: 1 }]);
    expect((await offerPlace(ctx, joined.id, { version: 1 })).outcome).toBe("offered");
  });

  it("offers a freed place to the first in turn, when the drop can no longer be undone from its toast", async () => {
    const { target, enrolledId, ids } = await queue(2);
    const { change } = await drop(enrolledId);
    const { effects } = await tenant.database.read({
      effects: select(
        { topic: sql<string>`topic`, notBefore: sql<number>`not_before` },
        sql`from outbox where change_id = ${change.id}`,
      ),
    });
    expect(effects).toEqual([{ topic: "serve-waitlist", notBefore: TEST_NOW_MS + 20_000 }]);
    expect(await serveWaitlist(house(1), target.id)).toBe(1);
    expect(await serveWaitlist(house(2), target.id)).toBe(0);
    expect(await states(target.id)).toEqual(["offered", "queued"]);
    await expect(undoChange(ctx, change.id)).rejects.toMatchObject({ code: "place_gone" });
    expect((await acceptOffer(at(3), ids[0]!, acceptInput.parse({ version: 2 }))).outcome).toBe("enrolled");
    expect(await states(target.id)).toEqual(["accepted", "queued"]);
  });

  it("does not give away what a drop of this moment may take back", async () => {
    const { target, enrolledId } = await queue(1, { capacity: 1 });
    await free(enrolledId, ctx, TODAY);
    const tomorrow = { ...house(0), nowMs: TEST_NOW_MS + 24 * 60 * MINUTE_MS };
    expect(await serveWaitlist({ ...tomorrow, nowMs: TEST_NOW_MS + 10_000 }, target.id)).toBe(0);
    expect(await serveWaitlist(tomorrow, target.id)).toBe(1);
  });

  it("passes an offer on when it has run out, whether or not a sweep ran", async () => {
    const { target, enrolledId, ids } = await queue(2);
    await drop(enrolledId);
    await serveWaitlist(house(1), target.id);
    const later = 1 + 24 * 60;
    const open = await listWaitlist(at(30), waitlistFilter.parse({ class: target.id }));
    expect(open.rows.map((row) => row.wait?.state)).toEqual(["offered", "queued"]);
    expect(await serveWaitlist(house(later), target.id)).toBe(1);
    const sleepless = { ...systemContext(tenant), nowMs: TEST_NOW_MS + later * MINUTE_MS };
    const late = await acceptOffer(sleepless, ids[0]!, acceptInput.parse({ version: 2 }));
    expect(late).toMatchObject({ outcome: "no_place" });
    await requeueWait(sleepless, ids[0]!, { version: 2 });
    expect(await states(target.id)).toEqual(["offered", "queued"]);
    expect((await enrollmentsOf(tenant.database, target.id)).map((row) => row.id)).toEqual([ids[1], ids[0]]);
  });

  it("passes over whom the class does not fit, unless it offers regardless", async () => {
    const young = await queue(1, { columns: { min_age_years: 12 }, birthDate: "2018-05-04" }).catch(code);
    expect(young).toBe("Error: refused");
    for (const [regardless, expected] of [
      [0, ["queued", "offered"]],
      [1, ["offered", "queued"]],
    ] as const) {
      const target = await addClass(school, {
        capacity: 1,
        columns: { min_age_years: 12, offers_regardless: regardless },
      });
      const [small = ""] = await addStudents(school, 1);
      const [tall = ""] = await addStudents(school, 1, { birthDate: "2010-01-01" });
      await joinWaitlist(
        ctx,
        joinInput.parse({ classId: target.id, studentIds: [small, tall], startsOn: TODAY }),
      );
      expect(await serveWaitlist(house(1), target.id)).toBe(1);
      expect(await states(target.id)).toEqual(expected);
    }
    const closed = await queue(1, { columns: { offers_places: 0 } });
    await drop(closed.enrolledId);
    expect(await serveWaitlist(house(1), closed.target.id)).toBe(0);
  });

  it("serves siblings together or not at all, and passes nobody for them", async () => {
    const { target, enrolledId } = await queue(2, { together: true, joins: { waitsForSiblings: true } });
    const [alone = ""] = await addStudents(school, 1);
    await joinWaitlist(ctx, joinInput.parse({ classId: target.id, studentIds: [alone], startsOn: TODAY }));
    await drop(enrolledId);
    expect(await serveWaitlist(house(1), target.id)).toBe(1);
    expect(await states(target.id)).toEqual(["queued", "queued", "offered"]);
    const roomy = await queue(2, { together: true, joins: { waitsForSiblings: true }, capacity: 1 });
    await tenant.database.commit({
      statements: [{ sql: "update classes set capacity = 3 where id = ?", params: [roomy.target.id] }],
    });
    const offered = await offerPlace(ctx, roomy.ids[1]!, { version: 1 });
    expect(offered).toMatchObject({ outcome: "offered", ids: roomy.ids });
    expect(await states(roomy.target.id)).toEqual(["offered", "offered"]);
  });

  it("is put into another order with a reason, skipped, declined, edited and put back", async () => {
    const { target, ids } = await queue(3);
    const order = async () =>
      (await enrollmentsOf(tenant.database, target.id))
        .filter((row) => row.kind === "wait")
        .map((row) => row.id);
    const moved = await moveWait(ctx, ids[2]!, { version: 1, afterId: ids[0]!, reason: "Moved house" });
    expect(moved.change?.summary).toMatch(
      /^Moved Kid\w+ Test to position 2 on the waitlist of Class \w+: Moved house$/,
    );
    expect(await order()).toEqual([ids[0], ids[2], ids[1]]);
    await moveWait(ctx, ids[1]!, { version: 2, afterId: null, reason: "Sibling" }).catch(() => null);
    const versions = Object.fromEntries(
      (await enrollmentsOf(tenant.database, target.id)).map((row) => [row.id, row.version]),
    );
    await moveWait(ctx, ids[1]!, { version: versions[ids[1]!]!, afterId: null, reason: "Sibling" });
    expect(await order()).toEqual([ids[1], ids[0], ids[2]]);
    const now = async (id: string) =>
      (await enrollmentsOf(tenant.database, target.id)).find((row) => row.id === id)!.version;
    await skipWait(ctx, ids[1]!, { version: await now(ids[1]!), reason: "Not reachable" });
    await declineOffer(ctx, ids[0]!, { version: await now(ids[0]!), note: null });
    const open = await listWaitlist(ctx, waitlistFilter.parse({ class: target.id }));
    expect(open.rows.map((row) => [row.id, row.wait?.position])).toEqual([[ids[2], 1]]);
    await requeueWait(at(1), ids[1]!, { version: await now(ids[1]!) });
    await editWait(ctx, ids[2]!, { version: await now(ids[2]!), startsOn: inDays(30) });
    await expect(skipWait(ctx, ids[0]!, { version: await now(ids[0]!), reason: "x" })).rejects.toMatchObject({
      code: "not_waiting",
    });
    expect(await order()).toEqual([ids[0], ids[2], ids[1]]);
  });

  it("needs the right, and is not found from elsewhere", async () => {
    const { target, ids } = await queue(1);
    const [id = ""] = ids;
    const [late = ""] = await addStudents(school, 1);
    const acts: ((who: Context) => Promise<unknown>)[] = [
      (who) =>
        joinWaitlist(who, joinInput.parse({ classId: target.id, studentIds: [late], startsOn: TODAY })),
      (who) => offerPlace(who, id, { version: 1 }),
      (who) => acceptOffer(who, id, acceptInput.parse({ version: 1 })),
      (who) => declineOffer(who, id, { version: 1, note: null }),
      (who) => skipWait(who, id, { version: 1, reason: "x" }),
      (who) => requeueWait(who, id, { version: 1 }),
      (who) => moveWait(who, id, { version: 1, afterId: null, reason: "x" }),
      (who) => editWait(who, id, { version: 1, note: "x" }),
    ];
    for (const act of acts) {
      await expect(act(viewer)).rejects.toMatchObject({ code: "right_missing" });
      await expect(act(stranger)).rejects.toMatchObject({ code: "not_found" });
    }
    const { audit } = await tenant.database.read({
      audit: select(
        { action: sql<string>`action` },
        sql`from changes where action = 'waitlist.join' limit 1`,
      ),
    });
    expect(audit).toHaveLength(1);
  });

  it.each([
    ["enrolls one of them", undefined, ["enrolled", "not_their_turn"]],
    ["would enroll both without its guard", /insert into guard \("queue_turn"\)/, ["enrolled", "enrolled"]],
  ] as const)("when two accept one place at once %s", async (_, without, expected) => {
    const { enrolledId, ids } = await queue(2);
    await drop(enrolledId);
    const both = barrier(2);
    const outcomes = await Promise.all(
      ids.map(async (id) => {
        const who = { ...ctx, database: racing(ctx.database, both, without) };
        return (await acceptOffer(who, id, acceptInput.parse({ version: 1 }))).outcome;
      }),
    );
    const seen = outcomes.map((outcome) => (outcome === "no_place" ? "not_their_turn" : outcome));
    expect(seen.sort()).toEqual(expected);
  });

  it.each([
    ["follows the new order", undefined, 1],
    ["would pass by the first without its guard", /insert into guard \("queue_turn"\)/, 0],
  ] as const)(
    "a job that serves while the queue is put into another order %s",
    async (_, without, expected) => {
      const { target, enrolledId, ids } = await queue(2);
      await drop(enrolledId);
      let reordered: Promise<unknown> | undefined;
      const whenRead = () => {
        reordered ??= moveWait(at(1), ids[1]!, { version: 1, afterId: null, reason: "Agreed" });
        return reordered;
      };
      await serveWaitlist({ ...house(1), database: racing(ctx.database, whenRead, without) }, target.id);
      const offered = (await enrollmentsOf(tenant.database, target.id)).filter(
        (row) => row.waitState === "offered",
      );
      expect(offered.map((row) => row.id)).toEqual([ids[expected]]);
    },
  );
});
