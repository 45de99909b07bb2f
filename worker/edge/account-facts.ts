import type { Account } from "../../control-plane/account.ts";
import type { AccountFacts } from "../kernel/context.ts";

/** What use-cases may know of an account: not where its data is, not its status. */
export function accountFacts(account: Account): AccountFacts {
  const { id, urlName, displayName, plan, timeZone, locale, currency, phoneRegion, restrictions } = account;
  return { id, urlName, displayName, plan, timeZone, locale, currency, phoneRegion, restrictions };
}
