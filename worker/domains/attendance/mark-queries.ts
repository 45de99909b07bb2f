import { type SQL, sql } from "drizzle-orm";
import { allColumns, type Query, type RowOf, select } from "../../../control-plane/query.ts";
import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import { attendance } from "../../../tenant-schema/attendance.ts";
import { dateAt } from "../../../tenant-schema/dates.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { classScope } from "../../kernel/scope.ts";
import { tokenQueries } from "../makeups/token-book.ts";
import type { StoredToken } from "../makeups/token-moves.ts";
import { zoneClock } from "../meetings/meeting-time.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import type { SchoolRules } from "../school-rules/schemas.ts";
import type { MarkFacts } from "./decide-mark.ts";
import { markId, type StoredMark } from "./mark-fields.ts";
import { meetingsQuery } from "./meeting-facts.ts";
import { expectedAt } from "./roll-sheet-students.ts";
import type { MeetingFacts } from "./shapes.ts";

/** Whom a mark is about and at which meeting. */
export interface MarkName {
  readonly studentId: string;
  readonly slotId: string;
  readonly meetsOn: string;
}

/** A student's place in the class of a slot within reach; `enrollmentId` null: not expected on that day. */
export interface MarkPlace extends MarkName {
  readonly studentName: string | null;
  readonly classId: string;
  readonly className: string;
  readonly locationId: string;
  readonly programId: string | null;
  readonly enrollmentId: string | null;
  readonly kind: string | null;
}

/** All that deciding on some marks takes. */
export interface MarkSituation {
  readonly rules: SchoolRules;
  readonly found: {
    readonly tokens: StoredToken[];
    readonly issued: { studentId: string; tokens: number }[];
  };
  readonly authors: ReadonlyMap<string, string>;
  place(name: MarkName): MarkPlace | null;
  facts(name: MarkName): MarkFacts;
}

/**
 * Reads the situation of marks in one round trip: each meeting by its name, each mark by its id. Meetings that were read
 * just now need not be read again.
 */
export async function readMarks(
  ctx: Context,
  names: readonly MarkName[],
  known: readonly MeetingFacts[] = [],
): Promise<MarkSituation> {
  const knownKeys = new Set(known.map(meetingKey));
  const named = new Map(names.map((name) => [meetingKey(name), name]));
  const meetings = [...named].filter(([key]) => !knownKeys.has(key)).map(([, name]) => name);
  const answers = await read(ctx, {
    rules: rulesQuery(),
    meetings: meetingsQuery(ctx, meetings, "full"),
    ...markQueries(ctx, names),
    ...tokenQueries(ctx, names),
  });
  return situationOf(ctx, [...known, ...answers.meetings], answers);
}

function situationOf(
  ctx: Context,
  meetings: readonly MeetingFacts[],
  answers: RowsOfMarks & { readonly rules: Parameters<typeof rulesOf>[0] } & MarkSituation["found"],
): MarkSituation {
  const places = new Map(answers.places.map((row) => [markId(row), row]));
  const current = new Map(answers.marks.map((row) => [row.id, row]));
  const held = new Map(meetings.map((meeting) => [meetingKey(meeting), meetingState(ctx, meeting)]));
  return {
    rules: rulesOf(answers.rules),
    found: { tokens: answers.tokens, issued: answers.issued },
    authors: new Map(answers.authors.map(({ id, name }) => [id, name])),
    place: (name) => places.get(markId(name)) ?? null,
    facts: (name) => ({
      meeting: held.get(meetingKey(name)) ?? null,
      isEnrolled: (places.get(markId(name))?.enrollmentId ?? null) !== null,
      current: current.get(markId(name)) ?? null,
    }),
  };
}

/** What marking needs of a meeting. */
export function meetingState(ctx: Context, meeting: MeetingFacts): NonNullable<MarkFacts["meeting"]> {
  return {
    isCancelled: meeting.isCancelled,
    isClosed: meeting.closure !== null,
    isFuture: meeting.onDate > dateAt(ctx.nowMs, meeting.timeZone),
    startMs: zoneClock(meeting.timeZone).instants(meeting).startsAtMs,
  };
}

type RowsOfMarks = RowsOf<ReturnType<typeof markQueries>>;

function markQueries(ctx: Context, names: readonly MarkName[]) {
  const list = JSON.stringify(names.map((name) => [name.studentId, name.slotId, name.meetsOn, markId(name)]));
  return {
    places: select(placeFields, placesTail(ctx, list)),
    marks: select(
      allColumns(attendance),
      sql`from json_each(${list}) j cross join ${attendance} on ${attendance.id} = j.value->>3`,
    ) as Query<StoredMark>,
    authors: select(
      { id: sql<string>`u.id`, name: sql<string>`u.first_name || ' ' || u.last_name` },
      sql`from (select distinct a.marked_by as id from json_each(${list}) j cross join attendance a on a.id = j.value->>3) m
        cross join staff u on u.id = m.id`,
    ),
  };
}

const placeFields = {
  studentId: sql<string>`j.value->>0`,
  slotId: sql<string>`j.value->>1`,
  meetsOn: sql<string>`j.value->>2`,
  studentName: sql<
    string | null
  >`(select st.first_name || ' ' || st.last_name from students st where st.id = j.value->>0)`,
  classId: sql<string>`c.id`,
  className: sql<string>`c.name`,
  locationId: sql<string>`c.location_id`,
  programId: sql<string | null>`c.program_id`,
  enrollmentId: sql<string | null>`e.id`,
  kind: sql<string | null>`e.kind`,
} satisfies Record<keyof MarkPlace, SQL>;

type Place = RowOf<typeof placeFields>;

function placesTail(ctx: Context, list: string): SQL {
  const expected = expectedAt(sql`j.value->>1`, sql`j.value->>2`);
  return sql`from json_each(${list}) j cross join slots s on s.id = j.value->>1
    join classes c on c.id = s.class_id and c.deleted_at is null
    left join enrollments e on e.id = (select e.id from enrollments e where e.student_id = j.value->>0
      and e.class_id = s.class_id and ${expected} order by e.kind = 'active' desc, e.id limit 1)
    where ${classScope(ctx, "attendance", "full")}`;
}

function meetingKey({ slotId, meetsOn }: Pick<Place, "slotId" | "meetsOn">): string {
  return `${slotId} ${meetsOn}`;
}
