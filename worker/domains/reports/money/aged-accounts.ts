import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { select } from "../../../../control-plane/query.ts";
import { FOREVER } from "../../../../tenant-schema/openings.ts";
import { defineReport, type PageRequest, type ReportScope } from "../definition.ts";
import { describeFilter } from "../describe-filter.ts";
import { choiceField, optionalDay, recordField, recordPart } from "../filter-parts.ts";
import { CellText } from "../formats/cell-text.ts";
import { phoneText } from "../phone-text.ts";
import { reachesAll } from "../reach.ts";
import type { ReportColumn, ReportField } from "../shapes.ts";
import { agedBalances, type BooksOn, booksOn } from "./aged-balances.ts";
import { atLocation, locationPart } from "./known.ts";

const RIGHT = "report_fin_1";
/** Every page adds up the books anew, so there are few of them: most schools have one. */
const PAGE_ROWS = 10_000;

const filter = z.object({
  on: optionalDay,
  knownOn: optionalDay,
  first: z._default(z.enum(["month", "halves"]), "month"),
  owing: z._default(z.enum(["all", "owing", "past_due"]), "all"),
  least: z._default(z.int().check(z.gte(0), z.lte(100_000_000)), 0),
  students: z._default(z.enum(["all", "active", "none"]), "all"),
  program: recordPart,
  ...locationPart,
});
type Filter = z.output<typeof filter>;

const FIELDS: readonly ReportField[] = [
  { kind: "date", key: "on", label: "As of", hint: "By effect. Empty: the day on which it runs" },
  { kind: "date", key: "knownOn", label: "As known on", hint: "Leaves out what was entered after this day" },
  choiceField("owing", "Families", {
    all: "All with a balance",
    owing: "Only those who owe",
    past_due: "Only those past due",
  }),
  { kind: "money", key: "least", label: "At least", hint: "Leaves out smaller totals" },
  choiceField("first", "First month", { month: "1–30 days", halves: "1–15 and 16–30 days" }),
  choiceField("students", "Students", {
    all: "All families",
    active: "With a student enrolled that day",
    none: "With nobody enrolled that day",
  }),
  recordField("program"),
  recordField("location"),
];

const amount = (key: string, label: string): ReportColumn => ({
  ...{ key, label, kind: "money", width: 11, total: "sum" },
});

function columnsOf({ first }: Filter): readonly ReportColumn[] {
  const month = first === "month" ? [amount("d30", "1–30")] : [amount("d15", "1–15"), amount("d30", "16–30")];
  return [
    { key: "family", label: "Family", kind: "text", width: 22 },
    { key: "phone", label: "Phone", kind: "text", width: 14 },
    { key: "email", label: "E-mail", kind: "text", width: 24 },
    amount("later", "Not yet due"),
    ...month,
    ...[amount("d60", "31–60"), amount("d90", "61–90"), amount("d91", "Over 90")],
    ...[amount("unapplied", "On account"), amount("total", "Total")],
  ];
}

export const agedAccounts = defineReport({
  code: "FIN-1",
  title: "Aged accounts",
  about:
    "What families owe by how long it is due, less what they have on account; on any day, also a past one.",
  area: "money",
  right: RIGHT,
  subject: "accounts",
  filter,
  fields: FIELDS,
  begin: (scope, asked) => booksOn(scope, asked.on ?? scope.on, asked.knownOn),
  layout: async (scope, asked) => ({
    columns: columnsOf(asked),
    groupLabel: null,
    sections: [],
    landscape: true,
    notes: [
      `As of ${new CellText(scope.ctx.account).date(asked.on ?? scope.on)}, by days past due`,
      ...(await describeFilter(
        scope,
        FIELDS,
        { ...asked, on: undefined, least: asked.least || undefined },
        null,
      )),
      "“On account” is money that pays nothing yet, so it is taken off the total.",
    ],
  }),
  page: readBalances,
});

async function readBalances(scope: ReportScope, { filter: asked, bound, after }: PageRequest<Filter>) {
  const [sortName, id] = after ?? ["", ""];
  const { rows } = await scope.read({
    rows: select(
      fields,
      sql`from (${balances(scope, asked, bound as BooksOn)}) z cross join families f on f.id = z.family_id
        left join family_list l on l.family_id = f.id
        where (f.sort_name, f.id) > (${sortName}, ${id}) and ${wanted(scope, asked)}
        order by f.sort_name, f.id limit ${PAGE_ROWS + 1}`,
    ),
  });
  const shown = rows.slice(0, PAGE_ROWS);
  const last = rows.length > PAGE_ROWS ? shown.at(-1) : undefined;
  return {
    rows: shown.map((row) => ({
      cells: [
        ...[row.name, phoneText(row.phone, scope.ctx.account.phoneRegion), row.email, row.later],
        ...(asked.first === "month" ? [row.d15 + row.d30] : [row.d15, row.d30]),
        ...[row.d60, row.d90, row.d91, -row.unapplied, row.owed - row.unapplied],
      ],
    })),
    next: last ? [last.sortName, last.id] : null,
  };
}

const fields = {
  id: sql<string>`f.id`,
  sortName: sql<string>`f.sort_name`,
  name: sql<string>`f.name || iif(f.deleted_at is null, '', ' (deleted)')`,
  phone: sql<string | null>`l.phone`,
  email: sql<string | null>`l.email`,
  later: sql<number>`z.later`,
  d15: sql<number>`z.d15`,
  d30: sql<number>`z.d30`,
  d60: sql<number>`z.d60`,
  d90: sql<number>`z.d90`,
  d91: sql<number>`z.d91`,
  owed: sql<number>`z.owed`,
  unapplied: sql<number>`z.unapplied`,
};

function balances(scope: ReportScope, asked: Filter, books: BooksOn): SQL {
  const isAll = asked.location === undefined && reachesAll(scope.ctx, RIGHT);
  const here = isAll ? null : (column: SQL) => atLocation(scope, RIGHT, asked, column);
  return agedBalances(asked.on ?? scope.on, books, { here });
}

function wanted(scope: ReportScope, asked: Filter): SQL {
  const on = asked.on ?? scope.on;
  const owing = {
    all: sql`true`,
    owing: sql`z.owed - z.unapplied > 0`,
    past_due: sql`z.d15 + z.d30 + z.d60 + z.d90 + z.d91 > 0`,
  }[asked.owing];
  const least = asked.least > 0 ? sql`z.owed - z.unapplied >= ${asked.least}` : sql`true`;
  const enrolled = (
    more: SQL,
  ) => sql`exists (select 1 from students t join enrollments e on e.student_id = t.id
    join classes c on c.id = e.class_id where t.family_id = f.id and e.deleted_at is null and e.kind = 'active'
      and e.starts_on <= ${on} and coalesce(e.ends_on, ${FOREVER}) >= ${on} ${more})`;
  const students = {
    all: sql`true`,
    active: enrolled(sql``),
    none: sql`not ${enrolled(sql``)}`,
  }[asked.students];
  const program = asked.program ? enrolled(sql`and c.program_id = ${asked.program}`) : sql`true`;
  return sql`(${owing} and ${least} and ${students} and ${program})`;
}
