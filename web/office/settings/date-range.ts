import { formats } from "../../shared/formats.ts";

const medium = { dateStyle: "medium" } as const;

/** "Dec 21, 2026 – Jan 3, 2027", "from Sep 1, 2026", or one day. */
export function dateRange(startsOn: string, endsOn: string | null): string {
  const start = formats().date(startsOn, medium);
  if (endsOn === null) return `from ${start}`;
  return startsOn === endsOn ? start : `${start} – ${formats().date(endsOn, medium)}`;
}
