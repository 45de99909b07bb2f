import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { sortKey } from "../../../tenant-schema/text.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, type SystemActor, today } from "../../kernel/context.ts";
import { type DemoPlace, FAMILY_ENTITIES, type FamilyEntity } from "./demo-family.ts";
import { DEMO_LEDGER_DONE, fillLedger } from "./fill-ledger.ts";
import { liveIn } from "./live-in.ts";
import { makeFamily } from "./make-family.ts";
import { readClasses } from "./read-classes.ts";
import { DEMO_FAMILIES, type DemoSchool } from "./schools.ts";
import { setUpSchool } from "./set-up-school.ts";

/** Families in one change; a few thousand rows with their triggers, well inside the 30 s of a batch. */
const CHUNK = 250;
/** The class without weekly slots for everybody beyond the timetable. */
const MEMBERSHIP = "Season membership";

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
  if (state.programs === 0) await setUpSchool(ctx, school, state);
  const classes = await readClasses(ctx, MEMBERSHIP);
  const membershipId =
    families > DEMO_FAMILIES
      ? (classes.membershipId ?? (await addMembership(ctx, state.locationIds[0]!)))
      : null;
  const account: DemoPlace = { ...state, ...classes, membershipId, nowMs: ctx.nowMs, today: today(ctx) };
  const end = Math.min(families, state.families + atMost);
  for (let next = state.families; next < end; next += CHUNK) {
    await addFamilies(ctx, school, account, next, Math.min(next + CHUNK, end));
  }
  const reached = Math.max(state.families, end);
  if (reached >= DEMO_FAMILIES && !state.isLivedIn) await liveIn(ctx, school);
  if (reached >= school.families && state.monthsBilled < DEMO_LEDGER_DONE)
    await fillLedger(ctx, state.monthsBilled);
  return reached;
}

async function readState(ctx: Context) {
  const ids = (from: SQL) => select({ id: sql<string>`id` }, from);
  const found = await ctx.database.read({
    counters: select(
      { name: sql<string>`name`, value: sql<number>`value` },
      sql`from counters where name in ('demo_families', 'demo_life', 'demo_ledger')`,
    ),
    programs: select({ count: sql<number>`count(*)` }, sql`from programs where deleted_at is null`),
    locations: ids(sql`from locations where deleted_at is null order by position, id`),
    coaches:
      ids(sql`from staff where is_active = 1 and instr(lower(title), 'coach') > 0 and deleted_at is null
      order by username_folded <> 'coach', username_folded`),
    relationships: ids(sql`from list_items where kind = 'relationship' order by position limit 4`),
    referralSources: ids(sql`from list_items where kind = 'referral_source' order by position`),
    dropReasons: ids(sql`from list_items where kind = 'drop_reason' order by position`),
    keywords: ids(sql`from keywords where kind = 'family' order by id`),
  });
  const idsOf = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id);
  const counter = (name: string) => found.counters.find((row) => row.name === name)?.value;
  return {
    families: counter("demo_families") ?? 0,
    isLivedIn: counter("demo_life") !== undefined,
    monthsBilled: counter("demo_ledger") ?? 0,
    programs: found.programs[0]!.count,
    locationIds: idsOf(found.locations),
    coachIds: idsOf(found.coaches),
    relationshipIds: idsOf(found.relationships),
    referralSourceIds: idsOf(found.referralSources),
    dropReasonIds: idsOf(found.dropReasons),
    keywordIds: idsOf(found.keywords),
  };
}

async function addMembership(ctx: Context, locationId: string): Promise<string> {
  const change = new Change(ctx, {
    action: "demo.membership",
    summary: "Made room for a school beyond its timetable",
    right: null,
  });
  const id = newId("class", ctx.nowMs);
  change.insert("classes", {
    id,
    locationId,
    name: MEMBERSHIP,
    sortName: sortKey(MEMBERSHIP),
    capacity: 200_000,
    startsOn: `${Number(today(ctx).slice(0, 4)) - 2}-09-01`,
  });
  await commit(ctx, change);
  return id;
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
