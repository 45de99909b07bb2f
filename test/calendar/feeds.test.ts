import ICAL from "ical.js";
import { beforeEach, describe, expect, it } from "vitest";
import { getCalendar } from "../../worker/domains/calendar/get-calendar.ts";
import { calendarFilter } from "../../worker/domains/calendar/schemas.ts";
import { createFeed } from "../../worker/domains/calendar-feeds/create-feed.ts";
import { listFeeds } from "../../worker/domains/calendar-feeds/list-feeds.ts";
import { revokeFeed } from "../../worker/domains/calendar-feeds/revoke-feed.ts";
import { rotateFeed } from "../../worker/domains/calendar-feeds/rotate-feed.ts";
import { cancelMeetings } from "../../worker/domains/meetings/cancel-meetings.ts";
import { moveMeeting } from "../../worker/domains/meetings/move-meeting.ts";
import { cancelInput, moveInput, substituteInput } from "../../worker/domains/meetings/schemas.ts";
import { substituteMeeting } from "../../worker/domains/meetings/substitute-meeting.ts";
import type { Context, StaffActor } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { staffContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ORIGIN, testHouse } from "../harness/house.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { auditOf, CLASSES, MONDAY, NEXT_MONDAY } from "../meetings/acts.ts";
import { TestSchool } from "../meetings/school.ts";

interface Shown {
  readonly uid: string;
  readonly summary: string;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly isOff: boolean;
}

describe("calendar feeds", async () => {
  const house = testHouse();
  const tenant = await openTestTenant({ engine: "d1" });
  const school = await TestSchool.open(tenant);
  const accountId = tenant.account.id;
  let ctx: Context<StaffActor>;
  beforeEach(async () => {
    ctx = await staffContext(tenant, CLASSES);
  });
  const fetched = (url: string, ip = "203.0.113.9") =>
    house.fetch(url.slice(ORIGIN.length), { headers: { "cf-connecting-ip": ip } });
  const make = (who: Context, ownerId: string, kind: "staff" | "room" = "staff") =>
    createFeed(who, { kind, ownerId }, ORIGIN);

  async function eventsOf(url: string): Promise<{ events: Shown[]; text: string }> {
    const answer = await fetched(url);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      200,
      "text/calendar; charset=utf-8",
    ]);
    const text = await answer.text();
    const events = new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents("vevent")
      .map((component): Shown => {
        const event = new ICAL.Event(component);
        return {
          uid: event.uid,
          summary: event.summary,
          startsAtMs: event.startDate.toJSDate().getTime(),
          endsAtMs: event.endDate.toJSDate().getTime(),
          isOff: component.getFirstPropertyValue("status") === "CANCELLED",
        };
      });
    return { events, text };
  }

  /** What the calendar shows over the same days, six weeks at a time. */
  async function shown(filter: { instructor?: string; room?: string }): Promise<Shown[]> {
    const weeks = [
      ["2026-10-22", "2026-12-02"],
      ["2026-12-03", "2027-01-13"],
      ["2027-01-14", "2027-02-24"],
      ["2027-02-25", "2027-04-07"],
      ["2027-04-08", "2027-05-19"],
      ["2027-05-20", "2027-05-20"],
    ];
    const found: Shown[] = [];
    for (const [from, to] of weeks) {
      const { meetings } = await getCalendar(ctx, calendarFilter.parse({ from, to, ...filter }));
      for (const meeting of meetings) {
        const present = meeting.instructors.map(({ staffId, isAway, substituteId }) =>
          isAway ? substituteId : staffId,
        );
        if (filter.instructor && !present.includes(filter.instructor)) continue;
        found.push({
          uid: `${meeting.slotId}.${meeting.meetsOn}@${accountId}`,
          summary: meeting.className,
          startsAtMs: meeting.startsAtMs,
          endsAtMs: meeting.endsAtMs,
          isOff: meeting.isCancelled || meeting.closure !== null,
        });
      }
    }
    return found;
  }

  it("say what the calendar says, for people and rooms: moved, cancelled, closed, stood in for, across both clock changes", async () => {
    const [ann, bob, pit] = [await school.staff("Ann"), await school.staff("Bob"), await school.room()];
    const tumbling = await school.class({
      name: "Tumbling, beginners; “A”",
      slots: [
        { weekday: 1, startMinute: 1410, durationMinutes: 90, roomId: pit, instructorIds: [ann] },
        { weekday: 3, instructorIds: [bob, ann] },
      ],
    });
    const [slotId, other] = tumbling.slotIds as [string, string];
    await school.class({
      locationId: await school.location("Europe/London"),
      slots: [{ weekday: 7, instructorIds: [ann] }],
    });
    await school.add("closures", [
      {
        id: "clo-feeds",
        name: "Winter break",
        starts_on: "2026-12-21",
        ends_on: "2027-01-03",
        effect: "both",
      },
    ]);
    const one = { kind: "meetings", meetings: [{ slotId, meetsOn: MONDAY }] };
    await cancelMeetings(ctx, cancelInput.parse({ scope: one, reason: "No heating" }));
    const move = moveInput.parse({ onDate: "2026-12-05", startMinute: 600, version: null });
    await moveMeeting(ctx, { slotId, meetsOn: NEXT_MONDAY }, move);
    const standIn = substituteInput.parse({ staffId: ann, choice: { kind: "named", staffId: bob } });
    await substituteMeeting(ctx, { slotId, meetsOn: "2026-12-07" }, standIn);
    const nobody = substituteInput.parse({ staffId: ann, choice: { kind: "none" } });
    await substituteMeeting(ctx, { slotId: other, meetsOn: "2026-12-09" }, nobody);

    const anns = await eventsOf((await make(ctx, ann)).url);
    const bobs = await eventsOf((await make(ctx, bob)).url);
    const rooms = await eventsOf((await make(ctx, pit, "room")).url);
    const byUid = (events: readonly Shown[]) => [...events].sort((a, b) => a.uid.localeCompare(b.uid));
    expect(anns.events.length).toBeGreaterThan(80);
    expect(byUid(anns.events)).toEqual(byUid(await shown({ instructor: ann })));
    expect(byUid(bobs.events)).toEqual(byUid(await shown({ instructor: bob })));
    expect(byUid(rooms.events)).toEqual(byUid(await shown({ room: pit })));
    expect(new Set(anns.events.map(({ uid }) => uid)).size).toBe(anns.events.length);
    expect(anns.events.filter(({ isOff }) => isOff).length).toBeGreaterThan(4);
    expect(bobs.text.replace(/\r\n /g, "")).toContain("Bob Coach (stands in for Ann Coach)");
    // 23:30 in Chicago before the clocks go forward on 14 March, and after.
    const starts = anns.events.map(({ startsAtMs }) => new Date(startsAtMs).toISOString());
    expect(starts).toEqual(expect.arrayContaining(["2027-03-09T05:30:00.000Z", "2027-03-16T04:30:00.000Z"]));
  });

  it("are one an owner; renewed or revoked the old address is none any more", async () => {
    const ann = await school.staff("Ann");
    const { id, url, change } = await make(ctx, ann);
    expect(await auditOf(tenant, change.id)).toEqual(["calendar_feeds.create", "calendarFeeds insert"]);
    await expect(make(ctx, ann)).rejects.toMatchObject({ code: "feed_exists" });
    expect(await listFeeds(ctx)).toContainEqual(
      expect.objectContaining({ id, ownerName: "Ann Coach", version: 1 }),
    );
    const renewed = await rotateFeed(ctx, id, { version: 1 }, ORIGIN);
    expect([(await fetched(url)).status, (await fetched(renewed.url)).status]).toEqual([404, 200]);
    await expect(undoChange(ctx, renewed.change.id)).rejects.toMatchObject({ code: "undo_too_late" });
    await expect(revokeFeed(ctx, id, { version: 1 })).rejects.toMatchObject({ code: "changed_meanwhile" });
    const revoked = await revokeFeed(ctx, id, { version: 2 });
    expect(await auditOf(tenant, revoked.change.id)).toEqual([
      "calendar_feeds.revoke",
      "calendarFeeds delete",
    ]);
    expect((await fetched(renewed.url)).status).toBe(404);
    await undoChange(ctx, revoked.change.id);
    expect((await fetched(renewed.url)).status).toBe(200);
    await school.run(`update staff set is_active = 0 where id = '${ann}'`);
    expect((await fetched(renewed.url)).status).toBe(404);
  });

  it("exist only at their whole address, and not for who asks without end", async () => {
    const { url } = await make(ctx, await school.staff());
    const other = await openTestTenant({ engine: "d1" });
    const wrong = [
      url.replace(accountId, other.account.id),
      url.replace(accountId, tenant.account.urlName),
      url.replace(/.\.ics$/, "~.ics"),
      url.replace(/\.ics$/, ""),
      `${ORIGIN}/feeds/${accountId}/`,
    ];
    for (const address of wrong) expect([address, (await fetched(address)).status]).toEqual([address, 404]);
    expect((await house.fetch(url.slice(ORIGIN.length), { method: "POST" })).status).toBe(404);
    const answers: Response[] = [];
    for (let i = 0; i < 22; i++) answers.push(await fetched(url, "203.0.113.77"));
    expect(answers.at(-1)?.status).toBe(429);
    expect(answers.at(-1)?.headers.get("retry-after")).toBe("60");
    expect((await fetched(url, "203.0.113.78")).headers.get("cache-control")).toBe("private, max-age=300");
  });

  it("are one's own for who sees classes, and others' only for who plans them", async () => {
    const [ann, pit] = [await school.staff(), await school.room()];
    const own = await staffContext(tenant, { classes: "view" });
    const mine = await make(own, own.actor.id);
    expect((await listFeeds(own)).map(({ id }) => id)).toEqual([mine.id]);
    await expect(make(own, ann)).rejects.toMatchObject({ status: 404 });
    await expect(make(own, pit, "room")).rejects.toMatchObject({ status: 404 });
    const nobody = await staffContext(tenant, { families: "full" });
    await expect(make(nobody, nobody.actor.id)).rejects.toMatchObject({ code: "right_missing" });
    await expect(rotateFeed(nobody, mine.id, { version: 1 }, ORIGIN)).rejects.toMatchObject({
      code: "right_missing",
    });
    await expect(revokeFeed(nobody, mine.id, { version: 1 })).rejects.toMatchObject({
      code: "right_missing",
    });
    const stranger = await staffContext(await openTestTenant({ engine: "d1" }), CLASSES);
    await expect(make(stranger, ann)).rejects.toMatchObject({ status: 404 });
    await expect(rotateFeed(stranger, mine.id, { version: 1 }, ORIGIN)).rejects.toMatchObject({
      status: 404,
    });
    await expect(revokeFeed(stranger, mine.id, { version: 1 })).rejects.toMatchObject({ status: 404 });
  });

  it("are made, renewed and revoked by one of two at once", async () => {
    const ann = await school.staff();
    const twice = async (act: (who: Context) => Promise<unknown>) => {
      const both = barrier(2);
      const runs = await Promise.allSettled(
        [1, 2].map(() => act({ ...ctx, database: racing(tenant.database, both) })),
      );
      expect(runs.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    };
    await twice((who) => make(who, ann));
    const [feed] = (await listFeeds(ctx)).filter(({ ownerId }) => ownerId === ann);
    await twice((who) => rotateFeed(who, feed!.id, { version: 1 }, ORIGIN));
    await twice((who) => revokeFeed(who, feed!.id, { version: 2 }));
  });
});
