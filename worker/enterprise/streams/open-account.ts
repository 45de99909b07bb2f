import { DatabaseUnavailable } from "../../../control-plane/database-errors.ts";
import {
  AccountClosed,
  AccountMigrating,
  AccountSuspended,
  AccountUnknown,
} from "../../../control-plane/open-tenant.ts";
import { logUnexpected } from "../../edge/request-log.ts";
import { systemContext } from "../../jobs/system-context.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import type { EnterpriseContext } from "../context.ts";
import { Stalled } from "./across-accounts.ts";
import type { Unreachable } from "./schemas.ts";

/** One account at work for somebody of the enterprise portal, who was found to be allowed to enter it. */
export async function openAccount(ctx: EnterpriseContext, accountId: string): Promise<Context<SystemActor>> {
  const own = await systemContext(ctx.services, accountId, ctx.request.id);
  const { id, name } = ctx.actor;
  return {
    ...own,
    nowMs: ctx.nowMs,
    actor: { kind: "system", name: "Enterprise portal", onBehalfOf: { id, name } },
  };
}

/** An account that is down says so in its own place and holds up nobody; what was not foreseen is logged. */
export function unreachable(error: unknown, requestId: string): Unreachable {
  if (error instanceof AccountSuspended || error instanceof AccountClosed || error instanceof AccountUnknown)
    return {
      reason: "suspended",
      text: "This account is suspended. Nobody can enter it until that is lifted.",
    };
  if (error instanceof AccountMigrating)
    return { reason: "updating", text: "This account is being updated. Try again in a minute." };
  if (error instanceof Stalled || error instanceof DatabaseUnavailable)
    return { reason: "stalled", text: "This account does not answer at the moment. Try again." };
  logUnexpected(requestId, error);
  return { reason: "failed", text: "Something went wrong in this account. Try again." };
}
