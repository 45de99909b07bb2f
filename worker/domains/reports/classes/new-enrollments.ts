import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type RowOf, select } from "../../../../control-plane/query.ts";
import { addDays, ageYears, dateAt, startOfDateMs } from "../../../../tenant-schema/dates.ts";
import { FOREVER } from "../../../../tenant-schema/openings.ts";
import { defineReport, type PageRequest, type ReportScope } from "../definition.ts";
import { describeFilter } from "../describe-filter.ts";
import { checkSpan, choiceField, flagPart, spanField, spanOfFilter, spanParts } from "../filter-parts.ts";
import { phoneText } from "../phone-text.ts";
import type { ReportColumn, ReportField, ReportRow } from "../shapes.ts";
import { classCondition, classFields, classParts } from "./class-filter.ts";
import { doneBy, enrollmentFields, enrollmentJoins } from "./enrollment-fields.ts";

const RIGHT = "report_cla_9";

const filter = z
  .object({
    ...spanParts("this_month"),
    basis: z._default(z.enum(["start", "created"]), "start"),
    kind: z._default(z.enum(["all", "active", "trial", "single_day"]), "all"),
    group: z._default(z.enum(["none", "program", "class", "kind"]), "program"),
    ...classParts,
    transfers: flagPart(false),
  })
  .check(checkSpan());
type Filter = z.output<typeof filter>;

const GROUPS = { none: null, program: "Program", class: "Class", kind: "Type" } as const;
const KINDS: Readonly<Record<string, string>> = {
  active: "Active",
  trial: "Trial",
  single_day: "Single day",
};

const FIELDS: readonly ReportField[] = [
  spanField,
  choiceField("basis", "Days are those of", {
    start: "the first day",
    created: "the entry of the enrollment",
  }),
  choiceField("kind", "Type", { all: "All", active: "Active", trial: "Trial", single_day: "Single day" }),
  choiceField("group", "Group by", { none: "Nothing", program: "Program", class: "Class", kind: "Type" }),
  ...classFields,
  { kind: "switch", key: "transfers", label: "Include transfers from another class" },
];

const COLUMNS: readonly ReportColumn[] = [
  { key: "student", label: "Student", kind: "text", width: 18 },
  { key: "age", label: "Age", kind: "number", width: 5 },
  { key: "family", label: "Family", kind: "text", width: 16 },
  { key: "phone", label: "Phone", kind: "text", width: 13 },
  { key: "email", label: "E-mail", kind: "text", width: 20 },
  { key: "class", label: "Class", kind: "text", width: 20 },
  { key: "program", label: "Program", kind: "text", width: 12 },
  { key: "level", label: "Level", kind: "text", width: 10 },
  { key: "kind", label: "Type", kind: "text", width: 8 },
  { key: "startsOn", label: "Start", kind: "date", width: 11 },
  { key: "createdOn", label: "Enrolled on", kind: "date", width: 11 },
  { key: "by", label: "Enrolled by", kind: "text", width: 13 },
  { key: "first", label: "New or known", kind: "text", width: 10 },
  { key: "referral", label: "How they heard of us", kind: "text", width: 13 },
  { key: "location", label: "Location", kind: "text", width: 12 },
];

export const newEnrollments = defineReport({
  code: "CLA-9",
  title: "New enrollments",
  about: "Who enrolled, in what and from when: new, returning, or for one more class.",
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
  page: readEnrollments,
});

async function readEnrollments(scope: ReportScope, { filter: asked, after, limit }: PageRequest<Filter>) {
  const { rows } = await scope.read({
    rows: select(
      fields,
      sql`from (${candidates(scope, asked, after, limit + 1)}) z
      cross join enrollments e on e.id = z.id ${enrollmentJoins} left join list_items r on r.id = f.referral_source_id
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

const others = sql`from enrollments x where x.student_id = e.student_id and x.deleted_at is null and x.kind <> 'wait'
  and (x.starts_on, x.id) < (e.starts_on, e.id)`;
/** Whoever still comes to something else that day adds a class; whoever only came before is back. */
const known = sql<string>`case when not exists (select 1 ${others}) then 'New'
  when exists (select 1 ${others} and x.kind = 'active' and coalesce(x.ends_on, ${FOREVER}) >= e.starts_on) then 'Additional'
  else 'Returning' end`;

const fields = {
  ...enrollmentFields(sql`e.starts_on`),
  grouped: sql<string>`z.grouped`,
  day: sql<string>`z.day`,
  kind: sql<string>`e.kind`,
  createdAt: sql<number>`e.created_at`,
  by: doneBy(sql`r.op = 'insert'`),
  known,
  referral: sql<string | null>`r.label`,
};

function candidates(
  scope: ReportScope,
  asked: Filter,
  after: PageRequest<Filter>["after"],
  limit: number,
): SQL {
  const { from, to } = spanOfFilter(scope, asked);
  const { timeZone } = scope.ctx.account;
  const created = sql`e.created_at >= ${startOfDateMs(from, timeZone)} and e.created_at < ${startOfDateMs(addDays(to, 1), timeZone)}`;
  const days = asked.basis === "start" ? sql`e.starts_on between ${from} and ${to}` : created;
  const transfers = asked.transfers ? sql`` : sql`and e.transferred_from_id is null`;
  const kinds = asked.kind === "all" ? ["active", "trial", "single_day"] : [asked.kind];
  const [group, firstDay, id] = after ?? ["", "", ""];
  const before = after === null ? sql`` : sql`where (grouped, day, id) > (${group}, ${firstDay}, ${id})`;
  return sql`select * from (select e.id, e.starts_on as day, ${grouping(asked.group)} as grouped
      from enrollments e cross join classes c on c.id = e.class_id left join programs p on p.id = c.program_id
      where e.deleted_at is null and ${days} ${transfers}
        and e.kind in (select value from json_each(${JSON.stringify(kinds)}))
        and ${classCondition(scope, RIGHT, asked)}) ${before}
    order by grouped, day, id limit ${limit}`;
}

function grouping(group: Filter["group"]): SQL {
  switch (group) {
    case "none":
      return sql`''`;
    case "program":
      return sql`coalesce(p.name, '')`;
    case "class":
      return sql`c.name`;
    case "kind":
      return sql`e.kind`;
  }
}

function toRow(scope: ReportScope, asked: Filter, row: RowOf<typeof fields>): ReportRow {
  const age = row.birthDate === null ? null : ageYears(row.birthDate, row.startsOn);
  const kind = KINDS[row.kind] ?? row.kind;
  const createdOn = dateAt(row.createdAt, scope.ctx.account.timeZone);
  const cells = [
    ...[
      row.student,
      age,
      row.family,
      phoneText(row.phone, scope.ctx.account.phoneRegion),
      row.email,
      row.className,
      row.program,
      row.level,
      kind,
    ],
    ...[row.startsOn, createdOn, row.by, row.known, row.referral, row.location],
  ];
  if (asked.group === "none") return { cells };
  return { group: asked.group === "kind" ? kind : row.grouped, cells };
}
