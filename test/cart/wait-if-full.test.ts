import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { portalMail, portalMailOf } from "../../worker/domains/mail-templates/portal-mail.ts";
import { systemContext } from "../harness/actors.ts";
import { signedInFamily } from "../harness/guardians.ts";
import { ORIGIN, testHouse } from "../harness/house.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { count, NEXT_MONTH, openShop } from "./shop.ts";

describe("a family that would rather wait than hear that it is full", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const house = testHouse();
  const { database } = tenant;
  const shop = await openShop(database);
  const asking = async (classId: string, more: object = {}) => {
    const { client, guardian } = await signedInFamily(house, tenant);
    const line = { classId, studentId: guardian.studentId, startsOn: NEXT_MONTH, waitsIfFull: true, ...more };
    house.clock.nowMs += 1;
    const ask = (key: string) => client.post("/cart/items", line, { "idempotency-key": key });
    return { client, guardian, ask };
  };
  const entriesOf = (classId: string) =>
    count(database, "count(*)", `living_enrollments where class_id = '${classId}' and kind = 'wait'`);

  it("joins the waitlist in the same request, once, in the order of arrival, and everybody is told", async () => {
    const { id: classId } = await shop.addClass({ capacity: 1 });
    const first = await asking(classId);
    expect((await first.ask("first-00001")).body).toMatchObject({ outcome: "added" });
    for (const position of [1, 2]) {
      const { client, guardian, ask } = await asking(classId);
      const key = `wait-if-full-${position}`;
      const { body } = await ask(key);
      expect(body).toMatchObject({ outcome: "waitlisted", position });
      const again = await ask(key);
      expect(again.body).toMatchObject({ outcome: "waitlisted", position, enrollmentId: body.enrollmentId });
      const other = await ask(`${key}-other`);
      expect(other.body.obstacles).toMatchObject([{ code: "waits_already" }]);
      expect((await client.get("/cart")).body.lines).toEqual([]);
      const mine = `family_id = '${guardian.familyId}'`;
      expect(await count(database, "count(*)", `activity_items where ${mine} and kind = 'waitlist'`)).toBe(1);
      const named = `actor_id = '${guardian.loginId}' and action = 'waitlist.join'`;
      expect(await count(database, "count(*)", `changes where ${named}`)).toBe(1);
      const { mails } = await database.read({
        mails: select(
          { payload: sql<string>`payload` },
          sql`from outbox where topic = 'portal-mail' and payload like ${`%${guardian.familyId}%`}`,
        ),
      });
      const payload = mails[0]!.payload;
      expect(payload).toContain("waitlist_joined");
      if (position === 2) {
        const sent = await portalMailOf(
          { ...systemContext(tenant), nowMs: house.clock.nowMs },
          portalMail.parse(JSON.parse(payload)),
          ORIGIN,
        );
        expect(sent?.text).toContain("number 2");
      }
    }
    expect(await entriesOf(classId)).toBe(2);
  });

  it("hears that it is full where the school keeps no waitlist for families", async () => {
    await shop.set({ waitlist: false } as never);
    const { id: classId } = await shop.addClass({ capacity: 0 });
    const { ask } = await asking(classId);
    expect((await ask("no-waitlist-1")).body).toMatchObject({ outcome: "full", mayJoinWaitlist: false });
    expect(await entriesOf(classId)).toBe(0);
    await shop.set({});
  });

  it("can send off what it got without asking for its cart, also when the answer was lost", async () => {
    const { id: classId } = await shop.addClass();
    const { client, ask } = await asking(classId);
    const { body } = await ask("added-00001");
    expect((await ask("added-00001")).body).toEqual(body);
    const { id: cartId, version, totalMinor } = body.cart;
    const sent = await client.post("/checkout", { cartId, version, shownMinor: totalMinor });
    expect(sent.body).toMatchObject({ outcome: "done", record: { totalMinor } });
  });
});
