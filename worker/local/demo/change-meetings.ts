import { addDays } from "../../../tenant-schema/dates.ts";
import type { World, WorldMeeting } from "./demo-world.ts";

/** What is not as every week: a meeting that is cancelled, one that is moved, substitutes, somebody away. */
export function changeMeetings(world: World): void {
  const coming = world.meetings.filter((one) => one.meetsOn > addDays(world.today, 1));
  const [cancelled, moved, covered] = [coming[4], coming[13], coming[7]];
  if (!cancelled || !moved || !covered) return;
  world.change.insert("meetingExceptions", {
    id: world.id("meetingException"),
    slotId: cancelled.slotId,
    classId: cancelled.classId,
    meetsOn: cancelled.meetsOn,
    isCancelled: true,
    reason: "Coach at a competition",
    moneyEffect: "credit",
  });
  world.change.insert("meetingExceptions", {
    id: world.id("meetingException"),
    slotId: moved.slotId,
    classId: moved.classId,
    meetsOn: moved.meetsOn,
    movedOn: addDays(moved.meetsOn, 1),
    startMinute: 8 * 60,
    reason: "School concert",
  });
  const away = covered.instructorIds[0] ?? world.coachIds[0]!;
  const standIn = world.coachIds.find((id) => id !== away && !teachesThen(world, id, covered)) ?? null;
  world.change.insert("staffAbsences", {
    id: world.id("staffAbsence"),
    staffId: away,
    startsOn: covered.meetsOn,
    endsOn: covered.meetsOn,
    reason: "Training course",
  });
  world.change.insert("meetingSubstitutes", {
    id: world.id("meetingSubstitute"),
    slotId: covered.slotId,
    classId: covered.classId,
    meetsOn: covered.meetsOn,
    staffId: away,
    substituteId: standIn,
    reason: "Training course",
  });
}

function teachesThen(world: World, staffId: string, { meetsOn, startMinute }: WorldMeeting): boolean {
  return world.meetings.some(
    (one) =>
      one.meetsOn === meetsOn &&
      Math.abs(one.startMinute - startMinute) < 120 &&
      one.instructorIds.includes(staffId),
  );
}
