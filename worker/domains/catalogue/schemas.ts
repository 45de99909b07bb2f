import * as z from "zod/mini";

// What families look for, as their addresses say it: several values of one filter stand in one parameter, with commas.

const texts = z.pipe(
  z.string().check(z.maxLength(600)),
  z.transform((text: string) => [...new Set(text.split(",").filter((part) => part !== ""))]),
);
const ids = z._default(z.pipe(texts, z.array(z.string().check(z.maxLength(40))).check(z.maxLength(30))), []);
const whole = (least: number, most: number) =>
  z.optional(z.coerce.number().check(z.int(), z.minimum(least), z.maximum(most)));
const yes = z.optional(z.enum(["1"]));

export const dayTimes = ["morning", "afternoon", "evening"] as const;
export type DayTime = (typeof dayTimes)[number];
export const classGenders = ["female", "male", "coed"] as const;

const wishes = {
  q: z._default(z.string().check(z.trim(), z.maxLength(100)), ""),
  location: ids,
  program: ids,
  level: ids,
  instructor: ids,
  /** 1 is Monday. */
  day: z._default(z.pipe(texts, z.array(z.string().check(z.regex(/^[1-7]$/)))), []),
  time: z._default(z.pipe(texts, z.array(z.enum(dayTimes))), []),
  /** Weekday and minute of a weekly slot, `1-990`. */
  slot: z._default(z.pipe(texts, z.array(z.string().check(z.regex(/^[1-7]-\d{1,4}$/)))), []),
  open: yes,
};

/** Age in years, and months beyond them where that matters; gender is that of the child. */
export const catalogueFilter = z.object({
  ...wishes,
  age: whole(0, 99),
  months: whole(0, 11),
  gender: z._default(z.pipe(texts, z.array(z.enum(classGenders))), []),
});
export type CatalogueFilter = z.infer<typeof catalogueFilter>;

/** The right class for children of the family. */
export const finderFilter = z.object({
  ...wishes,
  students: z.pipe(
    texts,
    z
      .array(z.string().check(z.minLength(5), z.maxLength(40)))
      .check(z.minLength(1, "Choose at least one child"), z.maxLength(8, "At most 8 children at once")),
  ),
});
export type FinderFilter = z.infer<typeof finderFilter>;

/** What both kinds of looking have in common. */
export type Wishes = Omit<FinderFilter, "students">;
