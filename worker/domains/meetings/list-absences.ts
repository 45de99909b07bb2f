import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { StaffAbsence } from "./shapes.ts";

const MAX_LISTED = 500;

/** Who is away, now and later; of one person also the absences that are over. */
export async function listAbsences(
  ctx: Context,
  { staff }: { readonly staff?: string | undefined },
): Promise<readonly StaffAbsence[]> {
  requireRight(ctx, "classes", "view");
  const which = staff ? sql`a.staff_id = ${staff}` : sql`a.ends_on >= ${today(ctx)}`;
  const { absences } = await read(ctx, {
    absences: select(
      {
        id: sql<string>`a.id`,
        staffId: sql<string>`a.staff_id`,
        staffName: sql<string>`s.first_name || ' ' || s.last_name`,
        startsOn: sql<string>`a.starts_on`,
        endsOn: sql<string>`a.ends_on`,
        reason: sql<string | null>`a.reason`,
        version: sql<number>`a.version`,
      },
      sql`from living_staff_absences a join staff s on s.id = a.staff_id where ${which}
        order by a.starts_on desc, a.id limit ${MAX_LISTED}`,
    ),
  });
  return absences;
}
