import { type Context, requireRight, today } from "../../kernel/context.ts";
import { encodeCursor } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { classPage, rowOf } from "../classes/list-classes.ts";
import type { ClassFilter } from "../classes/schemas.ts";
import type { ClassRow, SlotBrief } from "../classes/shapes.ts";
import { clockOf } from "../classes/slot-words.ts";
import { auditExport } from "./audit-export.ts";
import { attachment, BOM, CSV_TYPE, type CsvValue, csvLine } from "./csv.ts";
import { streamText } from "./stream-text.ts";

const PAGE_ROWS = 200;
const DAYS = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** All classes that the list would show under the filter, in its order, with their slots and places. */
export async function exportClasses(ctx: Context, filter: ClassFilter): Promise<Response> {
  requireRight(ctx, "export", "view");
  requireRight(ctx, "classes", "view");
  const { cursor: _cursor, ...terms } = filter;
  await auditExport(ctx, "classes", terms);
  return streamText(classLines(ctx, terms), {
    "content-type": CSV_TYPE,
    "content-disposition": attachment(`classes ${today(ctx)}.csv`),
  });
}

async function* classLines(ctx: Context, filter: ClassFilter): AsyncGenerator<string> {
  yield BOM + csvLine(COLUMNS.map(([title]) => title));
  for (let cursor: string | undefined; ; ) {
    const { rows } = await read(ctx, { rows: classPage(ctx, { ...filter, cursor }, PAGE_ROWS) });
    const page = rows.slice(0, PAGE_ROWS);
    yield page.map((row) => csvLine(COLUMNS.map(([, value]) => value(rowOf(row))))).join("");
    const last = page.at(-1);
    if (rows.length <= PAGE_ROWS || !last) return;
    cursor = encodeCursor([last.key, last.sortName, last.id]);
  }
}

const each = (row: ClassRow, text: (slot: SlotBrief) => string) => row.slots.map(text).join("; ");

const COLUMNS: readonly (readonly [title: string, value: (row: ClassRow) => CsvValue])[] = [
  ["Class ID", (row) => row.id],
  ["Class", (row) => row.name],
  ["Status", (row) => row.status],
  ["Location", (row) => row.locationName],
  ["Program", (row) => row.programName],
  ["Level", (row) => row.levelName],
  ["Begins", (row) => row.startsOn],
  ["Ends", (row) => row.endsOn],
  ["Times", (row) => each(row, timesOf)],
  ["Instructors", (row) => each(row, (slot) => slot.instructors.join(", "))],
  ["Rooms", (row) => each(row, (slot) => slot.roomName ?? "")],
  ["Gender", (row) => row.gender],
  ["Lowest age", (row) => ageText(row.minAgeYears, row.minAgeMonths)],
  ["Highest age", (row) => ageText(row.maxAgeYears, row.maxAgeMonths)],
  ["Places", (row) => row.capacity],
  ["Enrolled", (row) => (row.slots.length === 0 ? row.enrolled : each(row, (slot) => String(slot.enrolled)))],
  ["Openings", (row) => each(row, (slot) => String(slot.openings))],
  ["Waiting", (row) => row.waiting],
  ["Shown online", (row) => row.isOnline],
];

function timesOf({ weekday, startMinute, durationMinutes }: SlotBrief): string {
  return `${DAYS[weekday]} ${clockOf(startMinute)}-${clockOf(startMinute + durationMinutes)}`;
}

function ageText(years: number | null, months: number | null): string {
  if (years === null && months === null) return "";
  return months === null ? `${years} y` : `${years ?? 0} y ${months} m`;
}
