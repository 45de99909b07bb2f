import { GuardFailed } from "../../../control-plane/database-errors.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import {
  addedPlaces,
  attendanceCovered,
  oneEnrollment,
  placesKept,
  type TakenPlace,
} from "../../../tenant-schema/places-kept.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { servesWaitlist } from "../waitlist/serve-effect.ts";
import {
  attendanceTaken,
  type EnrollmentInReach,
  enrollmentsInReach,
  refuseOtherRooms,
  takenBy,
} from "./enrollment-rows.ts";
import {
  fullOutcome,
  overriddenBy,
  type Plan,
  planEnrollment,
  refusedOutcome,
  unresolved,
} from "./plan-enrollment.ts";
import type { EditInput } from "./schemas.ts";
import type { EditOutcome, Obstacle } from "./shapes.ts";
import { isOneDay, type Wanted, wantedQueries } from "./wanted-place.ts";
import { stillThere, studentQueries } from "./wanted-students.ts";

type Patch = Partial<Row<"enrollments">>;

/** What an edit of dates and slots is held to; whom the class is for was asked when the student was enrolled. */
const ASKED: readonly Obstacle["code"][] = [
  "already_enrolled",
  "waits_already",
  "slot_missing",
  "ends_before_start",
  "no_meeting_that_day",
  "outside_class_dates",
];

/**
 * Changes the dates, the weekly slots or the note of an enrollment. Only days and slots that are added need a place.
 * @throws NotFound, Conflict `attendance_taken` | `on_waitlist` | `has_token`
 */
export async function editEnrollment(ctx: Context, id: string, input: EditInput): Promise<EditOutcome> {
  requireRight(ctx, "enrollments", "full");
  const found = await read(ctx, { row: enrollmentsInReach(ctx, [id]) });
  const row = expectRow(found.row, "enrollment", input.version);
  const isMoved = [input.startsOn, input.endsOn, input.slotIds].some((field) => field !== undefined);
  if (!isMoved) return save(ctx, row, input.note === undefined ? {} : { note: input.note });
  refuseOtherRooms(row);
  const wanted = wantedOf(row, input);
  const plan = planEnrollment(
    ctx,
    wanted,
    [row.studentId],
    await read(ctx, {
      ...wantedQueries(ctx, wanted),
      ...studentQueries([row.studentId], row.classId, ctx.nowMs),
    }),
    { replacedIds: [id], hasToken: true },
  );
  const asked = [...plan.obstacles, ...plan.students[0]!.obstacles].filter((one) => ASKED.includes(one.code));
  const left = unresolved(plan, asked, input.overrides);
  if (left.length > 0) return refusedOutcome(plan, left);
  const patch = patchOf(row, plan, input);
  try {
    return await save(ctx, row, patch, plan, addedPlaces(takenBy(row), takenBy({ ...row, ...patch })));
  } catch (error) {
    if (!(error instanceof GuardFailed && error.guard === "place_left")) throw error;
    if (!(plan.mayOverride && input.overrides.includes("capacity"))) return fullOutcome(plan);
    const overridden = overriddenBy(asked, true);
    return save(ctx, row, { ...patch, isOverCapacity: true, overridden }, plan, []);
  }
}

function wantedOf(row: EnrollmentInReach, input: EditInput): Wanted {
  const startsOn = input.startsOn ?? row.startsOn;
  return {
    classId: row.classId,
    kind: row.kind as Wanted["kind"],
    slotIds: input.slotIds === undefined ? row.slotIds : input.slotIds,
    startsOn,
    endsOn: isOneDay(row.kind as Wanted["kind"])
      ? startsOn
      : input.endsOn === undefined
        ? row.endsOn
        : input.endsOn,
    sessionId: row.sessionId,
  };
}

function patchOf(row: EnrollmentInReach, plan: Plan, input: EditInput): Patch {
  const goesOn = row.droppedAt !== null && input.endsOn === null;
  return {
    startsOn: input.startsOn === undefined ? row.startsOn : plan.startsOn,
    endsOn: plan.endsOn,
    slotIds: plan.slotIds === null ? null : [...plan.slotIds],
    ...(input.note === undefined ? {} : { note: input.note }),
    ...(goesOn ? { droppedAt: null, dropReasonId: null, dropNote: null } : {}),
  };
}

async function save(
  ctx: Context,
  row: EnrollmentInReach,
  patch: Patch,
  plan?: Plan,
  added: readonly TakenPlace[] = [],
): Promise<EditOutcome> {
  const change = new Change(ctx, {
    action: "enrollments.update",
    summary: `Changed the enrollment of ${row.studentName} in ${row.className}`,
    right: "enrollments",
    undoMs: UNDO_MS.ordinary,
  });
  if (!change.update("enrollments", row, patch))
    return { outcome: "saved", version: row.version, change: null };
  if (plan) {
    change.guard("row_living", stillThere([row.studentId], row.classId, plan.slotIds));
    change.ensure("one_enrollment", oneEnrollment([row.id], ctx.nowMs));
    change.ensure("no_attendance", attendanceCovered([row.id]));
    if (added.length > 0) change.ensure("place_left", placesKept(added, { kind: "queue" }, ctx.nowMs));
    servesWaitlist(change, row.classId);
  }
  const outcome = { outcome: "saved", version: row.version + 1 } as const;
  try {
    return { ...outcome, change: await commit(ctx, change, outcome) };
  } catch (error) {
    if (!(error instanceof GuardFailed)) throw error;
    if (error.guard === "no_attendance") throw attendanceTaken();
    if (error.guard === "one_enrollment") throw enrolledMeanwhile(row);
    throw error;
  }
}

function enrolledMeanwhile({ studentName, className }: EnrollmentInReach): Conflict {
  return new Conflict(
    "changed_meanwhile",
    `Somebody enrolled ${studentName} in ${className} again meanwhile.`,
  );
}
