import { sql } from "drizzle-orm";
import type { ControlActor } from "../../control-plane/control-audit.ts";
import { migrateControl } from "../../control-plane/control-database.ts";
import { wakeAccountBy } from "../../control-plane/due-accounts.ts";
import { migrateAccount } from "../../control-plane/migrate-account.ts";
import { topUpPool } from "../../control-plane/pool.ts";
import { type ProvisionInput, provisionAccount } from "../../control-plane/provision-account.ts";
import { statement } from "../../control-plane/query.ts";
import { migrateStores } from "../enterprise/store/open-store.ts";
import { scheduleSyncs } from "../jobs/schedule-syncs.ts";
import { openDeps, type Services } from "../services.ts";
import { DEMO_ENTERPRISE, ENTERPRISE_SCHOOLS } from "./demo/enterprise-schools.ts";
import { DEMO_PASSWORD, DEMO_SCHOOLS, type DemoSchool } from "./demo/schools.ts";
import { seedDemo } from "./demo/seed-demo.ts";
import { seedEnterprise } from "./demo/seed-enterprise.ts";
import { growAccount } from "./grow-account.ts";
import { connectSandbox } from "./payments/connect-sandbox.ts";
import { connectPhones } from "./phones/connect-phones.ts";
import { sendOnAgain } from "./send-on-again.ts";

const ACTOR: ControlActor = { kind: "system", id: "local-setup", requestId: null };

/** What whoever started the local run is told. */
export interface SetUp {
  readonly schools: readonly { readonly urlName: string; readonly displayName: string }[];
  readonly password: string;
}

/** Makes a local run complete: control plane, pool, demonstration accounts. Doing it again changes nothing. */
export async function setUp(services: Services): Promise<SetUp> {
  const { house, env, control } = services;
  await migrateControl(env.CONTROL, house.now());
  await migrateStores(house.stores, house.now());
  const deps = { ...openDeps(services), poolBindings: house.poolBindings, masterKey: env.MASTER_KEY };
  const pool = await topUpPool(deps, house.poolBindings.length);
  if (pool.failures.length > 0) throw new Error(`The pool: ${JSON.stringify(pool.failures)}`);
  for (const school of [...DEMO_SCHOOLS, ...ENTERPRISE_SCHOOLS]) {
    const account = await provisionAccount(
      deps,
      toInput(school),
      (made) => seedDemo(env, school, made, house.now()),
      ACTOR,
    );
    // A state that older code left behind may be several versions back, which a request would be turned away for.
    await migrateAccount(deps, account);
    await growAccount(services, school.urlName, school.families);
    await connectSandbox(services, school.accountId, ACTOR);
    await connectPhones(services, school.accountId, ACTOR);
    await sendOnAgain(services, school.accountId);
    await wakeAccountBy(control, school.accountId, house.now());
  }
  await seedEnterprise(services);
  await readFigures(services);
  const schools = DEMO_SCHOOLS.map(({ urlName, displayName }) => ({ urlName, displayName }));
  return { schools, password: DEMO_PASSWORD };
}

/** The enterprise portal has figures at once, and not only from the minute of the day at which each account is read. */
async function readFigures(services: Services): Promise<void> {
  await services.control.commit({
    statements: [
      statement(sql`update enterprise_syncs set next_sync_at = ${services.house.now()}
      where enterprise_id = ${DEMO_ENTERPRISE.id}`),
    ],
  });
  await scheduleSyncs(services);
}

function toInput(school: DemoSchool): ProvisionInput {
  const { accountId, urlName, displayName, plan, timeZone, locale, currency, phoneRegion } = school;
  const particulars = { accountId, urlName, displayName, plan, timeZone, locale, currency, phoneRegion };
  return { ...particulars, locationHint: null, database: "pool" };
}
