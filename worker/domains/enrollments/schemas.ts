import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";
import { billingChoice } from "../tuition/schemas.ts";

// What the enrollments room takes in: wire, form and domain type at once. What it answers is in shapes.ts.

const nullableText = (max: number) =>
  z.nullable(
    z.pipe(
      z.string().check(z.trim(), z.maxLength(max, `At most ${max} characters`)),
      z.transform((text: string) => (text === "" ? null : text)),
    ),
  );
const optionalText = (max: number) => z._default(nullableText(max), null);
const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const optionalDate = z._default(z.nullable(isoDate), null);
const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());
const cursor = z.optional(z.string().check(z.maxLength(400)));
/** Null: every weekly slot of the class. */
const slotIds = z._default(
  z.nullable(z.array(id).check(z.minLength(1, "Choose at least one weekly slot"), z.maxLength(14))),
  null,
);
const students = z
  .array(id)
  .check(z.minLength(1, "Choose at least one student"), z.maxLength(100, "At most 100 students at once"));

/** Kinds that take a place; a trial, a makeup and a single day last one day. */
export const placeKinds = ["active", "trial", "makeup", "single_day"] as const;
export type PlaceKind = (typeof placeKinds)[number];
export const enrollmentKinds = [...placeKinds, "wait"] as const;
export type EnrollmentKind = (typeof enrollmentKinds)[number];

/** What somebody with the right to do so may enroll against, each by name. */
export const overridables = [
  "capacity",
  "too_young",
  "too_old",
  "birth_date_unknown",
  "gender",
  "gender_unknown",
  "grade",
  "grade_unknown",
  "outside_class_dates",
] as const;
export type Overridable = (typeof overridables)[number];
const overrides = z._default(z.array(z.enum(overridables)).check(z.maxLength(overridables.length)), []);

const wanted = {
  classId: id,
  kind: z._default(z.enum(placeKinds), "active"),
  slotIds,
  /** The first day; for the kinds of one day, the day. */
  startsOn: isoDate,
  /** The last day, if it is known already. */
  endsOn: optionalDate,
  sessionId: z._default(z.nullable(id), null),
};

/** What would come of it, before anything is done. */
export const previewInput = z.object({ ...wanted, studentIds: students, holdId: z.optional(id) });
export type PreviewInput = z.infer<typeof previewInput>;

/** What was seen and is wanted all the same goes into `overrides`; anything else that is in the way is refused. */
const decided = {
  ...wanted,
  billing: z.optional(billingChoice),
  note: optionalText(1000),
  overrides,
  holdId: z.optional(id),
};
export const enrollInput = z.object({ ...decided, studentId: id });
export type EnrollInput = z.infer<typeof enrollInput>;

export const enrollGroupInput = z.object({ ...decided, studentIds: students });
export type EnrollGroupInput = z.infer<typeof enrollGroupInput>;

export const holdInput = z.object({
  classId: id,
  slotIds,
  startsOn: isoDate,
  endsOn: optionalDate,
  studentId: z._default(z.nullable(id), null),
});
export type HoldInput = z.infer<typeof holdInput>;

/** Fields left out stay as they are. */
export const editInput = z.object({
  version,
  startsOn: z.optional(isoDate),
  endsOn: z.optional(z.nullable(isoDate)),
  slotIds: z.optional(z.nullable(z.array(id).check(z.minLength(1, "Choose at least one weekly slot")))),
  note: z.optional(nullableText(1000)),
  overrides,
});
export type EditInput = z.infer<typeof editInput>;

const ending = {
  /** The last day on which the student comes. */
  endsOn: isoDate,
  reasonId: z._default(z.nullable(id), null),
  note: optionalText(1000),
};
export const dropInput = z.object({ version, ...ending });
export type DropInput = z.infer<typeof dropInput>;

/** `expected`: how many the person saw; another number means that somebody came or went meanwhile. */
export const dropAllInput = z.object({ classId: id, expected: z.int().check(z.minimum(0)), ...ending });
export type DropAllInput = z.infer<typeof dropAllInput>;

export const deleteEnrollmentInput = z.object({ version });

const transferTo = {
  enrollments: z
    .array(z.object({ id, version }))
    .check(z.minLength(1, "Choose at least one enrollment"), z.maxLength(100, "At most 100 at once")),
  classId: id,
  slotIds,
  /** The first day in the new class. */
  startsOn: isoDate,
  /** The last day in the old one, when it is earlier than the day before. */
  lastDayOn: optionalDate,
  sessionId: z._default(z.nullable(id), null),
};
export const transferPreviewInput = z.object(transferTo);
export type TransferPreviewInput = z.infer<typeof transferPreviewInput>;
/** What was left ticked of the money that the preview showed; it is booked with the transfer, or nothing is done. */
const transferMoney = z.array(
  z.object({ familyId: id, enrollmentId: id, month: isoDate, differenceMinor: z.int() }),
);
export const transferInput = z.object({
  ...transferTo,
  note: optionalText(1000),
  overrides,
  money: z._default(transferMoney.check(z.maxLength(600)), []),
});
export type TransferInput = z.infer<typeof transferInput>;

/** `during`: enrolled on any day of the range; the others look at the first or the last day. */
export const listBases = ["during", "starts", "drops"] as const;

/** The Enrollments page as its URL says it; without dates it is the present month. */
export const enrollmentFilter = z.object({
  from: z.optional(isoDate),
  to: z.optional(isoDate),
  basis: z._default(z.enum(listBases), "during"),
  kind: z.optional(z.enum(enrollmentKinds)),
  program: z.optional(id),
  class: z.optional(id),
  level: z.optional(id),
  location: z.optional(id),
  first: z._default(z.enum(["all", "only"]), "all"),
  q: z._default(z.string().check(z.trim(), z.maxLength(200)), ""),
  cursor,
});
export type EnrollmentFilter = z.infer<typeof enrollmentFilter>;

/** Whom a class is looked for, as the URL says it: ids with commas between them. */
export const classChoiceFilter = z.object({
  students: z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string) => text.split(",")),
    ),
    students,
  ),
  on: z.optional(isoDate),
  q: z._default(z.string().check(z.trim(), z.maxLength(200)), ""),
});
export type ClassChoiceFilter = z.infer<typeof classChoiceFilter>;
