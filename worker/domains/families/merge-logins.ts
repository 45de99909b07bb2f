import { sql } from "drizzle-orm";
import type { Change } from "../../kernel/change.ts";
import type { MergeGroup } from "./merge-group.ts";

const STRENGTH = ["pickup_only", "viewer", "payer", "owner"] as const;

/**
 * Whoever could sign in to one of the families can sign in to the one that is left, in the stronger of two roles; who is
 * there just now stays there. Invitations go along.
 */
export function moveLogins(change: Change, group: MergeGroup, became: ReadonlyMap<string, string>): void {
  const winnerId = group.winner.id;
  const inWinner = new Map(
    group.familyLogins.filter((row) => row.familyId === winnerId).map((row) => [row.loginId, row]),
  );
  const seen = new Set(inWinner.keys());
  for (const row of group.familyLogins) {
    if (row.familyId === winnerId) continue;
    if (seen.has(row.loginId)) change.remove("familyLogins", row);
    else {
      const guardianId = row.guardianId === null ? null : (became.get(row.guardianId) ?? row.guardianId);
      change.update("familyLogins", row, { familyId: winnerId, guardianId });
    }
    const same = inWinner.get(row.loginId);
    if (same && STRENGTH.indexOf(row.role) > STRENGTH.indexOf(same.role))
      change.update("familyLogins", same, { role: row.role });
    seen.add(row.loginId);
  }
  for (const invite of group.familyInvites)
    if (invite.familyId !== winnerId) change.update("familyInvites", invite, { familyId: winnerId });
  const losers = JSON.stringify(group.losers.map(({ id }) => id));
  change.also(sql`update sessions set family_id = ${winnerId} where ended_at is null and login_id is not null
    and family_id in (select value from json_each(${losers}))`);
}
