import * as z from "zod/mini";
import { addDays, isIsoDate } from "../../../tenant-schema/dates.ts";

// Days on which nothing meets, nothing is billed, or both.

export const closureEffects = ["closure", "billing", "both"] as const;
export type ClosureEffect = (typeof closureEffects)[number];

/** A closure is looked at day by day, so it does not go on for ever. */
const MAX_DAYS = 366;

const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-12-24"));
const reference = z._default(z.nullable(z.string().check(z.minLength(5), z.maxLength(40))), null);

interface Span {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly locationId: string | null;
  readonly programId: string | null;
  readonly classId: string | null;
}

const spanFits = [
  z.refine<Span>((value) => value.endsOn >= value.startsOn, {
    path: ["endsOn"],
    message: "The last day must not be before the first",
  }),
  z.refine<Span>((value) => value.endsOn <= addDays(value.startsOn, MAX_DAYS - 1), {
    path: ["endsOn"],
    message: "At most a year; archive a class that does not meet for longer",
  }),
  z.refine<Span>(
    (value) =>
      [value.locationId, value.programId, value.classId].filter((target) => target !== null).length <= 1,
    { path: ["locationId"], message: "Choose one: a location, a program or a class" },
  ),
] as const;

const closure = z.object({
  name: z.string().check(z.trim(), z.minLength(1, "Enter a name"), z.maxLength(60, "At most 60 characters")),
  startsOn: isoDate,
  endsOn: isoDate,
  effect: z.enum(closureEffects),
  /** At most one of the three; none of them is everywhere. */
  locationId: reference,
  programId: reference,
  classId: reference,
  note: z._default(
    z.nullable(
      z.pipe(
        z.string().check(z.trim(), z.maxLength(500, "At most 500 characters")),
        z.transform((text: string) => (text === "" ? null : text)),
      ),
    ),
    null,
  ),
});
export const closureInput = closure.check(...spanFits);
export type ClosureInput = z.infer<typeof closureInput>;
export const updateClosureInput = z
  .extend(closure, { version: z.int().check(z.positive()) })
  .check(...spanFits);

/** What is asked while a closure is being entered; `except` is the one that is being changed. */
export const closureImpactQuery = z
  .object({
    startsOn: isoDate,
    endsOn: isoDate,
    locationId: reference,
    programId: reference,
    classId: reference,
    except: reference,
  })
  .check(...spanFits);
export type ClosureImpactQuery = z.infer<typeof closureImpactQuery>;

/** Which meetings would not take place. */
export interface ClosureImpact {
  readonly meetings: number;
  readonly classes: number;
  /** Of the meetings, those for which attendance was taken already. */
  readonly withAttendance: number;
}

export interface ClosureRow extends ClosureInput {
  readonly id: string;
  readonly version: number;
  /** What it is limited to, in words; null: everywhere. */
  readonly target: string | null;
}

/** What a closure may be limited to. */
export interface ClosureTargets {
  readonly locations: readonly { readonly id: string; readonly name: string }[];
  readonly programs: readonly { readonly id: string; readonly name: string }[];
  readonly classes: readonly { readonly id: string; readonly name: string }[];
}
