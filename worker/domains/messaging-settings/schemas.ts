import * as z from "zod/mini";
import type { SnippetRow } from "../conversations/schemas.ts";

// What the school decides of its texts; one settings row (`messaging`), missing fields by default.

const flag = (value: boolean) => z._default(z.boolean(), value);
const text = (most: number, value = "") =>
  z._default(z.string().check(z.trim(), z.maxLength(most, `At most ${most} characters`)), value);
const minute = (value: number) => z._default(z.int().check(z.minimum(0), z.maximum(1440)), value);
const hours = z.nullable(
  z
    .object({ opens: z.int().check(z.minimum(0), z.maximum(1439)), closes: z.int().check(z.maximum(1440)) })
    .check(z.refine(({ opens, closes }) => closes > opens, { message: "Close after you open" })),
);
export type DayHours = z.infer<typeof hours>;
const WEEKDAY: DayHours = { opens: 9 * 60, closes: 20 * 60 };
const SATURDAY: DayHours = { opens: 9 * 60, closes: 13 * 60 };

const fields = z.object({
  /** Texts leave between these minutes of the school's day; what is written at night waits. */
  sendsFrom: minute(8 * 60),
  sendsUntil: minute(21 * 60),
  /** Put before and after what is sent to many. */
  header: text(50),
  footer: text(50),
  /** Sent once to whoever agrees to texts. */
  signUpText: text(160),
  /** Somebody is there, from Monday on; null: the school is closed that day. */
  businessHours: z._default(z.array(hours).check(z.length(7)), [
    WEEKDAY,
    WEEKDAY,
    WEEKDAY,
    WEEKDAY,
    WEEKDAY,
    SATURDAY,
    null,
  ]),
  repliesWhenClosed: flag(false),
  closedReply: text(160, "Thanks for your message. We are closed now and answer when we are back."),
  /** An open conversation without news for so many days is closed; 0: never. */
  closesAfterDays: z._default(z.int().check(z.minimum(0), z.maximum(365)), 14),
  /** Fewer credits than this are told on the screen. */
  lowCredits: z._default(z.int().check(z.minimum(0), z.maximum(100_000)), 100),
  /** Credits are bought by themselves: so many, once fewer than `below` are left, and no more than that in a month. */
  refill: z._default(
    z
      .object({
        isOn: z.boolean(),
        below: z.int().check(z.minimum(1, "At least 1"), z.maximum(100_000)),
        credits: z.int().check(z.minimum(100, "At least 100"), z.maximum(100_000)),
        atMostAMonth: z.int().check(z.minimum(100), z.maximum(1_000_000)),
      })
      .check(
        z.refine(({ credits, atMostAMonth }) => atMostAMonth >= credits, {
          path: ["atMostAMonth"],
          message: "Must let it buy at least once",
        }),
      ),
    { isOn: false, below: 100, credits: 500, atMostAMonth: 5_000 },
  ),
});
type Fields = z.infer<typeof fields>;

const opensBeforeItCloses = z.refine<Pick<Fields, "sendsFrom" | "sendsUntil">>(
  ({ sendsFrom, sendsUntil }) => sendsUntil > sendsFrom,
  { path: ["sendsUntil"], message: "Must be later than the first hour" },
);
export const messagingSettings = fields.check(opensBeforeItCloses);
export type MessagingSettings = z.infer<typeof messagingSettings>;
export const updateMessagingInput = z
  .extend(fields, { version: z.int().check(z.minimum(0)) })
  .check(opensBeforeItCloses);

const trimmed = (most: number) => z.string().check(z.trim(), z.maxLength(most));
/** Null: whichever the provider's service picks. */
const number = z.nullable(
  z.string().check(z.trim(), z.regex(/^\+[1-9]\d{6,14}$/, "Enter it with its country, such as +13125550100")),
);
export const connectTextsInput = z
  .object({
    kind: z.enum(["twilio", "simulator"]),
    providerAccount: trimmed(64).check(z.minLength(2, "Enter the account")),
    authToken: trimmed(128).check(z.minLength(8, "Enter the whole token")),
    messagingService: z.nullable(trimmed(64).check(z.minLength(2))),
    fromNumber: number,
  })
  .check(
    z.refine(({ messagingService, fromNumber }) => messagingService !== null || fromNumber !== null, {
      path: ["fromNumber"],
      message: "Enter the number that texts come from, or a messaging service",
    }),
  );
export type ConnectTextsInput = z.infer<typeof connectTextsInput>;

export interface MessagingSettingsPage {
  readonly settings: MessagingSettings;
  readonly version: number;
  readonly connected: {
    readonly kind: "twilio" | "simulator";
    readonly providerAccount: string;
    readonly messagingService: string | null;
    readonly fromNumber: string | null;
  } | null;
  readonly kinds: readonly ("twilio" | "simulator")[];
  readonly credits: CreditStanding;
  readonly movements: readonly CreditMovement[];
  readonly snippets: readonly SnippetRow[];
}

export interface CreditStanding {
  readonly left: number;
  readonly currency: string;
  /** What a credit costs, in millionths of the currency's unit. */
  readonly priceMicros: number;
  readonly isLow: boolean;
  /** What was bought by itself this month. */
  readonly refilledThisMonth: number;
}

export interface CreditMovement {
  readonly id: string;
  readonly kind: "bought" | "granted" | "spent" | "given_back";
  readonly credits: number;
  /** What one of them cost; null: they were given. */
  readonly priceMicros: number | null;
  readonly isRefill: boolean;
  readonly reason: string | null;
  readonly at: number;
}
