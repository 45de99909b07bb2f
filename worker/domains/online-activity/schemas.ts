import * as z from "zod/mini";
import type { Committed } from "../../kernel/committed.ts";

/** What families do and ask for, as staff are told of it. */
export const activityKinds = [
  "enrollment",
  "enrollment_request",
  "trial",
  "trial_request",
  "makeup",
  "makeup_request",
  "waitlist",
  "offer_accepted",
  "offer_declined",
  "transfer_request",
  "drop",
  "drop_request",
  "absence",
  "absence_request",
  "payment",
  "autopay",
  "new_account",
  "student_added",
  "profile_changed",
  "policy_answer",
  "opt_out",
  "erase_request",
] as const;
export type ActivityKind = (typeof activityKinds)[number];
export const activityKind = z.enum(activityKinds);

const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());
const amount = z.int().check(z.nonnegative());

/** `open`: what still waits; `closed`: what was decided, dismissed or expired. */
export const activityFilter = z.object({
  state: z._default(z.enum(["open", "closed", "all"]), "open"),
  nature: z.optional(z.enum(["info", "request"])),
  kind: z.optional(activityKind),
  family: z.optional(id),
  /** Items claimed by whoever asks. */
  mine: z.optional(z.literal("1")),
  q: z.optional(z.string().check(z.trim(), z.maxLength(80))),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type ActivityFilter = z.infer<typeof activityFilter>;

export const changesQuery = z.object({
  after: z.string().check(z.regex(/^\d{1,15}$/, "A number")),
});

export const itemVersion = z.object({ version });
const items = (most: number) => z.array(z.object({ id, version })).check(z.minLength(1), z.maxLength(most));
/** Up to so many at once; a screen with more sends them one after the other and shows how far it is. */
export const MAX_AT_ONCE = 20;
export const dismissInput = z.object({ items: items(200) });
export const previewInput = z.object({ ids: z.array(id).check(z.minLength(1), z.maxLength(MAX_AT_ONCE)) });
export const decideInput = z.object({
  decision: z.enum(["approve", "deny"]),
  /** Goes into the mail to the family. */
  text: z._default(z.string().check(z.trim(), z.maxLength(1_000, "At most 1,000 characters")), ""),
  items: z
    .array(
      z.object({
        id,
        version,
        /** The sums that the preview showed; others since then refuse. */
        expected: z.optional(z.object({ chargeMinor: amount, creditMinor: amount })),
        /** What is approved against the rules, each by name; takes the right to. */
        overrides: z.optional(z.array(z.string().check(z.maxLength(40))).check(z.maxLength(20))),
      }),
    )
    .check(z.minLength(1), z.maxLength(MAX_AT_ONCE)),
});
export type DecideInput = z.infer<typeof decideInput>;

/** An item as the list shows it. */
export interface ActivityRow {
  readonly id: string;
  /** Taken anew whenever the item changes; what a screen has is compared by it. */
  readonly number: number;
  readonly version: number;
  readonly kind: ActivityKind;
  readonly nature: "info" | "request";
  readonly state: string;
  readonly summary: string;
  /** What the family wrote with it. */
  readonly note: string | null;
  readonly familyId: string;
  readonly familyName: string;
  readonly studentId: string | null;
  readonly classId: string | null;
  readonly className: string | null;
  readonly concernsOn: string | null;
  readonly happenedAt: number;
  readonly claimedBy: string | null;
  readonly claimedByName: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: number | null;
  readonly decisionText: string | null;
}

/** What changed since a number: whole items, closed ones too, so that a screen can take them off. */
export interface ActivityChanges {
  readonly rows: readonly ActivityRow[];
  /** Up to here everything is told. */
  readonly number: number;
  readonly open: number;
  /** More has changed than is told at once: load the list anew. */
  readonly hasMore: boolean;
}

/** What became of one item of several. */
export interface DecisionOutcome {
  readonly id: string;
  readonly problem: string | null;
  /** What was done, so that it can be taken back; null when nothing was, or it was done before. */
  readonly change: Committed | null;
}
