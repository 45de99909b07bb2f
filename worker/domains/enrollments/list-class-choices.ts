import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import { liveWait } from "../../../tenant-schema/places-kept.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { PAGE_SIZE } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { type ClassRequirements, ineligibility, testedOn } from "../classes/eligibility.ts";
import { listedClasses, listedFields, rowOf } from "../classes/list-classes.ts";
import { requirementsField } from "../classes/requirements-field.ts";
import { classFilter } from "../classes/schemas.ts";
import type { ClassRow } from "../classes/shapes.ts";
import { obstacle } from "./obstacles.ts";
import type { ClassChoiceFilter } from "./schemas.ts";
import type { ClassChoice } from "./shapes.ts";
import {
  type Existing,
  rivalCodes,
  rivalsOf,
  studentQueries,
  type WantedStudent,
} from "./wanted-students.ts";

type InClass = Existing & { readonly classId: string };

/**
 * The first active classes by name for somebody who is to be put into one, each with what speaks against it: age, gender
 * and grade as on the first day, and that they are in it already. What is decided then is looked at anew.
 */
export async function listClassChoices(
  ctx: Context,
  filter: ClassChoiceFilter,
): Promise<{ rows: ClassChoice[] }> {
  requireRight(ctx, "classes", "view");
  const on = filter.on ?? today(ctx);
  const asked = classFilter.parse({ q: filter.q, on });
  const found = await read(ctx, {
    rows: select(
      { ...listedFields(ctx, asked), requirements: requirementsField(sql`cl`) },
      listedClasses(ctx, asked, PAGE_SIZE - 1),
    ),
    students: studentQueries(filter.students, "", ctx.nowMs).students,
    existing: whereTheyAre(filter.students, ctx.nowMs),
  });
  const rows = found.rows.map(({ requirements, ...listed }) => {
    const row = rowOf(listed);
    return { ...row, unfit: unfitFor(ctx, row, requirements, found, on) };
  });
  return { rows };
}

function whereTheyAre(studentIds: readonly string[], nowMs: number): Query<InClass> {
  return select(
    {
      id: sql<string>`e.id`,
      classId: sql<string>`e.class_id`,
      studentId: sql<string>`e.student_id`,
      kind: sql<Existing["kind"]>`e.kind`,
      startsOn: sql<string>`e.starts_on`,
      endsOn: sql<string | null>`e.ends_on`,
    },
    sql`from json_each(${JSON.stringify(studentIds)}) j cross join enrollments e on e.student_id = j.value
      and e.deleted_at is null and (e.kind <> 'wait' or ${liveWait(sql`e`, nowMs)})`,
  );
}

interface Facts {
  readonly students: readonly WantedStudent[];
  readonly existing: readonly InClass[];
}

function unfitFor(
  ctx: Context,
  row: ClassRow,
  requirements: ClassRequirements,
  facts: Facts,
  on: IsoDate,
): ClassChoice["unfit"] {
  const testOn = testedOn({
    today: today(ctx),
    nextMeetingOn: firstMeeting(row, on),
    classStartsOn: row.startsOn,
  });
  return facts.students.flatMap((student) => {
    const own = facts.existing.filter((one) => one.classId === row.id && one.studentId === student.id);
    const rivals = rivalCodes(rivalsOf(own, { kind: "active", startsOn: on, endsOn: null }));
    return [
      ...rivals.map((code) => obstacle(code, student.name)),
      ...ineligibility(student, requirements, testOn),
    ].map(({ text }) => ({ name: student.name, text }));
  });
}

/** By its weekly times; a closure is not looked for. */
function firstMeeting({ slots }: ClassRow, on: IsoDate): IsoDate | null {
  const today = new Date(`${on}T00:00:00Z`).getUTCDay();
  const days = slots.map(({ weekday }) => addDays(on, (weekday - today + 7) % 7));
  return days.sort()[0] ?? null;
}
