import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";
import { overridables } from "../enrollments/schemas.ts";

// What the waitlist takes in. Its entries are enrollments of the kind `wait`; they are dropped there.

const nullableText = (max: number) =>
  z.nullable(
    z.pipe(
      z.string().check(z.trim(), z.maxLength(max, `At most ${max} characters`)),
      z.transform((value: string) => (value === "" ? null : value)),
    ),
  );
const text = (max: number) => z._default(nullableText(max), null);
const reason = z
  .string()
  .check(z.trim(), z.minLength(1, "Say why, for whoever asks later"), z.maxLength(300));
const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());
const slotIds = z.nullable(
  z.array(id).check(z.minLength(1, "Choose at least one weekly slot"), z.maxLength(14)),
);

/** Siblings who join together keep the order in which they are given. */
export const joinInput = z.object({
  studentIds: z
    .array(id)
    .check(z.minLength(1, "Choose at least one student"), z.maxLength(100, "At most 100 students at once")),
  classId: id,
  slotIds: z._default(slotIds, null),
  /** Not wanted before. */
  startsOn: isoDate,
  waitsForSiblings: z._default(z.boolean(), false),
  note: text(1000),
});
export type JoinInput = z.infer<typeof joinInput>;

export const editWaitInput = z.object({
  version,
  startsOn: z.optional(isoDate),
  slotIds: z.optional(slotIds),
  waitsForSiblings: z.optional(z.boolean()),
  note: z.optional(nullableText(1000)),
});
export type EditWaitInput = z.infer<typeof editWaitInput>;

/** The entry comes to stand directly behind this one; null: first. */
export const moveInput = z.object({ version, afterId: z.nullable(id), reason });
export type MoveInput = z.infer<typeof moveInput>;

export const offerInput = z.object({ version });
export type OfferInput = z.infer<typeof offerInput>;

/** Taking the place for the family. Without a date it begins today, or when it was wanted. */
export const acceptInput = z.object({
  version,
  startsOn: z.optional(isoDate),
  overrides: z._default(z.array(z.enum(overridables)).check(z.maxLength(overridables.length)), []),
});
export type AcceptInput = z.infer<typeof acceptInput>;

export const declineInput = z.object({ version, note: text(300) });
export type DeclineInput = z.infer<typeof declineInput>;
export const skipInput = z.object({ version, reason });
export type SkipInput = z.infer<typeof skipInput>;
export const requeueInput = z.object({ version });
export type RequeueInput = z.infer<typeof requeueInput>;

export const waitlistFilter = z.object({
  class: z.optional(id),
  program: z.optional(id),
  /** `open`: queued, or offered and not run out. */
  state: z._default(z.enum(["open", "queued", "offered", "expired", "all"]), "open"),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type WaitlistFilter = z.infer<typeof waitlistFilter>;
