import { sql } from "drizzle-orm";
import { isUrlName } from "./account.ts";
import { type LifecycleDeps, StatusConflict } from "./change-status.ts";
import { audit, type ControlActor } from "./control-audit.ts";
import { GuardFailed, UniqueViolation } from "./database-errors.ts";
import { UrlNameTaken } from "./provision-account.ts";
import { select, statement } from "./query.ts";
import { accountNames, accounts } from "./schema.ts";

/**
 * Gives an account another URL name. The former one goes on leading to it and is never given to another account; an
 * account may return to a name of its own.
 * @throws UrlNameTaken, StatusConflict when the account is not in use or was renamed meanwhile
 */
export async function renameAccount(
  deps: LifecycleDeps,
  input: { readonly accountId: string; readonly urlName: string },
  actor: ControlActor,
): Promise<void> {
  const { accountId, urlName } = input;
  if (!isUrlName(urlName)) throw new UrlNameTaken(urlName);
  const { account, owner } = await deps.control.read({
    account: select({ urlName: accounts.urlName }, sql`from ${accounts} where ${accounts.id} = ${accountId}`),
    owner: select(
      { id: accountNames.accountId },
      sql`from ${accountNames} where ${accountNames.name} = ${urlName}`,
    ),
  });
  const before = account[0]?.urlName;
  if (before === undefined) throw new StatusConflict(accountId, "ready");
  if (before === urlName) return;
  if (owner[0] && owner[0].id !== accountId) throw new UrlNameTaken(urlName);
  const now = deps.now();
  const take = owner[0]
    ? sql`update account_names set until = null, since = ${now} where name = ${urlName} and account_id = ${accountId}`
    : sql`insert into account_names (name, account_id, since) values (${urlName}, ${accountId}, ${now})`;
  try {
    await deps.control.commit({
      statements: [
        statement(sql`insert into guard (status_allows) select 0 where ((
          select url_name = ${before} and status in ('ready', 'suspended') from accounts where id = ${accountId})) is not true`),
        statement(
          sql`update account_names set until = ${now} where account_id = ${accountId} and until is null`,
        ),
        statement(take),
        statement(
          sql`update accounts set url_name = ${urlName}, version = version + 1 where id = ${accountId}`,
        ),
        audit(
          actor,
          { action: "account.rename", accountId, before: { urlName: before }, after: { urlName } },
          now,
        ),
      ],
    });
  } catch (error) {
    if (error instanceof UniqueViolation) throw new UrlNameTaken(urlName);
    if (error instanceof GuardFailed) throw new StatusConflict(accountId, "ready");
    throw error;
  } finally {
    deps.directory.forget(accountId);
  }
}
