import * as z from "zod/mini";

// What the classes room takes in: wire, form and domain type at once. What it answers is in shapes.ts.

const trimmed = (max: number) => z.string().check(z.trim(), z.maxLength(max, `At most ${max} characters`));
const required = (max: number, what: string) =>
  z.string().check(z.trim(), z.minLength(1, `Enter ${what}`), z.maxLength(max, `At most ${max} characters`));
const optional = (max: number) =>
  z.nullable(
    z.pipe(
      trimmed(max),
      z.transform((text: string) => (text === "" ? null : text)),
    ),
  );
const isoDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, "Enter a date such as 2019-04-30"));
const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());
const whole = (least: number, most: number) =>
  z
    .int("Enter a whole number")
    .check(z.minimum(least, `At least ${least}`), z.maximum(most, `At most ${most}`));
const inUrl = (least: number, most: number) =>
  z.optional(z.coerce.number().check(z.int(), z.minimum(least), z.maximum(most)));

export const classStatuses = ["active", "all", "inactive", "future"] as const;
export const classSorts = ["name", "day", "openings"] as const;

/** The classes list as its URL says it; times are minutes of the day, `openings` counts places free on the date `on`. */
export const classFilter = z.object({
  status: z._default(z.enum(classStatuses), "active"),
  q: z._default(trimmed(200), ""),
  program: z.optional(id),
  level: z.optional(id),
  location: z.optional(id),
  day: inUrl(1, 7),
  from: inUrl(0, 1439),
  to: inUrl(0, 1439),
  instructor: z.optional(id),
  room: z.optional(id),
  session: z.optional(id),
  keyword: z.optional(id),
  online: z.optional(z.enum(["yes", "no"])),
  openings: inUrl(1, 999),
  on: z.optional(isoDate),
  years: inUrl(0, 120),
  months: inUrl(0, 11),
  gender: z.optional(z.enum(["female", "male", "coed"])),
  sort: z._default(z.enum(classSorts), "name"),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type ClassFilter = z.infer<typeof classFilter>;

const ageYears = z._default(z.nullable(whole(0, 120)), null);
const ageMonths = z._default(z.nullable(whole(0, 11)), null);
const ageDays = z._default(z.nullable(whole(0, 31)), null);
const yes = z._default(z.boolean(), true);
const no = z._default(z.boolean(), false);
const date = z._default(z.nullable(isoDate), null);

export const classFields = z.object({
  name: required(120, "a name"),
  locationId: id,
  programId: z._default(z.nullable(id), null),
  levelId: z._default(z.nullable(id), null),
  description: z._default(optional(4000), null),
  capacity: z
    .int("Enter how many places there are")
    .check(z.minimum(0, "At least 0"), z.maximum(999, "At most 999")),
  startsOn: isoDate,
  endsOn: date,
  gender: z._default(z.nullable(z.enum(["female", "male"])), null),
  schoolGrade: z._default(optional(40), null),
  minAgeYears: ageYears,
  minAgeMonths: ageMonths,
  minAgeDays: ageDays,
  maxAgeYears: ageYears,
  maxAgeMonths: ageMonths,
  maxAgeDays: ageDays,
  isOnline: yes,
  showsOpenings: yes,
  takesRegistration: yes,
  takesTrials: yes,
  takesMakeups: yes,
  takesSingleDays: no,
  offersPlaces: yes,
  offersRegardless: no,
  registrationStartsOn: date,
  registrationEndsOn: date,
  priorityStartsOn: date,
  priorityEndsOn: date,
  priorityKeywordId: z._default(z.nullable(id), null),
  customValues: z._default(z.record(z.string(), z.string().check(z.maxLength(2000))), {}),
  allowsProration: yes,
  isTaxExempt: no,
  /** Hundredths of a percent, instead of what program and location say. */
  ownTaxBp: z._default(z.nullable(whole(0, 10_000)), null),
});
export type ClassFields = z.infer<typeof classFields>;

/** What a weekly slot is like: from a day on, until it is changed. No capacity takes the class's. */
export const slotFields = z.object({
  weekday: whole(1, 7),
  startMinute: z.int("Enter a time such as 4:30 pm").check(z.minimum(0), z.maximum(1439)),
  durationMinutes: whole(1, 1440),
  roomId: z._default(z.nullable(id), null),
  capacity: z._default(z.nullable(whole(0, 999)), null),
  instructorIds: z._default(z.array(id).check(z.maxLength(10, "At most 10 instructors")), []),
});
export type SlotFields = z.infer<typeof slotFields>;

/** How a class may be billed. */
const tuitionPair = z.object({ billingScheduleId: id, tuitionRateId: id });
export type TuitionPair = z.infer<typeof tuitionPair>;

const links = {
  sessionIds: z.array(id).check(z.maxLength(20)),
  keywordIds: z.array(id).check(z.maxLength(50)),
  /** The first is the default, an enrollment may choose another. */
  tuitions: z.array(tuitionPair).check(z.maxLength(10, "At most 10 ways to bill")),
};

/** A new class, whole. A class may be made before anybody knows when it meets. */
export const createClassInput = z.extend(classFields, {
  sessionIds: z._default(links.sessionIds, []),
  keywordIds: z._default(links.keywordIds, []),
  tuitions: z._default(links.tuitions, []),
  slots: z._default(z.array(slotFields).check(z.maxLength(14, "At most 14 slots a week")), []),
});
export type CreateClassInput = z.infer<typeof createClassInput>;

// A partial schema keeps the defaults of its fields, which would overwrite what was not sent; these have none.
const withoutDefaults = <T extends z.core.$ZodShape>(shape: z.ZodMiniObject<T>) =>
  z.object(
    Object.fromEntries(
      Object.entries(shape.shape).map(([key, field]) => [
        key,
        z.optional(field instanceof z.ZodMiniDefault ? field.def.innerType : field),
      ]),
    ) as { [K in keyof T]: z.ZodMiniOptional<T[K] extends z.ZodMiniDefault<infer Inner> ? Inner : T[K]> },
  );

/** An edit of a class: the fields that change, and the version they were read at. */
export const updateClassInput = z.extend(withoutDefaults(classFields), {
  version,
  sessionIds: z.optional(links.sessionIds),
  keywordIds: z.optional(links.keywordIds),
  tuitions: z.optional(links.tuitions),
  /** The person saw that fewer places remain than are taken, and wants it all the same. */
  overCapacitySeen: no,
});
export type UpdateClassInput = z.infer<typeof updateClassInput>;

export const addSlotInput = z.extend(slotFields, { startsOn: isoDate });
export type AddSlotInput = z.infer<typeof addSlotInput>;
/** From `from` on the slot is like this; before, it stays what it was. */
export const changeSlotInput = z.extend(slotFields, { from: isoDate, version, overCapacitySeen: no });
export type ChangeSlotInput = z.infer<typeof changeSlotInput>;
export const endSlotInput = z.object({ lastOn: isoDate, version, enrolledSeen: no });
export type EndSlotInput = z.infer<typeof endSlotInput>;
/** A version that has not begun may be put right in place. */
export const correctVersionInput = z.extend(slotFields, { version, overCapacitySeen: no });
export type CorrectVersionInput = z.infer<typeof correctVersionInput>;

export const archiveClassInput = z.object({ version, enrolledSeen: no });
export type ArchiveClassInput = z.infer<typeof archiveClassInput>;
export const classVersionInput = z.object({ version });

export const duplicateClassInput = z.object({
  name: required(120, "a name"),
  startsOn: isoDate,
  endsOn: date,
  withInstructors: yes,
  sessionIds: z.optional(links.sessionIds),
});
export type DuplicateClassInput = z.infer<typeof duplicateClassInput>;

/** What a bulk edit does to every ticked class; what is left out stays. `{name}` in the pattern is the present name. */
export const quickEdit = z.object({
  namePattern: z.optional(required(160, "a name")),
  programId: z.optional(z.nullable(id)),
  levelId: z.optional(z.nullable(id)),
  capacity: z.optional(whole(0, 999)),
  isArchived: z.optional(z.boolean()),
  isOnline: z.optional(z.boolean()),
  showsOpenings: z.optional(z.boolean()),
  takesRegistration: z.optional(z.boolean()),
  takesTrials: z.optional(z.boolean()),
  takesMakeups: z.optional(z.boolean()),
  takesSingleDays: z.optional(z.boolean()),
  offersPlaces: z.optional(z.boolean()),
  allowsProration: z.optional(z.boolean()),
  isTaxExempt: z.optional(z.boolean()),
  /** Becomes the default; what there was stays to choose from. */
  tuition: z.optional(tuitionPair),
  addKeywordIds: z._default(z.array(id).check(z.maxLength(20)), []),
  removeKeywordIds: z._default(z.array(id).check(z.maxLength(20)), []),
});
export type QuickEdit = z.infer<typeof quickEdit>;
export const quickEditInput = z.object({
  classes: z
    .array(z.object({ id, version: z.optional(version) }))
    .check(z.minLength(1, "Choose at least one class"), z.maxLength(200, "At most 200 at once")),
  edit: quickEdit,
  overCapacitySeen: no,
});
export type QuickEditInput = z.infer<typeof quickEditInput>;

/** Slots that nobody has saved yet, to be looked at for clashes. */
export const conflictProbe = z.object({
  classId: z.optional(id),
  startsOn: isoDate,
  endsOn: date,
  slots: z
    .array(z.extend(slotFields, { slotId: z.optional(id), instructorIds: z.array(id) }))
    .check(z.maxLength(14)),
});
export type ConflictProbe = z.infer<typeof conflictProbe>;
