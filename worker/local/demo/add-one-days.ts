import { enrollInto, pickStudent, slotsOn, type World, type WorldClass } from "./demo-world.ts";

const TRIALS = 10;
const SINGLE_DAYS = 5;

/** Children who come for one day: on trial, last week and in the days to come, and for a single day. */
export function addOneDays(world: World): void {
  const taken = new Set<string>();
  const roomy = world.classes.filter((one) => one.students + 3 <= one.capacity);
  const trials = roomy.filter((one) => one.takesTrials);
  for (let i = 0; i < TRIALS; i++) addDay(world, trials[i % trials.length], "trial", -8 + i * 2, taken);
  const singles = roomy.filter((one) => one.takesSingleDays);
  for (let i = 0; i < SINGLE_DAYS; i++)
    addDay(world, singles[i % singles.length], "single_day", -4 + i * 3, taken);
}

/** On the first day on which the class meets, counted from today. */
function addDay(
  world: World,
  wanted: WorldClass | undefined,
  kind: "trial" | "single_day",
  fromDays: number,
  taken: Set<string>,
): void {
  if (!wanted) return;
  const from = Date.parse(world.today) + fromDays * 86_400_000;
  const day = world.meetings.find(
    (one) => one.classId === wanted.id && Date.parse(one.meetsOn) >= from,
  )?.meetsOn;
  const student = pickStudent(world, wanted, taken);
  if (!day || !student) return;
  taken.add(student.id);
  const slotIds = slotsOn(world, wanted.id, day);
  enrollInto(world, { studentId: student.id, classId: wanted.id, kind, startsOn: day, endsOn: day, slotIds });
}
