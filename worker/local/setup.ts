import type { ControlActor } from "../../control-plane/control-audit.ts";
import { d1Engine } from "../../control-plane/drivers/d1.ts";
import { wakeAccountBy } from "../../control-plane/due-accounts.ts";
import { controlMigrations } from "../../control-plane/migrations/manifest.ts";
import { migrate } from "../../control-plane/migrator.ts";
import { topUpPool } from "../../control-plane/pool.ts";
import { provisionAccount } from "../../control-plane/provision-account.ts";
import { openDeps, type Services } from "../services.ts";
import { DEMO_SCHOOLS } from "./demo/schools.ts";
import { seedDemo } from "./demo/seed-demo.ts";

const ACTOR: ControlActor = { kind: "system", id: "local-setup", requestId: null };

/** Makes a local run complete: control plane, pool, demonstration accounts. Doing it again changes nothing. */
export async function setUp(services: Services): Promise<{ accounts: string[] }> {
  const { house, env, control } = services;
  await migrate(d1Engine(env.CONTROL), controlMigrations, house.now());
  const deps = { ...openDeps(services), poolBindings: house.poolBindings, masterKey: env.MASTER_KEY };
  const pool = await topUpPool(deps, house.poolBindings.length);
  if (pool.failures.length > 0) throw new Error(`The pool: ${JSON.stringify(pool.failures)}`);
  for (const school of DEMO_SCHOOLS) {
    const { locations: _locations, ...account } = school;
    const input = { ...account, locationHint: null, database: "pool" } as const;
    await provisionAccount(deps, input, () => seedDemo(env, school, house.now()), ACTOR);
    await wakeAccountBy(control, school.accountId, house.now());
  }
  return { accounts: DEMO_SCHOOLS.map(({ urlName }) => urlName) };
}
