import { dateAt } from "../../../tenant-schema/dates.ts";
import { type Context, type GuardianActor, requireRole, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { CatalogueCache, KeptCatalogue } from "./catalogue-cache.ts";
import { type ChildrenFound, childrenQueries, holdsKeyword, type StoredChild } from "./children.ts";
import type { ClassFacts } from "./facts.ts";
import { opened } from "./get-catalogue.ts";
import { actionsOf } from "./get-class-page.ts";
import { whyNot } from "./judge-child.ts";
import { readWithCatalogue } from "./read-catalogue.ts";
import { registrationOn } from "./registration.ts";
import type { CatalogueClass, ChildChoice, ClassChoices } from "./shapes.ts";
import { bookableStarts, type Start } from "./starts.ts";

/** Which child may take a class, from which day on, and what can be done about it; one trip. @throws NotFound */
export async function getChoices(
  ctx: Context<GuardianActor>,
  cache: CatalogueCache,
  classId: string,
): Promise<ClassChoices> {
  requireRole(ctx, "viewer");
  const { catalogue, found } = await readWithCatalogue(ctx, cache, childrenQueries(ctx, today(ctx)));
  const known = opened(catalogue).facts.byId.get(classId);
  const shown = catalogue.classById.get(classId);
  if (!known || !shown) throw new NotFound("class");
  const starts = bookableStarts(known, catalogue.facts.settings, ctx.nowMs);
  const choose = (child: StoredChild) => choiceOf(ctx, { catalogue, found, known, shown, starts }, child);
  return { children: found.children.map(choose), starts };
}

interface Judged {
  readonly catalogue: KeptCatalogue;
  readonly found: ChildrenFound;
  readonly known: ClassFacts;
  readonly shown: CatalogueClass;
  readonly starts: readonly Start[];
}

function choiceOf(
  { actor, nowMs }: Context<GuardianActor>,
  { catalogue, found, known, shown, starts }: Judged,
  child: StoredChild,
): ChildChoice {
  const reasonsOn = (start: Start | undefined) =>
    whyNot(child, known, found.enrollments, start?.onDate ?? null, nowMs);
  const registration = registrationOn(dateAt(nowMs, known.timeZone), known, {
    holdsKeyword: holdsKeyword(found, actor, child.id, known.priorityKeywordId),
    isByPriority: catalogue.facts.settings.registrationMode === "priority",
  });
  const { id, firstName, birthDate } = child;
  return {
    ...{ id, firstName, birthDate, registration },
    whyNot: reasonsOn(starts[0]),
    fitsFrom: starts.find((start) => reasonsOn(start).length === 0)?.onDate ?? null,
    actions: actionsOf(catalogue.facts.settings, known, shown, registration),
  };
}
