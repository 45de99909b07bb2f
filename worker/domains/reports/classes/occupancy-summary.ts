import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type RowOf, select } from "../../../../control-plane/query.ts";
import { meetings } from "../../../../tenant-schema/meetings.ts";
import { FOREVER } from "../../../../tenant-schema/openings.ts";
import { liveWait } from "../../../../tenant-schema/places-kept.ts";
import type { Right } from "../../../kernel/permissions.ts";
import { defineReport, type Report, type ReportScope } from "../definition.ts";
import { describeFilter } from "../describe-filter.ts";
import { checkSpan, spanField, spanOfFilter, spanParts } from "../filter-parts.ts";
import type { ReportColumn, ReportRow } from "../shapes.ts";
import { classCondition, classFields, classParts } from "./class-filter.ts";

const filter = z.object({ ...spanParts("this_week"), ...classParts }).check(checkSpan());
type Filter = z.output<typeof filter>;

const FIELDS = [spanField, ...classFields];

interface Kind {
  readonly code: string;
  readonly title: string;
  readonly about: string;
  readonly right: Right;
  readonly label: "Program" | "Level";
  readonly table: "programs" | "levels";
  readonly column: "program_id" | "level_id";
}

const columnsOf = (label: string): readonly ReportColumn[] => [
  { key: "name", label, kind: "text", width: 20 },
  { key: "classes", label: "Classes", kind: "number", width: 8, total: "sum" },
  { key: "instructing", label: "Instructing hours", kind: "number", decimals: 2, width: 10, total: "sum" },
  { key: "hours", label: "Class hours", kind: "number", decimals: 2, width: 8, total: "sum" },
  { key: "students", label: "Unique students", kind: "number", width: 8, total: "sum" },
  { key: "active", label: "Active and single day", kind: "number", width: 9, total: "sum" },
  { key: "trial", label: "Trials", kind: "number", width: 7, total: "sum" },
  { key: "makeup", label: "Makeups", kind: "number", width: 8, total: "sum" },
  { key: "wait", label: "Waiting", kind: "number", width: 8, total: "sum" },
  { key: "capacity", label: "Places", kind: "number", width: 9, total: "sum" },
  { key: "openings", label: "Openings", kind: "number", width: 9, total: "sum" },
  { key: "taken", label: "Enrollment meetings", kind: "number", width: 11, total: "sum" },
  {
    key: "occupancy",
    label: "Occupancy",
    kind: "percent",
    width: 9,
    total: { of: "taken", per: "capacity" },
  },
];

/** Capacity, openings and enrollments are counted in meetings: a class of 8 that meets twice has 16 places. */
function occupancySummary(kind: Kind): Report {
  return defineReport({
    ...kind,
    area: "classes",
    subject: "classes",
    filter,
    fields: FIELDS,
    layout: async (scope, asked) => ({
      columns: columnsOf(kind.label),
      groupLabel: null,
      sections: [],
      landscape: true,
      notes: [
        ...(await describeFilter(scope, FIELDS, asked, spanOfFilter(scope, asked))),
        "Places, openings and enrollment meetings count every meeting of these days; cancelled meetings are left out.",
      ],
    }),
    page: async (scope, { filter: asked }) => {
      const { from, to } = spanOfFilter(scope, asked);
      const source = met(scope, kind, asked, from, to);
      const found = await scope.read({
        rows: select(
          fields,
          sql`from (${summary(scope, kind, asked, source)}) z left join ${sql.identifier(kind.table)} n on n.id = z.key
            order by n.name is null, n.position, n.name, z.key`,
        ),
        students: select({ count: sql<number>`count(distinct student_id)` }, sql`from (${takers(source)})`),
      });
      return {
        rows: found.rows.map((row) => toRow(kind, row)),
        next: null,
        totals: { students: found.students[0]!.count },
      };
    },
  });
}

const count = (expression: SQL) => sql<number>`coalesce(${expression}, 0)`;
const fields = {
  name: sql<string | null>`n.name`,
  classes: count(sql`z.classes`),
  instructingMinutes: count(sql`z.instructing`),
  minutes: count(sql`z.minutes`),
  capacity: count(sql`z.capacity`),
  students: count(sql`z.students`),
  active: count(sql`z.active`),
  trial: count(sql`z.trial`),
  makeup: count(sql`z.makeup`),
  taken: count(sql`z.meetings`),
  wait: count(sql`z.waiting`),
};

function met(scope: ReportScope, kind: Kind, asked: Filter, from: string, to: string): SQL {
  const where = classCondition(scope, kind.right, asked);
  return sql`(select m.*, m.${sql.identifier(kind.column)} as key from ${meetings({ from, to, where })} m
    where m.is_cancelled = 0 and m.closure is null)`;
}

/** Who comes to which of the meetings. */
function takers(source: SQL): SQL {
  return sql`select m.key, e.id, e.kind, e.student_id from ${source} m join enrollments e on e.class_id = m.class_id
    and e.deleted_at is null and e.kind <> 'wait' and coalesce(e.ends_on, ${FOREVER}) >= m.meets_on
    and e.starts_on <= m.meets_on and (e.slot_ids is null or instr(e.slot_ids, m.slot_id) > 0)`;
}

/** One row for each program or level in which something meets on these days or somebody waits. */
function summary(scope: ReportScope, kind: Kind, asked: Filter, source: SQL): SQL {
  const of = (kinds: string) => sql`count(distinct case when kind in (${sql.raw(kinds)}) then id end)`;
  return sql`with met as materialized (select * from ${source}),
    held as (select key, count(distinct class_id) as classes, sum(duration_minutes) as minutes, sum(capacity) as capacity,
      sum(duration_minutes * json_array_length(instructor_ids)) as instructing from met group by key),
    taken as (select key, count(distinct student_id) as students, ${of("'active', 'single_day'")} as active,
      ${of("'trial'")} as trial, ${of("'makeup'")} as makeup, count(*) as meetings
      from (${takers(sql`met`)}) group by key),
    waits as (select c.${sql.identifier(kind.column)} as key, count(*) as waiting
      from classes c join enrollments w on w.class_id = c.id and w.kind = 'wait' and w.deleted_at is null
      where c.deleted_at is null and c.is_archived = 0 and ${liveWait(sql`w`, scope.ctx.nowMs)}
        and ${classCondition(scope, kind.right, asked)} group by 1),
    keys as (select key from held union select key from waits)
    select k.key, h.classes, h.minutes, h.capacity, h.instructing, t.students, t.active, t.trial, t.makeup, t.meetings,
      w.waiting from keys k left join held h on h.key is k.key left join taken t on t.key is k.key
      left join waits w on w.key is k.key`;
}

function toRow({ label }: Kind, row: RowOf<typeof fields>): ReportRow {
  const { capacity, taken } = row;
  const hours = (minutes: number) => Math.round((minutes / 60) * 100) / 100;
  const occupancy = capacity === 0 ? null : Math.round((taken / capacity) * 1000) / 10;
  return {
    cells: [
      ...[
        row.name ?? `No ${label.toLowerCase()}`,
        row.classes,
        hours(row.instructingMinutes),
        hours(row.minutes),
      ],
      ...[row.students, row.active, row.trial, row.makeup, row.wait],
      ...[capacity, capacity - taken, taken, occupancy],
    ],
  };
}

export const programSummary = occupancySummary({
  code: "CLA-3",
  title: "Program summary",
  about: "How full each program is: classes, hours, students, places and occupancy.",
  right: "report_cla_3",
  label: "Program",
  table: "programs",
  column: "program_id",
});

export const levelSummary = occupancySummary({
  code: "CLA-13",
  title: "Level summary",
  about: "How full each level is: classes, hours, students, places and occupancy.",
  right: "report_cla_13",
  label: "Level",
  table: "levels",
  column: "level_id",
});
