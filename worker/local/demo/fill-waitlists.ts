import { addDays } from "../../../tenant-schema/dates.ts";
import { enrollInto, pickStudent, type World } from "./demo-world.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** People wait for every full class; somebody just left one of them, and the first who waits has an offer. */
export function fillWaitlists(world: World): void {
  const full = world.classes.filter((one) => one.students >= one.capacity);
  const freed = full.find((one) => one.capacity < 30);
  for (const one of full) {
    const waiting = new Set<string>();
    const count = 2 + world.random.below(4);
    for (let place = 0; place < count; place++) {
      const student = pickStudent(world, one, waiting);
      if (!student) break;
      waiting.add(student.id);
      const isOffered = one === freed && place === 0;
      const askedMs = world.ctx.nowMs - (count - place) * 4 * DAY_MS - world.random.below(DAY_MS);
      enrollInto(world, {
        studentId: student.id,
        classId: one.id,
        kind: "wait",
        startsOn: addDays(world.today, -(count - place) * 4),
        waitRank: askedMs * 1000,
        waitState: isOffered ? "offered" : "queued",
        waitOfferedAt: isOffered ? world.ctx.nowMs - 3 * HOUR_MS : null,
        waitExpiresAt: isOffered ? world.ctx.nowMs + 21 * HOUR_MS : null,
        note: world.random.chance(0.2) ? "Any day would do" : null,
      });
    }
  }
  if (freed) dropSomebody(world, freed.id, -1);
}

/** Drops that are decided: one yesterday, from the class that now offers a place; some to come. */
export function addDrops(world: World): void {
  const chosen = world.active.filter((row) => row.endsOn === null && row.startsOn < world.today);
  for (let i = 0; i < 4; i++) {
    const row = chosen[(i * 37 + 11) % chosen.length];
    if (row && row.classId !== world.classes[0]!.id) drop(world, row, 3 + i * 4);
  }
}

function dropSomebody(world: World, classId: string, days: number): void {
  const row = world.active.find(
    (one) =>
      one.classId === classId &&
      (one.endsOn === null || one.endsOn > world.today) &&
      one.startsOn < world.today,
  );
  if (row) drop(world, row, days);
}

function drop(world: World, row: World["active"][number], days: number): void {
  world.change.update("enrollments", row, {
    endsOn: addDays(world.today, days),
    droppedAt: world.ctx.nowMs - DAY_MS,
    dropReasonId: world.random.pick(world.dropReasonIds),
    dropNote: null,
  });
}
