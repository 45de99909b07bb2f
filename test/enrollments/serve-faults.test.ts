import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { ENGINES } from "../harness/databases.ts";
import { killAt } from "../harness/faults.ts";
import { type TestHouse, testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addClass, addStudents, enrollmentsOf, openSchool, TODAY } from "./school.ts";

const DAY_MS = 86_400_000;

describe.each(ENGINES)("serving a waitlist on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const school = await openSchool(tenant.database);

  /** Through HTTP: a full class, two who wait, and the one who is in it dropped. */
  const freed = async () => {
    const house = testHouse();
    const { client } = await signedIn(house, tenant, { enrollments: "full" });
    const { id: classId } = await addClass(school, { capacity: 1 });
    const [first = "", ...waiting] = await addStudents(school, 3);
    const { body } = await client.post("/enrollments", { classId, studentId: first, startsOn: TODAY });
    await client.post("/waitlist", { classId, studentIds: waiting, startsOn: TODAY });
    await house.settle();
    const joined = house.sent.splice(0);
    await client.send("DELETE", `/enrollments/${body.id}`, { version: 1 });
    await house.settle();
    return { house, client, classId, waiting, joined };
  };
  const states = async (classId: string) =>
    (await enrollmentsOf(tenant.database, classId)).map((row) => row.waitState);
  const later = (house: TestHouse, ms: number) => {
    house.clock.nowMs += ms;
  };

  it("offers after the toast, tells the family once, and looks again when the offer has run out", async () => {
    const { house, classId, waiting } = await freed();
    expect(house.sent).toMatchObject([{ delaySeconds: 20 }]);
    await house.drain();
    expect(await states(classId)).toEqual(["offered", "queued"]);
    expect(house.mails).toHaveLength(1);
    expect(house.mails[0]).toMatchObject({ to: `${waiting[0]}@x.example` });
    expect(house.mails[0]?.text).toMatch(/we are keeping it for you until Sunday, November 22, 2026/);
    const { due } = await tenant.platform.control.read({
      due: select({ at: sql<number>`next_due_at` }, sql`from accounts where id = ${tenant.account.id}`),
    });
    expect(due[0]!.at).toBeLessThanOrEqual(house.clock.nowMs + DAY_MS);
    later(house, DAY_MS);
    await house.handlers.scheduled(house.bindings, { waitUntil: () => {} });
    await house.drain();
    expect(await states(classId)).toEqual(["offered", "offered"]);
    // The cron serves every account that is due, that of the other engine too.
    const addresses = waiting.map((id) => `${id}@x.example`);
    expect(house.mails.map((mail) => mail.to).filter((to) => addresses.includes(to))).toEqual(addresses);
  });

  it.each(["before", "after"] as const)(
    "%s any of its database calls dies without an offer lost or made twice",
    { timeout: 120_000 },
    async (moment) => {
      let killed = 0;
      for (let n = 1; ; n++) {
        const { house, classId, waiting } = await freed();
        const [message] = house.sent.splice(0);
        later(house, 20_000);
        const killer = killAt(n, moment);
        const dying = testHouse({ wrap: killer.wrap, nowMs: house.clock.nowMs });
        const [delivery] = await dying.deliver([message!.body]);
        const isDead = delivery?.outcome !== "ack";
        // The queue gives the message again, and what was under way is relayed again after a while.
        await house.deliver([message!.body], { attempts: 2 });
        later(house, 6 * 60_000);
        const due = {
          kind: "due",
          accountId: tenant.account.id,
          jobId: `job_${n}${moment}`,
          dueAt: house.clock.nowMs,
        };
        await house.deliver([due]);
        await house.drain();
        expect(await states(classId), `killed ${moment} call ${n}`).toEqual(["offered", "queued"]);
        const told = [...dying.mails, ...house.mails].filter((mail) => mail.to === `${waiting[0]}@x.example`);
        expect(told, `killed ${moment} call ${n}`).toHaveLength(1);
        if (!isDead) break;
        killed += 1;
      }
      expect(killed).toBeGreaterThanOrEqual(3);
    },
  );
});
