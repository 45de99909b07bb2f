import { sql } from "drizzle-orm";
import type { Row, Statement, Store } from "../../../analytics/database.ts";
import { analyticsMigrations } from "../../../analytics/migrations/manifest.ts";
import type { ControlDatabase } from "../../../control-plane/control-database.ts";
import { d1Engine } from "../../../control-plane/drivers/d1.ts";
import { migrate } from "../../../control-plane/migrator.ts";
import { type Query, select } from "../../../control-plane/query.ts";
import { type Meter, SqlDatabase } from "../../../control-plane/tenant-database.ts";

const FIRST_STORE = "ANALYTICS";
const STORE_BINDING = /^ANALYTICS(_\d{4})?$/;

/** The bound stores by the names of their bindings. */
export type Stores = ReadonlyMap<string, D1Database>;

export function storesOf(bindings: Readonly<Record<string, unknown>>): Stores {
  const found = Object.entries(bindings).filter(([name, value]) => STORE_BINDING.test(name) && value);
  return new Map(found as [string, D1Database][]);
}

export async function migrateStores(stores: Stores, nowMs: number): Promise<void> {
  for (const binding of stores.values()) await migrate(d1Engine(binding), analyticsMigrations, nowMs);
}

/** The store that holds an enterprise's facts. Where there is one only, nobody is asked which. */
export async function storeOf(
  { stores }: { readonly stores: Stores },
  control: ControlDatabase,
  enterpriseId: string,
  meter: Meter = control.meter,
): Promise<Store> {
  const name = stores.size > 1 ? await bindingOf(control, enterpriseId) : FIRST_STORE;
  const binding = stores.get(name);
  if (!binding) throw new Error(`This Worker has no store bound as ${name}`);
  return storeOver(new SqlDatabase(d1Engine(binding), meter));
}

async function bindingOf(control: ControlDatabase, enterpriseId: string): Promise<string> {
  const { store } = await control.read({
    store: select(
      { binding: sql<string>`binding` },
      sql`from enterprise_stores where enterprise_id = ${enterpriseId}`,
    ),
  });
  return store[0]?.binding ?? FIRST_STORE;
}

/** A database behind the port, as analytics sees it. */
export function storeOver(database: SqlDatabase): Store {
  return {
    async read(statements) {
      const named = statements.map((statement, i) => [`s${i}`, plain(statement)] as const);
      const answers = await database.read(Object.fromEntries(named));
      return named.map(([name]) => answers[name] as Row[]);
    },
    async write(statements) {
      await database.commit({ statements });
    },
  };
}

/** Its rows are taken as the engine answers them. */
function plain(statement: Statement): Query<Row> {
  return statement as Query<Row>;
}
