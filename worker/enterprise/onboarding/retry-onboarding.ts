import { sql } from "drizzle-orm";
import { abandonProvisioning } from "../../../control-plane/provision-account.ts";
import { Conflict } from "../../kernel/errors.ts";
import { openDeps } from "../../services.ts";
import { commitEnterprise, controlGuard } from "../commit.ts";
import type { EnterpriseContext } from "../context.ts";
import type { RetryInput } from "./schemas.ts";
import { refuse, sealed, sendOnboarding } from "./start-onboarding.ts";
import { type KeptInput, oneOnboarding, requireEnterpriseAdmin } from "./stored.ts";

/**
 * Goes on with an onboarding that stopped, with another name, database or template if need be.
 * @throws Forbidden, NotFound, Precondition, Conflict `not_stopped` | `changed_meanwhile`
 */
export async function retryOnboarding(
  ctx: EnterpriseContext,
  id: string,
  { database, ...other }: RetryInput,
): Promise<{ readonly id: string }> {
  requireEnterpriseAdmin(ctx.actor);
  const stored = await oneOnboarding(ctx, id);
  if (stored.state !== "failed") {
    throw new Conflict("not_stopped", "This is under way or done. Reload the page to see how far it is.");
  }
  await refuse(ctx, other, stored.input.accountId);
  const input: KeptInput = { ...stored.input, ...other };
  const { accountId } = input;
  const changes = Object.keys({ ...other, ...(database ? { database } : {}) });
  // What was reserved for the first try is given back; a database that does not answer is left alone.
  if (changes.some((field) => field !== "templateAccountId")) {
    const actor = { kind: "enterprise-user", id: ctx.actor.id, requestId: ctx.request.id } as const;
    const deps = { ...openDeps(ctx.services), ...provisionParts(ctx) };
    await abandonProvisioning(deps, accountId, "tried again with other particulars", actor, false);
  }
  const next: KeptInput = database
    ? { ...input, databaseUrl: database === "pool" ? null : database.url }
    : input;
  const token = database ? await sealed(ctx, accountId, database) : stored.sealedToken;
  const rows = [
    controlGuard(
      "row_version",
      sql`exists (select 1 from onboardings where id = ${id} and state = 'failed' and version = ${stored.version})`,
    ),
    sql`update onboardings set state = 'running', error = null, input = ${JSON.stringify(next)}, sealed_token = ${token},
      template_account_id = ${next.templateAccountId}, updated_at = ${ctx.nowMs}, version = version + 1 where id = ${id}`,
  ];
  const what = changes.length === 0 ? "" : ` with another ${changes.map(wordOf).join(" and ")}`;
  const act = {
    action: "onboardings.retry",
    summary: `Went on setting up “${stored.name}”${what}`,
    subjectId: id,
    before: stored.input,
    after: next,
  };
  await commitEnterprise(ctx, act, rows, { id });
  await sendOnboarding(ctx, id);
  return { id };
}

function provisionParts({ services: { env, house } }: EnterpriseContext) {
  return { poolBindings: house.poolBindings, masterKey: env.MASTER_KEY };
}

function wordOf(field: string): string {
  return field === "urlName" ? "name" : field === "database" ? "database" : "account to copy from";
}
