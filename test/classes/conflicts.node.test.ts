import { describe, expect, it } from "vitest";
import {
  findConflicts,
  type OtherSlot,
  type PlannedSlot,
  type Surroundings,
} from "../../worker/domains/classes/conflicts.ts";

const slot = (overrides: Partial<PlannedSlot> = {}): PlannedSlot => ({
  weekday: 1,
  startMinute: 960,
  durationMinutes: 60,
  roomId: "gym",
  capacity: 8,
  instructorIds: ["ada"],
  startsOn: "2026-01-01",
  endsOn: null,
  sessions: [],
  ...overrides,
});
const other = (overrides: Partial<OtherSlot> = {}): OtherSlot => ({
  ...slot(),
  classId: "cls_other",
  className: "Other",
  ...overrides,
});
const around = (overrides: Partial<Surroundings> = {}): Surroundings => ({
  others: [],
  absences: [],
  rooms: [{ id: "gym", name: "Gym", capacity: 10 }],
  staff: [{ id: "ada", name: "Ada" }],
  ...overrides,
});
// From a Saturday on for four weeks: Mondays are 23 and 30 November, 7 and 14 December.
const find = (slots: readonly PlannedSlot[], surroundings: Partial<Surroundings> = {}) =>
  findConflicts(slots, around(surroundings), "2026-11-21", "2026-12-18").map(
    ({ kind, slotIndex, firstOn, times }) => [kind, slotIndex, firstOn, times],
  );

describe("clashes", () => {
  it("are told where people or rooms are wanted twice, with the first day and how often", () => {
    expect(find([slot()], { others: [other()] })).toEqual([
      ["instructor_busy", 0, "2026-11-23", 4],
      ["room_busy", 0, "2026-11-23", 4],
    ]);
    expect(find([slot()], { others: [other({ roomId: "hall", instructorIds: ["ben"] })] })).toEqual([]);
  });

  it("need the same minutes: who comes right after is in nobody's way", () => {
    expect(find([slot()], { others: [other({ startMinute: 1020 })] })).toEqual([]);
    expect(find([slot()], { others: [other({ startMinute: 1019 })] })).toHaveLength(2);
    expect(find([slot()], { others: [other({ weekday: 2 })] })).toEqual([]);
  });

  it("reach past midnight", () => {
    const late = slot({ startMinute: 1410, durationMinutes: 90 });
    const early = other({ weekday: 2, startMinute: 30, roomId: null });
    expect(find([late], { others: [early] })).toEqual([["instructor_busy", 0, "2026-11-23", 4]]);
    expect(find([late], { others: [other({ weekday: 2, startMinute: 60 })] })).toEqual([]);
    expect(
      find([slot({ ...late, weekday: 7 })], { others: [other({ startMinute: 0, roomId: null })] }),
    ).toEqual([["instructor_busy", 0, "2026-11-22", 4]]);
  });

  it("are asked of the days on which both meet", () => {
    const others = [other({ startsOn: "2026-12-01", endsOn: "2026-12-10", roomId: null })];
    expect(find([slot()], { others })).toEqual([["instructor_busy", 0, "2026-12-07", 1]]);
    const sessions = [{ startsOn: "2026-12-14", endsOn: null }];
    expect(find([slot({ sessions })], { others: [other({ roomId: null })] })).toEqual([
      ["instructor_busy", 0, "2026-12-14", 1],
    ]);
  });

  it("are found between the slots themselves, once", () => {
    expect(find([slot(), slot({ startMinute: 990, roomId: null })])).toEqual([
      ["instructor_busy", 0, "2026-11-23", 4],
    ]);
  });

  it("tell who is away and which room is too small", () => {
    const absences = [{ staffId: "ada", startsOn: "2026-11-28", endsOn: "2026-12-07" }];
    expect(find([slot({ capacity: 11 })], { absences })).toEqual([
      ["instructor_away", 0, "2026-11-30", 2],
      ["room_too_small", 0, "2026-11-21", 1],
    ]);
  });
});
