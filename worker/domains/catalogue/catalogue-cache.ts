import { isYoung, KeptAMoment } from "../../kernel/kept-a-moment.ts";
import type { CatalogueFacts } from "./facts.ts";
import type { CatalogueClass } from "./shapes.ts";

/** The catalogue of one account as it was a moment ago. */
export interface KeptCatalogue {
  readonly facts: CatalogueFacts;
  readonly placesAtMs: number;
  readonly waiting: ReadonlyMap<string, number>;
  /** As the list shows them, made once for everybody who asks in that moment. */
  readonly classes: readonly CatalogueClass[];
  readonly classById: ReadonlyMap<string, CatalogueClass>;
}

/** What the change log does not tell, such as the day that has begun, is read again after so long. */
const FACTS_MS = 60_000;

/** The catalogues of the accounts that this isolate serves. The hold decides, whatever places were shown. */
export class CatalogueCache extends KeptAMoment<KeptCatalogue> {
  override shown(accountId: string, nowMs: number): KeptCatalogue | null {
    return this.facts(accountId, nowMs) && super.shown(accountId, nowMs);
  }

  /** What is known and need only be asked whether it still holds. */
  facts(accountId: string, nowMs: number): CatalogueFacts | null {
    const facts = this.latest(accountId)?.facts;
    return facts && isYoung(facts.loadedAtMs, nowMs, FACTS_MS) ? facts : null;
  }
}
