import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { TEACHING_DAYS, type Teaching } from "./values.ts";

/** What somebody teaches from today on, for whoever is about to deactivate them. @throws NotFound */
export async function getTeaching(ctx: Context, staffId: string): Promise<Teaching> {
  requireRight(ctx, "staff", "view");
  const from = today(ctx);
  const teaches = sql`instr(v.instructor_ids, ${staffId}) > 0`;
  const found = await read(ctx, {
    person: livingById("staff", staffId),
    slots: select(
      { classes: sql<number>`count(distinct v.class_id)`, slots: sql<number>`count(distinct v.slot_id)` },
      sql`from classes c join slot_versions v on v.class_id = c.id and v.deleted_at is null
        where c.deleted_at is null and c.is_archived = 0 and coalesce(c.ends_on, '9999-12-31') >= ${from}
          and coalesce(v.ends_on, '9999-12-31') >= ${from} and ${teaches}`,
    ),
    meetings: select(
      { count: sql<number>`count(*)` },
      sql`from ${meetings({ from, to: addDays(from, TEACHING_DAYS - 1), where: teaches })} m
        where m.is_cancelled = 0 and m.closure is null and not exists (select 1 from living_meeting_substitutes s
          where s.slot_id = m.slot_id and s.meets_on = m.meets_on and s.staff_id = ${staffId})`,
    ),
    standsIn: select(
      { count: sql<number>`count(*)` },
      sql`from living_meeting_substitutes where substitute_id = ${staffId} and meets_on >= ${from}`,
    ),
  });
  expectRow(found.person, "member of staff");
  const { classes = 0, slots = 0 } = found.slots[0] ?? {};
  return {
    classes,
    slots,
    meetings: found.meetings[0]?.count ?? 0,
    standsIn: found.standsIn[0]?.count ?? 0,
  };
}
