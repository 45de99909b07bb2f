import { describe, expect, it } from "vitest";
import type { Column } from "../../../web/office/calendar/columns.ts";
import { dropOf } from "../../../web/office/calendar/drop.ts";
import type { CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";

const meeting = (instructors: CalendarMeeting["instructors"]) =>
  ({ onDate: "2026-11-24", startMinute: 960, roomId: "room_1", instructors }) as unknown as CalendarMeeting;
const taught = meeting([{ staffId: "stf_1", isAway: false, substituteId: null }]);
const orphan = meeting([{ staffId: "stf_1", isAway: true, substituteId: null }]);
const handedOn = meeting([{ staffId: "stf_1", isAway: true, substituteId: "stf_2" }]);

const column = (given: Partial<Column>): Column => ({
  id: JSON.stringify(given),
  title: "",
  note: null,
  date: "2026-11-24",
  isToday: false,
  closure: null,
  staffId: null,
  roomId: null,
  meetings: [],
  ...given,
});
const put = (one: CalendarMeeting, from: Partial<Column>, to: Partial<Column>, start = 960) =>
  dropOf({ meeting: one, from: column(from), column: column(to), start });

describe("putting a meeting down", () => {
  it("where it was does nothing", () => {
    expect(put(taught, {}, {})).toBeUndefined();
    expect(put(taught, { roomId: "room_1" }, { roomId: "room_1" })).toBeUndefined();
  });

  it("at another hour, on another day or in another room moves it", () => {
    expect(put(taught, {}, {}, 975)).toMatchObject({ kind: "move", startMinute: 975, roomId: undefined });
    expect(put(taught, {}, { date: "2026-11-25" })).toMatchObject({ kind: "move", onDate: "2026-11-25" });
    expect(put(taught, { roomId: "room_1" }, { roomId: "room_2" })).toMatchObject({ roomId: "room_2" });
  });

  it("in somebody's column hands it to them, whoever stood in before", () => {
    const to = { staffId: "stf_3" };
    const handed = { kind: "substitute", staffId: "stf_1", substituteId: "stf_3" };
    expect(put(taught, { staffId: "stf_1" }, to)).toMatchObject(handed);
    expect(put(handedOn, { staffId: "stf_2" }, to)).toMatchObject(handed);
    expect(put(orphan, {}, to)).toMatchObject(handed);
  });

  it("in the column of the one who is away gives it back", () => {
    expect(put(handedOn, { staffId: "stf_2" }, { staffId: "stf_1" })).toMatchObject({
      staffId: "stf_1",
      substituteId: "stf_1",
    });
  });

  it("in nobody's column is no act", () => {
    expect(put(taught, { staffId: "stf_1" }, {})).toBeUndefined();
  });
});
