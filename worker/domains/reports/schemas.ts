import * as z from "zod/mini";

// What the reports room takes in. What a report may be asked is said by its definition.

const code = z.string().check(z.minLength(3), z.maxLength(20));
const filter = z.record(z.string().check(z.maxLength(40)), z.unknown());
const name = z
  .string()
  .check(z.trim(), z.minLength(1, "Enter a name"), z.maxLength(80, "At most 80 characters"));
const version = z.int().check(z.positive());
const minute = z.int().check(z.gte(0), z.lte(1439));

export const reportFormats = ["html", "pdf", "xlsx", "csv"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** `forAllAccounts`: in every account that the enterprise user may enter, not only in this one. */
export const runInput = z.object({
  code,
  filter: z._default(filter, {}),
  forAllAccounts: z._default(z.boolean(), false),
});
export type RunInput = z.infer<typeof runInput>;

/** The most rows that a look may show: whoever wants all of a long report runs it. */
export const MOST_PREVIEWED = 10_000;

/** Looking is no act: it is asked with GET, the filter as JSON. */
export const previewQuery = z.object({
  code,
  rows: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(MOST_PREVIEWED)), 50),
  filter: z._default(
    z.pipe(
      z.string().check(z.maxLength(4000)),
      z.transform((text, context) => {
        try {
          return JSON.parse(text) as unknown;
        } catch {
          context.issues.push({ code: "custom", input: text, message: "This is not valid JSON" });
          return z.NEVER;
        }
      }),
    ),
    {},
  ),
});

export const fileQuery = z.object({
  format: z._default(z.enum(reportFormats, "Choose html, pdf, xlsx or csv"), "html"),
});

export const presetInput = z.object({ code, name, filter, isShared: z._default(z.boolean(), false) });
export type PresetInput = z.infer<typeof presetInput>;
export const presetChange = z.object({
  name: z.optional(name),
  filter: z.optional(filter),
  isShared: z.optional(z.boolean()),
  version,
});
export type PresetChange = z.infer<typeof presetChange>;
export const versioned = z.object({ version });

/** Weekly: 1 is Monday. Monthly: a day that a month lacks is its last. */
export const scheduleInput = z
  .object({
    code,
    filter: z._default(filter, {}),
    rhythm: z.enum(["weekly", "monthly"]),
    day: z.int().check(z.gte(1), z.lte(31)),
    minute,
  })
  .check(
    z.refine(({ rhythm, day }) => rhythm === "monthly" || day <= 7, {
      path: ["day"],
      message: "Choose a day of the week, 1 to 7",
    }),
  );
export type ScheduleInput = z.infer<typeof scheduleInput>;

export const scheduleChange = z.object({ isPaused: z.boolean(), version });
export type ScheduleChange = z.infer<typeof scheduleChange>;

/** Spans of days that move on with the calendar; a schedule needs one. */
export const periods = [
  "today",
  "yesterday",
  "this_week",
  "last_week",
  "this_month",
  "last_month",
  "this_year",
  "last_year",
  "custom",
] as const;
export type Period = (typeof periods)[number];
