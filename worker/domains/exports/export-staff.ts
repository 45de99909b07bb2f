import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { listStaff } from "../staff/list-staff.ts";
import type { StaffFilter } from "../staff/schemas.ts";
import { auditExport } from "./audit-export.ts";
import { attachment, BOM, CSV_TYPE, csvLine } from "./csv.ts";
import { streamText } from "./stream-text.ts";

/** All staff that the list would show under the filter, by name. Staff are few, so it follows the list's own pages. */
export async function exportStaff(ctx: Context, filter: StaffFilter): Promise<Response> {
  requireRight(ctx, "export", "view");
  requireRight(ctx, "staff", "view");
  const { cursor: _cursor, ...terms } = filter;
  await auditExport(ctx, "staff", terms);
  return streamText(staffLines(ctx, terms), {
    "content-type": CSV_TYPE,
    "content-disposition": attachment(`staff ${today(ctx)}.csv`),
  });
}

const FACTS = [
  ["first_name", "First name"],
  ["last_name", "Last name"],
  ["username", "User name"],
  ["title", "Title"],
  ["email", "E-mail"],
  ["phone", "Phone"],
  ["birth_date", "Birth date"],
  ["hired_on", "Hired on"],
  ["address_line1", "Address"],
  ["address_line2", "Address line 2"],
  ["city", "City"],
  ["region", "State"],
  ["postal_code", "Postal code"],
  ["country", "Country"],
  ["emergency_contact_name", "Emergency contact"],
  ["emergency_contact_phone", "Emergency contact phone"],
] as const;

async function* staffLines(ctx: Context, filter: StaffFilter): AsyncGenerator<string> {
  yield BOM + csvLine(["Staff ID", ...FACTS.map(([, title]) => title), "Active", "Groups"]);
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listStaff(ctx, { ...filter, ...(cursor ? { cursor } : {}) });
    const { details } = await read(ctx, { details: factsOf(page.rows.map((row) => row.id)) });
    const facts = new Map(details.map((row) => [row.id, row.facts]));
    yield page.rows
      .map((row) => {
        const known = facts.get(row.id) ?? {};
        const groups = row.groups.map((group) => group.name).join("; ");
        return csvLine([row.id, ...FACTS.map(([column]) => known[column]), row.isActive, groups]);
      })
      .join("");
    cursor = page.nextCursor;
  }
}

function factsOf(ids: readonly string[]): Query<{ id: string; facts: Record<string, string | null> }> {
  const facts = FACTS.map(([column]) => `'${column}', s.${column}`).join(", ");
  return select(
    { id: sql<string>`s.id`, facts: json<Record<string, string | null>>(sql.raw(`json_object(${facts})`)) },
    sql`from json_each(${JSON.stringify(ids)}) j cross join staff s on s.id = j.value and s.deleted_at is null`,
  );
}
