import { formats } from "../../shared/formats.ts";
import { FIELDS_ES, PROBLEMS_ES, sayIn, TITLES_ES } from "./problems-es.ts";

type Refusal = { readonly code: string; readonly status: number; readonly detail?: string };

const ISO_DATE = /\b\d{4}-\d{2}-\d{2}\b/g;
const LIMIT = /^At (least|most) ([\d.,]+)( characters| entries| at once)?$/;
const COUNTED: Readonly<Record<string, string>> = { " characters": " caracteres", " at once": " a la vez" };
/** What the library of the schemas says where a schema has no words of its own. */
const WORDLESS = /^(Invalid|Unrecognized) /;

/** What the API refuses, in Spanish: by its code, with the days that its sentence names. */
export const spanishProblems = {
  title: ({ code, status }: Refusal) => TITLES_ES[code] ?? TITLES_ES[status >= 500 ? 500 : status],
  problem: ({ code, detail = "" }: Refusal) => {
    const days = (detail.match(ISO_DATE) ?? []).map((day) =>
      formats().date(day, { day: "numeric", month: "long" }),
    );
    return sayIn(PROBLEMS_ES[code], days);
  },
  /** What is wrong with one field may be what is wrong with the whole. */
  field: (message: string, of: Refusal) =>
    (message === of.detail ? spanishProblems.problem(of) : undefined) ?? spanishField(message),
};

/** Words that nobody foresaw stay as they are. */
export function spanishField(message: string): string {
  const [, bound, figure, counted = ""] = LIMIT.exec(message) ?? [];
  if (bound) {
    const number = formats().number(Number(figure!.replace(/,/g, "")));
    return `${bound === "least" ? "Al menos" : "Como mucho"} ${number}${COUNTED[counted] ?? ""}`;
  }
  if (message.startsWith("Enter a date such as ")) return "Escribe una fecha";
  return FIELDS_ES[message] ?? (WORDLESS.test(message) ? "Esto no es válido" : message);
}
