import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { addDays } from "../../tenant-schema/dates.ts";
import { getCalendar } from "../../worker/domains/calendar/get-calendar.ts";
import { calendarFilter } from "../../worker/domains/calendar/schemas.ts";
import { staffContext } from "../harness/actors.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { TestSchool } from "../meetings/school.ts";

const CLASSES = 300;
const MEETINGS = 400;
const ENROLLMENTS = 8_000;
const MONDAY = "2026-11-23";

/** 300 classes, every third with two slots, 8,000 enrollments that began on the days of a season, a few waiting. */
async function bigSchool(school: TestSchool): Promise<void> {
  const pad = (prefix: string, i: number) => `${prefix}_${String(i).padStart(26, "0")}`;
  const slots = Array.from({ length: MEETINGS }, (_, i) => ({
    id: pad("slt", i),
    class_id: pad("cls", i % CLASSES),
    i,
  }));
  const students = Array.from({ length: ENROLLMENTS }, (_, i) => i);
  const rooms = Array.from({ length: 12 }, (_, i) => ({
    id: pad("rom", i),
    location_id: school.locationId,
    name: `R${i}`,
  }));
  const coaches = Array.from({ length: 40 }, (_, i) => pad("stf", i));
  await school.add("rooms", rooms);
  await school.add(
    "programs",
    Array.from({ length: 6 }, (_, i) => ({ id: pad("prg", i), name: `P${i}` })),
  );
  await school.add(
    "staff",
    coaches.map((id) => ({
      id,
      first_name: "A",
      last_name: id,
      sort_name: id,
      username: id,
      username_folded: id,
    })),
  );
  await school.add(
    "classes",
    Array.from({ length: CLASSES }, (_, i) => ({
      id: pad("cls", i),
      location_id: school.locationId,
      program_id: pad("prg", i % 6),
      name: `Class ${i}`,
      capacity: 30,
      starts_on: "2025-09-01",
    })),
  );
  await school.add(
    "slots",
    slots.map(({ id, class_id }) => ({ id, class_id })),
  );
  await school.add(
    "slot_versions",
    slots.map(({ id, class_id, i }) => ({
      id: pad("slv", i),
      slot_id: id,
      class_id,
      starts_on: "2025-09-01",
      weekday: (i % 7) + 1,
      start_minute: 540 + (i % 12) * 60,
      duration_minutes: 60,
      room_id: pad("rom", i % 12),
      instructor_ids: JSON.stringify([coaches[i % 40]]),
    })),
  );
  await school.add(
    "families",
    students.map((i) => ({ id: pad("fam", i), name: `F${i}`, sort_name: `f${i}` })),
  );
  await school.add(
    "students",
    students.map((i) => ({
      id: pad("stu", i),
      family_id: pad("fam", i),
      first_name: "K",
      last_name: `S${i}`,
      sort_name: `s${i}`,
    })),
  );
  await school.add(
    "enrollments",
    students.map((i) => ({
      id: pad("enr", i),
      student_id: pad("stu", i),
      class_id: pad("cls", i % CLASSES),
      kind: i % 80 === 79 ? "wait" : "active",
      starts_on: addDays("2026-01-05", Math.floor(i / CLASSES) * 11),
      ends_on: i % 20 === 0 ? addDays(MONDAY, i % 9) : null,
      wait_state: i % 80 === 79 ? "queued" : null,
      wait_rank: i % 80 === 79 ? i : null,
    })),
  );
  await school.tenant.database.commit({
    statements: [statement(sql`update account_day set today = ${"2026-11-21"}`)],
  });
}

describe("a week of the calendar", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const school = await TestSchool.open(tenant);
  await bigSchool(school);
  const ctx = await staffContext(tenant);

  it("costs one trip and fewer rows than there are enrollments", async () => {
    const { meter } = tenant.database;
    const before = { ...meter };
    const filter = calendarFilter.parse({ from: MONDAY, to: addDays(MONDAY, 6) });
    const { meetings } = await getCalendar(ctx, filter);
    const cost = { trips: meter.trips - before.trips, rowsRead: meter.rowsRead - before.rowsRead };
    expect(meetings).toHaveLength(MEETINGS);
    expect(cost.trips).toBe(1);
    expect(cost.rowsRead).toBeLessThanOrEqual(ENROLLMENTS);
  });
});
