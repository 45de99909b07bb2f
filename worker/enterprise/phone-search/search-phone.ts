import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import { leftOf } from "../../kernel/decide.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { Right } from "../../kernel/permissions.ts";
import type { EnterpriseContext } from "../context.ts";
import { accountsOf } from "../reach.ts";
import { acrossAccounts, withPatience } from "../streams/across-accounts.ts";
import { openAccount, unreachable } from "../streams/open-account.ts";
import { activeEnrollments, MAX_NAMED, phoneQuestion } from "./find-families.ts";
import type { FoundAccount, PhoneSearchFrame, PhoneSearchInput } from "./schemas.ts";

interface Match {
  readonly account: FoundAccount;
  readonly own: Context;
  readonly familyIds: readonly string[];
}

/** The accounts a caller is looked for in: all that the reader may enter, or the one that is asked again. @throws NotFound */
export async function accountsToSearch(
  ctx: EnterpriseContext,
  { account }: PhoneSearchInput,
): Promise<readonly FoundAccount[]> {
  const { accounts } = await ctx.control.read({
    accounts: select(
      { id: sql<string>`a.id`, name: sql<string>`a.display_name`, groupName: sql<string | null>`g.name` },
      sql`from enterprise_accounts ea join accounts a on a.id = ea.account_id
        left join enterprise_groups g on g.id = ea.group_id
        where ea.account_id in ${accountsOf(ctx.actor)} ${account === undefined ? sql`` : sql`and a.id = ${account}`}
        order by lower(a.display_name), a.id`,
    ),
  });
  if (account !== undefined && accounts.length === 0) throw new NotFound("account");
  return accounts;
}

/**
 * Looks for a caller in the live databases of many accounts at once. First the list; when all that answer swiftly have
 * done so, whether each match has an active enrollment. An account that stalls is told of and holds up nobody.
 */
export async function searchPhone(
  ctx: EnterpriseContext,
  phone: string,
  accounts: readonly FoundAccount[],
  send: (frame: PhoneSearchFrame) => void,
): Promise<void> {
  send({ kind: "accounts", total: accounts.length });
  const open = new Map(accounts.map((account) => [account.id, account]));
  const listed: Match[] = [];
  const late: Promise<void>[] = [];
  const question = phoneQuestion(phone);
  let [isListed, matches, unanswered, withheld] = [false, 0, 0, 0];
  await ctx.services.house.directory.findAll(ctx.control, [...open.keys()]);

  const first = acrossAccounts(accounts, async (account) => {
    try {
      const match = await withPatience(askAccount(ctx, account, question, send));
      if (match === "withheld") withheld += 1;
      else if (match) {
        matches += 1;
        if (isListed) late.push(tellActive(ctx, match, send));
        else listed.push(match);
      }
    } catch (error) {
      const why = unreachable(error, ctx.request.id);
      if (why.reason !== "suspended") unanswered += 1;
      send({ kind: "unreachable", account, ...why });
    }
    open.delete(account.id);
  });
  await first.brisk;
  isListed = true;
  for (const account of open.values()) send({ kind: "slow", account });
  send({ kind: "listed", matches });
  await acrossAccounts(listed, (match) => tellActive(ctx, match, send)).all;
  await first.all;
  await Promise.all(late);
  send({ kind: "done", matches, unanswered, withheld });
}

/** The first check; null where nobody has that number, `withheld` where the reader may not see families. */
async function askAccount(
  ctx: EnterpriseContext,
  account: FoundAccount,
  question: ReturnType<typeof phoneQuestion>,
  send: (frame: PhoneSearchFrame) => void,
): Promise<Match | "withheld" | null> {
  const own = await openAccount(ctx, account.id);
  if (!maySee(ctx, own, "families")) return "withheld";
  const { families } = await own.database.read({ families: question(own) });
  if (families.length === 0) return null;
  send({
    kind: "match",
    account,
    families: families.slice(0, MAX_NAMED),
    hasMore: families.length > MAX_NAMED,
  });
  return { account, own, familyIds: families.map(({ id }) => id) };
}

/** The second check. One that fails leaves the row without a mark: the list is right all the same. */
async function tellActive(
  ctx: EnterpriseContext,
  { account, own, familyIds }: Match,
  send: (frame: PhoneSearchFrame) => void,
): Promise<void> {
  const count = async () => {
    if (!maySee(ctx, own, "enrollments")) return null;
    const { found } = await own.database.read({ found: activeEnrollments(own, familyIds) });
    return found[0]?.count ?? 0;
  };
  const enrollments = await withPatience(count()).catch((error: unknown) => {
    unreachable(error, ctx.request.id);
    return null;
  });
  send({ kind: "active", accountId: account.id, enrollments });
}

/** What an enterprise takes away binds its own users as well, but for its admins. */
function maySee({ actor }: EnterpriseContext, { account }: Context, right: Right): boolean {
  return actor.level === "admin" || leftOf(account.restrictions, right) !== "none";
}
