import * as z from "zod/mini";

const text = (maxLength: number, missing: string) =>
  z.string().check(z.trim(), z.minLength(1, missing), z.maxLength(maxLength));
const optionalText = (maxLength: number) =>
  z._default(z.string().check(z.trim(), z.maxLength(maxLength)), "");
const recordId = z.string().check(z.maxLength(60));

const urlName = z
  .string()
  .check(
    z.regex(/^[a-z](?:-?[a-z0-9]){2,39}$/, "3 to 40 of a–z, 0–9 and single hyphens inside, a letter first"),
  );

/** One of ours on D1, or an empty database on a libSQL server such as Turso. */
const database = z.union([
  z.literal("pool"),
  z.object({
    url: z.url({
      protocol: /^(libsql|https?)$/,
      message: "Enter an address such as libsql://school.turso.io",
    }),
    token: z.nullable(z.string().check(z.maxLength(2000))),
  }),
]);

export const onboardingInput = z.object({
  name: text(120, "Enter the name of the account"),
  urlName,
  timeZone: text(60, "Choose a time zone"),
  locale: text(20, "Enter a language, such as en-US"),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/, "Three capital letters, such as USD")),
  phoneRegion: z.string().check(z.regex(/^[A-Z]{2}$/, "Two capital letters, such as US")),
  database,
  owner: z.object({
    firstName: text(80, "Enter the owner's first name"),
    lastName: text(80, "Enter the owner's last name"),
    email: z.email("Enter the owner's e-mail, such as name@example.org"),
  }),
  groupId: z.nullable(recordId),
  templateAccountId: z.nullable(recordId),
  contactPhone: optionalText(40),
  place: optionalText(120),
});
export type OnboardingInput = z.infer<typeof onboardingInput>;

/** What may have to be another one before it can go on. */
export const retryInput = z.object({
  urlName: z.optional(urlName),
  database: z.optional(database),
  templateAccountId: z.optional(z.nullable(recordId)),
});
export type RetryInput = z.infer<typeof retryInput>;

/** In their order; each can be repeated. */
export const ONBOARDING_STEPS = ["account", "lists", "owner", "enterprise"] as const;
export type OnboardingStep = (typeof ONBOARDING_STEPS)[number];

export interface Onboarding {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly urlName: string;
  readonly ownerEmail: string;
  readonly templateName: string | null;
  /** The address of the libSQL database; null: one of ours. */
  readonly databaseUrl: string | null;
  readonly state: "running" | "done" | "failed";
  /** The one that is under way, or at which it stopped. */
  readonly step: OnboardingStep;
  readonly error: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface OnboardingList {
  readonly onboardings: readonly Onboarding[];
}
