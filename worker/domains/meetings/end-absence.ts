import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { meetingSubstitutes } from "../../../tenant-schema/schedule.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { classScope } from "../../kernel/scope.ts";
import { mayStaff } from "./substitute-rows.ts";

/**
 * Somebody is back before time, or was never away: they take their own meetings again from today on. Who stood in
 * before today stays on record.
 * @throws NotFound, Conflict `changed_meanwhile`
 */
export async function endAbsence(
  ctx: Context,
  absenceId: string,
  { version }: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "classes", "full");
  const reach = classScope(ctx, "classes", "full");
  const { absences, substitutes } = await read(ctx, {
    absences: livingById("staffAbsences", absenceId),
    substitutes: select(
      allColumns(meetingSubstitutes),
      sql`from staff_absences a cross join ${meetingSubstitutes} on ${meetingSubstitutes.staffId} = a.staff_id
          and ${meetingSubstitutes.meetsOn} between max(a.starts_on, ${today(ctx)}) and a.ends_on
          and ${meetingSubstitutes.deletedAt} is null
        join classes c on c.id = ${meetingSubstitutes.classId}
        where a.id = ${absenceId} and a.deleted_at is null and ${reach}`,
    ),
  });
  const absence = expectRow(absences, "absence", version);
  mayStaff(ctx, absence.staffId);
  const change = new Change(ctx, {
    action: "meetings.end_absence",
    summary: `Ended an absence (${absence.startsOn} to ${absence.endsOn})`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  for (const substitute of substitutes) change.remove("meetingSubstitutes", substitute);
  const began = absence.startsOn < today(ctx) && absence.endsOn >= today(ctx);
  if (began) change.update("staffAbsences", absence, { endsOn: addDays(today(ctx), -1) });
  else change.remove("staffAbsences", absence);
  return { change: await commit(ctx, change) };
}
