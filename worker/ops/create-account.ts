import type { Account } from "../../control-plane/account.ts";
import { PoolEmpty } from "../../control-plane/claim-database.ts";
import type { ControlActor } from "../../control-plane/control-audit.ts";
import { wakeAccountBy } from "../../control-plane/due-accounts.ts";
import { provisionAccount, UrlNameTaken } from "../../control-plane/provision-account.ts";
import { seedDefaults } from "../domains/settings/seed-defaults.ts";
import { Conflict } from "../kernel/errors.ts";
import { openDeps, type Services } from "../services.ts";
import { inviteOwner } from "./invite-owner.ts";
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
