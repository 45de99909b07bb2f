import { createHash } from "node:crypto";
import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ROOT, STATE } from "../../worker/local/node/processes.ts";
import { ENTERPRISE } from "./enterprise-accounts.ts";

const DAY_MS = 86_400_000;

/** Accounts over databases that are there, their enterprise and an Admin of it, put where the running Worker looks; answers their token. */
export function addEnterprise(
  accounts: readonly { readonly id: string; readonly binding: string }[],
): string {
  const control = new DatabaseSync(controlFile());
  control.exec("pragma busy_timeout = 5000; begin");
  const now = Date.now();
  const [userId, token] = ["eus_bench", "bench-token"];
  const version = globSync("tenant-schema/migrations/*.sql", { cwd: ROOT }).length;
  control
    .prepare("insert into enterprises (id, name, created_at, updated_at) values (?, 'Bench', ?, ?)")
    .run(ENTERPRISE, now, now);
  const pooled =
    control.prepare(`insert into database_pool (binding, state, account_id, schema_version, added_at, claimed_at)
    values (?, 'claimed', ?, ?, ?, ?)`);
  const account =
    control.prepare(`insert into accounts (id, url_name, display_name, plan, status, driver, d1_binding,
      schema_version, time_zone, locale, currency, phone_region, created_at)
    values (?, ?, ?, 'enterprise', 'ready', 'd1', ?, ?, 'America/Chicago', 'en-US', 'USD', 'US', ?)`);
  const member = control.prepare(
    "insert into enterprise_accounts (account_id, enterprise_id, created_at, updated_at) values (?, ?, ?, ?)",
  );
  for (const [i, { id, binding }] of accounts.entries()) {
    pooled.run(binding, id, version, now, now);
    account.run(id, `bench-${i}`, `Club ${i}`, binding, version, now);
    member.run(id, ENTERPRISE, now, now);
  }
  control
    .prepare(`insert into enterprise_users (id, enterprise_id, level, name, email, email_folded, provider, issuer, subject,
        state, created_at, updated_at)
      values (?, ?, 'admin', 'Bench', 'bench@example.org', 'bench@example.org', 'google', 'bench', 'bench', 'active', ?, ?)`)
    .run(userId, ENTERPRISE, now, now);
  control
    .prepare(`insert into enterprise_sessions (token_hash, id, user_id, provider, created_at, last_seen_at, expires_at)
      values (?, 'ese_bench', ?, 'google', ?, ?, ?)`)
    .run(createHash("sha256").update(token).digest("base64url"), userId, now, now, now + DAY_MS);
  // Reading them into the store would be measured as well.
  control.prepare("update enterprise_syncs set next_sync_at = ?").run(now + DAY_MS);
  control.exec("commit");
  control.close();
  return token;
}

/** The local D1 of the control plane: the one that knows of accounts. */
function controlFile(): string {
  const folder = join(STATE, "state/v3/d1");
  for (const file of globSync("**/*.sqlite", { cwd: folder }).map((name) => join(folder, name))) {
    const database = new DatabaseSync(file, { readOnly: true });
    const found = database.prepare("select 1 from sqlite_master where name = 'database_pool'").get();
    database.close();
    if (found) return file;
  }
  throw new Error(`No control plane in ${folder}`);
}
