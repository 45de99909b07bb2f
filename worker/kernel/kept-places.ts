import type { Statement } from "../../control-plane/query.ts";
import type { EntityName } from "../../tenant-schema/entities.ts";
import {
  addedPlaces,
  noAttendance,
  oneEnrollment,
  placesKept,
  type TakenPlace,
} from "../../tenant-schema/places-kept.ts";
import { Conflict } from "./errors.ts";
import { guard } from "./row-statements.ts";

type Fields = Readonly<Record<string, unknown>>;
interface Write {
  readonly entity: EntityName;
  readonly op: "insert" | "update" | "delete" | "restore";
  readonly current: Fields | null;
  readonly fields: Fields;
}

const OCCUPYING = ["studentId", "classId", "kind", "startsOn", "endsOn", "slotIds"] as const;

/**
 * Runs after the writes of every change of enrollments. None is deleted once attendance was taken; and whoever an undo
 * brings back finds the place still free and nothing else in its stead, or nothing of the undo happens.
 */
export function enrollmentsKept(
  writes: readonly Write[],
  undo: { readonly isUndo: boolean; readonly mayOverride: boolean },
  nowMs: number,
): Statement[] {
  const own = writes.filter((write) => write.entity === "enrollments");
  const deleted = own.filter((write) => write.op === "delete").map((write) => write.current!.id as string);
  const guards = deleted.length > 0 ? [guard("no_attendance", noAttendance(deleted))] : [];
  if (!undo.isUndo) return guards;
  const back = own.filter(comesBack);
  if (back.length === 0) return guards;
  const ids = back.map((write) => write.current!.id as string);
  guards.push(guard("one_enrollment", oneEnrollment(ids, nowMs)));
  const taken = back.flatMap((write) => taking(write, undo.mayOverride));
  if (taken.length > 0) guards.push(guard("place_left", placesKept(taken, { kind: "offers" }, nowMs)));
  return guards;
}

function comesBack({ op, fields }: Write): boolean {
  return op === "restore" || (op === "update" && [...OCCUPYING, "waitState"].some((key) => key in fields));
}

/** The places that somebody takes again; who was over capacity with the right to be so may be it again. */
function taking(write: Write, mayOverride: boolean): TakenPlace[] {
  const before = write.current as Fields;
  const after = { ...before, ...write.fields };
  if (after.kind === "wait" || (after.isOverCapacity === true && mayOverride)) return [];
  if (write.op === "restore" || before.kind === "wait") return [placeOf(after)];
  return addedPlaces(placeOf(before), placeOf(after));
}

function placeOf(row: Fields): TakenPlace {
  return {
    classId: row.classId as string,
    slotIds: row.slotIds as string[] | null,
    from: row.startsOn as string,
    to: row.endsOn as string | null,
  };
}

/** Why an undo could not bring somebody back, or undefined when the guard speaks of something else. */
export function undoConflict(failed: string): Conflict | undefined {
  switch (failed) {
    case "place_left":
      return new Conflict(
        "place_gone",
        "This can't be undone any more: the place was given away meanwhile. Enroll the student again, on the waitlist if need be.",
      );
    case "one_enrollment":
      return new Conflict(
        "enrolled_again",
        "This can't be undone any more: the student was enrolled in this class again meanwhile.",
      );
    case "no_attendance":
      return new Conflict(
        "attendance_taken",
        "This can't be undone any more: attendance was taken meanwhile. Take those marks back first, or leave it as it is.",
      );
    default:
      return undefined;
  }
}
