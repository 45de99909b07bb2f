import type { Audience } from "./schemas.ts";

const NOUNS = {
  families: ["family", "families"],
  students: ["student", "students"],
  classes: ["class", "classes"],
  enrollments: ["enrollment", "enrollments"],
  staff: ["member of staff", "members of staff"],
} as const;

/** Who a campaign is for, in one line: `3 ticked families`, `All students of the list, filtered`. */
export function audienceText({ list, filter, ids, except }: Audience): string {
  const [one, many] = NOUNS[list];
  if (ids.length > 0) return ids.length === 1 ? `1 ticked ${one}` : `${ids.length} ticked ${many}`;
  const terms = Object.entries(filter).filter(([key, value]) => key !== "cursor" && value !== "");
  const named = terms.map(([key, value]) => `${key} ${value}`).join(", ");
  const but = except.length === 0 ? "" : ` but ${except.length}`;
  return terms.length === 0 ? `All ${many} of the list${but}` : `All ${many} of the list with ${named}${but}`;
}
