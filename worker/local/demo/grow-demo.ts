import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, type SystemActor, today } from "../../kernel/context.ts";
import { type DemoPlace, FAMILY_ENTITIES, type FamilyEntity } from "./demo-family.ts";
import { makeFamily } from "./make-family.ts";
import { Random } from "./random.ts";
import type { DemoSchool } from "./schools.ts";

/** Families in one change; a few thousand rows with their triggers, well inside the 30 s of a batch. */
const CHUNK = 250;
const CLASSES = 24;

/**
 * Grows a demonstration school towards that many families, and answers how many it has. Where it was stopped, it goes
 * on: how far it came is written in the same batch as the families.
 */
export async function growDemo(
  ctx: Context<SystemActor>,
  school: DemoSchool,
  families: number,
  atMost: number,
): Promise<number> {
  const state = await readState(ctx);
  const classIds =
    state.classIds.length > 0 ? state.classIds : await addClasses(ctx, school, state.locationIds);
  const account: DemoPlace = { ...state, classIds, nowMs: ctx.nowMs, today: today(ctx) };
  const end = Math.min(families, state.families + atMost);
  for (let next = state.families; next < end; next += CHUNK) {
    await addFamilies(ctx, school, account, next, Math.min(next + CHUNK, end));
  }
  return Math.max(state.families, end);
}

async function readState(ctx: Context) {
  const ids = (from: SQL) => select({ id: sql<string>`id` }, from);
  const found = await ctx.database.read({
    families: select({ value: sql<number>`value` }, sql`from counters where name = 'demo_families'`),
    classes: ids(sql`from classes where deleted_at is null order by id`),
    locations: ids(sql`from locations where deleted_at is null order by position, id`),
    relationships: ids(sql`from list_items where kind = 'relationship' order by position limit 4`),
    referralSources: ids(sql`from list_items where kind = 'referral_source' order by position`),
    keywords: ids(sql`from keywords where kind = 'family' order by id`),
  });
  const idsOf = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id);
  return {
    families: found.families[0]?.value ?? 0,
    classIds: idsOf(found.classes),
    locationIds: idsOf(found.locations),
    relationshipIds: idsOf(found.relationships),
    referralSourceIds: idsOf(found.referralSources),
    keywordIds: idsOf(found.keywords),
  };
}

/** Programs, levels, classes; the first class is the big one. */
async function addClasses(
  ctx: Context,
  school: DemoSchool,
  locationIds: readonly string[],
): Promise<string[]> {
  const random = new Random(school.randomSeed);
  const id = (kind: "program" | "level" | "class") => newId(kind, ctx.nowMs, () => random.bytes(16));
  const change = new Change(ctx, {
    action: "demo.classes",
    summary: "Set up the demonstration classes",
    right: null,
  });
  const programs = school.programs.map((name, position) => ({ id: id("program"), name, position }));
  const levels = school.levels.map((name, position) => ({ id: id("level"), name, position }));
  for (const program of programs) change.insert("programs", program);
  for (const level of levels) change.insert("levels", level);
  const classes = Array.from({ length: CLASSES }, (_, i) => ({
    id: id("class"),
    locationId: locationIds[i % locationIds.length]!,
    programId: programs[i % programs.length]!.id,
    levelId: levels[i % levels.length]!.id,
    name: `${school.classes[i % school.classes.length]} ${Math.floor(i / school.classes.length) + 1}`,
    capacity: i === 0 ? 40 : 8 + random.below(12),
    startsOn: `${Number(today(ctx).slice(0, 4)) - 2}-09-01`,
  }));
  // In the order of their ids, which is how they are read back.
  classes.sort((a, b) => (a.id < b.id ? -1 : 1));
  classes.forEach((row, i) => {
    change.insert(
      "classes",
      i === 0 ? { ...row, name: `${school.classes[0]} (big class)`, capacity: 40 } : row,
    );
  });
  change.also(sql`update account_day set today = max(today, ${today(ctx)})`);
  await commit(ctx, change);
  return classes.map((row) => row.id);
}

async function addFamilies(
  ctx: Context,
  school: DemoSchool,
  account: DemoPlace,
  from: number,
  to: number,
): Promise<void> {
  const change = new Change(ctx, {
    action: "demo.families",
    summary: `Added ${to - from} demonstration families`,
    right: null,
  });
  const made = Array.from({ length: to - from }, (_, i) => makeFamily(school, from + i, account));
  for (const entity of FAMILY_ENTITIES) {
    for (const rows of made) addRows(change, entity, rows[entity]);
  }
  change.also(sql`insert into counters (name, value) values ('demo_families', ${to})
    on conflict (name) do update set value = excluded.value`);
  await commit(ctx, change);
}

function addRows<E extends FamilyEntity>(change: Change, entity: E, rows: readonly object[]): void {
  for (const row of rows) change.insert(entity, row as Parameters<typeof change.insert<E>>[1]);
}
