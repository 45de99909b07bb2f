import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { EndSlotInput } from "./schemas.ts";
import {
  expectVersion,
  firstMarkQuery,
  refuseMarks,
  refusePast,
  slotReads,
  slotState,
} from "./slot-state.ts";
import { timeOf } from "./slot-words.ts";

/**
 * Ends a slot with a day: what was planned for later goes. A slot that never met goes altogether.
 * @throws NotFound, Precondition `in_the_past`, Conflict `attendance_taken`, `slot_enrolled` unless seen
 */
export async function endSlot(
  ctx: Context,
  classId: string,
  slotId: string,
  input: EndSlotInput,
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "classes", "full");
  const after = addDays(input.lastOn, 1);
  const found = await read(ctx, {
    ...slotReads(ctx, classId),
    marked: firstMarkQuery(slotId, classId, after),
    enrolled: select(
      { students: sql<number>`count(distinct e.student_id)` },
      onlyHere(classId, slotId, after),
    ),
  });
  const state = slotState(found, slotId);
  refusePast(ctx, after, "lastOn");
  expectVersion(state.versions.at(-1), input.version);
  refuseMarks(found.marked);
  const students = found.enrolled[0]?.students ?? 0;
  if (students > 0 && !input.enrolledSeen) throw slotEnrolled(students);
  const never = state.versions.every((version) => version.startsOn > input.lastOn);
  if (never && students > 0) throw slotEnrolled(students);
  const last = state.versions.at(-1);
  const change = new Change(ctx, {
    action: "classes.end_slot",
    summary: `${state.class.name} no longer meets ${last ? timeOf(last) : "then"} after ${input.lastOn}`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  if (never) change.remove("slots", state.slot);
  for (const version of state.versions) {
    if (version.startsOn > input.lastOn) change.remove("slotVersions", version);
    else if (version.endsOn === null || version.endsOn > input.lastOn)
      change.update("slotVersions", version, { endsOn: input.lastOn });
  }
  return { change: change.isEmpty ? null : await commit(ctx, change) };
}

/** Those who come after the day and take this slot by name: they would have nowhere to go. */
function onlyHere(classId: string, slotId: string, from: string): SQL {
  return sql`from enrollments e where e.class_id = ${classId} and coalesce(e.ends_on, '9999-12-31') >= ${from}
    and e.deleted_at is null and e.slot_ids is not null and instr(e.slot_ids, ${slotId}) > 0`;
}

function slotEnrolled(students: number): Conflict {
  const who = students === 1 ? "1 student comes" : `${students} students come`;
  return new Conflict(
    "slot_enrolled",
    `${who} to this slot after that day. They stay enrolled without a meeting; move or drop them.`,
    { students },
  );
}
