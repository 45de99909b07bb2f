import type { Queries, RowsOf } from "../../../control-plane/tenant-database.ts";
import { type Context, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { CatalogueCache, KeptCatalogue } from "./catalogue-cache.ts";
import { type CatalogueFacts, catalogueFacts } from "./facts.ts";
import { catalogueQueries, changedQuery, openingsQuery } from "./facts-queries.ts";
import { shownClasses } from "./shown-classes.ts";

/** So long somebody waits before they look again whether it is read. */
export const WAIT_MS = 25;
const MOST_WAITS = 20;

/** The catalogue as it is or was a moment ago; without a trip where it is known. */
export async function readCatalogue(ctx: Context, cache: CatalogueCache): Promise<KeptCatalogue> {
  const accountId = ctx.account.id;
  for (let i = 0; i < MOST_WAITS; i++) {
    const shown = cache.shown(accountId, ctx.nowMs);
    if (shown) return shown;
    if (!cache.isRead(accountId, ctx.nowMs)) break;
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  return (await readWithCatalogue(ctx, cache, {})).catalogue;
}

/** The same beside what somebody needs to know of their own, in one trip. */
export async function readWithCatalogue<Q extends Queries>(
  ctx: Context,
  cache: CatalogueCache,
  own: Q,
): Promise<{ catalogue: KeptCatalogue; found: RowsOf<Q> }> {
  const accountId = ctx.account.id;
  const shown = cache.shown(accountId, ctx.nowMs);
  if (shown) return { catalogue: shown, found: await read(ctx, own) };
  cache.begin(accountId, ctx.nowMs);
  try {
    const { places, facts, found } = await readAnew(ctx, cache, own);
    const catalogue = keptOf(ctx.nowMs, facts, places);
    cache.keep(accountId, catalogue, catalogue.placesAtMs);
    return { catalogue, found };
  } catch (error) {
    cache.giveUp(accountId);
    throw error;
  }
}

type Places = RowsOf<{ places: ReturnType<typeof openingsQuery> }>["places"];

interface Anew<Q extends Queries> {
  readonly places: Places;
  readonly facts: CatalogueFacts;
  readonly found: RowsOf<Q>;
}

/** Only the places where nothing else was written since; what is known is dropped with the day it was made for. */
async function readAnew<Q extends Queries>(ctx: Context, cache: CatalogueCache, own: Q): Promise<Anew<Q>> {
  const on = today(ctx);
  const known = cache.facts(ctx.account.id, ctx.nowMs);
  const places = openingsQuery(on, ctx.nowMs);
  if (known?.on === on) {
    const [first, found] = await readBoth(ctx, { places, changed: changedQuery(known.seq) }, own);
    if (!first.changed[0]?.isChanged) return { places: first.places, facts: known, found };
    const anew = await read(ctx, catalogueQueries(on));
    return { places: first.places, facts: await catalogueFacts(ctx, anew), found };
  }
  const [all, found] = await readBoth(ctx, { ...catalogueQueries(on), places }, own);
  return { places: all.places, facts: await catalogueFacts(ctx, all), found };
}

const OWN = "$own.";

/** Two sets of questions in one trip, whatever they call them. */
async function readBoth<A extends Queries, B extends Queries>(
  ctx: Context,
  ours: A,
  own: B,
): Promise<[RowsOf<A>, RowsOf<B>]> {
  const renamed = Object.fromEntries(Object.entries(own).map(([name, query]) => [OWN + name, query]));
  const rows = (await read(ctx, { ...renamed, ...ours } as Queries)) as Record<string, unknown[]>;
  const found = Object.fromEntries(Object.keys(own).map((name) => [name, rows[OWN + name]]));
  return [rows as RowsOf<A>, found as RowsOf<B>];
}

function keptOf(nowMs: number, facts: CatalogueFacts, places: Places): KeptCatalogue {
  const openings = new Map(places.map((one) => [one.slotId, one.openings]));
  const classes = shownClasses(facts, openings, nowMs);
  return {
    facts,
    placesAtMs: nowMs,
    waiting: new Map(places.map((one) => [one.classId, one.waiting])),
    classes,
    classById: new Map(classes.map((one) => [one.id, one])),
  };
}
