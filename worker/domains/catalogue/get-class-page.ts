import type { Context } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { readerOf } from "../../kernel/language.ts";
import { rateBp, taxOn } from "../ledger/taxes.ts";
import type { PortalSettings } from "../portal-settings/schemas.ts";
import { explain } from "../pricing/explain.ts";
import type { CatalogueCache } from "./catalogue-cache.ts";
import type { CatalogueFacts, ClassFacts } from "./facts.ts";
import { openCatalogue } from "./get-catalogue.ts";
import type { Registration } from "./registration.ts";
import type { CatalogueClass, CataloguePage, ClassActions } from "./shapes.ts";
import { optionsOf } from "./shown-classes.ts";

const MOST_MEETINGS = 12;

/** The page of a class that families can find. @throws NotFound for every other one */
export async function getClassPage(
  ctx: Context,
  cache: CatalogueCache,
  classId: string,
): Promise<CataloguePage> {
  const { facts, classById, waiting } = await openCatalogue(ctx, cache);
  const shown = classById.get(classId);
  const known = facts.byId.get(classId);
  if (!shown || !known) throw new NotFound("class");
  return {
    class: shown,
    description: known.description,
    options: optionsOf(facts, [shown]),
    sessionName: known.sessionName,
    meetings: meetingsOf(known, ctx.nowMs),
    price: facts.settings.showsPrices ? priceOf(ctx, known) : null,
    fees: facts.settings.showsPrices ? feesOf(facts, known) : [],
    policies: facts.policies,
    waiting: waiting.get(classId) ?? 0,
    actions: actionsOf(facts.settings, known, shown, shown.registration),
  };
}

function meetingsOf({ meetings }: ClassFacts, nowMs: number): CataloguePage["meetings"] {
  return meetings
    .filter((one) => one.startsAtMs > nowMs)
    .slice(0, MOST_MEETINGS)
    .map(({ slotId, onDate, startMinute, durationMinutes, isMoved, cancelled }) => ({
      ...{ slotId, onDate, startMinute, durationMinutes, isMoved, cancelled },
    }));
}

function priceOf(ctx: Context, { quote }: ClassFacts): CataloguePage["price"] {
  if (!quote) return null;
  const { monthMinor, basis, unitMinor, trace, first } = quote;
  const told = (steps: typeof trace) => explain(steps, readerOf(ctx));
  return {
    ...{ monthMinor, basis, unitMinor },
    explanation: told(trace),
    first: first && {
      ...{ startsOn: first.startsOn, amountMinor: first.amountMinor, meetings: first.meetings },
      explanation: told(first.trace),
    },
  };
}

/**
 * The fees as they will be billed: with their tax, and as at the class's own location. Billing takes the location of a
 * member's earliest class, so an amount that is another one elsewhere is marked.
 */
function feesOf(
  { fees, taxes, locations }: CatalogueFacts,
  { programId, locationId }: ClassFacts,
): CataloguePage["fees"] {
  return fees
    .filter((fee) => fee.programId === null || fee.programId === programId)
    .map((fee) => {
      const at = (place: string) => {
        const netMinor = fee.locationAmounts[place] ?? fee.amountMinor;
        return netMinor + taxOn(netMinor, rateBp(taxes, { programId: fee.programId, locationId: place }));
      };
      const amountMinor = at(locationId);
      const byLocation = locations.some(({ id }) => at(id) !== amountMinor);
      return { name: fee.name, per: fee.per, months: fee.months, amountMinor, byLocation };
    })
    .filter((fee) => fee.amountMinor > 0);
}

/** What can be done about a class while its registration stands so. */
export function actionsOf(
  settings: PortalSettings,
  known: Pick<ClassFacts, "takesTrials" | "takesSingleDays">,
  { isFull }: CatalogueClass,
  { state }: Registration,
): ClassActions {
  const isOpen = state === "open";
  const hasPlace = isOpen && !isFull;
  return {
    register: hasPlace,
    asksFirst: settings.registrationMode === "request",
    trial: hasPlace && known.takesTrials && settings.trials !== "off",
    singleDay: hasPlace && known.takesSingleDays,
    waitlist: isOpen && isFull && settings.waitlist,
  };
}
