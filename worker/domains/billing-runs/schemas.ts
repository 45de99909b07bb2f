import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// What the acts over many families take in; what they answer is in shapes.ts.

export const runKinds = [
  "tuition",
  "late",
  "anniversary",
  "apply_credits",
  "payments",
  "credits",
  "drops",
  "statements",
] as const;
export type RunKindName = (typeof runKinds)[number];

export const differences = ["new", "gone", "changed", "same", "zero", "billed"] as const;
export type Difference = (typeof differences)[number];

const MOST_MINOR = 1_000_000_000;
const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const id = z.string().check(z.minLength(5), z.maxLength(40));
const ids = z._default(z.array(id).check(z.maxLength(200)), []);
const words = (label: string) =>
  z.string().check(z.trim(), z.minLength(1, label), z.maxLength(120, "At most 120 characters"));
const amountMinor = z
  .int("Enter a whole number of cents, without fractions")
  .check(z.positive("Enter an amount above zero"), z.maximum(MOST_MINOR, "This amount is too large"));

/** No location named: every one that the person may bill for. */
const locationIds = ids;
const inOrder = z.refine<{ readonly chargeOn: string; readonly dueOn: string }>(
  ({ chargeOn, dueOn }) => dueOn >= chargeOn,
  { path: ["dueOn"], error: "It cannot be due before it is charged" },
);

export const tuitionInput = z
  .object({
    kind: z.literal("tuition"),
    /** The month that is billed, by its first day. */
    month: isoDate.check(z.refine((day) => day.endsWith("-01"), "Choose a month")),
    title: words("Say what families read on the charge"),
    chargeOn: isoDate,
    dueOn: isoDate,
    earlyBirdOn: z._default(z.nullable(isoDate), null),
    categoryId: z._default(z.nullable(id), null),
    locationIds,
    /** No schedule named: all of them. */
    scheduleIds: ids,
  })
  .check(inOrder);
export type TuitionInput = z.infer<typeof tuitionInput>;

export const lateInput = z
  .object({
    kind: z.literal("late"),
    title: words("Say what families read on the charge"),
    chargeOn: isoDate,
    dueOn: isoDate,
    amountMinor,
    /** What the amount is multiplied by. */
    per: z.enum(["family", "active_student", "overdue_charge"]),
    /** Overdue for at least so many days before the day of the charge. */
    overdueDays: z.int().check(z.minimum(1, "At least one day"), z.maximum(365, "At most 365 days")),
    /** Whoever owes less is left alone. */
    leastOwedMinor: amountMinor,
    overdueCategoryId: z._default(z.nullable(id), null),
    categoryId: z._default(z.nullable(id), null),
    programId: z._default(z.nullable(id), null),
    locationIds,
  })
  .check(inOrder);
export type LateInput = z.infer<typeof lateInput>;

export const applyCreditsInput = z.object({
  kind: z.literal("apply_credits"),
  on: isoDate,
  /** Only to what is due by this day; left out: to everything that is open. */
  dueBy: z._default(z.nullable(isoDate), null),
});
export type ApplyCreditsInput = z.infer<typeof applyCreditsInput>;

export const creditsInput = z.object({
  kind: z.literal("credits"),
  title: words("Say what families read on the credit"),
  givenOn: isoDate,
  method: z.enum(["house", "coupon", "gift", "other"]),
  amountMinor,
  per: z.enum(["family", "student", "enrollment"]),
  /** Only for enrollments in these programs; none: all. */
  programIds: ids,
  autopay: z._default(z.enum(["any", "on", "off"]), "any"),
  locationId: id,
});
export type CreditsInput = z.infer<typeof creditsInput>;

export const paymentsInput = z.object({
  kind: z.literal("payments"),
  title: words("Say what this run is called"),
  /** Only what is due by this day. */
  dueBy: isoDate,
  leastOwedMinor: amountMinor,
  categoryId: z._default(z.nullable(id), null),
  /** Only families with this keyword. */
  keywordId: z._default(z.nullable(id), null),
});
export type PaymentsInput = z.infer<typeof paymentsInput>;

/** In minor units: nobody loses a place over forgotten cents, and never does a typing error empty the school. */
export const LEAST_DROP_MINOR = 100;

export const dropsInput = z.object({
  kind: z.literal("drops"),
  title: words("Say what this run is called"),
  /** What was due by this day and is still open counts as overdue. */
  dueBy: isoDate,
  /** Families that owe less of it are left alone. */
  leastOwedMinor: amountMinor.check(
    z.minimum(LEAST_DROP_MINOR, "That little would drop nearly everybody. Enter a larger amount"),
  ),
  /** Only the enrollments whose own tuition is overdue, or all that the family has. */
  scope: z.enum(["owing", "all"]),
  /** The last day on which the students come. */
  lastDayOn: isoDate,
  reasonId: z.string().check(z.minLength(5, "Choose a reason"), z.maxLength(40)),
  overdueCategoryId: z._default(z.nullable(id), null),
  /** Only enrollments in these programs; none: all. */
  programIds: ids,
  locationIds,
});
export type DropsInput = z.infer<typeof dropsInput>;

export const anniversaryInput = z
  .object({
    kind: z.literal("anniversary"),
    title: words("Say what families read on the charge"),
    /** Fees whose day has come by then. */
    dueThrough: isoDate,
    chargeOn: isoDate,
    dueOn: isoDate,
    /** None: every fee of the set-up. */
    feeIds: ids,
    locationIds,
  })
  .check(inOrder);
export type AnniversaryInput = z.infer<typeof anniversaryInput>;

export const statementsInput = z
  .object({
    kind: z.literal("statements"),
    title: words("Say what the subject of the mail is"),
    /** The first day of the statement; left out: three months before the last. */
    fromOn: z._default(z.nullable(isoDate), null),
    /** The last day; what families owe is told as of it. */
    throughOn: isoDate,
    /** Only to families that owe something by then. */
    onlyOwing: z._default(z.boolean(), true),
    autopay: z._default(z.enum(["any", "on", "off"]), "any"),
    message: z._default(z.string().check(z.trim(), z.maxLength(1000, "At most 1,000 characters")), ""),
    /** Of the families; none: all. */
    locationIds,
  })
  .check(
    z.refine(({ fromOn, throughOn }) => fromOn === null || fromOn <= throughOn, {
      path: ["throughOn"],
      error: "The last day lies before the first",
    }),
  );
export type StatementsInput = z.infer<typeof statementsInput>;

export const runInput = z.discriminatedUnion("kind", [
  paymentsInput,
  tuitionInput,
  lateInput,
  applyCreditsInput,
  creditsInput,
  dropsInput,
  anniversaryInput,
  statementsInput,
]);
export type RunInput = z.infer<typeof runInput>;

const version = z.int().check(z.positive());
export const tickInput = z.object({
  version,
  /** Which lines of the preview: named ones, or all of a kind. */
  positions: z._default(z.array(z.int().check(z.nonnegative())).check(z.maxLength(500)), []),
  difference: z._default(z.nullable(z.enum(differences)), null),
  isTicked: z.boolean(),
});
export type TickInput = z.infer<typeof tickInput>;

export const approveInput = z.object({
  version,
  /** What the preview said; when it is no longer so nothing is done. */
  expected: z.object({ rows: z.int().check(z.positive()), totalMinor: z.int() }),
  /** Typed by the person where students would lose their places: how many. */
  students: z.optional(z.int("Enter a whole number").check(z.nonnegative("Enter a whole number"))),
  /** Hold back for so long, in which anybody may still stop it. */
  waitHours: z._default(z.int().check(z.nonnegative(), z.maximum(240)), 0),
});
export type ApproveInput = z.infer<typeof approveInput>;

export const runVersionInput = z.object({ version });
export type RunVersionInput = z.infer<typeof runVersionInput>;

export const runsFilter = z.object({
  kind: z._default(z.enum(["", ...runKinds]), ""),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type RunsFilter = z.infer<typeof runsFilter>;

export const runRowsFilter = z.object({
  difference: z._default(z.enum(["", ...differences]), ""),
  state: z._default(z.enum(["", "planned", "done", "skipped", "failed"]), ""),
  q: z._default(z.string().check(z.trim(), z.maxLength(80)), ""),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type RunRowsFilter = z.infer<typeof runRowsFilter>;
