import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// What the ledger takes in: wire, form and domain type at once. What it answers is in shapes.ts.

/** More than any family pays at once; sums of thousands of such amounts stay exact. */
export const MOST_MINOR = 1_000_000_000;
export const MOST_LINES = 50;
export const MOST_GROUP_MEMBERS = 2_000;

const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());
const text = (max: number) => z.string().check(z.trim(), z.maxLength(max, `At most ${max} characters`));
const note = z._default(
  z.nullable(
    z.pipe(
      text(1_000),
      z.transform((typed: string) => (typed === "" ? null : typed)),
    ),
  ),
  null,
);
const reason = z
  .string()
  .check(z.trim(), z.minLength(1, "Say why"), z.maxLength(300, "At most 300 characters"));
const whole = z.int("Enter a whole number of cents, without fractions");
/** An amount in minor units: a positive integer. */
export const amountMinor = whole.check(
  z.positive("Enter an amount above zero"),
  z.maximum(MOST_MINOR, "This amount is too large"),
);
const amountOrNothing = whole.check(
  z.nonnegative("Enter an amount that is not negative"),
  z.maximum(MOST_MINOR, "This amount is too large"),
);

export const lineKinds = [
  "tuition",
  "camp",
  "appointment",
  "anniversary",
  "registration",
  "late",
  "product",
  "other",
] as const;
export type LineKind = (typeof lineKinds)[number];

const lineFields = {
  kind: z._default(z.enum(lineKinds), "other"),
  description: z
    .string()
    .check(z.trim(), z.minLength(1, "Say what it is for"), z.maxLength(200, "At most 200 characters")),
  programId: z._default(z.nullable(id), null),
  categoryId: z._default(z.nullable(id), null),
  baseMinor: amountOrNothing,
  discountMinor: z._default(amountOrNothing, 0),
  /** Left out: by the tax rate of program and location. Typing one takes the right to set up billing. */
  taxMinor: z.optional(amountOrNothing),
  isTaxExempt: z._default(z.boolean(), false),
};
const notMoreOff = z.refine<{ readonly baseMinor: number; readonly discountMinor: number }>(
  (line) => line.baseMinor < 0 || line.discountMinor <= line.baseMinor,
  { path: ["discountMinor"], error: "The discount is more than the price" },
);

export const chargeLineInput = z
  .object({ ...lineFields, studentId: z._default(z.nullable(id), null) })
  .check(notMoreOff);
export type ChargeLineInput = z.infer<typeof chargeLineInput>;

type ChargeDates = { chargeOn: string; dueOn?: string | undefined; earlyBirdOn: string | null };
const dateOrder = [
  z.refine<ChargeDates>((charge) => charge.dueOn === undefined || charge.dueOn >= charge.chargeOn, {
    path: ["dueOn"],
    error: "It cannot be due before it is charged",
  }),
  z.refine<ChargeDates>((charge) => charge.earlyBirdOn === null || charge.earlyBirdOn >= charge.chargeOn, {
    path: ["earlyBirdOn"],
    error: "The early bird date cannot lie before the charge",
  }),
] as const;

const chargeFields = {
  locationId: id,
  /** Left empty: the words of the first line. */
  title: z._default(text(120), ""),
  chargeOn: isoDate,
  /** Left out: by the school's rule. */
  dueOn: z.optional(isoDate),
  earlyBirdOn: z._default(z.nullable(isoDate), null),
  note,
};

export const createChargeInput = z
  .object({
    familyId: id,
    ...chargeFields,
    lines: z.array(chargeLineInput).check(z.minLength(1, "Add a line"), z.maxLength(MOST_LINES)),
  })
  .check(...dateOrder);
export type CreateChargeInput = z.infer<typeof createChargeInput>;

/** The same line for many: one charge a family, or one line a student in one charge a family. */
const groupFields = {
  ...chargeFields,
  audience: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("families"),
      ids: z.array(id).check(z.minLength(1, "Choose families"), z.maxLength(MOST_GROUP_MEMBERS)),
    }),
    z.object({
      kind: z.literal("students"),
      ids: z.array(id).check(z.minLength(1, "Choose students"), z.maxLength(MOST_GROUP_MEMBERS)),
    }),
  ]),
  line: z.object(lineFields).check(notMoreOff),
};
export const groupChargeInput = z.object(groupFields).check(...dateOrder);
export type GroupChargeInput = z.infer<typeof groupChargeInput>;
/** What the preview said; when it is no longer so nothing is charged. */
export const createGroupChargeInput = z
  .object({
    ...groupFields,
    expected: z.object({ charges: z.int().check(z.positive()), totalMinor: z.int().check(z.nonnegative()) }),
  })
  .check(...dateOrder);
export type CreateGroupChargeInput = z.infer<typeof createGroupChargeInput>;

export const editChargeInput = z.object({
  version,
  title: z.optional(
    z.string().check(z.trim(), z.minLength(1, "Enter a title"), z.maxLength(120, "At most 120 characters")),
  ),
  dueOn: z.optional(isoDate),
  earlyBirdOn: z.optional(z.nullable(isoDate)),
  note: z.optional(note),
});
export type EditChargeInput = z.infer<typeof editChargeInput>;

/** Voids of one charge or line; `onDate` left out: today. */
export const voidInput = z.object({ version, reason, onDate: z.optional(isoDate) });
export type VoidInput = z.infer<typeof voidInput>;

/** All or none of some charges, such as those of one bulk act. */
export const voidChargesInput = z.object({
  ids: z.array(id).check(z.minLength(1), z.maxLength(MOST_GROUP_MEMBERS)),
  reason,
});
export type VoidChargesInput = z.infer<typeof voidChargesInput>;

const target = z.object({ lineId: id, amountMinor });
const targets = z.array(target).check(
  z.minLength(1, "Choose a charge"),
  z.maxLength(500),
  z.refine((list) => new Set(list.map((one) => one.lineId)).size === list.length, "A line is named twice"),
);
export type AllocationTarget = z.infer<typeof target>;

/** What money is for: what is due longest first, chosen lines, or nothing yet. */
const applyTo = z._default(
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("oldest") }),
    z.object({ kind: z.literal("lines"), lines: targets }),
    z.object({ kind: z.literal("account") }),
  ]),
  { kind: "oldest" },
);
export type ApplyTo = z.infer<typeof applyTo>;

export const officeMethods = ["cash", "check", "terminal", "other"] as const;
export type OfficeMethod = (typeof officeMethods)[number];

export const recordPaymentInput = z.object({
  familyId: id,
  locationId: id,
  method: z.enum(officeMethods),
  title: z._default(text(120), ""),
  amountMinor,
  receivedOn: isoDate,
  /** The number of a check or of a terminal's slip. */
  reference: z._default(z.nullable(text(80)), null),
  note,
  applyTo,
});
export type RecordPaymentInput = z.infer<typeof recordPaymentInput>;

export const creditMethods = ["house", "coupon", "gift", "other"] as const;
export type CreditMethod = (typeof creditMethods)[number];

export const giveCreditInput = z.object({
  familyId: id,
  locationId: id,
  method: z.enum(creditMethods),
  title: z._default(text(120), ""),
  amountMinor,
  givenOn: isoDate,
  programId: z._default(z.nullable(id), null),
  categoryId: z._default(z.nullable(id), null),
  reference: z._default(z.nullable(text(80)), null),
  note,
  applyTo: z._default(applyTo, { kind: "account" }),
});
export type GiveCreditInput = z.infer<typeof giveCreditInput>;

export const officeRefundMethods = ["cash", "check", "terminal", "recorded"] as const;
export type OfficeRefundMethod = (typeof officeRefundMethods)[number];

export const recordRefundInput = z.object({
  ...{ version, amountMinor, refundedOn: isoDate, reason },
  /** `recorded`: it was given back elsewhere, such as at the processor's own site. */
  method: z.enum(officeRefundMethods),
  /** What had been given back before, as the page showed it: when it is more by now, nothing is booked. */
  refundedMinor: z.optional(amountOrNothing),
});
export type RecordRefundInput = z.infer<typeof recordRefundInput>;

export const allocateInput = z.object({ targets });
export type AllocateInput = z.infer<typeof allocateInput>;
export const deallocateInput = z.object({ targets, reason });
export type DeallocateInput = z.infer<typeof deallocateInput>;
/** Takes a payment off some lines and puts it on others, in one act. */
export const reallocateInput = z.object({ from: targets, to: targets, reason });
export type ReallocateInput = z.infer<typeof reallocateInput>;

export const entryKinds = ["charge", "payment", "credit", "refund", "void", "dispute"] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Words between commas in a URL; unknown ones are left out. */
const kinds = z._default(
  z.pipe(
    text(100),
    z.transform((typed: string) => entryKinds.filter((kind) => typed.split(",").includes(kind))),
  ),
  [],
);
const anyDate = z._default(z.union([z.literal(""), isoDate]), "");

/** A family's ledger as its URL says it, newest first. */
export const familyLedgerFilter = z.object({
  kinds,
  from: anyDate,
  to: anyDate,
  /** `1`: only what is still to be paid or to be applied. */
  open: z._default(z.enum(["", "1"]), ""),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type FamilyLedgerFilter = z.infer<typeof familyLedgerFilter>;
