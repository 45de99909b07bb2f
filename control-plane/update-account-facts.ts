import { sql } from "drizzle-orm";
import { type LifecycleDeps, StatusConflict } from "./change-status.ts";
import { audit, type ControlActor } from "./control-audit.ts";
import { GuardFailed } from "./database-errors.ts";
import { select, statement } from "./query.ts";
import { accounts } from "./schema.ts";

/** What an account says of itself and the platform needs to know before it opens the account's database. */
export interface AccountFactsInput {
  readonly displayName: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly phoneRegion: string;
}

/**
 * Changes what the platform knows of an account; does nothing when it knows that already. The currency is not among
 * it: it is fixed with the first posting.
 * @throws StatusConflict when the account is not in use or was changed meanwhile
 */
export async function updateAccountFacts(
  deps: LifecycleDeps,
  input: { readonly accountId: string; readonly facts: AccountFactsInput },
  actor: ControlActor,
): Promise<void> {
  const { accountId, facts } = input;
  const { displayName, timeZone, locale, phoneRegion, version } = accounts;
  const { account } = await deps.control.read({
    account: select(
      { displayName, timeZone, locale, phoneRegion, version },
      sql`from ${accounts} where ${accounts.id} = ${accountId}`,
    ),
  });
  if (!account[0]) throw new StatusConflict(accountId, "ready");
  const { version: readVersion, ...before } = account[0];
  if (Object.entries(facts).every(([key, value]) => before[key as keyof AccountFactsInput] === value)) return;
  try {
    await deps.control.commit({
      statements: [
        statement(sql`insert into guard (status_allows) select 0 where ((
          select version = ${readVersion} and status in ('ready', 'suspended') from accounts where id = ${accountId})) is not true`),
        statement(sql`update accounts set display_name = ${facts.displayName}, time_zone = ${facts.timeZone},
          locale = ${facts.locale}, phone_region = ${facts.phoneRegion}, version = version + 1 where id = ${accountId}`),
        audit(actor, { action: "account.facts", accountId, before, after: facts }, deps.now()),
      ],
    });
  } catch (error) {
    if (error instanceof GuardFailed) throw new StatusConflict(accountId, "ready");
    throw error;
  } finally {
    deps.directory.forget(accountId);
  }
}
