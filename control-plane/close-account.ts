import { sql } from "drizzle-orm";
import { changeStatus, type LifecycleDeps, StatusConflict } from "./change-status.ts";
import type { ControlActor } from "./control-audit.ts";
import { forgetMessaging } from "./message-providers.ts";
import { forgetProcessor } from "./payment-processors.ts";
import { select, statement } from "./query.ts";
import { accountStatusChanges, accounts } from "./schema.ts";

export interface StatusInput {
  readonly accountId: string;
  readonly reason: string;
}

/** Shuts everybody out of an account; its data is untouched. @throws StatusConflict */
export async function suspendAccount(
  deps: LifecycleDeps,
  input: StatusInput,
  actor: ControlActor,
): Promise<void> {
  const move = {
    ...input,
    from: "ready",
    to: "suspended",
    closesAt: null,
    action: "account.suspend",
  } as const;
  await changeStatus(deps, move, actor);
}

/** Lets people in again. @throws StatusConflict */
export async function unsuspendAccount(
  deps: LifecycleDeps,
  input: StatusInput,
  actor: ControlActor,
): Promise<void> {
  const move = {
    ...input,
    from: "suspended",
    to: "ready",
    closesAt: null,
    action: "account.unsuspend",
  } as const;
  await changeStatus(deps, move, actor);
}

/**
 * Announces the end of an account: nobody enters any more, and until `closesAt` it can be reopened and exported.
 * @throws StatusConflict
 */
export async function closeAccount(
  deps: LifecycleDeps,
  input: StatusInput & { readonly closesAt: number },
  actor: ControlActor,
): Promise<void> {
  const { status } = await current(deps, input.accountId);
  if (status !== "ready" && status !== "suspended") throw new StatusConflict(input.accountId, "closing");
  await changeStatus(deps, { ...input, from: status, to: "closing", action: "account.close" }, actor);
}

/** Takes a closing back: the account is again what it was before, ready or suspended. @throws StatusConflict */
export async function reopenAccount(
  deps: LifecycleDeps,
  input: StatusInput,
  actor: ControlActor,
): Promise<void> {
  const { status, closedFrom } = await current(deps, input.accountId);
  const to = closedFrom === "suspended" ? "suspended" : "ready";
  if (status !== "closing") throw new StatusConflict(input.accountId, to);
  await changeStatus(
    deps,
    { ...input, from: "closing", to, closesAt: null, action: "account.reopen" },
    actor,
  );
}

/**
 * Ends an account whose grace is over. Its pooled database is retired: a database that held a school's data never
 * becomes another's, and the keys of its payment processor are forgotten.
 * @throws StatusConflict while the grace lasts
 */
export async function finishClosing(
  deps: LifecycleDeps,
  input: StatusInput,
  actor: ControlActor,
): Promise<void> {
  const now = deps.now();
  const { closesAt } = await current(deps, input.accountId);
  if (closesAt === null || closesAt > now) throw new StatusConflict(input.accountId, "closed");
  const retire = statement(sql`
    update database_pool set state = 'retired', retired_at = ${now} where account_id = ${input.accountId} and state = 'claimed'`);
  const move = {
    ...input,
    from: "closing",
    to: "closed",
    closesAt: null,
    action: "account.closed",
    also: [retire, ...forgetProcessor(input.accountId), ...forgetMessaging(input.accountId)],
  } as const;
  await changeStatus(deps, move, actor);
}

async function current(deps: LifecycleDeps, accountId: string) {
  const lastClosing = sql`(select ${accountStatusChanges.fromStatus} from ${accountStatusChanges}
    where ${accountStatusChanges.accountId} = ${accounts.id} and ${accountStatusChanges.toStatus} = 'closing'
    order by ${accountStatusChanges.seq} desc limit 1)`;
  const { found } = await deps.control.read({
    found: select(
      {
        status: accounts.status,
        closesAt: accounts.closesAt,
        closedFrom: sql<string | null>`${lastClosing}`,
      },
      sql`from ${accounts} where ${accounts.id} = ${accountId}`,
    ),
  });
  if (!found[0]) throw new StatusConflict(accountId, "closed");
  return found[0];
}
