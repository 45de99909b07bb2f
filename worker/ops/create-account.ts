import { sql } from "drizzle-orm";
import type { Account } from "../../control-plane/account.ts";
import { PoolEmpty } from "../../control-plane/claim-database.ts";
import type { ControlActor } from "../../control-plane/control-audit.ts";
import { wakeAccountBy } from "../../control-plane/due-accounts.ts";
import { provisionAccount, UrlNameTaken } from "../../control-plane/provision-account.ts";
import { select } from "../../control-plane/query.ts";
import { seedDefaults } from "../domains/settings/seed-defaults.ts";
import { createStaff } from "../domains/staff/create-staff.ts";
import { relayOutbox } from "../jobs/relay-outbox.ts";
import { systemContext } from "../jobs/system-context.ts";
import { Conflict } from "../kernel/errors.ts";
import { openDeps, type Services } from "../services.ts";
import type { CreateAccountInput } from "./schemas.ts";

/**
 * Makes an account with its first administrator, who gets a mail with a link to choose a password. Calling it again
 * with the same account id finishes what an interrupted call began, and changes nothing that is done.
 * @throws Conflict `url_name_taken` | `pool_empty`
 */
export async function createAccount(
  services: Services,
  input: CreateAccountInput,
  actor: ControlActor,
): Promise<{ accountId: string; urlName: string; address: string }> {
  const { env, house } = services;
  const { owner, ...particulars } = input;
  const deps = { ...openDeps(services), poolBindings: house.poolBindings, masterKey: env.MASTER_KEY };
  const seed = async (account: Account) => ({
    statements: (await seedDefaults(account, house.now())).statements,
  });
  const account = await provisionAccount(deps, particulars, seed, actor).catch((error: unknown) => {
    throw refusal(error);
  });
  await inviteOwner(services, account, owner);
  await wakeAccountBy(services.control, account.id, house.now());
  return {
    accountId: account.id,
    urlName: account.urlName,
    address: `${env.PUBLIC_ORIGIN}/a/${account.urlName}`,
  };
}

async function inviteOwner(
  services: Services,
  account: Account,
  owner: CreateAccountInput["owner"],
): Promise<void> {
  const ctx = await systemContext(services, account.id, `owner of ${account.id}`);
  const { staff } = await ctx.database.read({
    staff: select({ id: sql<string>`id` }, sql`from staff limit 1`),
  });
  if (staff.length > 0) return;
  const { groupIds } = await seedDefaults(account, services.house.now());
  const person = { ...owner, username: owner.email, phone: null, title: null, hiredOn: null };
  const access = { groupIds: [groupIds.administrators], password: null, invite: true };
  await createStaff(ctx, { ...person, ...access }, services.env.PASSWORD_PEPPER);
  await relayOutbox(services, ctx);
}

function refusal(error: unknown): unknown {
  if (error instanceof UrlNameTaken) return new Conflict("url_name_taken", error.message);
  if (error instanceof PoolEmpty) {
    return new Conflict(
      "pool_empty",
      "No pooled database is free. Add some to the pool, deploy, and run /ops/setup.",
    );
  }
  return error;
}
