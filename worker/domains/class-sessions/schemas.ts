import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// Sessions: the terms that classes are held in.

export const sessionKinds = ["ongoing", "rolling", "auto_drop"] as const;
export type SessionKind = (typeof sessionKinds)[number];

const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const optionalDate = z._default(z.nullable(isoDate), null);
const name = z
  .string()
  .check(z.trim(), z.minLength(1, "Enter a name"), z.maxLength(60, "At most 60 characters"));

interface Dates {
  readonly kind: SessionKind;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly registrationStartsOn: string | null;
  readonly registrationEndsOn: string | null;
}

const isBefore = (a: string | null, b: string | null) => a !== null && b !== null && a < b;
const datesFit = [
  z.refine<Dates>((value) => value.kind === "ongoing" || value.endsOn !== null, {
    path: ["endsOn"],
    message: "Enter the last day; only ongoing sessions have none",
  }),
  z.refine<Dates>((value) => !isBefore(value.endsOn, value.startsOn), {
    path: ["endsOn"],
    message: "The last day must not be before the first",
  }),
  z.refine<Dates>((value) => !isBefore(value.registrationEndsOn, value.registrationStartsOn), {
    path: ["registrationEndsOn"],
    message: "Registration must not close before it opens",
  }),
] as const;

const session = z.object({
  name,
  kind: z.enum(sessionKinds),
  startsOn: isoDate,
  endsOn: optionalDate,
  registrationStartsOn: optionalDate,
  registrationEndsOn: optionalDate,
});
export const sessionInput = session.check(...datesFit);
export type SessionInput = z.infer<typeof sessionInput>;
export const updateSessionInput = z
  .extend(session, { version: z.int().check(z.positive()) })
  .check(...datesFit);

export interface SessionRow extends SessionInput {
  readonly id: string;
  readonly version: number;
  /** Classes that are linked to it; its kind is fixed once there are any. */
  readonly classes: number;
  /** Enrollments that end with it. */
  readonly endingWithIt: number;
}
