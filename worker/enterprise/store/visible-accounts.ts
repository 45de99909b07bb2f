import { sql } from "drizzle-orm";
import { restrictionsOf } from "../../../control-plane/overrides.ts";
import { type RowOf, select } from "../../../control-plane/query.ts";
import { leftOf, type Restriction } from "../../kernel/decide.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { Right } from "../../kernel/permissions.ts";
import type { EnterpriseContext } from "../context.ts";
import { accountsOf, groupsOf, subtreeOf } from "../reach.ts";

/** An account whose figures and families somebody may see. */
export interface VisibleAccount extends RowOf<typeof visibleFields> {
  /** What the enterprise takes away from the reader there; nothing from Admins. */
  readonly restrictions: readonly Restriction[];
}

const TTL_MS = 30_000;
const MAX_ENTRIES = 500;

/**
 * Which accounts each user may see, remembered for at most 30 seconds, so that a search while somebody types does not read
 * the tree of groups with every letter. One per isolate; plain values only.
 */
export class VisibleAccounts {
  readonly #entries = new Map<string, { accounts: readonly VisibleAccount[]; readAtMs: number }>();

  async of(ctx: EnterpriseContext): Promise<readonly VisibleAccount[]> {
    const { actor, nowMs } = ctx;
    const key = JSON.stringify([actor.id, actor.version, actor.groupId]);
    const known = this.#entries.get(key);
    if (known && nowMs - known.readAtMs < TTL_MS && nowMs >= known.readAtMs) return known.accounts;
    const found = await ctx.control.read({
      accounts: select(
        visibleFields,
        sql`from enterprise_accounts ea join accounts a on a.id = ea.account_id
        where ea.account_id in ${accountsOf(actor)} order by lower(a.display_name), a.id`,
      ),
      taken: restrictionsOf(accountsOf(actor)),
    });
    const above = Map.groupBy(actor.level === "admin" ? [] : found.taken, ({ accountId }) => accountId);
    const accounts = found.accounts.map((row) => ({ ...row, restrictions: above.get(row.id) ?? [] }));
    this.#entries.delete(key);
    this.#entries.set(key, { accounts, readAtMs: nowMs });
    if (this.#entries.size > MAX_ENTRIES) this.#entries.delete(this.#entries.keys().next().value as string);
    return accounts;
  }
}

export const visibleFields = {
  id: sql<string>`a.id`,
  urlName: sql<string>`a.url_name`,
  name: sql<string>`a.display_name`,
  groupId: sql<string | null>`ea.group_id`,
  timeZone: sql<string>`a.time_zone`,
  currency: sql<string>`a.currency`,
  phoneRegion: sql<string>`a.phone_region`,
};

/** Whether the enterprise leaves the reader at least a look at something there. */
export function isLeft({ restrictions }: Pick<VisibleAccount, "restrictions">, right: Right): boolean {
  return leftOf(restrictions, right) !== "none";
}

/** Those in a group and in the groups below it; all of them without one. @throws NotFound */
export async function visibleIn(
  ctx: EnterpriseContext,
  groupId: string | undefined,
): Promise<readonly VisibleAccount[]> {
  const accounts = await ctx.services.house.visibleAccounts.of(ctx);
  if (!groupId) return accounts;
  const { known, below } = await ctx.control.read({
    known: select(
      { id: sql<string>`id` },
      sql`from enterprise_groups where id = ${groupId} and id in ${groupsOf(ctx.actor)}`,
    ),
    below: select({ id: sql<string>`id` }, sql`from enterprise_groups where id in ${subtreeOf(groupId)}`),
  });
  if (known.length === 0) throw new NotFound("group");
  const groups = new Set(below.map(({ id }) => id));
  return accounts.filter((account) => account.groupId !== null && groups.has(account.groupId));
}
