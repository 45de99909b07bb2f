import type { LifecycleDeps } from "../../../control-plane/change-status.ts";
import { updateAccountFacts } from "../../../control-plane/update-account-facts.ts";
import { actorId, type Context } from "../../kernel/context.ts";
import { businessOf, businessRow } from "./get-business.ts";

/**
 * Brings the control plane's copy of the account's name, time zone, language and region up to date with what the
 * account's own settings say at this moment: run twice or late, it still ends with the latest.
 */
export async function applyAccountFacts(ctx: Context, deps: LifecycleDeps): Promise<void> {
  const { stored } = await ctx.database.read({ stored: businessRow() });
  const { displayName, timeZone, locale, phoneRegion } = businessOf(ctx.account, stored[0]?.value);
  const id = actorId(ctx.actor);
  await updateAccountFacts(
    deps,
    { accountId: ctx.account.id, facts: { displayName, timeZone, locale, phoneRegion } },
    { kind: id === null ? "system" : "staff", id: id ?? "settings", requestId: ctx.request.id },
  );
}
