import { type SQL, sql } from "drizzle-orm";
import { isShown, openingsAround, shownDay } from "./class-list-fields.ts";
import type { ClassFilter } from "./schemas.ts";

/** What the filter asks of a class `cl` besides words. */
export function narrowed(filter: ClassFilter, on: string, nowMs: number): SQL {
  const conditions: SQL[] = [statusCondition(filter.status, on)];
  const same = (column: SQL, value: string | undefined) => {
    if (value !== undefined) conditions.push(sql`${column} = ${value}`);
  };
  same(sql`cl.program_id`, filter.program);
  same(sql`cl.level_id`, filter.level);
  same(sql`cl.location_id`, filter.location);
  if (filter.online) conditions.push(filter.online === "yes" ? sql`cl.is_online = 1` : sql`cl.is_online = 0`);
  if (filter.gender === "coed") conditions.push(sql`cl.gender is null`);
  else if (filter.gender) conditions.push(sql`(cl.gender is null or cl.gender = ${filter.gender})`);
  if (filter.session) {
    conditions.push(sql`exists (select 1 from session_links x where x.class_id = cl.id and x.session_id = ${filter.session}
      and x.deleted_at is null)`);
  }
  if (filter.keyword) {
    conditions.push(sql`exists (select 1 from keyword_links x where x.entity_id = cl.id and x.keyword_id = ${filter.keyword}
      and x.deleted_at is null)`);
  }
  conditions.push(...ageConditions(filter));
  const day = shownDay(on, filter.status);
  const slot = slotConditions(filter, day, nowMs);
  if (slot.length > 0) {
    conditions.push(sql`exists (select 1 from slot_versions sv where sv.class_id = cl.id
      and ${isShown(day)} and ${sql.join(slot, sql` and `)})`);
  }
  return sql.join(conditions, sql` and `);
}

function statusCondition(status: ClassFilter["status"], on: string): SQL {
  switch (status) {
    case "all":
      return sql`true`;
    case "active":
      return sql`cl.is_archived = 0 and cl.starts_on <= ${on} and (cl.ends_on is null or cl.ends_on >= ${on})`;
    case "future":
      return sql`cl.is_archived = 0 and cl.starts_on > ${on}`;
    case "inactive":
      return sql`(cl.is_archived = 1 or cl.ends_on < ${on})`;
  }
}

/** One and the same slot must match all that is asked of slots. */
function slotConditions(filter: ClassFilter, day: SQL, nowMs: number): SQL[] {
  const conditions: SQL[] = [];
  if (filter.day !== undefined) conditions.push(sql`sv.weekday = ${filter.day}`);
  if (filter.from !== undefined) conditions.push(sql`sv.start_minute >= ${filter.from}`);
  if (filter.to !== undefined) conditions.push(sql`sv.start_minute <= ${filter.to}`);
  if (filter.room) conditions.push(sql`sv.room_id = ${filter.room}`);
  if (filter.instructor) conditions.push(sql`instr(sv.instructor_ids, ${filter.instructor}) > 0`);
  if (filter.openings !== undefined)
    conditions.push(sql`${openingsAround(day, nowMs)} >= ${filter.openings}`);
  return conditions;
}

/** A child of so many years, of any month unless one is said, may fit the class's limits. */
function ageConditions({ years, months }: ClassFilter): SQL[] {
  if (years === undefined && months === undefined) return [];
  const youngest = (years ?? 0) * 12 + (months ?? 0);
  const oldest = months === undefined ? youngest + 11 : youngest;
  return [
    sql`coalesce(cl.min_age_years, 0) * 12 + coalesce(cl.min_age_months, 0) <= ${oldest}`,
    sql`(coalesce(cl.max_age_years, cl.max_age_months) is null
      or coalesce(cl.max_age_years, 0) * 12 + coalesce(cl.max_age_months, 11) >= ${youngest})`,
  ];
}
