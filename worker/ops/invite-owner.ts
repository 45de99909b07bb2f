import { sql } from "drizzle-orm";
import type { Account } from "../../control-plane/account.ts";
import { UniqueViolation } from "../../control-plane/database-errors.ts";
import { select } from "../../control-plane/query.ts";
import { seedDefaults } from "../domains/settings/seed-defaults.ts";
import { createStaff } from "../domains/staff/create-staff.ts";
import { relayOutbox } from "../jobs/relay-outbox.ts";
import { systemContext } from "../jobs/system-context.ts";
import type { SystemActor } from "../kernel/context.ts";
import { Precondition } from "../kernel/errors.ts";
import type { Services } from "../services.ts";

export interface FirstOwner {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/**
 * The first administrator of an account, who gets a mail with a link to choose a password; does nothing when there is
 * anybody already, also when somebody else was made in this very moment.
 */
export async function inviteOwner(
  services: Services,
  account: Account,
  owner: FirstOwner,
  onBehalfOf: SystemActor["onBehalfOf"] = null,
): Promise<void> {
  const made = await systemContext(services, account.id, `owner of ${account.id}`);
  const ctx = { ...made, actor: { ...made.actor, onBehalfOf } };
  if (await hasStaff()) return;
  const { groupIds } = await seedDefaults(account, services.house.now());
  const { firstName, lastName, email } = owner;
  const person = { firstName, lastName, email, username: email, phone: null, title: null, hiredOn: null };
  const access = { groupIds: [groupIds.administrators], password: null, invite: true };
  try {
    await createStaff(ctx, { ...person, ...access }, services.env.PASSWORD_PEPPER);
  } catch (error) {
    const isTaken = error instanceof Precondition || error instanceof UniqueViolation;
    if (!isTaken || !(await hasStaff())) throw error;
  }
  await relayOutbox(services, ctx);

  async function hasStaff(): Promise<boolean> {
    const { staff } = await ctx.database.read({
      staff: select({ id: sql<string>`id` }, sql`from staff limit 1`),
    });
    return staff.length > 0;
  }
}
