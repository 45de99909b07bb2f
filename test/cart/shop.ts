import { sql } from "drizzle-orm";
import { select, statement } from "../../control-plane/query.ts";
import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { newId } from "../../tenant-schema/ids.ts";
import type { PortalSettings } from "../../worker/domains/portal-settings/schemas.ts";
import {
  addClass,
  addStudents,
  type ClassOptions,
  insert,
  openSchool,
  type TestClass,
} from "../enrollments/school.ts";

/** A school that sells classes at 80.00 a month. */
export interface Shop {
  readonly database: TenantDatabase;
  readonly locationId: string;
  readonly addClass: (options?: ClassOptions) => Promise<TestClass>;
  /** Another child of a family. */
  readonly addChild: (familyId: string) => Promise<string>;
  readonly set: (settings: Partial<PortalSettings>) => Promise<void>;
}

/** All of December: four Mondays. */
export const NEXT_MONTH = "2026-12-01";
export const FULL_PRICE = 8_000;

export async function openShop(database: TenantDatabase): Promise<Shop> {
  const school = await openSchool(database);
  const [rateId, scheduleId] = [newId("tuitionRate"), newId("billingSchedule")];
  const stamps = { created_at: 0, updated_at: 0 };
  const name = rateId.slice(-5);
  await database.commit({
    statements: [
      insert("tuition_rates", { id: rateId, name, basis: "flat", amount_minor: FULL_PRICE, ...stamps }),
      insert("billing_schedules", { id: scheduleId, name, cycle: "month_session", ...stamps }),
    ],
  });
  return {
    database,
    locationId: school.locationId,
    async addClass(options) {
      const made = await addClass(school, options);
      const pair = { billing_schedule_id: scheduleId, tuition_rate_id: rateId };
      await database.commit({
        statements: [
          insert("class_tuitions", { id: newId("classTuition"), class_id: made.id, ...pair, ...stamps }),
        ],
      });
      return made;
    },
    async addChild(familyId) {
      const [id] = await addStudents(school, 1);
      await run(database, `update students set family_id = '${familyId}' where id = '${id}'`);
      return id!;
    },
    async set(settings) {
      const value = JSON.stringify(settings);
      await database.commit({
        statements: [
          statement(sql`insert into settings (id, value, updated_at) values ('portal', ${value}, 0)
            on conflict (id) do update set value = ${value}`),
        ],
      });
    },
  };
}

export async function run(database: TenantDatabase, text: string): Promise<void> {
  await database.commit({ statements: [statement(sql.raw(text))] });
}

/** One number of the account's database; `tail` is what follows SELECT. */
export async function count(database: TenantDatabase, what: string, from: string): Promise<number> {
  const { rows } = await database.read({
    rows: select({ it: sql<number | null>`${sql.raw(what)}` }, sql.raw(`from ${from}`)),
  });
  return Number(rows[0]?.it ?? 0);
}
