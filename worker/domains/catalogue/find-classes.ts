import { dateAt } from "../../../tenant-schema/dates.ts";
import { type Context, type GuardianActor, requireRole, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { CatalogueCache, KeptCatalogue } from "./catalogue-cache.ts";
import { type ChildrenFound, childrenQueries, holdsKeyword, type StoredChild } from "./children.ts";
import { opened } from "./get-catalogue.ts";
import { whyNot } from "./judge-child.ts";
import { levelFitOf } from "./level-fit.ts";
import { meetWishes } from "./narrow.ts";
import { readWithCatalogue } from "./read-catalogue.ts";
import { registrationOn } from "./registration.ts";
import type { FinderFilter } from "./schemas.ts";
import type { CatalogueClass, Found, FoundClass, LevelFit, WhyNot } from "./shapes.ts";
import { optionsOf } from "./shown-classes.ts";
import { siblingMatches } from "./sibling-matches.ts";
import { bookableStarts } from "./starts.ts";

/** What children of the family may take, the best first, and why not the rest; one trip. @throws NotFound */
export async function findClasses(
  ctx: Context<GuardianActor>,
  cache: CatalogueCache,
  filter: FinderFilter,
): Promise<Found> {
  requireRole(ctx, "viewer");
  const { catalogue, found } = await readWithCatalogue(ctx, cache, childrenQueries(ctx, today(ctx)));
  const { facts, classes } = opened(catalogue);
  if (!facts.settings.showsFinder) throw new NotFound("page");
  const children = filter.students.map((id) => {
    const child = found.children.find((one) => one.id === id);
    if (!child) throw new NotFound("student");
    return child;
  });
  const judged = meetWishes(classes, filter).map((one) => judgedClass(ctx, catalogue, found, children, one));
  const fitting = judged.filter(({ fits }) => fits.length > 0).sort(byFit);
  const bare = fitting.map(({ why: _why, ...one }): FoundClass => one);
  return {
    children: children.map(({ id, firstName, birthDate }) => ({ id, firstName, birthDate })),
    classes: bare,
    together: children.length > 1 ? siblingMatches(bare, filter.students) : [],
    others: judged
      .filter(({ fits }) => fits.length === 0)
      .map(({ fits: _fits, levelFit: _levelFit, why, ...one }) => ({ class: one, why })),
    options: optionsOf(facts, classes),
  };
}

interface JudgedClass extends FoundClass {
  readonly why: readonly { readonly studentId: string; readonly whyNot: readonly WhyNot[] }[];
}

function judgedClass(
  { actor, nowMs }: Context<GuardianActor>,
  { facts }: KeptCatalogue,
  found: ChildrenFound,
  children: readonly StoredChild[],
  shown: CatalogueClass,
): JudgedClass {
  const known = facts.byId.get(shown.id)!;
  const start = bookableStarts(known, facts.settings, nowMs)[0]?.onDate ?? null;
  const why = children.map((child) => ({
    studentId: child.id,
    whyNot: whyNot(child, known, found.enrollments, start, nowMs),
  }));
  const fits = why.filter((one) => one.whyNot.length === 0).map(({ studentId }) => studentId);
  return {
    ...shown,
    registration: registrationOn(dateAt(nowMs, known.timeZone), known, {
      holdsKeyword: fits.some((id) => holdsKeyword(found, actor, id, known.priorityKeywordId)),
      isByPriority: facts.settings.registrationMode === "priority",
    }),
    fits,
    levelFit: levelFitOf(known.levelId, fits, found.enrollments, facts.levels),
    why,
  };
}

const RANKS: readonly LevelFit[] = ["same", "next", "other"];

/** The level first, then what has a place, what meets soonest, what has most places. */
function byFit(a: FoundClass, b: FoundClass): number {
  return (
    RANKS.indexOf(a.levelFit) - RANKS.indexOf(b.levelFit) ||
    Number(a.isFull) - Number(b.isFull) ||
    (soonest(a) < soonest(b) ? -1 : soonest(a) > soonest(b) ? 1 : 0) ||
    (b.openings ?? 0) - (a.openings ?? 0)
  );
}

function soonest({ nextMeeting, startsOn }: FoundClass): string {
  if (!nextMeeting) return `${startsOn} 9999`;
  return `${nextMeeting.onDate} ${String(nextMeeting.startMinute).padStart(4, "0")}`;
}
