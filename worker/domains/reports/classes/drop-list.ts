import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type RowOf, select } from "../../../../control-plane/query.ts";
import { addDays, startOfDateMs } from "../../../../tenant-schema/dates.ts";
import { defineReport, type PageRequest, type ReportScope } from "../definition.ts";
import { describeFilter } from "../describe-filter.ts";
import {
  checkSpan,
  choiceField,
  flagPart,
  recordField,
  recordPart,
  spanField,
  spanOfFilter,
  spanParts,
} from "../filter-parts.ts";
import { phoneText } from "../phone-text.ts";
import type { ReportColumn, ReportField, ReportRow } from "../shapes.ts";
import { classCondition, classFields, classParts } from "./class-filter.ts";
import { doneBy, enrollmentFields, enrollmentJoins, instructorNames } from "./enrollment-fields.ts";
import { slotTimes } from "./slot-times.ts";

const RIGHT = "report_cla_5";

const filter = z
  .object({
    ...spanParts("this_month"),
    basis: z._default(z.enum(["last_day", "entered"]), "last_day"),
    group: z._default(z.enum(["none", "reason", "class", "instructor"]), "reason"),
    dropReason: recordPart,
    ...classParts,
    transfers: flagPart(false),
  })
  .check(checkSpan());
type Filter = z.output<typeof filter>;

const GROUPS = { none: null, reason: "Reason", class: "Class", instructor: "Instructor" } as const;

const FIELDS: readonly ReportField[] = [
  spanField,
  choiceField("basis", "Days are those of", { last_day: "the last day", entered: "the entry of the drop" }),
  choiceField("group", "Group by", {
    none: "Nothing",
    reason: "Reason",
    class: "Class",
    instructor: "Instructor",
  }),
  recordField("dropReason"),
  ...classFields,
  { kind: "switch", key: "transfers", label: "Include transfers to another class" },
];

const COLUMNS: readonly ReportColumn[] = [
  { key: "student", label: "Student", kind: "text", width: 18 },
  { key: "family", label: "Family", kind: "text", width: 16 },
  { key: "phone", label: "Phone", kind: "text", width: 13 },
  { key: "email", label: "E-mail", kind: "text", width: 20 },
  { key: "class", label: "Class", kind: "text", width: 20 },
  { key: "program", label: "Program", kind: "text", width: 12 },
  { key: "level", label: "Level", kind: "text", width: 10 },
  { key: "instructor", label: "Instructor", kind: "text", width: 14 },
  { key: "times", label: "Day and time", kind: "text", width: 12 },
  { key: "startsOn", label: "Start", kind: "date", width: 11 },
  { key: "endsOn", label: "Last day", kind: "date", width: 11 },
  { key: "reason", label: "Reason", kind: "text", width: 12 },
  { key: "note", label: "Note", kind: "text", width: 16 },
  { key: "by", label: "Dropped by", kind: "text", width: 13 },
  { key: "location", label: "Location", kind: "text", width: 12 },
  { key: "tenure", label: "Days enrolled", kind: "number", width: 8 },
  { key: "value", label: "Monthly value lost", kind: "money", width: 10, total: "sum" },
];

/** True drops only: not who moved to another class, nor whose class or session came to its end. */
export const dropList = defineReport({
  code: "CLA-5",
  title: "Drop list",
  about: "Who left which class, when and why, and what that is worth a month.",
  area: "classes",
  right: RIGHT,
  subject: "classes",
  filter,
  fields: FIELDS,
  layout: async (scope, asked) => ({
    columns: COLUMNS,
    groupLabel: GROUPS[asked.group],
    sections: [],
    landscape: true,
    notes: await describeFilter(scope, FIELDS, asked, spanOfFilter(scope, asked)),
  }),
  page: readDrops,
});

async function readDrops(scope: ReportScope, { filter: asked, after, limit }: PageRequest<Filter>) {
  const { rows } = await scope.read({
    rows: select(
      fields,
      sql`from (${candidates(scope, asked, after, limit + 1)}) z
      cross join enrollments e on e.id = z.id ${enrollmentJoins} left join list_items r on r.id = e.drop_reason_id
      order by z.grouped, z.day, z.id`,
    ),
  });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map((row) => toRow(scope, asked, row)),
    next: last ? [last.grouped, last.day, last.id] : null,
  };
}

const day = sql`e.ends_on`;
/** The first and the last period are often prorated, so the dearer of the last two says what a month was. */
const monthlyValue = sql<number | null>`(select max(net) from (select b.net_minor as net from charge_lines b
  where b.enrollment_id = e.id and b.kind = 'tuition' and b.voided_on is null and b.deleted_at is null
  order by b.period_from desc limit 2))`;

const fields = {
  ...enrollmentFields(day),
  grouped: sql<string>`z.grouped`,
  day: sql<string>`z.day`,
  reason: sql<string | null>`r.label`,
  note: sql<string | null>`e.drop_note`,
  by: doneBy(sql`r.after ->> 'droppedAt' is not null`),
  tenure: sql<number>`cast(julianday(e.ends_on) - julianday(e.starts_on) + 1 as integer)`,
  value: monthlyValue,
};

/** Ids in the order of the report. */
function candidates(
  scope: ReportScope,
  asked: Filter,
  after: PageRequest<Filter>["after"],
  limit: number,
): SQL {
  const { from, to } = spanOfFilter(scope, asked);
  const { timeZone } = scope.ctx.account;
  const dropped = sql`e.dropped_at >= ${startOfDateMs(from, timeZone)} and e.dropped_at < ${startOfDateMs(addDays(to, 1), timeZone)}`;
  const days = asked.basis === "last_day" ? sql`e.ends_on between ${from} and ${to}` : dropped;
  const transfers = asked.transfers ? sql`` : sql`and e.transferred_to_id is null`;
  const reason = asked.dropReason ? sql`and e.drop_reason_id = ${asked.dropReason}` : sql``;
  const [group, lastDay, id] = after ?? ["", "", ""];
  const before = after === null ? sql`` : sql`where (grouped, day, id) > (${group}, ${lastDay}, ${id})`;
  return sql`select * from (select e.id, e.ends_on as day, ${grouping(asked.group)} as grouped
      from enrollments e cross join classes c on c.id = e.class_id left join list_items r on r.id = e.drop_reason_id
      where e.deleted_at is null and e.kind = 'active' and e.dropped_at is not null and ${days}
        and (c.ends_on is null or e.ends_on < c.ends_on) ${transfers} ${reason}
        and ${classCondition(scope, RIGHT, asked)}) ${before}
    order by grouped, day, id limit ${limit}`;
}

function grouping(group: Filter["group"]): SQL {
  switch (group) {
    case "none":
      return sql`''`;
    case "reason":
      return sql`coalesce(r.label, '')`;
    case "class":
      return sql`c.name`;
    case "instructor":
      return instructorNames(day);
  }
}

function toRow(scope: ReportScope, asked: Filter, row: RowOf<typeof fields>): ReportRow {
  const { locale } = scope.ctx.account;
  const cells = [
    ...[
      row.student,
      row.family,
      phoneText(row.phone, scope.ctx.account.phoneRegion),
      row.email,
      row.className,
      row.program,
      row.level,
      row.instructors,
    ],
    ...[slotTimes(row.times, locale), row.startsOn, row.endsOn, row.reason, row.note, row.by, row.location],
    ...[row.tenure, row.value],
  ];
  return asked.group === "none" ? { cells } : { group: row.grouped, cells };
}
