import { sql } from "drizzle-orm";
import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import { type IdKind, newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, today } from "../../kernel/context.ts";
import { addClass, type ClassIds, type SessionIds } from "./add-class.ts";
import { type ClassFacts, DEMO_CLASSES, planClasses } from "./class-plans.ts";
import { OFFERS } from "./offers.ts";
import { Random } from "./random.ts";
import type { DemoSchool } from "./schools.ts";
import { addDiscounts, addTuition } from "./set-up-tuition.ts";

type NewId = (kind: IdKind) => string;

/** Programs, levels, rooms, sessions, closures and the classes of a demonstration school, in one change. */
export async function setUpSchool(
  ctx: Context,
  school: DemoSchool,
  found: { readonly locationIds: readonly string[]; readonly coachIds: readonly string[] },
): Promise<void> {
  const random = new Random(school.randomSeed);
  // One millisecond later each, so that the order of the ids is the order in which they were made.
  let made = 0;
  const id: NewId = (kind) => newId(kind, ctx.nowMs + made++, () => random.bytes(16));
  const change = new Change(ctx, {
    action: "demo.classes",
    summary: "Set up the demonstration classes",
    right: null,
  });
  const lists = addLists(change, school, id);
  const rooms = addRooms(change, school, found.locationIds, id);
  const sessions = addSessions(change, today(ctx), id);
  addClosures(change, today(ctx), found.locationIds[0]!, lists, id);
  const facts: ClassFacts = { today: today(ctx), ...found, rooms };
  const tuitionOf = addTuition(
    change,
    { locationIds: found.locationIds, today: facts.today, locale: school.locale },
    id,
  );
  const ids: ClassIds = { ...lists, sessions, tuitionOf, id };
  for (const plan of planClasses(school, facts, DEMO_CLASSES)) addClass(change, plan, ids, facts.today);
  change.also(sql`update account_day set today = max(today, ${today(ctx)})`);
  await commit(ctx, change);
}

interface ListIds {
  readonly programs: ReadonlyMap<string, string>;
  readonly levels: ReadonlyMap<string, string>;
}

function addLists(change: Change, school: DemoSchool, id: NewId): ListIds {
  const offers = OFFERS[school.urlName]!;
  const programs = offers.programs.map((program, position) => ({ id: id("program"), ...program, position }));
  const levels = offers.levels.map((level, position) => ({ id: id("level"), ...level, position }));
  const discountScheduleId = addDiscounts(change, id);
  for (const program of programs) change.insert("programs", { ...program, discountScheduleId });
  for (const level of levels) change.insert("levels", level);
  return {
    programs: new Map(programs.map((program) => [program.name, program.id])),
    levels: new Map(levels.map((level) => [level.name, level.id])),
  };
}

function addRooms(
  change: Change,
  school: DemoSchool,
  locationIds: readonly string[],
  id: NewId,
): ClassFacts["rooms"] {
  const rooms = locationIds.flatMap((locationId) =>
    OFFERS[school.urlName]!.rooms.map((room, position) => ({
      id: id("room"),
      locationId,
      ...room,
      position,
    })),
  );
  for (const room of rooms) change.insert("rooms", room);
  return rooms;
}

/** A term that drops everybody at its end, and blocks that roll on; they begin and end with whole weeks. */
function addSessions(change: Change, today: IsoDate, id: NewId): SessionIds {
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const monday = addDays(today, -weekday);
  const weeks = (from: number, count: number) => ({
    startsOn: addDays(monday, from * 7),
    endsOn: addDays(monday, (from + count) * 7 - 1),
  });
  const term = {
    id: id("classSession"),
    name: "Twelve-week term",
    kind: "auto_drop" as const,
    ...weeks(-6, 12),
  };
  const blocks = [
    { id: id("classSession"), name: "Block 1", kind: "rolling" as const, ...weeks(-12, 8) },
    { id: id("classSession"), name: "Block 2", kind: "rolling" as const, ...weeks(-4, 8) },
    { id: id("classSession"), name: "Block 3", kind: "rolling" as const, ...weeks(4, 8) },
  ];
  const year = {
    id: id("classSession"),
    name: "Season",
    kind: "ongoing" as const,
    startsOn: `${Number(today.slice(0, 4)) - 1}-09-01`,
  };
  for (const session of [term, ...blocks, year]) change.insert("classSessions", session);
  return { auto_drop: [term.id], rolling: blocks.map((block) => block.id) };
}

function addClosures(change: Change, today: IsoDate, locationId: string, lists: ListIds, id: NewId): void {
  const days = (from: number, to: number) => ({ startsOn: addDays(today, from), endsOn: addDays(today, to) });
  const rows = [
    { name: "Staff training day", ...days(11, 11), effect: "closure" as const },
    {
      name: "Holiday break",
      ...days(33, 39),
      effect: "both" as const,
      note: "Closed, and nothing is billed.",
    },
    { name: "Floor is being laid anew", ...days(18, 19), effect: "closure" as const, locationId },
    {
      name: "Competition days",
      ...days(25, 26),
      effect: "closure" as const,
      programId: [...lists.programs.values()][1] ?? null,
    },
  ];
  for (const row of rows) change.insert("closures", { id: id("closure"), ...row });
}
