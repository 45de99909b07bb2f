import { sql } from "drizzle-orm";
import { nearNames } from "../../../analytics/name-validation/near-names.ts";
import { accountsWithName, ageOfNames, namesInUse } from "../../../analytics/name-validation/store-names.ts";
import { select } from "../../../control-plane/query.ts";
import type { EnterpriseContext } from "../context.ts";
import { accountsOf } from "../reach.ts";
import { storeOf } from "../store/open-store.ts";
import { NAME_KINDS } from "./name-kinds.ts";
import type { NameAccount, NameCount, NameKind, NameList } from "./schemas.ts";

/** Every name of a kind with the number of accounts that have it, and which of them are probably one. */
export async function listNames(ctx: EnterpriseContext, kind: NameKind): Promise<NameList> {
  const accounts = await ownAccounts(ctx);
  const accountIds = accounts.map(({ id }) => id);
  const store = await storeOf(ctx.services.house, ctx.control, ctx.actor.enterpriseId);
  const [uses, age] = await Promise.all([
    namesInUse(store, { enterpriseId: ctx.actor.enterpriseId, kind, accountIds }),
    ageOfNames(store, accountIds),
  ]);
  const counted = (use: { name: string; accountIds: readonly string[] }): NameCount => ({
    name: use.name,
    accounts: use.accountIds.length,
  });
  return {
    kind,
    names: uses.map(counted),
    groups: nearNames(uses).map(({ likely, others }) => ({
      likely: counted(likely),
      others: others.map(counted),
    })),
    accounts: accountIds.length,
    ...age,
  };
}

/** The accounts that have exactly this name, with the page of each on which it is changed. */
export async function accountsOfName(
  ctx: EnterpriseContext,
  kind: NameKind,
  name: string,
): Promise<NameAccount[]> {
  const accounts = await ownAccounts(ctx);
  const { enterpriseId } = ctx.actor;
  const asked = { enterpriseId, kind, accountIds: accounts.map(({ id }) => id) };
  const store = await storeOf(ctx.services.house, ctx.control, enterpriseId);
  const found = new Set(await accountsWithName(store, asked, name));
  return accounts
    .filter(({ id }) => found.has(id))
    .map(({ id, displayName, groupName }) => ({
      ...{ accountId: id, accountName: displayName, groupName },
      path: NAME_KINDS[kind].page,
    }));
}

/** The accounts that the reader may enter, by name. */
export async function ownAccounts(ctx: EnterpriseContext) {
  const { accounts } = await ctx.control.read({
    accounts: select(
      {
        id: sql<string>`a.id`,
        displayName: sql<string>`a.display_name`,
        groupName: sql<string | null>`g.name`,
      },
      sql`from enterprise_accounts ea join accounts a on a.id = ea.account_id
        left join enterprise_groups g on g.id = ea.group_id
        where ea.account_id in ${accountsOf(ctx.actor)} order by lower(a.display_name), a.id`,
    ),
  });
  return accounts;
}
