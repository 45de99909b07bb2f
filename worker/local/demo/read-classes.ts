import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { type Context, today } from "../../kernel/context.ts";
import { type DemoClass, Seats, targetOf } from "./seats.ts";

/** The classes as families choose them, in the order in which they were made, and who sits in them already. */
export async function readClasses(ctx: Context, membership: string) {
  const day = today(ctx);
  const found = await ctx.database.read({
    classes: select(
      {
        id: sql<string>`c.id`,
        name: sql<string>`c.name`,
        capacity: sql<number>`c.capacity`,
        minAge: sql<number>`coalesce(c.min_age_years, 0)`,
        maxAge: sql<number>`coalesce(c.max_age_years, 99)`,
        gender: sql<"female" | "male" | null>`c.gender`,
        isOpen: flag(sql`c.starts_on <= ${day} and c.ends_on is null and c.is_archived = 0`),
        sessionId: sql<string | null>`s.id`,
        sessionStartsOn: sql<string | null>`s.starts_on`,
        dropsOn: sql<string | null>`case when s.kind = 'auto_drop' then s.ends_on end`,
      },
      sql`from classes c
        left join session_links k on k.class_id = c.id and k.deleted_at is null and exists (select 1 from class_sessions n
          where n.id = k.session_id and n.deleted_at is null and n.starts_on <= ${day} and (n.ends_on is null or n.ends_on >= ${day}))
        left join class_sessions s on s.id = k.session_id
        where c.deleted_at is null group by c.id order by c.id`,
    ),
    taken: select(
      { classId: sql<string>`class_id`, students: sql<number>`count(*)` },
      sql`from enrollments where deleted_at is null and kind = 'active' and (ends_on is null or ends_on >= ${day})
        group by class_id`,
    ),
  });
  const classes = found.classes.map((row, index): DemoClass => {
    const isChosen = row.isOpen && index > 0 && row.name !== membership;
    return {
      id: row.id,
      name: row.name,
      ages: [row.minAge, row.maxAge],
      gender: row.gender,
      capacity: row.capacity,
      target: isChosen ? targetOf(index, row.capacity) : 0,
      session:
        row.sessionId === null
          ? null
          : { id: row.sessionId, startsOn: row.sessionStartsOn!, dropsOn: row.dropsOn },
    };
  });
  return {
    bigClass: classes[0]!,
    seats: new Seats(classes, new Map(found.taken.map((row) => [row.classId, row.students]))),
    membershipId: classes.find((one) => one.name === membership)?.id ?? null,
  };
}
