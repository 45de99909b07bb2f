import * as z from "zod/mini";

// What kept methods, payments through a processor and its connection take in; what they answer is in shapes.ts.

const MOST_MINOR = 1_000_000_000;
const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());
const amountMinor = z
  .int("Enter a whole number of cents, without fractions")
  .check(z.positive("Enter an amount above zero"), z.maximum(MOST_MINOR, "This amount is too large"));
const reason = z
  .string()
  .check(z.trim(), z.minLength(1, "Say why, for whoever looks at this later"), z.maxLength(300));

export const beginMethodInput = z.object({ familyId: id });
export type BeginMethodInput = z.infer<typeof beginMethodInput>;

export const methodVersionInput = z.object({ version });
export type MethodVersionInput = z.infer<typeof methodVersionInput>;

export const autopayInput = z.object({
  version,
  isOn: z.boolean(),
  /** The person who authorised that this method is charged when something falls due. */
  givenBy: z._default(z.string().check(z.trim(), z.maxLength(120)), ""),
});
export type AutopayInput = z.infer<typeof autopayInput>;

const applyTo = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("account") }),
  z.object({ kind: z.literal("oldest") }),
  z.object({
    kind: z.literal("lines"),
    lines: z
      .array(z.object({ lineId: id, amountMinor }))
      .check(z.minLength(1, "Choose a charge"), z.maxLength(200)),
  }),
]);

export const payNowInput = z.object({
  familyId: id,
  locationId: id,
  methodId: id,
  amountMinor,
  applyTo: z._default(applyTo, { kind: "oldest" }),
});
export type PayNowInput = z.infer<typeof payNowInput>;

export const refundThroughInput = z.object({
  ...{ version, amountMinor, reason },
  /** What had been given back before, as the page showed it: when it is more by now, nothing is given back. */
  refundedMinor: z.optional(
    z.int().check(z.nonnegative("Enter an amount that is not negative"), z.maximum(MOST_MINOR)),
  ),
});
export type RefundThroughInput = z.infer<typeof refundThroughInput>;

const key = (label: string) =>
  z.string().check(z.trim(), z.minLength(8, label), z.maxLength(300, "This is too long for a key"));
export const connectProcessorInput = z.object({
  kind: z.enum(["stripe", "sandbox"]),
  publishableKey: key("Enter the publishable key"),
  secretKey: key("Enter the secret key"),
});
export type ConnectProcessorInput = z.infer<typeof connectProcessorInput>;
