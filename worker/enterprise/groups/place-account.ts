import { sql } from "drizzle-orm";
import { type RowOf, select } from "../../../control-plane/query.ts";
import { Forbidden, NotFound } from "../../kernel/errors.ts";
import { commitEnterprise, controlGuard } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import { accountsOf } from "../reach.ts";
import { atVersion, groupOf, requireVersion } from "./group-rows.ts";
import type { AccountFactsInput, PlaceAccountInput } from "./schemas.ts";

const facts = {
  ownerName: sql<string>`ea.owner_name`,
  contactName: sql<string>`ea.contact_name`,
  contactEmail: sql<string>`ea.contact_email`,
  contactPhone: sql<string>`ea.contact_phone`,
  place: sql<string>`ea.place`,
};

interface PlacedAccount extends RowOf<typeof facts> {
  readonly name: string;
  readonly groupId: string | null;
  readonly version: number;
}

/** Puts an account into a group, or into none; whoever loses it by that is out of it within 30 seconds. @throws NotFound */
export async function placeAccount(
  ctx: EnterpriseContext,
  accountId: string,
  { groupId, version }: PlaceAccountInput,
): Promise<{ id: string; version: number }> {
  const account = await accountOf(ctx, accountId);
  requireVersion(account, version);
  if (groupId === null && ctx.actor.groupId !== null) {
    throw new Forbidden(
      "below_own_group",
      "You work for one group: its accounts stay in it or in one below it.",
    );
  }
  const group = groupId === null ? null : await groupOf(ctx, groupId);
  const placed = { id: accountId, version: version + 1 };
  await commitEnterprise(
    ctx,
    {
      action: "accounts.move",
      summary: group
        ? `Put ${account.name} into the group ${group.name}`
        : `Took ${account.name} out of its group`,
      accountId,
      subjectId: accountId,
      before: { groupId: account.groupId },
      after: { groupId },
    },
    [
      controlGuard("row_version", atVersion("enterprise_accounts", "account_id", accountId, version)),
      controlGuard(
        "row_living",
        groupId === null
          ? sql`true`
          : sql`exists (select 1 from enterprise_groups where id = ${groupId} and deleted_at is null)`,
      ),
      sql`update enterprise_accounts set group_id = ${groupId}, updated_at = ${ctx.nowMs}, version = version + 1
        where account_id = ${accountId}`,
    ],
    placed,
  );
  ctx.services.house.directory.forget(accountId);
  return placed;
}

/** Who owns an account, whom to call and where it is. @throws NotFound */
export async function describeAccount(
  ctx: EnterpriseContext,
  accountId: string,
  { version, ...described }: AccountFactsInput,
): Promise<{ id: string; version: number }> {
  const account = await accountOf(ctx, accountId);
  requireVersion(account, version);
  const answer = { id: accountId, version: version + 1 };
  const { ownerName, contactName, contactEmail, contactPhone, place } = described;
  const changed = (Object.keys(facts) as (keyof typeof facts)[]).filter(
    (name) => account[name] !== described[name],
  );
  const only = (from: RowOf<typeof facts>) => Object.fromEntries(changed.map((name) => [name, from[name]]));
  await commitEnterprise(
    ctx,
    {
      action: "accounts.describe",
      summary: `Changed the contact of ${account.name}`,
      accountId,
      subjectId: accountId,
      before: only(account),
      after: only(described),
    },
    [
      controlGuard("row_version", atVersion("enterprise_accounts", "account_id", accountId, version)),
      sql`update enterprise_accounts set owner_name = ${ownerName}, contact_name = ${contactName},
        contact_email = ${contactEmail}, contact_phone = ${contactPhone}, place = ${place}, updated_at = ${ctx.nowMs},
        version = version + 1 where account_id = ${accountId}`,
    ],
    answer,
  );
  return answer;
}

async function accountOf(ctx: EnterpriseContext, accountId: string): Promise<PlacedAccount> {
  const { found } = await ctx.control.read({
    found: select(
      {
        ...facts,
        name: sql<string>`a.display_name`,
        groupId: sql<string | null>`ea.group_id`,
        version: sql<number>`ea.version`,
      },
      sql`from enterprise_accounts ea join accounts a on a.id = ea.account_id
        where ea.account_id = ${accountId} and ea.account_id in ${accountsOf(ctx.actor)}`,
    ),
  });
  if (!found[0]) throw new NotFound("account");
  return found[0];
}
