import { describe, expect, it } from "vitest";
import { clockText } from "../../../web/office/calendar/clock-text.ts";
import { type Column, columnsOf, teachersOf } from "../../../web/office/calendar/columns.ts";
import { type FaceWords, faceOf, namesOf } from "../../../web/office/calendar/faces.ts";
import { namedRooms } from "../../../web/office/calendar/named-rooms.ts";
import type { Calendar, CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";

const NOW = Date.UTC(2026, 10, 24, 12);

function meeting(given: Partial<CalendarMeeting>): CalendarMeeting {
  return {
    slotId: "slot_1",
    classId: "cls_1",
    className: "Tumbling",
    programId: "prg_1",
    levelId: null,
    locationId: "loc_1",
    meetsOn: "2026-11-24",
    onDate: "2026-11-24",
    startMinute: 960,
    durationMinutes: 60,
    timeZone: "America/Chicago",
    startsAtMs: Date.UTC(2026, 10, 24, 22),
    endsAtMs: Date.UTC(2026, 10, 24, 23),
    roomId: "room_1",
    instructors: [{ staffId: "stf_1", isAway: false, substituteId: null }],
    capacity: 10,
    openings: 3,
    enrolled: 7,
    absent: 1,
    expected: 6,
    present: 0,
    tardy: 0,
    attendance: "none",
    waiting: 0,
    isCancelled: false,
    reason: null,
    closure: null,
    isMoved: false,
    movedFrom: null,
    version: null,
    ...given,
  };
}

const calendar = (meetings: CalendarMeeting[]): Calendar => ({
  meetings,
  programs: [{ id: "prg_1", name: "Recreational", color: "green" }],
  levels: [{ id: "lvl_1", name: "Level 1", color: "red" }],
  locations: [
    { id: "loc_1", name: "Northside", timeZone: "America/Chicago" },
    { id: "loc_2", name: "Mountain View", timeZone: "America/Denver" },
  ],
  rooms: [
    { id: "room_1", name: "Main floor", color: null, locationId: "loc_1", capacity: 30 },
    { id: "room_2", name: "Bars", color: null, locationId: "loc_1", capacity: null },
    { id: "room_3", name: "Main floor", color: null, locationId: "loc_2", capacity: null },
  ],
  staff: [
    { id: "stf_1", name: "Ada Byron", isActive: true },
    { id: "stf_2", name: "Ben Cole", isActive: true },
  ],
});
const columnWords = { today: "2026-11-24", dayTitle: (date: string) => date };
const words = (given: Calendar): FaceWords => ({
  clock: clockText("en-GB"),
  nowMs: NOW,
  names: namesOf(given),
  zoneOf: () => "",
});
const ofADay = { staffId: null, roomId: null };
const face = (given: Partial<CalendarMeeting>, column: Pick<Column, "staffId" | "roomId"> = ofADay) => {
  const one = meeting(given);
  return faceOf(one, words(calendar([one])), column);
};

describe("columns", () => {
  it("of a week hold the meetings of their day and nothing of another week", () => {
    const week = ["2026-11-23", "2026-11-24"];
    const found = columnsOf(
      "week",
      week,
      calendar([meeting({}), meeting({ onDate: "2026-12-01" })]),
      columnWords,
    );
    expect(found.map(({ meetings }) => meetings.length)).toEqual([0, 1]);
    expect(found.map(({ isToday }) => isToday)).toEqual([false, true]);
  });

  it("of staff follow who stands in, and what nobody teaches comes last", () => {
    const away = meeting({
      slotId: "slot_2",
      instructors: [{ staffId: "stf_1", isAway: true, substituteId: "stf_2" }],
    });
    const orphan = meeting({
      slotId: "slot_3",
      instructors: [{ staffId: "stf_1", isAway: true, substituteId: null }],
    });
    const found = columnsOf("staff", ["2026-11-24"], calendar([away, orphan]), columnWords);
    expect(found.map(({ title, meetings }) => [title, meetings[0]?.slotId])).toEqual([
      ["Ben Cole", "slot_2"],
      ["No instructor", "slot_3"],
    ]);
    expect(teachersOf(orphan)).toEqual([]);
  });

  it("of rooms are those of the places that teach, empty ones too, and no room last", () => {
    const found = columnsOf(
      "room",
      ["2026-11-24"],
      calendar([meeting({}), meeting({ slotId: "slot_2", roomId: null })]),
      columnWords,
    );
    expect(found.map(({ title, meetings }) => [title, meetings.length])).toEqual([
      ["Main floor", 1],
      ["Bars", 0],
      ["No room", 1],
    ]);
  });

  it("are closed when all of their meetings are, by one name", () => {
    const closed = (slotId: string, closure: string | null) => meeting({ slotId, closure });
    const closureOf = (...meetings: CalendarMeeting[]) =>
      columnsOf("day", ["2026-11-24"], calendar(meetings), columnWords)[0]?.closure;
    expect(closureOf(closed("slot_1", "Holiday"), closed("slot_2", "Holiday"))).toBe("Holiday");
    expect(closureOf(closed("slot_1", "Holiday"), closed("slot_2", null))).toBeNull();
    expect(closureOf()).toBeNull();
  });
});

describe("rooms in a list", () => {
  it("of several locations say where they are, and of one need not", () => {
    const two = calendar([]);
    expect(namedRooms(two).map(({ name }) => name)).toEqual([
      "Main floor, Northside",
      "Bars, Northside",
      "Main floor, Mountain View",
    ]);
    const one = { ...two, locations: two.locations.slice(0, 1), rooms: two.rooms.slice(0, 2) };
    expect(namedRooms(one).map(({ name }) => name)).toEqual(["Main floor", "Bars"]);
    expect(namedRooms(undefined)).toEqual([]);
  });
});

describe("the face of a block", () => {
  it("tells places, students and who teaches", () => {
    expect(face({})).toMatchObject({
      badge: "3 left",
      tone: "good",
      counts: "6 expected · 1 absent",
      who: "Main floor · Ada Byron",
      color: "green",
      isOff: false,
    });
    expect(face({ openings: 0, waiting: 2 })).toMatchObject({ badge: "Full", tone: "full" });
    expect(face({ levelId: "lvl_1" }).color).toBe("red");
  });

  it("marks substitutes and says when nobody stands in", () => {
    expect(face({ instructors: [{ staffId: "stf_1", isAway: true, substituteId: "stf_2" }] }).who).toBe(
      "Main floor · Ben Cole*",
    );
    expect(face({ instructors: [{ staffId: "stf_1", isAway: true, substituteId: null }] }).who).toBe(
      "Main floor · Nobody stands in",
    );
  });

  it("does not repeat what its column is headed by, and tells those who hear it all the same", () => {
    expect(face({}, { ...ofADay, roomId: "room_1" }).who).toBe("Ada Byron");
    const own = { ...ofADay, staffId: "stf_1" };
    expect(face({}, own).who).toBe("Main floor");
    expect(face({}, own).details).toContain("Main floor · Ada Byron");
    const with2 = [
      { staffId: "stf_1", isAway: false, substituteId: null },
      { staffId: "stf_2", isAway: false, substituteId: null },
    ];
    expect(face({ instructors: with2 }, own).who).toBe("Main floor · Ada Byron, Ben Cole");
    const standIn = [{ staffId: "stf_2", isAway: true, substituteId: "stf_1" }];
    expect(face({ instructors: standIn }, own).who).toBe("Main floor · Ada Byron*");
  });

  it("says what is off before anything else, and why", () => {
    expect(face({ isCancelled: true, reason: "Heating" })).toMatchObject({
      badge: "Cancelled",
      counts: "Heating",
      isOff: true,
    });
    expect(face({ closure: "Holiday" })).toMatchObject({ badge: "Closed", counts: "Holiday", isOff: true });
  });

  it("asks for attendance once it is over, and counts who came when it was taken", () => {
    const over = { endsAtMs: NOW - 1, startsAtMs: NOW - 3_600_000 };
    expect(face(over)).toMatchObject({ badge: "Not taken", tone: "warn" });
    expect(face({ ...over, expected: 0 }).badge).toBe("");
    expect(face({ ...over, attendance: "all", present: 5, tardy: 1 })).toMatchObject({
      badge: "",
      counts: "6 came · 1 absent",
    });
  });
});
