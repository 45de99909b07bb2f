import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";
import { MOST_MARKS, MOST_MEETINGS } from "./values.ts";

// What the attendance room takes in: wire, form and domain type at once. What it answers is in shapes.ts.

const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const id = z.string().check(z.minLength(5), z.maxLength(40));
const note = z.nullable(
  z.pipe(
    z.string().check(z.trim(), z.maxLength(500, "At most 500 characters")),
    z.transform((text: string) => (text === "" ? null : text)),
  ),
);

export const markStatuses = ["present", "absent", "tardy", "none"] as const;
/** `none`: nothing said, or a mark taken back. */
export type MarkStatus = (typeof markStatuses)[number];

/** The meetings of a day; without a date those of today where the school is. */
export const meetingsFilter = z.object({ date: z.optional(isoDate) });
export type MeetingsFilter = z.infer<typeof meetingsFilter>;

/** One meeting: the slot, and the date on which it meets by rule (also when this meeting was moved). */
export const rollSheetFilter = z.object({ slotId: id, meetsOn: isoDate });
export type RollSheetFilter = z.infer<typeof rollSheetFilter>;

/** What was said about one student at one meeting, here or on a device that had no network. */
export const markInput = z.object({
  studentId: id,
  slotId: id,
  meetsOn: isoDate,
  status: z.enum(markStatuses),
  /** Left out: as it was, or by the notice that was given. */
  isExcused: z.optional(z.boolean()),
  /** Left out: as it was. */
  note: z.optional(note),
  /** The version of the mark that was seen when it was made; 0: there was none. */
  baseVersion: z.int().check(z.minimum(0)),
  clientMarkedAtMs: z.int().check(z.positive()),
});
export type MarkInput = z.infer<typeof markInput>;

export const marksInput = z.object({
  marks: z.array(markInput).check(
    z.minLength(1, "Send at least one mark"),
    z.maxLength(MOST_MARKS, `At most ${MOST_MARKS} marks at once`),
    z.refine(
      (marks) => new Set(marks.map(({ slotId, meetsOn }) => `${slotId} ${meetsOn}`)).size <= MOST_MEETINGS,
      `Marks of at most ${MOST_MEETINGS} meetings at once`,
    ),
  ),
});
export type MarksInput = z.infer<typeof marksInput>;

const days = { from: isoDate, to: isoDate };

/** The meetings of one student within some days; `slotIds` null: all. Used to preview, report and withdraw. */
export const absenceInput = z.object({
  studentId: id,
  ...days,
  slotIds: z._default(z.nullable(z.array(id).check(z.minLength(1), z.maxLength(50))), null),
  /** Only these of the meetings within the days; null: all. */
  meetings: z._default(
    z.nullable(
      z.array(z.object({ slotId: id, meetsOn: isoDate })).check(z.minLength(1), z.maxLength(MOST_MARKS)),
    ),
    null,
  ),
  /** Left out: by the school's rule on notice. Saying it takes the right to excuse. */
  isExcused: z.optional(z.boolean()),
  note: z.optional(note),
});
export type AbsenceInput = z.infer<typeof absenceInput>;

/** The same as a question in an address: which meetings that would be. */
export const absenceFilter = z.object({ studentId: id, ...days });
export type AbsenceFilter = z.infer<typeof absenceFilter>;

/** The marks of one student; without dates those of the last twelve months. */
export const studentAttendanceFilter = z.object({ from: z.optional(isoDate), to: z.optional(isoDate) });
export type StudentAttendanceFilter = z.infer<typeof studentAttendanceFilter>;
