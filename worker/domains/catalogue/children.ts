import { sql } from "drizzle-orm";
import { type RowOf, select } from "../../../control-plane/query.ts";
import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import type { IsoDate } from "../../../tenant-schema/dates.ts";
import { liveWait } from "../../../tenant-schema/places-kept.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import type { EnrollmentKind } from "../enrollments/schemas.ts";

const child = {
  id: sql<string>`s.id`,
  firstName: sql<string>`coalesce(s.preferred_name, s.first_name)`,
  birthDate: sql<IsoDate | null>`s.birth_date`,
  gender: sql<string | null>`s.gender`,
  schoolGrade: sql<string | null>`s.school_grade`,
};
export type StoredChild = RowOf<typeof child>;

/** The family's children, what they are in or have been in, and the keywords that open doors. */
export function childrenQueries({ actor, nowMs }: Context<GuardianActor>, on: IsoDate) {
  const ofFamily = sql`students s where s.family_id = ${actor.familyId} and s.deleted_at is null`;
  return {
    children: select(child, sql`from ${ofFamily} order by s.birth_date, s.first_name, s.id`),
    enrollments: select(
      {
        id: sql<string>`e.id`,
        studentId: sql<string>`e.student_id`,
        classId: sql<string>`e.class_id`,
        kind: sql<EnrollmentKind>`e.kind`,
        startsOn: sql<IsoDate>`e.starts_on`,
        endsOn: sql<IsoDate | null>`e.ends_on`,
        levelId: sql<string | null>`c.level_id`,
      },
      sql`from (select s.id from ${ofFamily}) f cross join enrollments e on e.student_id = f.id and e.deleted_at is null
          and (e.kind <> 'wait' or ${liveWait(sql`e`, nowMs)})
        cross join classes c on c.id = e.class_id
        where e.kind = 'active' or coalesce(e.ends_on, '9999-12-31') >= ${on}`,
    ),
    keywords: select(
      { keywordId: sql<string>`k.keyword_id`, ownerId: sql<string>`k.entity_id` },
      sql`from (select ${actor.familyId} as id union all select s.id from ${ofFamily}) o
        cross join keyword_links k on k.entity_id = o.id and k.deleted_at is null`,
    ),
  };
}
export type ChildrenFound = RowsOf<ReturnType<typeof childrenQueries>>;

/** Whether the school goes first with the child: it or its family has the keyword. */
export function holdsKeyword(
  { keywords }: ChildrenFound,
  { familyId }: GuardianActor,
  childId: string,
  keywordId: string | null,
): boolean {
  return keywords.some(
    (one) => one.keywordId === keywordId && (one.ownerId === familyId || one.ownerId === childId),
  );
}
