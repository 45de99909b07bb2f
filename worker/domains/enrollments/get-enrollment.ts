import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { classScope } from "../../kernel/scope.ts";
import { enrollmentRow, rowFields, rowJoins } from "./row-fields.ts";
import type { EnrollmentRow } from "./shapes.ts";

/** One enrollment or entry of the waitlist. @throws NotFound */
export async function getEnrollment(ctx: Context, id: string): Promise<EnrollmentRow> {
  requireRight(ctx, "enrollments", "view");
  const found = await read(ctx, {
    row: select(
      rowFields(ctx),
      sql`from enrollments e ${rowJoins} where e.id = ${id} and e.deleted_at is null
        and ${classScope(ctx, "enrollments", "view")}`,
    ),
  });
  return enrollmentRow(expectRow(found.row, "enrollment"), ctx.nowMs);
}
