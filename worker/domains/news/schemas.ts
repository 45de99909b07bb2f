import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

// News and announcements. All of it is plain text: pages make paragraphs and links of it, never markup.

const text = (most: number) =>
  z._default(z.string().check(z.trim(), z.maxLength(most, `At most ${most} characters`)), "");
const day = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-12-24"));
const reference = z._default(z.nullable(z.string().check(z.minLength(5), z.maxLength(40))), null);

const fields = z.object({
  title: z
    .string()
    .check(z.trim(), z.minLength(1, "Enter a title"), z.maxLength(90, "At most 90 characters")),
  /** One or two sentences, for the landing page and the list. */
  summary: text(240),
  body: text(8_000),
  imageFileId: reference,
  /** Only families who look at this location are told; null: everybody. */
  locationId: reference,
  /** Also on the landing page, before anybody signs in. */
  isOnLanding: z._default(z.boolean(), true),
  startsOn: day,
  endsOn: z._default(z.nullable(day), null),
});
type NewsFields = z.infer<typeof fields>;

const endsAfterStart = z.refine<Pick<NewsFields, "startsOn" | "endsOn">>(
  ({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn,
  { path: ["endsOn"], message: "The last day must not be before the first" },
);
export const newsInput = fields.check(endsAfterStart);
export type NewsInput = z.infer<typeof newsInput>;
export const updateNewsInput = z
  .extend(fields, { version: z.int().check(z.positive()) })
  .check(endsAfterStart);

export const newsOrderInput = z.object({
  ids: z.array(z.string().check(z.minLength(5), z.maxLength(40))).check(z.maxLength(500)),
});

/** What families are told, as their pages show it. */
export interface PublicNewsItem {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly imageFileId: string | null;
  readonly locationId: string | null;
  readonly startsOn: string;
  readonly isOnLanding: boolean;
}

/** One that staff look after. */
export interface NewsRow extends NewsInput {
  readonly id: string;
  readonly version: number;
  readonly locationName: string | null;
  /** By the account's clock: not yet, shown to families, or over. */
  readonly state: "planned" | "shown" | "over";
}

export interface NewsPage {
  readonly rows: readonly NewsRow[];
  readonly locations: readonly { readonly id: string; readonly name: string }[];
  /** The school has news switched on in its portal. */
  readonly isInPortal: boolean;
}
