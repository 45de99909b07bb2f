import type { Context, StaffActor } from "../../worker/kernel/context.ts";
import { contextOf, type Rights, staffContext } from "../harness/actors.ts";
import type { TestTenant } from "../harness/tenant.ts";

/** Several members of staff; each is made before any of them acts, since a new one changes the rights of all. */
export async function staffOf<N extends string>(
  tenant: TestTenant,
  rights: Readonly<Record<N, Rights>>,
): Promise<Record<N, Context<StaffActor>>> {
  const made: [string, Context<StaffActor>][] = [];
  for (const [name, own] of Object.entries<Rights>(rights))
    made.push([name, await staffContext(tenant, own)]);
  const { rightsVersion } = made.at(-1)![1].actor;
  return Object.fromEntries(
    made.map(([name, { actor }]) => [name, contextOf(tenant, { ...actor, rightsVersion })]),
  ) as Record<N, Context<StaffActor>>;
}
