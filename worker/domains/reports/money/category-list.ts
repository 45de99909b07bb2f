import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { flag, type RowOf, select } from "../../../../control-plane/query.ts";
import { defineReport, type PageRequest, type ReportScope } from "../definition.ts";
import { describeFilter } from "../describe-filter.ts";
import {
  checkSpan,
  choiceField,
  flagPart,
  optionalDay,
  recordField,
  recordPart,
  spanField,
  spanOfFilter,
  spanParts,
} from "../filter-parts.ts";
import type { ReportColumn, ReportField, ReportRow } from "../shapes.ts";
import { type LedgerBound, ledgerBound, locationPart, ofClass, signed } from "./known.ts";

const RIGHT = "report_fin_6";

const filter = z
  .object({
    ...spanParts("last_month"),
    group: z._default(z.enum(["none", "category", "program"]), "category"),
    state: z._default(z.enum(["all", "open", "paid"]), "all"),
    category: recordPart,
    program: recordPart,
    instructor: recordPart,
    ...locationPart,
    later: flagPart(true),
    voided: flagPart(true),
    knownOn: optionalDay,
  })
  .check(checkSpan());
type Filter = z.output<typeof filter>;

const FIELDS: readonly ReportField[] = [
  spanField,
  choiceField("group", "Group by", { none: "Nothing", category: "Charge category", program: "Program" }),
  choiceField("state", "Charges", { all: "All", open: "Not fully paid", paid: "Paid" }),
  recordField("category"),
  recordField("program"),
  recordField("instructor"),
  recordField("location"),
  { kind: "switch", key: "later", label: "Count what was paid after these days" },
  { kind: "switch", key: "voided", label: "List voided charges, apart" },
  { kind: "date", key: "knownOn", label: "As known on", hint: "Leaves out what was entered after this day" },
];

const GROUPS = { none: null, category: "Charge category", program: "Program" } as const;
const amount = (key: string, label: string): ReportColumn => ({
  ...{ key, label, kind: "money", width: 11, total: "sum" },
});

const COLUMNS: readonly ReportColumn[] = [
  { key: "family", label: "Family", kind: "text", width: 18 },
  { key: "number", label: "Charge", kind: "text", width: 8 },
  { key: "chargeOn", label: "Charged on", kind: "date", width: 11 },
  { key: "dueOn", label: "Due on", kind: "date", width: 11 },
  { key: "title", label: "For", kind: "text", width: 26 },
  { key: "student", label: "Student", kind: "text", width: 16 },
  { key: "category", label: "Category", kind: "text", width: 13 },
  { key: "program", label: "Program", kind: "text", width: 13 },
  { key: "location", label: "Location", kind: "text", width: 12 },
  ...[amount("net", "Amount"), amount("tax", "Tax"), amount("charged", "Charged")],
  ...[amount("paid", "Paid"), amount("open", "Remaining")],
  { key: "state", label: "State", kind: "text", width: 9 },
];

const SECTIONS = [
  { key: "charged", title: "Charges", counts: true },
  { key: "voided", title: "Voided", note: "as they were charged, not part of the total", counts: false },
];

export const categoryList = defineReport({
  code: "FIN-6",
  title: "Category list",
  about: "Every charge of these days by category, with what was paid of it and what remains.",
  area: "money",
  right: RIGHT,
  subject: "classes",
  filter,
  fields: FIELDS,
  begin,
  layout: async (scope, asked) => ({
    columns: COLUMNS,
    groupLabel: GROUPS[asked.group],
    sections: asked.voided ? SECTIONS : [],
    landscape: true,
    notes: await describeFilter(scope, FIELDS, asked, spanOfFilter(scope, asked)),
  }),
  page: readLines,
});

/** A part of the report: what stands or what was voided, under one name of the grouping. */
type Part = readonly [isVoid: 0 | 1, name: string];

interface Bound extends LedgerBound {
  readonly parts: readonly Part[];
}

/**
 * The parts are found once, in one go through the lines of these days. Each is then followed by an index, day by day, so
 * that no page sorts what the others show.
 */
async function begin(scope: ReportScope, asked: Filter): Promise<Bound> {
  const { seq } = await ledgerBound(scope, asked.knownOn);
  if (asked.group === "none" && !asked.voided) return { seq, parts: [[0, ""]] };
  const { parts } = await scope.read({
    parts: select(
      { isVoid: sql<0 | 1>`z.is_void`, name: sql<string>`z.name` },
      sql`from (select distinct ${isVoid(scope, asked, seq)} as is_void, ${nameOf(asked)} as name
        from ${linesOf(scope, asked)}) z ${asked.voided ? sql`` : sql`where z.is_void = 0`} order by z.is_void, z.name`,
    ),
  });
  return { seq, parts: parts.map(({ isVoid, name }): Part => [isVoid, name]) };
}

async function readLines(scope: ReportScope, { filter: asked, bound, after, limit }: PageRequest<Filter>) {
  const { seq, parts } = bound as Bound;
  const [at = 0, day = "", chargeId = "", id = ""] = (after ?? []) as [number?, string?, string?, string?];
  const part = parts[at];
  if (!part) return { rows: [], next: null };
  const { rows } = await scope.read({
    rows: select(
      fieldsOf(scope, asked, seq),
      sql`from (select x.id, c.id as charge_id, c.charge_on as day from ${linesOf(scope, asked)}
            and ${isVoid(scope, asked, seq)} = ${part[0]} and ${nameOf(asked)} = ${part[1]}
            and (c.charge_on, c.id, x.id) > (${day}, ${chargeId}, ${id})
          order by c.charge_on, c.id, x.id limit ${limit + 1}) z
        cross join charge_lines x on x.id = z.id cross join charges c on c.id = x.charge_id
        cross join families f on f.id = x.family_id cross join locations o on o.id = c.location_id
        left join students t on t.id = x.student_id left join charge_categories k on k.id = x.category_id
        left join programs g on g.id = x.program_id order by z.day, z.charge_id, z.id`,
    ),
  });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const following = at + 1 < parts.length ? [at + 1, "", "", ""] : null;
  return {
    rows: shown.flatMap((row) => toRow(asked, part, row)),
    next: last ? [at, last.chargeOn, last.chargeId, last.id] : following,
  };
}

/** Until when effects count: the end of the days asked for, or all that is known. */
function lastDay(scope: ReportScope, asked: Filter): string {
  return asked.later ? "9999-12-31" : spanOfFilter(scope, asked).to;
}

function fieldsOf(scope: ReportScope, asked: Filter, seq: number) {
  const known = sql`p.line_id = x.id and p.seq <= ${seq} and p.effective_on <= ${lastDay(scope, asked)}`;
  const sum = (kinds: SQL) =>
    sql<number>`coalesce((select sum(${signed("receivable", "debit", "p")}) from postings p where ${known} and p.kind in ${kinds}), 0)`;
  return {
    id: sql<string>`z.id`,
    chargeId: sql<string>`z.charge_id`,
    isKnown: flag(
      sql`x.total_minor = 0 or exists (select 1 from postings p where p.line_id = x.id and p.seq <= ${seq})`,
    ),
    family: sql<string>`f.name`,
    number: sql<number>`c.number`,
    chargeOn: sql<string>`c.charge_on`,
    dueOn: sql<string>`c.due_on`,
    title: sql<string>`x.description`,
    student: sql<string | null>`t.first_name || ' ' || t.last_name`,
    category: sql<string | null>`k.name`,
    program: sql<string | null>`g.name`,
    location: sql<string>`o.name`,
    firstNet: sql<number>`x.net_minor`,
    firstTax: sql<number>`x.tax_minor`,
    net: sum(sql`('charge', 'charge_void')`),
    tax: sum(sql`('tax', 'tax_void')`),
    applied: sum(sql`('allocation', 'deallocation')`),
  };
}

/** Lines charged in these days that are in reach, as `x` of the charge `c`, with their labels; conditions may follow. */
function linesOf(scope: ReportScope, asked: Filter): SQL {
  const { from, to } = spanOfFilter(scope, asked);
  const { category, program, instructor } = asked;
  const conditions = [
    sql`c.charge_on between ${from} and ${to}`,
    ofClass(scope, RIGHT, asked, { classId: sql`x.class_id`, locationId: sql`c.location_id` }),
    ...(category ? [sql`x.category_id = ${category}`] : []),
    ...(program ? [sql`x.program_id = ${program}`] : []),
    ...(instructor
      ? [
          sql`exists (select 1 from slot_versions v where v.class_id = x.class_id and v.deleted_at is null
            and instr(v.instructor_ids, ${instructor}) > 0)`,
        ]
      : []),
  ];
  return sql`charges c indexed by charges_day cross join charge_lines x on x.charge_id = c.id
      left join charge_categories k on k.id = x.category_id left join programs g on g.id = x.program_id
    where c.deleted_at is null and x.deleted_at is null and ${sql.join(conditions, sql` and `)}`;
}

function nameOf({ group }: Filter): SQL {
  return { none: sql`''`, category: sql`coalesce(k.name, '')`, program: sql`coalesce(g.name, '')` }[group];
}

/** Void by its postings, which may count for a later day than that of the void; a line for nothing has none. */
function isVoid(scope: ReportScope, asked: Filter, seq: number): SQL {
  const until = lastDay(scope, asked);
  return sql`(x.voided_on is not null and (exists (select 1 from postings p where p.line_id = x.id
      and p.kind in ('charge_void', 'tax_void') and p.seq <= ${seq} and p.effective_on <= ${until})
    or (x.total_minor = 0 and x.voided_on <= ${until})))`;
}

function toRow(asked: Filter, [voided, name]: Part, row: RowOf<ReturnType<typeof fieldsOf>>): ReportRow[] {
  // Charged after what this report knows of.
  if (!row.isKnown) return [];
  const isVoid = voided === 1;
  const [net, tax] = isVoid ? [row.firstNet, row.firstTax] : [row.net, row.tax];
  const charged = net + tax;
  const paid = isVoid ? 0 : -row.applied;
  const open = isVoid ? 0 : charged - paid;
  if (asked.state !== "all" && (isVoid || open > 0 !== (asked.state === "open"))) return [];
  const state = isVoid ? "Voided" : open <= 0 ? "Paid" : paid > 0 ? "Part paid" : "Open";
  const cells = [
    ...[row.family, String(row.number), row.chargeOn, row.dueOn, row.title, row.student, row.category],
    ...[row.program, row.location, net, tax, charged, paid, open, state],
  ];
  return [
    {
      ...(asked.voided ? { section: isVoid ? "voided" : "charged" } : {}),
      ...(asked.group === "none" ? {} : { group: name }),
      cells,
    },
  ];
}
