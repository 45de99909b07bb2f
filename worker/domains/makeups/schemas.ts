import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// What the makeups room takes in: wire, form and domain type at once. What it answers is in shapes.ts.

const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());
const comment = z
  .string()
  .check(z.trim(), z.minLength(1, "Say why"), z.maxLength(500, "At most 500 characters"));
const programIds = z.nullable(z.array(id).check(z.minLength(1), z.maxLength(100)));

/** Makeups given by hand. */
export const grantTokensInput = z.object({
  studentId: id,
  count: z._default(z.int().check(z.minimum(1), z.maximum(20, "At most 20 at once")), 1),
  /** The last day on which it may be used; null: never expires; left out: by the school's rule. */
  expiresOn: z.optional(z.nullable(isoDate)),
  /** Null: any program. */
  programIds: z._default(programIds, null),
  /** Null: any location. */
  locationId: z._default(z.nullable(id), null),
  comment,
});
export type GrantTokensInput = z.infer<typeof grantTokensInput>;

/** What may be changed of a token nobody has used; a deleted program is replaced here. */
export const updateTokenInput = z.object({
  version,
  expiresOn: z.optional(z.nullable(isoDate)),
  programIds: z.optional(programIds),
  locationId: z.optional(z.nullable(id)),
  comment: z.optional(z.nullable(comment)),
});
export type UpdateTokenInput = z.infer<typeof updateTokenInput>;

export const revokeTokenInput = z.object({ version, comment });
export type RevokeTokenInput = z.infer<typeof revokeTokenInput>;

/** How many days of openings are looked through at once. */
export const MOST_OPENING_DAYS = 14;

/** The meetings in which a student could make up, within some days; of one class or of all. */
export const makeupOpeningsFilter = z.object({
  studentId: id,
  from: isoDate,
  to: isoDate,
  classId: z.optional(id),
});
export type MakeupOpeningsFilter = z.infer<typeof makeupOpeningsFilter>;

export const bookMakeupInput = z.object({
  studentId: id,
  classId: id,
  /** The day on which it takes place; all slots of the class that meet then are taken. */
  onDate: isoDate,
  /** Left out: the token that expires first. Null: without a token, which takes a right of its own. */
  tokenId: z.optional(z.nullable(id)),
  /** Book although age, gender, grade, capacity or program say no; takes the right to enroll against the rules. */
  isOverride: z._default(z.boolean(), false),
  note: z._default(z.nullable(z.string().check(z.trim(), z.maxLength(500))), null),
});
export type BookMakeupInput = z.infer<typeof bookMakeupInput>;

export const cancelMakeupInput = z.object({
  version,
  /** Give the token back although it is too late by the rule; takes the right to create tokens. */
  returnsAnyway: z._default(z.boolean(), false),
});
export type CancelMakeupInput = z.infer<typeof cancelMakeupInput>;
