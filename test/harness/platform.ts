import { env } from "cloudflare:workers";
import type { ControlActor } from "../../control-plane/control-audit.ts";
import { type ControlDatabase, migrateControl, openControl } from "../../control-plane/control-database.ts";
import { Directory } from "../../control-plane/directory.ts";
import { createEngines, poolBindings } from "../../control-plane/engines.ts";
import type { OpenDeps } from "../../control-plane/open-tenant.ts";
import { topUpPool } from "../../control-plane/pool.ts";
import type { ProvisionDeps } from "../../control-plane/provision-account.ts";
import type { Engine } from "../../control-plane/tenant-database.ts";
import { type Migration, migrations } from "../../tenant-schema/migrations/manifest.ts";

const bindings = env as unknown as Readonly<Record<string, unknown>>;

export const testActor: ControlActor = { kind: "operator", id: "opr_test", requestId: "req_test" };

export interface PlatformOptions {
  readonly migrations?: readonly Migration[];
  /** Sits between every database and its callers, CONTROL included; for fault injection. */
  readonly wrap?: (engine: Engine) => Engine;
  readonly directory?: Directory;
  readonly now?: () => number;
}

/** The control plane over this test file's own CONTROL database, with all pooled databases registered. */
export interface Platform extends OpenDeps, ProvisionDeps {
  readonly control: ControlDatabase;
  /** Work that was left to go on after the response. */
  readonly background: Promise<unknown>[];
}

export async function testPlatform(options: PlatformOptions = {}): Promise<Platform> {
  await migrateControl(env.CONTROL, 0);
  const platform = platformOver(options);
  // With no limit of migrations: a provisioning migrates its own database.
  const { control, engines } = platformOver();
  await topUpPool({ ...platform, control, engines }, 0);
  return platform;
}

/** The same without touching the databases: another isolate, perhaps of other code, over the same data. */
export function platformOver(options: PlatformOptions = {}): Platform {
  const { wrap = (engine: Engine) => engine, now = Date.now } = options;
  const engines = createEngines(bindings, env.MASTER_KEY);
  const background: Promise<unknown>[] = [];
  return {
    control: openControl(env.CONTROL, undefined, wrap),
    directory: options.directory ?? new Directory(now),
    engines: async (accountId, location) => wrap(await engines(accountId, location)),
    migrations: options.migrations ?? migrations,
    poolBindings: poolBindings(bindings),
    masterKey: env.MASTER_KEY,
    waitUntil: (work) => void background.push(work),
    now,
    background,
  };
}
