import { type OpenedTenant, openTenant } from "../../control-plane/open-tenant.ts";
import { accountFacts } from "../edge/account-facts.ts";
import type { Context, SystemActor } from "../kernel/context.ts";
import { openDeps, type Services } from "../services.ts";

/** The house at work in one account; `jobId` stands where a request would have its id. */
export async function systemContext(
  services: Services,
  accountId: string,
  jobId: string,
): Promise<Context<SystemActor>> {
  const opened: OpenedTenant = await openTenant(openDeps(services), { accountId });
  return {
    account: accountFacts(opened.account),
    database: opened.database,
    actor: { kind: "system", name: "Chalkline", onBehalfOf: null },
    nowMs: services.house.now(),
    request: { id: jobId, ip: null, via: "job" },
    idempotency: null,
    progress: { idempotencyChecked: false, effectsCommitted: false },
  };
}
