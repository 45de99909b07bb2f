import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import type { ComingEvent } from "../../worker/domains/coming-up/shapes.ts";
import { createFamilyFeed } from "../../worker/domains/family-feeds/create-family-feed.ts";
import { ownFeed } from "../../worker/domains/family-feeds/own-feed.ts";
import { removeFamilyFeed } from "../../worker/domains/family-feeds/remove-family-feed.ts";
import { rotateFamilyFeed } from "../../worker/domains/family-feeds/rotate-family-feed.ts";
import { cancelMeetings } from "../../worker/domains/meetings/cancel-meetings.ts";
import { moveMeeting } from "../../worker/domains/meetings/move-meeting.ts";
import { cancelInput, moveInput, substituteInput } from "../../worker/domains/meetings/schemas.ts";
import { substituteMeeting } from "../../worker/domains/meetings/substitute-meeting.ts";
import { staffContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { addGuardian, guardianContext, signedInFamily } from "../harness/guardians.ts";
import { ORIGIN, testHouse } from "../harness/house.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { auditOf, CLASSES, MONDAY, NEXT_MONDAY } from "../meetings/acts.ts";
import { TestSchool } from "../meetings/school.ts";

const DAY_MS = 86_400_000;
const TODAY = "2026-11-21";

describe("what a family has before it", async () => {
  const house = testHouse();
  const tenant = await openTestTenant({ engine: "d1" });
  const school = await TestSchool.open(tenant);
  const accountId = tenant.account.id;
  const office = await staffContext(tenant, CLASSES);
  const comingUp = async (client: { get(path: string): Promise<{ status: number; body: unknown }> }) => {
    const { status, body } = await client.get("/coming-up");
    expect(status).toBe(200);
    return body as { events: ComingEvent[]; hasMore: boolean };
  };

  async function eventsOf(url: string) {
    const answer = await house.fetch(url.slice(ORIGIN.length), {
      headers: { "cf-connecting-ip": "203.0.113.9" },
    });
    expect(answer.status).toBe(200);
    const text = await answer.text();
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        summary: event.summary,
        startsAtMs: event.startDate.toJSDate().getTime(),
        endsAtMs: event.endDate.toJSDate().getTime(),
        isOff: component.getFirstPropertyValue("status") === "CANCELLED",
      };
    });
    return { events, text: text.replace(/\r\n /g, "") };
  }

  /** Two children: one in a weekly class, one with a trial, a makeup, and a place on a waitlist. */
  async function busyFamily() {
    const { client, guardian } = await signedInFamily(house, tenant);
    const { studentId: sam, familyId } = guardian;
    const { studentId: lee } = await addGuardian(tenant, house.clock.nowMs, "viewer", { familyId });
    await school.run(`update students set first_name = 'Lee' where id = '${lee}'`);
    const [ann, bob] = [await school.staff("Ann"), await school.staff("Bob")];
    const weekly = await school.class({ name: "Tumbling", slots: [{ weekday: 1, instructorIds: [ann] }] });
    const other = await school.class({ name: "Beam", slots: [{ weekday: 3, startMinute: 600 }] });
    const wished = await school.class({ name: "Wished", slots: [{ weekday: 4 }] });
    await school.enroll(sam, weekly);
    await school.enroll(lee, other, { kind: "trial", startsOn: "2026-11-25", endsOn: "2026-11-25" });
    await school.enroll(lee, weekly, { kind: "makeup", startsOn: NEXT_MONDAY, endsOn: NEXT_MONDAY });
    await school.enroll(lee, wished, { kind: "wait" });
    return { client, guardian, sam, lee, ann, bob, weekly };
  }

  it("is every child's, with what is cancelled, stood in for, moved, made up and tried", async () => {
    const { client, sam, lee, ann, bob, weekly } = await busyFamily();
    const slotId = weekly.slotIds[0]!;
    const one = { kind: "meetings", meetings: [{ slotId, meetsOn: MONDAY }] };
    await cancelMeetings(office, cancelInput.parse({ scope: one, reason: "No heating" }));
    const standIn = substituteInput.parse({ staffId: ann, choice: { kind: "named", staffId: bob } });
    await substituteMeeting(office, { slotId, meetsOn: NEXT_MONDAY }, standIn);
    const later = moveInput.parse({ onDate: "2026-12-08", startMinute: 630, version: null });
    await moveMeeting(office, { slotId, meetsOn: "2026-12-07" }, later);
    await school.mark(sam, weekly, "2026-12-14", "absent");
    const { events, hasMore } = await comingUp(client);
    const said = events.map((event) => [
      event.onDate,
      event.studentId === lee ? "Lee" : event.firstName,
      event.className,
      event.kind,
      event.isOff ? event.offReason : null,
    ]);
    expect(said).toEqual([
      [MONDAY, "Sam", "Tumbling", "active", "No heating"],
      ["2026-11-25", "Lee", "Beam", "trial", null],
      [NEXT_MONDAY, "Lee", "Tumbling", "makeup", null],
      [NEXT_MONDAY, "Sam", "Tumbling", "active", null],
      ["2026-12-08", "Sam", "Tumbling", "active", null],
      ["2026-12-14", "Sam", "Tumbling", "active", null],
    ]);
    expect(hasMore).toBe(false);
    expect(events[3]?.teachers).toEqual([{ name: "Bob Coach", substituteFor: "Ann Coach" }]);
    expect(events.map(({ isMoved }) => isMoved)).toEqual([false, false, false, false, true, false]);
    expect(events.map(({ isAbsent }) => isAbsent)).toEqual([false, false, false, false, false, true]);
  });

  it("ends after fifteen and says that there is more, and leaves out what is over", async () => {
    const { client, guardian } = await signedInFamily(house, tenant);
    const daily = await school.class({ slots: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday })) });
    await school.enroll(guardian.studentId, daily);
    const { events, hasMore } = await comingUp(client);
    expect([events.length, hasMore]).toEqual([15, true]);
    expect(events[0]!.endsAtMs).toBeGreaterThan(house.clock.nowMs);
    expect(events[0]!.onDate >= TODAY).toBe(true);
    house.clock.nowMs = events[0]!.endsAtMs;
    const after = await comingUp(client);
    expect(after.events[0]!.startsAtMs).toBe(events[1]!.startsAtMs);
    house.clock.nowMs -= DAY_MS;
  });

  it("is the schedule's reader's too, in one trip, and no other family's", async () => {
    const { client, guardian } = await signedInFamily(house, tenant, "pickup_only");
    expect((await comingUp(client)).events).toEqual([]);
    await school.enroll(guardian.studentId, await school.class());
    const answer = await client.get("/coming-up");
    expect((answer.body as { events: unknown[] }).events.length).toBeGreaterThan(3);
    expect(answer.headers.get("server-timing")).toContain("trips=1");
    const { client: stranger } = await signedInFamily(house, tenant);
    expect((await comingUp(stranger)).events).toEqual([]);
  });

  it("is what a calendar program reads at the family's private address", async () => {
    const { client, weekly } = await busyFamily();
    const scope = { kind: "meetings", meetings: [{ slotId: weekly.slotIds[0]!, meetsOn: MONDAY }] };
    await cancelMeetings(office, cancelInput.parse({ scope, reason: "No heating" }));
    const made = await client.post("/family-feeds");
    expect(made.status).toBe(201);
    expect(await auditOf(tenant, made.body.change.id)).toEqual(["family_feeds.create", "familyFeeds insert"]);
    const { events, text } = await eventsOf(made.body.url);
    const { events: shown } = await comingUp(client);
    const until = house.clock.nowMs + 30 * DAY_MS;
    const within = events.filter((event) => event.endsAtMs > house.clock.nowMs && event.startsAtMs <= until);
    const byUid = <T extends { uid: string }>(some: T[]) => some.sort((a, b) => a.uid.localeCompare(b.uid));
    expect(byUid(within)).toEqual(
      byUid(
        shown.map((event) => ({
          uid: `${event.slotId}.${event.meetsOn}.${event.studentId}@${accountId}`,
          summary: `${event.firstName}: ${event.className}`,
          startsAtMs: event.startsAtMs,
          endsAtMs: event.endsAtMs,
          isOff: event.isOff,
        })),
      ),
    );
    expect(within.filter(({ isOff }) => isOff)).toHaveLength(1);
    expect(text).toContain("Cancelled: No heating");
    expect(text).toContain("Makeup");
  });

  it("has one address a guardian, which is renewed and removed by who made it", async () => {
    const { client, guardian } = await signedInFamily(house, tenant);
    const status = async (url: string) =>
      (await house.fetch(url.slice(ORIGIN.length), { headers: { "cf-connecting-ip": "203.0.113.8" } }))
        .status;
    const { id, url } = (await client.post("/family-feeds")).body;
    expect((await client.post("/family-feeds")).body).toMatchObject({ status: 409, code: "feed_exists" });
    expect((await client.get("/family-feeds")).body.feed).toMatchObject({ id, version: 1 });
    const { client: stranger } = await signedInFamily(house, tenant);
    for (const [method, path] of [
      ["POST", `/family-feeds/${id}/rotate`],
      ["DELETE", `/family-feeds/${id}`],
    ] as const) {
      expect((await stranger.send(method, path, { version: 1 })).status).toBe(404);
    }
    const renewed = (await client.post(`/family-feeds/${id}/rotate`, { version: 1 })).body;
    expect(await auditOf(tenant, renewed.change.id)).toEqual(["family_feeds.rotate", "familyFeeds update"]);
    expect([await status(url), await status(renewed.url)]).toEqual([404, 200]);
    const late = await client.send("DELETE", `/family-feeds/${id}`, { version: 1 });
    expect(late.body).toMatchObject({ status: 409, code: "changed_meanwhile" });
    await school.run(`update family_logins set deleted_at = 1 where login_id = '${guardian.loginId}'`);
    expect(await status(renewed.url)).toBe(404);
    await school.run(`update family_logins set deleted_at = null where login_id = '${guardian.loginId}'`);
    const removed = await client.send("DELETE", `/family-feeds/${id}`, { version: 2 });
    expect(await auditOf(tenant, removed.body.change.id)).toEqual([
      "family_feeds.remove",
      "familyFeeds delete",
    ]);
    expect([await status(renewed.url), (await client.get("/family-feeds")).body.feed]).toEqual([404, null]);
  });

  it("is made, renewed and removed by one of two at once", async () => {
    const guardian = await addGuardian(tenant, house.clock.nowMs);
    const ctx = guardianContext(tenant, office.account, guardian, house.clock.nowMs);
    const twice = async (act: (who: typeof ctx) => Promise<unknown>) => {
      const both = barrier(2);
      const runs = await Promise.allSettled(
        [1, 2].map(() => act({ ...ctx, database: racing(tenant.database, both) })),
      );
      expect(runs.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    };
    await twice((who) => createFamilyFeed(who, ORIGIN));
    const { feeds } = await tenant.database.read({ feeds: ownFeed(ctx) });
    const id = feeds[0]!.id;
    await twice((who) => rotateFamilyFeed(who, id, { version: 1 }, ORIGIN));
    await twice((who) => removeFamilyFeed(who, id, { version: 2 }));
  });
});
