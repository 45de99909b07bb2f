import type { ControlActor } from "../../control-plane/control-audit.ts";
import { migrateControl } from "../../control-plane/control-database.ts";
import {
  handOutAccounts,
  type MigrationMessage,
  startMigrationRun,
} from "../../control-plane/migrate-tenants.ts";
import { topUpPool } from "../../control-plane/pool.ts";
import { migrateStores } from "../enterprise/store/open-store.ts";
import { openDeps, type Services } from "../services.ts";

/** What a deployment needs once it is up: the control plane and the free pool migrated, the accounts on their way. */
export async function setUp(
  services: Services,
  actor: ControlActor,
): Promise<{ pool: unknown; migrationRunId: string }> {
  const { house, env } = services;
  await migrateControl(env.CONTROL, house.now());
  await migrateStores(house.stores, house.now());
  const deps = { ...openDeps(services), poolBindings: house.poolBindings, masterKey: env.MASTER_KEY };
  const pool = await topUpPool(deps, house.poolBindings.length);
  const send = async (messages: readonly MigrationMessage[]) => {
    await env.JOBS.sendBatch(messages.map((body) => ({ body: structuredClone(body) as never })));
  };
  const fanOut = { ...deps, send };
  const migrationRunId = await startMigrationRun(fanOut, actor);
  await handOutAccounts(fanOut, migrationRunId);
  return { pool, migrationRunId };
}
