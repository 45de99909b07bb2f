import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Entry,
  type KeptMark,
  keep,
  keyOf,
  nextBatch,
  type SaidMark,
  settle,
  shownMark,
} from "../../../web/office/attendance/queue/mark-queue.ts";
import type { Mark, MarkOutcome } from "../../../worker/domains/attendance/shapes.ts";

const name = { studentId: "stu_1", slotId: "slo_1", meetsOn: "2026-11-20" };
const said = (more: Partial<SaidMark> = {}): SaidMark => ({
  ...name,
  status: "present",
  baseVersion: 0,
  ...more,
});
const serverMark = (more: Partial<Mark> = {}): Mark => ({
  status: "absent",
  isExcused: false,
  isReported: false,
  note: null,
  version: 4,
  markedAt: 1,
  markedBy: "Dana",
  ...more,
});
const saved = (version: number): MarkOutcome => ({
  ...name,
  outcome: "saved",
  mark: serverMark({ version }),
  token: null,
});
const conflict: MarkOutcome = {
  ...name,
  outcome: "conflict",
  mark: { ...serverMark(), isOwn: false },
};
const most = { marks: 200, meetings: 50 };

describe("what is kept of what was said", () => {
  it("is the last word over the version that was seen at the first", () => {
    const first = keep(undefined, said({ baseVersion: 2 }), 1_000);
    const second = keep(first, said({ status: "tardy", baseVersion: 7 }), 2_000);
    expect(second.mark).toEqual({ ...name, status: "tardy", baseVersion: 2, clientMarkedAtMs: 2_000 });
  });

  it("keeps a note when the mark changes, and an excuse only while the absence stands", () => {
    const noted = keep(undefined, said({ status: "absent", note: "Sick", isExcused: true }), 1);
    expect(keep(noted, said({ status: "absent" }), 2).mark).toMatchObject({ note: "Sick", isExcused: true });
    const present = keep(noted, said({ status: "present" }), 3).mark;
    expect(present).toMatchObject({ status: "present", note: "Sick" });
    expect(present.isExcused).toBeUndefined();
  });

  it("has an order even when the clock stands still or goes back", () => {
    const first = keep(undefined, said(), 5_000);
    expect(keep(first, said({ status: "absent" }), 4_000).mark.clientMarkedAtMs).toBe(5_001);
  });

  it("rests on the other mark once a conflict was seen", () => {
    const entry = settle(keep(undefined, said(), 1), keep(undefined, said(), 1).mark, conflict)!;
    expect(entry.trouble?.kind).toBe("conflict");
    const mine = keep(entry, said(), 2);
    expect(mine).toMatchObject({ trouble: null, mark: { baseVersion: 4, status: "present" } });
  });
});

describe("what becomes of it", () => {
  const entry = keep(undefined, said(), 1_000);

  it("is forgotten when the server has it", () => {
    expect(settle(entry, entry.mark, saved(1))).toBeUndefined();
  });

  it("goes on with what was said while it was under way, over the new version", () => {
    const newer = keep(entry, said({ status: "absent" }), 2_000);
    expect(settle(newer, entry.mark, saved(1))).toMatchObject({
      trouble: null,
      mark: { status: "absent", baseVersion: 1 },
    });
  });

  it("waits for a person after a conflict, also when more was said since", () => {
    const newer = keep(entry, said({ status: "tardy" }), 2_000);
    expect(settle(newer, entry.mark, conflict)).toMatchObject({
      mark: { status: "tardy" },
      trouble: { kind: "conflict", mark: { version: 4 } },
    });
  });

  it("says why it was refused", () => {
    const refused: MarkOutcome = { ...name, outcome: "refused", reason: "cancelled", message: "Cancelled." };
    expect(settle(entry, entry.mark, refused)?.trouble).toEqual({ kind: "refused", message: "Cancelled." });
  });
});

describe("what is sent", () => {
  const entryAt = (student: number, slot: number, atMs: number): Entry => ({
    mark: {
      studentId: `s${student}`,
      slotId: `t${slot}`,
      meetsOn: "2026-11-20",
      status: "present",
      baseVersion: 0,
      clientMarkedAtMs: atMs,
    },
    trouble: null,
  });

  it("goes in the order in which it was said, without what waits for a person", () => {
    const stuck: Entry = { ...entryAt(9, 1, 0), trouble: { kind: "refused", message: "no" } };
    const batch = nextBatch([entryAt(1, 1, 30), stuck, entryAt(2, 1, 10), entryAt(3, 2, 20)], most);
    expect(batch.map(({ clientMarkedAtMs }) => clientMarkedAtMs)).toEqual([10, 20, 30]);
  });

  it("is never more than one request takes, and in the end everything was sent once", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.nat(60), fc.nat(8)), { selector: String, maxLength: 80 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 4 }),
        (names, marks, meetings) => {
          let left = names.map(([student, slot], at) => entryAt(student, slot, at));
          const sent: KeptMark[] = [];
          while (left.length > 0) {
            const batch = nextBatch(left, { marks, meetings });
            expect(batch.length).toBeGreaterThan(0);
            expect(batch.length).toBeLessThanOrEqual(marks);
            expect(new Set(batch.map(({ slotId }) => slotId)).size).toBeLessThanOrEqual(meetings);
            const keys = new Set(batch.map(keyOf));
            left = left.filter(({ mark }) => !keys.has(keyOf(mark)));
            sent.push(...batch);
          }
          expect(sent.map(({ clientMarkedAtMs }) => clientMarkedAtMs)).toEqual(names.map((_, at) => at));
        },
      ),
    );
  });
});

describe("what is shown", () => {
  it("is what was said here over what the server has", () => {
    const mark = serverMark({ isExcused: true, isReported: true, note: "Away" });
    const entry = keep(undefined, said({ status: "present", baseVersion: 4 }), 9);
    expect(shownMark(mark, undefined)).toBe(mark);
    expect(shownMark(mark, entry)).toMatchObject({
      status: "present",
      isExcused: false,
      isReported: false,
      note: "Away",
      version: 4,
    });
  });
});
