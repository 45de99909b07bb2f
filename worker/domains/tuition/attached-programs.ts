import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Change, Current } from "../../kernel/change.ts";

export interface ProgramOfSchedule extends Current {
  readonly discountScheduleId: string | null;
}

/** The programs with the discount schedule each has; none where nobody asks. */
export function programsQuery(isAsked: boolean): Query<ProgramOfSchedule> {
  return select(
    {
      id: sql<string>`id`,
      version: sql<number>`version`,
      name: sql<string>`name`,
      discountScheduleId: sql<string | null>`discount_schedule_id`,
    },
    sql`from programs where deleted_at is null and ${isAsked ? sql`true` : sql`false`}`,
  );
}

/** Makes the programs of a discount schedule exactly these; a program has one schedule at most. */
export function attachPrograms(
  change: Change,
  scheduleId: string,
  wanted: readonly string[] | null,
  programs: readonly ProgramOfSchedule[],
): void {
  if (wanted === null) return;
  for (const program of programs) {
    const isWanted = wanted.includes(program.id);
    if (isWanted) change.update("programs", program, { discountScheduleId: scheduleId });
    else if (program.discountScheduleId === scheduleId)
      change.update("programs", program, { discountScheduleId: null });
  }
}
