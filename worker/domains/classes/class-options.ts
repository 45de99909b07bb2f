import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { levels, programs } from "../../../tenant-schema/classes.ts";
import { classSessions, rooms } from "../../../tenant-schema/schedule.ts";
import { customFields, keywords } from "../../../tenant-schema/school-lists.ts";
import { locations } from "../../../tenant-schema/staff.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { ClassOptions } from "./shapes.ts";

/** All lists that a class form and the filters choose from, in one round trip. */
export async function classOptions(ctx: Context): Promise<ClassOptions> {
  requireRight(ctx, "classes", "view");
  const { id, label, fieldType, choices, isRequired } = customFields;
  const found = await read(ctx, {
    locations: select(
      { id: locations.id, name: locations.name, timeZone: locations.timeZone },
      sql`from ${locations} where ${locations.deletedAt} is null order by ${locations.position}, ${locations.name}`,
    ),
    programs: select(
      { id: programs.id, name: programs.name },
      sql`from ${programs} where ${programs.deletedAt} is null and ${programs.isFinancialOnly} = 0
        order by ${programs.position}, ${programs.name}`,
    ),
    levels: select(
      { id: levels.id, name: levels.name, color: levels.color },
      sql`from ${levels} where ${levels.deletedAt} is null order by ${levels.position}, ${levels.name}`,
    ),
    rooms: select(
      { id: rooms.id, name: rooms.name, locationId: rooms.locationId, capacity: rooms.capacity },
      sql`from ${rooms} where ${rooms.deletedAt} is null order by ${rooms.position}, ${rooms.name}`,
    ),
    // A session that ended long ago is nobody's choice any more.
    sessions: select(
      {
        id: classSessions.id,
        name: classSessions.name,
        kind: classSessions.kind,
        startsOn: classSessions.startsOn,
        endsOn: classSessions.endsOn,
      },
      sql`from ${classSessions} where ${classSessions.deletedAt} is null
        and coalesce(${classSessions.endsOn}, '9999-12-31') >= date(${today(ctx)}, '-1 year') order by ${classSessions.startsOn} desc`,
    ),
    instructors: select(
      { id: sql<string>`id`, name: sql<string>`first_name || ' ' || last_name` },
      sql`from staff where is_active = 1 and deleted_at is null order by sort_name, id`,
    ),
    billingSchedules: select(
      { id: sql<string>`id`, name: sql<string>`name` },
      sql`from billing_schedules where deleted_at is null order by position, name`,
    ),
    tuitionRates: select(
      { id: sql<string>`id`, name: sql<string>`name` },
      sql`from tuition_rates where deleted_at is null order by position, name`,
    ),
    keywords: select(
      { id: keywords.id, label: keywords.label, color: keywords.color, kind: keywords.kind },
      sql`from ${keywords} where ${keywords.deletedAt} is null and ${keywords.kind} in ('class', 'family', 'student')
        order by ${keywords.label} collate nocase`,
    ),
    customFields: select(
      { id, label, fieldType, choices, isRequired },
      sql`from ${customFields} where ${customFields.deletedAt} is null and ${customFields.entity} = 'class'
        order by ${customFields.position}, ${customFields.label}`,
    ),
  });
  return { ...found, keywords: found.keywords as ClassOptions["keywords"] };
}
