import { sql } from "drizzle-orm";
import { statement } from "../../control-plane/query.ts";
import type { Engine } from "../../control-plane/tenant-database.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { addClass, type ClassOptions, insert, type School, type TestClass } from "../enrollments/school.ts";
import { FamilyClient } from "../harness/client.ts";
import { type TestHouse, testHouse } from "../harness/house.ts";
import { openTestTenant, type TestTenant } from "../harness/tenant.ts";

/** How often the account's database was asked, and how many rows it read for it. */
export interface Trips {
  count: number;
  rowsRead: number;
  /** What a trip waits for before it is answered. */
  wait: () => Promise<void>;
}

/** A school with its shop window, over a house that counts the trips to its database. */
export interface Gym extends School {
  readonly tenant: TestTenant;
  readonly house: TestHouse;
  readonly visitor: FamilyClient;
  readonly trips: Trips;
  /** Everything that was kept is too old afterwards. */
  later(ms?: number): void;
  run(template: ReturnType<typeof sql>): Promise<unknown>;
  set(portal: Readonly<Record<string, unknown>>): Promise<void>;
}

/** The portal's document as the build makes it, as far as the Worker looks at it. */
const DOCUMENT = `<!doctype html><html lang="en" data-theme="auto" data-portal="family"><head>
  <!--head--><title>Chalkline</title><!--/head--><!--first-data--></head><body></body></html>`;
const ASSETS = {
  fetch: async () => new Response(DOCUMENT, { headers: { "content-type": "text/html" } }),
};

export async function openGym(): Promise<Gym> {
  const tenant = await openTestTenant({ engine: "d1" });
  const trips: Trips = { count: 0, rowsRead: 0, wait: async () => {} };
  const counted = (engine: Engine): Engine => ({
    kind: engine.kind,
    async batch(statements, mode) {
      trips.count += 1;
      const results = await engine.batch(statements, mode);
      for (const { rowsRead } of results) trips.rowsRead += rowsRead;
      await trips.wait();
      return results;
    },
  });
  const house = testHouse({ wrap: counted, bindings: { ASSETS } });
  const locationId = newId("location");
  const { database } = tenant;
  await database.commit({
    statements: [
      insert("locations", {
        ...{ id: locationId, name: "North hall", time_zone: "America/Chicago", created_at: 0, updated_at: 0 },
      }),
    ],
  });
  const run = (template: ReturnType<typeof sql>) => database.commit({ statements: [statement(template)] });
  return {
    ...{ tenant, house, database, locationId, trips, run },
    visitor: new FamilyClient(house, tenant.account.urlName),
    later(ms = 60_000) {
      house.clock.nowMs += ms;
    },
    async set(portal) {
      const value = JSON.stringify(portal);
      await run(sql`insert into settings (id, value, updated_at) values ('portal', ${value}, 0)
        on conflict (id) do update set value = ${value}, version = version + 1`);
    },
  };
}

/** A class with weekly slots, each of which may differ in its columns. */
export async function addTimedClass(
  gym: School,
  slots: readonly Readonly<Record<string, string | number | null>>[],
  columns: ClassOptions["columns"] = {},
): Promise<TestClass> {
  const made = await addClass(gym, {
    weekdays: slots.map(({ weekday }) => Number(weekday)),
    columns: { capacity: 5, ...columns },
  });
  const changes = slots.flatMap((slot, i) =>
    Object.entries(slot).map(([column, value]) =>
      statement(
        sql`update slot_versions set ${sql.identifier(column)} = ${typeof value === "number" ? sql`cast(${value} as integer)` : value}
          where slot_id = ${made.slotIds[i]!}`,
      ),
    ),
  );
  await gym.database.commit({ statements: changes });
  return made;
}

/** What a class costs. */
export async function addTuition(
  gym: School,
  classId: string,
  rate: { readonly basis?: "flat" | "per_slot" | "per_hour"; readonly amountMinor?: number } = {},
): Promise<void> {
  const { basis = "flat", amountMinor = 12_000 } = rate;
  const stamps = { created_at: 0, updated_at: 0 };
  const rateId = newId("tuitionRate");
  const scheduleId = newId("billingSchedule");
  await gym.database.commit({
    statements: [
      insert("tuition_rates", {
        id: rateId,
        name: `Rate ${rateId}`,
        basis,
        amount_minor: amountMinor,
        ...stamps,
      }),
      insert("billing_schedules", {
        id: scheduleId,
        name: `Monthly ${scheduleId}`,
        cycle: "calendar_month",
        ...stamps,
      }),
      insert("class_tuitions", {
        id: newId("classTuition"),
        class_id: classId,
        billing_schedule_id: scheduleId,
        tuition_rate_id: rateId,
        ...stamps,
      }),
    ],
  });
}
