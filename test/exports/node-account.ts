import { inject } from "vitest";
import { libsqlEngine } from "../../control-plane/drivers/libsql.ts";
import { migrate } from "../../control-plane/migrator.ts";
import { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { migrations } from "../../tenant-schema/migrations/manifest.ts";
import type { AccountFacts, Context, SystemActor } from "../../worker/kernel/context.ts";

const account: AccountFacts = {
  id: newId("account"),
  urlName: "dumped",
  displayName: "Dumped",
  plan: "premium",
  timeZone: "America/Chicago",
  locale: "en-US",
  currency: "USD",
  phoneRegion: "US",
  restrictions: [],
};

/** A migrated account on a real sqld, opened from Node: where node:sqlite is, which loads what was dumped. */
export async function nodeAccount(): Promise<Context<SystemActor>> {
  const answer = await fetch(`${inject("sqldHost")}/databases`, { method: "POST" });
  const engine = libsqlEngine({ url: await answer.text(), token: null });
  const version = await migrate(engine, migrations, 0);
  return {
    account,
    database: new TenantDatabase(engine, account.id, version),
    actor: { kind: "system", name: "test", onBehalfOf: null },
    nowMs: Date.UTC(2026, 10, 21, 18),
    request: { id: newId("request"), ip: null, via: "job" },
    idempotency: null,
    progress: { idempotencyChecked: false, effectsCommitted: false },
  };
}
