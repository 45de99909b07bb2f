import type { Problem } from "../../shared/api-error.ts";
import { formats } from "../../shared/formats.ts";
import { FIELDS_ES, PROBLEMS_ES, sayIn, TITLES_ES } from "./problems-es.ts";

const ISO_DATE = /\b\d{4}-\d{2}-\d{2}\b/g;

/** What the API refuses, in Spanish: by its code, with the days that its sentence names. */
export const spanishProblems = {
  title: ({ code, status }: Problem) => TITLES_ES[code] ?? TITLES_ES[status >= 500 ? 500 : status],
  problem: ({ code, detail = "" }: Problem) => {
    const days = (detail.match(ISO_DATE) ?? []).map((day) =>
      formats().date(day, { day: "numeric", month: "long" }),
    );
    return sayIn(PROBLEMS_ES[code], days);
  },
  field: (message: string) => FIELDS_ES[message] ?? message,
};
