import { sql } from "drizzle-orm";
import { returning, statement } from "../../control-plane/query.ts";
import { accountDay } from "../../tenant-schema/foundation.ts";
import { familyList, studentList } from "../../tenant-schema/lists.ts";
import { type Context, today } from "../kernel/context.ts";

const CHUNK_SIZE = 500;

/**
 * Turns the account to its new day: whoever became active or inactive with it gets the flag in the lists. Nothing is
 * wrong before it ran, since the lists look at due rows themselves; it keeps those few. Stopped anywhere, it goes on.
 */
export async function turnDay(ctx: Context): Promise<{ families: number; students: number }> {
  const day = today(ctx);
  await ctx.database.commit({
    statements: [statement(sql`update ${accountDay} set today = ${day} where today < ${day}`)],
  });
  const families = await inChunks(ctx, () =>
    returning(
      sql`update family_list set (is_active, active_changes_on) =
          (select a.is_active, a.active_changes_on from family_activity a where a.family_id = family_list.family_id)
        where family_id in (select family_id from family_list where active_changes_on <= ${day}
          order by active_changes_on, family_id limit ${CHUNK_SIZE})`,
      { id: familyList.familyId },
    ),
  );
  const students = await inChunks(ctx, () =>
    returning(
      sql`update student_list set (is_active, active_changes_on) =
          (select a.is_active, a.active_changes_on from student_activity a where a.student_id = student_list.student_id)
        where student_id in (select student_id from student_list where active_changes_on <= ${day}
          order by active_changes_on, student_id limit ${CHUNK_SIZE})`,
      { id: studentList.studentId },
    ),
  );
  return { families, students };
}

async function inChunks(ctx: Context, next: () => ReturnType<typeof returning>): Promise<number> {
  let turned = 0;
  for (;;) {
    const [rows] = await ctx.database.commit({ statements: [next()] });
    const count = rows?.length ?? 0;
    turned += count;
    if (count < CHUNK_SIZE) return turned;
  }
}
