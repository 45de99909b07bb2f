import * as z from "zod/mini";
import { addDays, isIsoDate } from "../../../tenant-schema/dates.ts";

/** So many meetings at most are cancelled, restored or staffed anew by one act. */
export const MAX_MEETINGS = 500;
/** The longest span of days one act reaches. */
export const MAX_SPAN_DAYS = 184;

const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-23"));
const id = z.string().check(z.minLength(5), z.maxLength(40));
const optionalId = z.optional(id);
const reason = z
  .string()
  .check(z.trim(), z.minLength(1, "Say why"), z.maxLength(500, "At most 500 characters"));
const optionalReason = z._default(
  z.nullable(z.string().check(z.trim(), z.maxLength(500, "At most 500 characters"))),
  null,
);
type Days = { readonly from: string; readonly to: string };
const inOrder = z.refine<Days>(({ from, to }) => to >= from, {
  error: "The last day lies before the first",
  path: ["to"],
});
const notTooLong = z.refine<Days>(({ from, to }) => to < addDays(from, MAX_SPAN_DAYS), {
  error: `At most ${MAX_SPAN_DAYS} days`,
  path: ["to"],
});

/** A meeting's name: its weekly slot and the date on which it falls by rule. */
export const meetingKey = z.object({ slotId: id, meetsOn: isoDate });
export type MeetingKey = z.infer<typeof meetingKey>;

/** Which meetings an act is about: some by name, or all of some days that fit. */
export const meetingScope = z.union([
  z.object({
    kind: z.literal("meetings"),
    meetings: z
      .array(meetingKey)
      .check(
        z.minLength(1, "Choose at least one meeting"),
        z.maxLength(MAX_MEETINGS, `At most ${MAX_MEETINGS} at once`),
      ),
  }),
  z
    .object({
      kind: z.literal("days"),
      from: isoDate,
      to: isoDate,
      classId: optionalId,
      programId: optionalId,
      locationId: optionalId,
      roomId: optionalId,
    })
    .check(inOrder, notTooLong),
]);
export type MeetingScope = z.infer<typeof meetingScope>;

export const previewCancelInput = z.object({ scope: meetingScope });

export const cancelInput = z.object({
  scope: meetingScope,
  reason,
  /** How many meetings the preview showed; another number now is refused, so that nobody cancels unseen. */
  seen: z.optional(z.int().check(z.nonnegative())),
  /** By mail: families of the students expected, and those who teach. */
  notify: z._default(z.object({ families: z.boolean(), staff: z.boolean() }), {
    families: false,
    staff: false,
  }),
  /** A sentence of one's own in that mail. */
  message: z._default(z.nullable(z.string().check(z.trim(), z.maxLength(2_000))), null),
  /** A makeup token for each student expected; without an expiry the school's rules say when it expires. */
  makeupTokens: z._default(
    z.nullable(
      z.object({
        expiresOn: z.optional(z.nullable(isoDate)),
        ignoresCap: z._default(z.boolean(), false),
      }),
    ),
    null,
  ),
  /** What billing makes of it: nothing, a credit, or the term goes on for as long. */
  moneyEffect: z._default(z.enum(["none", "credit", "extend"]), "none"),
});
export type CancelInput = z.infer<typeof cancelInput>;

export const restoreInput = z.object({
  meetings: z
    .array(meetingKey)
    .check(
      z.minLength(1, "Choose at least one meeting"),
      z.maxLength(MAX_MEETINGS, `At most ${MAX_MEETINGS} at once`),
    ),
  notify: z._default(z.object({ families: z.boolean(), staff: z.boolean() }), {
    families: false,
    staff: false,
  }),
});
export type RestoreInput = z.infer<typeof restoreInput>;

/** Where a meeting is moved to. `version` is that of its exception, null while there is none. */
export const moveInput = z.object({
  version: z.nullable(z.int().check(z.positive())),
  onDate: isoDate,
  startMinute: z.int().check(z.minimum(0), z.maximum(1_439)),
  durationMinutes: z.optional(z.int().check(z.minimum(1), z.maximum(1_440))),
  /** Left out: the room stays. */
  roomId: z.optional(id),
  reason: optionalReason,
  /** By mail: families of the students expected, and those who teach. */
  notify: z._default(z.object({ families: z.boolean(), staff: z.boolean() }), {
    families: false,
    staff: false,
  }),
});
export type MoveInput = z.infer<typeof moveInput>;

/** A new place for a meeting as the preview of a drag asks about it. */
export const previewMoveInput = z.pick(moveInput, {
  onDate: true,
  startMinute: true,
  durationMinutes: true,
  roomId: true,
});
export type PreviewMoveInput = z.infer<typeof previewMoveInput>;

export const putBackInput = z.object({ version: z.int().check(z.positive()) });

/** Who takes a meeting instead of somebody: the one herself, nobody, or somebody else. */
export const substituteChoice = z.union([
  z.object({ kind: z.literal("keep") }),
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("named"), staffId: id }),
]);
export type SubstituteChoice = z.infer<typeof substituteChoice>;

export const substituteInput = z.object({
  staffId: id,
  choice: substituteChoice,
  reason: optionalReason,
});
export type SubstituteInput = z.infer<typeof substituteInput>;

const away = z.object({ staffId: id, from: isoDate, to: isoDate });
export const previewAwayInput = away.check(inOrder, notTooLong);
export type PreviewAwayInput = z.infer<typeof previewAwayInput>;

/** Somebody is away: `choice` is for every meeting, `except` for those that are to be taken differently. */
export const awayInput = z
  .extend(away, {
    reason: optionalReason,
    choice: substituteChoice,
    except: z._default(
      z
        .array(z.extend(meetingKey, { choice: substituteChoice }))
        .check(z.maxLength(MAX_MEETINGS, `At most ${MAX_MEETINGS} at once`)),
      [],
    ),
    notify: z._default(z.boolean(), false),
  })
  .check(inOrder, notTooLong);
export type AwayInput = z.infer<typeof awayInput>;

export const endAbsenceInput = z.object({ version: z.int().check(z.positive()) });

export const absencesFilter = z.object({ staff: optionalId });
