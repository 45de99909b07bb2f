import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { absenceRuns, meetingKey } from "../../../web/office/attendance/absences/absence-runs.ts";
import type { StudentMeeting } from "../../../worker/domains/attendance/shapes.ts";

const meeting = (
  slotId: string,
  onDate: string,
  obstacle: StudentMeeting["obstacle"] = null,
): StudentMeeting => ({
  slotId,
  meetsOn: onDate,
  onDate,
  classId: "cls_1",
  className: "Tumbling",
  locationName: "North",
  startMinute: 600,
  durationMinutes: 60,
  enrollmentId: "enr_1",
  kind: "active",
  mark: {
    status: "none",
    isExcused: false,
    isReported: false,
    note: null,
    version: 0,
    markedAt: null,
    markedBy: null,
  },
  obstacle,
  wouldBeExcused: true,
  wouldEarnToken: false,
  startsAtMs: 0,
});
const day = (number: number) => `2026-12-${String(number).padStart(2, "0")}`;

describe("chosen meetings as ranges", () => {
  it("are one range when all are chosen, also around what was cancelled", () => {
    const all = [meeting("a", day(1)), meeting("b", day(3), "cancelled"), meeting("a", day(8))];
    const chosen = new Set([meetingKey(all[0]!), meetingKey(all[2]!)]);
    expect(absenceRuns(all, chosen)).toEqual([{ from: day(1), to: day(8), slotIds: ["a"] }]);
  });

  it("are two when one between is left out", () => {
    const all = [meeting("a", day(1)), meeting("a", day(8)), meeting("a", day(15))];
    const chosen = new Set([meetingKey(all[0]!), meetingKey(all[2]!)]);
    expect(absenceRuns(all, chosen)).toHaveLength(2);
  });

  it("cover exactly what was chosen, whatever it is", () => {
    const slot = fc.constantFrom("a", "b", "c");
    const names = fc.uniqueArray(fc.tuple(slot, fc.integer({ min: 1, max: 28 })), {
      selector: String,
      maxLength: 30,
    });
    fc.assert(
      fc.property(names, fc.infiniteStream(fc.boolean()), (pairs, coin) => {
        const all = pairs.map(([slotId, number]) => meeting(slotId, day(number)));
        const chosen = new Set(all.filter(() => coin.next().value).map(meetingKey));
        const runs = absenceRuns(all, chosen);
        const covered = all.filter(({ onDate, slotId }) =>
          runs.some(({ from, to, slotIds }) => onDate >= from && onDate <= to && slotIds.includes(slotId)),
        );
        expect(new Set(covered.map(meetingKey))).toEqual(chosen);
      }),
    );
  });
});
