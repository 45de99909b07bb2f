import { dateAt, isIsoDate } from "../../tenant-schema/dates.ts";
import { calendarSpan, calendarViews } from "../domains/calendar/values.ts";

/** A page whose first paint needs more than the session: its address, and the API address that it asks first. */
interface PageData {
  readonly page: RegExp;
  /** The parameters of the page that the API is asked with, in the order in which the page asks. */
  readonly parameters: readonly (string | readonly [ofPage: string, ofApi: string])[];
  /** What it asks where that is not its own address; the first with the parameters. */
  readonly asks?: readonly string[];
}

const PAGES: readonly PageData[] = [
  { page: /^\/welcome$/, parameters: [] },
  { page: /^\/families$/, parameters: ["q", "status", "name", "email", "phone", "keyword"] },
  { page: /^\/families\/[^/]+$/, parameters: [] },
  {
    page: /^\/enrollments$/,
    parameters: ["from", "to", "basis", "kind", "program", "class", "level", "location", "first", "q"],
  },
  {
    page: /^\/classes$/,
    parameters: [
      ...[
        "q",
        "status",
        "program",
        "level",
        "location",
        "day",
        "from",
        "to",
        "instructor",
        "room",
        "session",
      ],
      ...["keyword", "online", "openings", "on", "years", "months", "gender", "sort"],
    ],
  },
  { page: /^\/classes\/(?!new$)[^/]+$/, parameters: [] },
  { page: /^\/reports$/, parameters: [] },
  { page: /^\/money$/, parameters: ["months", ["location", "locationId"]], asks: ["/money-overview"] },
  { page: /^\/transactions$/, parameters: [], asks: ["/transactions", "/billing-automations/upcoming"] },
  { page: /^\/students$/, parameters: ["q", "status", "gender", "minAge", "maxAge"] },
];

/** Pages that are there before anybody is signed in. */
const PUBLIC_PAGES = new Set(["/login", "/reset-password"]);

export function isPublicPage(page: string): boolean {
  return PUBLIC_PAGES.has(page);
}

/** The API addresses, below `/api/office/<account>`, whose answers a page's HTML carries. */
export function firstDataPaths(page: string, search: URLSearchParams, here: Here): string[] {
  const path = page === "/" ? "/welcome" : page;
  if (path === "/calendar") return ["/session", calendarPath(search, here)];
  const attendance = attendancePath(path, search, here);
  if (attendance) return ["/session", attendance];
  const found = PAGES.find((candidate) => candidate.page.test(path));
  if (!found) return ["/session"];
  const asked = new URLSearchParams();
  for (const parameter of found.parameters) {
    const [ofPage, ofApi] = typeof parameter === "string" ? [parameter, parameter] : parameter;
    const value = search.get(ofPage)?.trim();
    if (value) asked.set(ofApi, value);
  }
  const [first = path, ...others] = found.asks ?? [];
  const query = asked.toString();
  return ["/session", query ? `${first}?${query}` : first, ...others];
}

/** Today and the first day of the week are the school's own, so the page's address alone does not say which days. */
export interface Here {
  readonly nowMs: number;
  readonly timeZone: string;
  readonly locale: string;
}

function calendarPath(search: URLSearchParams, { nowMs, timeZone, locale }: Here): string {
  const view = calendarViews.find((name) => name === search.get("view")) ?? "week";
  const asked = search.get("date") ?? "";
  const date = isIsoDate(asked) ? asked : dateAt(nowMs, timeZone);
  const query = new URLSearchParams({ ...calendarSpan(view, date, locale) });
  for (const name of ["program", "level", "location", "instructor", "room", "class"]) {
    const value = search.get(name)?.trim();
    if (value) query.set(name, value);
  }
  return `/calendar?${query}`;
}

function attendancePath(page: string, search: URLSearchParams, here: Here): string | undefined {
  const [, room, slotId, meetsOn, ...more] = page.split("/");
  if (room !== "attendance" || more.length > 0) return undefined;
  const asked = search.get("date") ?? "";
  const date = isIsoDate(asked) ? asked : dateAt(here.nowMs, here.timeZone);
  if (slotId === undefined) return `/attendance/meetings?${new URLSearchParams({ date })}`;
  if (!isIsoDate(meetsOn ?? "")) return undefined;
  return `/attendance/roll-sheet?${new URLSearchParams({ slotId, meetsOn: meetsOn ?? "" })}`;
}

/** JSON that cannot end the script element it stands in. */
export function firstDataElement(data: Readonly<Record<string, unknown>>): string {
  const json = JSON.stringify(data).replace(/</g, "\\u003c");
  return `<script type="application/json" id="first-data">${json}</script>`;
}
