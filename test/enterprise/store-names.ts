import { sql } from "drizzle-orm";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { migrateStores, storeOf } from "../../worker/enterprise/store/open-store.ts";
import type { TestEnterprise } from "../harness/enterprise.ts";
import type { TestHouse } from "../harness/house.ts";
import type { TestTenant } from "../harness/tenant.ts";

export async function testStore(house: TestHouse, enterprise: TestEnterprise) {
  await migrateStores(house.services.house.stores, 0);
  return storeOf(house.services.house, house.services.control, enterprise.id);
}

/** A level in an account, as it stands there and as the sync has read it. */
export async function addLevel(
  house: TestHouse,
  enterprise: TestEnterprise,
  tenant: TestTenant,
  name: string,
): Promise<string> {
  const id = newId("level");
  await tenant.database.commit({
    statements: [
      statement(sql`insert into levels (id, name, created_at, updated_at) values (${id}, ${name}, 0, 0)`),
    ],
  });
  const store = await testStore(house, enterprise);
  await store.write([
    {
      sql: "INSERT INTO names (enterprise_id, kind, name, account_id, id) VALUES (?, 'level', ?, ?, ?)",
      params: [enterprise.id, name, tenant.account.id, id],
    },
    {
      sql: "INSERT INTO account_syncs (account_id, synced_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
      params: [tenant.account.id, house.clock.nowMs - 3_600_000],
    },
  ]);
  return id;
}
