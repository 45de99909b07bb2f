import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { listFamilies } from "../../worker/domains/families/list-families.ts";
import { familyFilter } from "../../worker/domains/families/schemas.ts";
import { turnDay } from "../../worker/jobs/turn-day.ts";
import { familyInput } from "../families/factories.ts";
import { contextOf, staffContext, systemContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";

const DAY_MS = 86_400_000;
// Noon in Chicago on 21 November 2026.
const NOON_MS = Date.UTC(2026, 10, 21, 18);

describe.each(ENGINES)("the turn of the day on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const staff = await staffContext(tenant, { admin: "full" }, { nowMs: NOON_MS });
  const system = (days: number) => systemContext(tenant, NOON_MS + days * DAY_MS);
  await tenant.database.commit({
    statements: [
      statement(sql`insert into locations (id, name, time_zone, created_at, updated_at)
        values ('loc_x', 'Main', 'America/Chicago', 0, 0)`),
      statement(sql`insert into classes (id, location_id, name, capacity, starts_on, created_at, updated_at)
        values ('cls_x', 'loc_x', 'Tumbling', 9, '2020-01-01', 0, 0)`),
    ],
  });
  let made = 0;
  /** A family whose child is enrolled in that span. */
  const family = async (startsOn: string, endsOn: string | null): Promise<string> => {
    const { id } = await createFamily(staff, familyInput());
    made += 1;
    await tenant.database.commit({
      statements: [
        statement(sql`insert into enrollments (id, student_id, class_id, kind, starts_on, ends_on, created_at, updated_at)
          select ${`enr_${made}`}, id, 'cls_x', 'active', ${startsOn}, ${endsOn}, 0, 0 from students where family_id = ${id}`),
      ],
    });
    return id;
  };
  /** What the office sees: who is on the list of the active ones. */
  const active = async (days: number) => {
    const actor = { ...staff.actor };
    const nowMs = NOON_MS + days * DAY_MS;
    await tenant.database.commit({
      statements: [
        statement(sql`update sessions set idle_expires_at = ${nowMs + 1000}, expires_at = ${nowMs + 1000}
          where token_hash = ${actor.tokenHash}`),
      ],
    });
    const ctx = contextOf(tenant, actor, { nowMs });
    const { rows } = await listFamilies(ctx, familyFilter.parse({ status: "active" }));
    return rows.map(({ id }) => id).sort();
  };
  const stored = async (id: string) => {
    const { rows } = await tenant.database.read({
      rows: select(
        {
          family: sql<number>`f.is_active`,
          student: sql<number>`(select s.is_active from student_list s where s.family_id = f.family_id)`,
          changesOn: sql<string | null>`f.active_changes_on`,
        },
        sql`from family_list f where f.family_id = ${id}`,
      ),
    });
    return rows[0]!;
  };

  it("brings people in and lets them go on their day, with the sweep and without it", async () => {
    await turnDay(system(0));
    const starting = await family("2026-11-22", null);
    const ending = await family("2026-11-01", "2026-11-21");
    const brief = await family("2026-11-22", "2026-11-23");
    expect(await active(0)).toEqual([ending]);
    // Nobody swept yet, and the lists are right all the same.
    expect(await active(1)).toEqual([starting, brief].sort());
    expect(await active(3)).toEqual([starting]);
    expect(await stored(starting)).toMatchObject({ family: 0, student: 0 });

    expect(await turnDay(system(1))).toEqual({ families: 3, students: 3 });
    expect(await stored(starting)).toEqual({ family: 1, student: 1, changesOn: null });
    expect(await stored(ending)).toEqual({ family: 0, student: 0, changesOn: null });
    expect(await stored(brief)).toEqual({ family: 1, student: 1, changesOn: "2026-11-24" });
    expect(await active(1)).toEqual([starting, brief].sort());

    expect(await turnDay(system(1))).toEqual({ families: 0, students: 0 });
    expect(await turnDay(system(3))).toEqual({ families: 1, students: 1 });
    expect(await active(3)).toEqual([starting]);
  });

  it("keeps the counts in step", async () => {
    const { rows } = await tenant.database.read({
      rows: select(
        {
          tally: sql<number>`(select value from tallies where name = 'families.active')`,
          counted: sql<number>`(select count(*) from family_list where is_active = 1)`,
        },
        sql``,
      ),
    });
    expect(rows[0]!.tally).toBe(rows[0]!.counted);
  });

  it("goes on where it stopped, and never back to yesterday", async () => {
    const late = await family("2026-12-24", null);
    await tenant.database.commit({
      statements: [statement(sql`update account_day set today = '2026-12-24'`)],
    });
    expect(await stored(late)).toMatchObject({ family: 0 });
    await turnDay(system(33));
    expect(await stored(late)).toMatchObject({ family: 1, student: 1 });
    await turnDay(system(0));
    const { rows } = await tenant.database.read({
      rows: select({ today: sql<string>`today` }, sql`from account_day`),
    });
    expect(rows[0]!.today).toBe("2026-12-24");
  });
});
