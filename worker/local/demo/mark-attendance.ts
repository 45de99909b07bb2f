import { addDays } from "../../../tenant-schema/dates.ts";
import type { Enrolled, World, WorldMeeting } from "./demo-world.ts";

const MINUTE_MS = 60_000;

/** An absence that was excused, for which a makeup may be had. */
export interface Missed {
  readonly studentId: string;
  readonly enrolledId: string;
  readonly meeting: WorldMeeting;
}

/** Takes attendance for the meetings that were, but for a few, and reports some absences to come. */
export function markAttendance(world: World): Missed[] {
  const missed: Missed[] = [];
  const past = world.meetings.filter((one) => one.meetsOn < world.today);
  for (const meeting of past) {
    // Some coach always forgets; more often lately, when nobody has asked them yet.
    const forgets = meeting.meetsOn >= addDays(world.today, -5) ? 0.15 : 0.02;
    if (world.random.chance(forgets)) continue;
    for (const enrolled of studentsOf(world, meeting)) {
      const luck = world.random.next();
      const status = luck < 0.87 ? "present" : luck < 0.92 ? "tardy" : "absent";
      const isExcused = status === "absent" && luck < 0.965;
      mark(world, meeting, enrolled, { status, isExcused, isReported: isExcused && luck < 0.945 });
      if (isExcused) missed.push({ studentId: enrolled.studentId, enrolledId: enrolled.id, meeting });
    }
  }
  reportAbsences(world);
  return missed;
}

function reportAbsences(world: World): void {
  const coming = world.meetings.filter((one) => one.meetsOn > addDays(world.today, 1));
  for (let i = 0; i < 6; i++) {
    const meeting = coming[i * 9];
    const enrolled = meeting && studentsOf(world, meeting)[i];
    if (!enrolled) continue;
    const note = i % 2 === 0 ? "On holiday" : null;
    mark(world, meeting, enrolled, { status: "absent", isExcused: true, isReported: true, note });
  }
}

function studentsOf(world: World, { classId, slotId, meetsOn }: WorldMeeting): Enrolled[] {
  return world.enrolled.filter(
    (row) =>
      row.classId === classId &&
      row.startsOn <= meetsOn &&
      (row.endsOn === null || row.endsOn >= meetsOn) &&
      (row.slotIds === null || row.slotIds.includes(slotId)),
  );
}

interface Mark {
  readonly status: "present" | "absent" | "tardy";
  readonly isExcused: boolean;
  readonly isReported: boolean;
  readonly note?: string | null;
}

function mark(world: World, meeting: WorldMeeting, enrolled: Enrolled, given: Mark): void {
  const { slotId, classId, meetsOn, startMinute } = meeting;
  const atMs = Date.parse(`${meetsOn}T12:00:00Z`) + startMinute * MINUTE_MS;
  world.change.insert("attendance", {
    id: `att:${enrolled.studentId}:${slotId}:${meetsOn}`,
    studentId: enrolled.studentId,
    slotId,
    meetsOn,
    classId,
    enrollmentId: enrolled.id,
    ...given,
    markedAt: Math.min(atMs, world.ctx.nowMs),
    markedBy: meeting.instructorIds[0] ?? world.coachIds[0]!,
  });
}
