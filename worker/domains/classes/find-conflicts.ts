import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { type Asked, CONFLICT_WEEKS, sessionSpans, surroundingQueries } from "./conflict-queries.ts";
import { findConflicts } from "./conflicts.ts";
import type { ConflictProbe } from "./schemas.ts";
import type { ScheduleConflict } from "./shapes.ts";

/** What slots that nobody has saved yet would clash with, in the weeks after they begin. */
export async function conflictsOf(ctx: Context, probe: ConflictProbe): Promise<ScheduleConflict[]> {
  requireRight(ctx, "classes", "view");
  const from = [probe.startsOn, today(ctx)].sort()[1]!;
  const to = addDays(from, CONFLICT_WEEKS * 7 - 1);
  const classId = probe.classId ?? "";
  const found = await read(ctx, {
    own: select({ sessions: sessionSpans(sql`${classId}`) }, sql``),
    ...surroundingQueries(ctx, askedOf(probe, classId), from, to),
  });
  const sessions = found.own[0]?.sessions ?? [];
  const span = { startsOn: probe.startsOn, endsOn: probe.endsOn, sessions };
  return findConflicts(
    probe.slots.map((slot) => ({ ...slot, ...span })),
    found,
    from,
    to,
  );
}

function askedOf({ slots }: ConflictProbe, classId: string): Asked {
  const values = (list: readonly unknown[]) => sql`select value from json_each(${JSON.stringify(list)})`;
  return {
    classId,
    weekdays: values(
      slots.flatMap(({ weekday, startMinute, durationMinutes }) =>
        startMinute + durationMinutes > 1440 ? [weekday, (weekday % 7) + 1] : [weekday],
      ),
    ),
    staffIds: values([...new Set(slots.flatMap((slot) => slot.instructorIds))]),
    roomIds: values([...new Set(slots.map((slot) => slot.roomId).filter(Boolean))]),
  };
}
