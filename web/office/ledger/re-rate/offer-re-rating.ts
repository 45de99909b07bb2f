import type { Proposals } from "../../../../worker/domains/re-rating/shapes.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { can } from "../../../shared/session.ts";
import { withParams } from "../../../shared/url-state.ts";
import { openMoney } from "../opening.ts";

export const proposalsPath = (familyId: string) => `/re-rating/families/${familyId}`;

/**
 * After acts on enrollments: what they change of bills that were written already is proposed at once. What is not booked
 * now is still proposed in the family's ledger, so a connection that breaks here loses nothing.
 */
export async function offerReRating(changes: readonly Committed[]): Promise<void> {
  if (changes.length === 0 || !can("charges", "full")) return;
  try {
    const ids = changes.map(({ id }) => id).join(",");
    const proposals = await api.get<Proposals[]>(withParams("/re-rating/changes", { ids }));
    if (proposals.length > 0) openMoney({ kind: "re-rate", proposals });
  } catch {
    // The act itself is done and said so; the ledger proposes it again.
  }
}
