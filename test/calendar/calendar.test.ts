import { beforeEach, describe, expect, it } from "vitest";
import { addDays } from "../../tenant-schema/dates.ts";
import { getCalendar } from "../../worker/domains/calendar/get-calendar.ts";
import { calendarFilter } from "../../worker/domains/calendar/schemas.ts";
import { cancelMeetings } from "../../worker/domains/meetings/cancel-meetings.ts";
import { getMeeting } from "../../worker/domains/meetings/get-meeting.ts";
import { moveMeeting } from "../../worker/domains/meetings/move-meeting.ts";
import { previewMove } from "../../worker/domains/meetings/preview-move.ts";
import { cancelInput, moveInput, substituteInput } from "../../worker/domains/meetings/schemas.ts";
import { substituteMeeting } from "../../worker/domains/meetings/substitute-meeting.ts";
import type { Context, StaffActor } from "../../worker/kernel/context.ts";
import type { Grant } from "../../worker/kernel/permissions.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { CLASSES, MONDAY, NEXT_MONDAY } from "../meetings/acts.ts";
import { TestSchool } from "../meetings/school.ts";

const WEEK = { from: MONDAY, to: "2026-11-29" };
const TUESDAY = "2026-11-24";

describe.each(ENGINES)("the calendar on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const school = await TestSchool.open(tenant);
  let ctx: Context<StaffActor>;
  beforeEach(async () => {
    ctx = await staffContext(tenant, CLASSES);
  });
  /** As they arrive at a screen. */
  const shown = async (filter: object, who: Context = ctx) => {
    const calendar = await getCalendar(who, calendarFilter.parse({ ...WEEK, ...filter }));
    return calendar.meetings;
  };

  it("counts places, students, absences and who waits for each block", async () => {
    const swim = await school.class({ capacity: 5, slots: [{ weekday: 1 }, { weekday: 2 }] });
    const [monday, tuesday] = swim.slotIds as [string, string];
    const kim = await school.student();
    await school.enroll(kim, swim, { startsOn: "2026-01-01" });
    await school.enroll(await school.student(), swim, { slotIds: [monday], endsOn: MONDAY });
    // Takes a place now already, since it starts within the look-ahead window; the other starts after it.
    await school.enroll(await school.student(), swim, { slotIds: [tuesday], startsOn: "2026-12-01" });
    await school.enroll(await school.student(), swim, { slotIds: [tuesday], startsOn: "2027-02-01" });
    await school.enroll(await school.student(), swim, {
      kind: "wait",
      slotIds: [tuesday],
      startsOn: "2026-11-01",
    });
    await school.enroll(await school.student(), swim, {
      kind: "trial",
      slotIds: [monday],
      startsOn: MONDAY,
      endsOn: MONDAY,
    });
    await school.mark(kim, swim, MONDAY, "absent");
    expect(await shown({ class: swim.id })).toMatchObject([
      {
        onDate: MONDAY,
        capacity: 5,
        enrolled: 3,
        absent: 1,
        expected: 2,
        openings: 2,
        waiting: 0,
        attendance: "none",
      },
      { onDate: TUESDAY, enrolled: 1, absent: 0, expected: 1, openings: 2, waiting: 1, attendance: "none" },
    ]);
    await school.run(`update attendance set status = 'present', version = 2 where student_id = '${kim}'`);
    expect(await shown({ class: swim.id })).toMatchObject([
      { present: 1, absent: 0, attendance: "some" },
      {},
    ]);
    expect(await getMeeting(ctx, { slotId: monday, meetsOn: MONDAY })).toEqual(
      (await shown({ class: swim.id }))[0],
    );
    await expect(getMeeting(ctx, { slotId: monday, meetsOn: TUESDAY })).rejects.toMatchObject({
      status: 404,
    });
  });

  it("narrows by program, location, room, instructor and class, and tells the names it speaks of", async () => {
    const [ann, bob, hall, program, denver] = [
      await school.staff("Ann"),
      await school.staff("Bob"),
      await school.room(12),
      await school.program(`Dance ${engine}`),
      await school.location("America/Denver"),
    ];
    const one = await school.class({
      programId: program,
      slots: [{ weekday: 1, roomId: hall, instructorIds: [ann] }],
    });
    const two = await school.class({ locationId: denver, slots: [{ weekday: 2, instructorIds: [bob] }] });
    const ids = async (filter: object) => (await shown(filter)).map(({ classId }) => classId);
    expect(await ids({ program })).toEqual([one.id]);
    expect(await ids({ location: denver })).toEqual([two.id]);
    expect(await ids({ room: hall })).toEqual([one.id]);
    expect(await ids({ instructor: bob })).toEqual([two.id]);
    expect(await ids({ class: two.id, program })).toEqual([]);
    const standIn = substituteInput.parse({ staffId: ann, choice: { kind: "named", staffId: bob } });
    await substituteMeeting(ctx, { slotId: one.slotIds[0]!, meetsOn: MONDAY }, standIn);
    expect(await ids({ instructor: bob })).toEqual([one.id, two.id]);
    expect(await ids({ instructor: ann })).toEqual([one.id]);
    const [inDenver] = await shown({ class: two.id });
    expect(new Date(inDenver!.startsAtMs).toISOString()).toBe("2026-11-24T23:00:00.000Z");
    const calendar = await getCalendar(ctx, calendarFilter.parse(WEEK));
    expect(calendar.rooms).toContainEqual(expect.objectContaining({ id: hall, capacity: 12 }));
    expect(calendar.locations).toContainEqual(
      expect.objectContaining({ id: denver, timeZone: "America/Denver" }),
    );
    await school.run(`update staff set is_active = 0 where id in ('${ann}', '${bob}')`);
    ctx = await staffContext(tenant, CLASSES);
    const names = async (filter: object) =>
      (await getCalendar(ctx, calendarFilter.parse({ ...WEEK, ...filter }))).staff.map(({ id }) => id);
    expect(await names({ class: two.id })).toContain(bob);
    expect(await names({ class: two.id })).not.toContain(ann);
    await school.run(`update classes set is_archived = 1 where id = '${two.id}'`);
    expect(await ids({ class: two.id })).toEqual([]);
  });

  it("shows a coach with own classes only what is theirs, and lets them touch nothing else", async () => {
    const base = await staffContext(tenant, CLASSES);
    const own = (grant: Grant): Grant => ({ ...grant, ownClassesOnly: true });
    const coach: Context<StaffActor> = {
      ...base,
      actor: { ...base.actor, grants: base.actor.grants.map(own) },
    };
    const hall = await school.room();
    const mine = await school.class({
      name: "Mine",
      slots: [{ weekday: 1, instructorIds: [coach.actor.id] }],
    });
    const other = await school.class({
      name: "Secret",
      slots: [{ weekday: 1, roomId: hall, instructorIds: [] }],
    });
    const stepsIn = await school.class({ slots: [{ weekday: 2 }] });
    await school.add("meeting_substitutes", [
      {
        id: `msb-${engine}`,
        slot_id: stepsIn.slotIds[0]!,
        class_id: stepsIn.id,
        meets_on: TUESDAY,
        staff_id: coach.actor.id,
        substitute_id: coach.actor.id,
      },
    ]);
    expect((await shown({}, coach)).map(({ classId }) => classId)).toEqual([mine.id, stepsIn.id]);
    const key = { slotId: other.slotIds[0]!, meetsOn: MONDAY };
    const gone = { status: 404 };
    await expect(getMeeting(coach, key)).rejects.toMatchObject(gone);
    const scope = { kind: "meetings", meetings: [key] };
    await expect(cancelMeetings(coach, cancelInput.parse({ scope, reason: "x" }))).rejects.toMatchObject(
      gone,
    );
    const away = moveInput.parse({ onDate: TUESDAY, startMinute: 600, version: null });
    await expect(moveMeeting(coach, key, away)).rejects.toMatchObject(gone);
    const everything = { kind: "days", from: MONDAY, to: MONDAY };
    expect(await cancelMeetings(coach, cancelInput.parse({ scope: everything, reason: "x" }))).toMatchObject({
      cancelled: 1,
    });
    // A room that somebody else's class has is said to be taken, not by what.
    const { conflicts } = await previewMove(
      coach,
      { slotId: mine.slotIds[0]!, meetsOn: NEXT_MONDAY },
      { onDate: NEXT_MONDAY, startMinute: 960, roomId: hall },
    );
    expect(conflicts).toEqual([
      { kind: "room_taken", refuses: false, text: "Another class is in this room at that time." },
    ]);
  });

  it("shows one location to whoever has the right there", async () => {
    const base = await staffContext(tenant, CLASSES);
    const there = await school.location("Europe/London");
    const seen = await school.class({ locationId: there });
    const grants = base.actor.grants.map((grant) => ({ ...grant, locationId: there }));
    const local = { ...base, actor: { ...base.actor, grants } };
    expect((await shown({}, local)).map(({ classId }) => classId)).toEqual([seen.id]);
  });

  it("needs the right, and shows nothing of another school", async () => {
    const other = await openTestTenant({ engine });
    const stranger = await staffContext(other, CLASSES);
    expect(await shown({}, stranger)).toEqual([]);
    const nobody = await staffContext(tenant, { families: "full" });
    await expect(shown({}, nobody)).rejects.toMatchObject({ code: "right_missing" });
  });
});

describe("the calendar's address", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const house = testHouse();
  const { client } = await signedIn(house, tenant);

  it("answers in one trip, and says what is wrong with a span", async () => {
    const answer = await client.get(`/calendar?from=${MONDAY}&to=2026-11-29&view=room&layout=stacked`);
    expect(answer.status).toBe(200);
    const warm = await client.get(`/calendar?from=${MONDAY}&to=2026-11-29`);
    expect(warm.body).toMatchObject({ meetings: [], staff: expect.any(Array) });
    expect(warm.headers.get("server-timing")).toContain("trips=1 ");
    const wrong = [
      `from=${MONDAY}`,
      `from=${MONDAY}&to=2026-11-22`,
      `from=${MONDAY}&to=${addDays(MONDAY, 42)}`,
      "from=2026-02-30&to=2026-03-02",
    ];
    for (const query of wrong) expect((await client.get(`/calendar?${query}`)).body.code).toBe("bad_input");
  });
});
