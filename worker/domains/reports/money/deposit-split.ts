import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { select } from "../../../../control-plane/query.ts";
import { defineReport, type PageRequest, type ReportScope } from "../definition.ts";
import { describeFilter } from "../describe-filter.ts";
import {
  checkSpan,
  choiceField,
  optionalDay,
  recordField,
  spanField,
  spanOfFilter,
  spanParts,
} from "../filter-parts.ts";
import type { ReportColumn, ReportField, ReportRow } from "../shapes.ts";
import { atLocation, boundOf, ledgerBound, locationPart } from "./known.ts";
import { CREDIT_METHODS, CREDIT_MOVES, METHODS, MONEY_METHODS, MONEY_MOVES, MOVES } from "./money-words.ts";

const RIGHT = "report_fin_4";

const filter = z
  .object({
    ...spanParts("last_month"),
    by: z._default(z.enum(["program", "category"]), "program"),
    knownOn: optionalDay,
    ...locationPart,
  })
  .check(checkSpan());
type Filter = z.output<typeof filter>;

const FIELDS: readonly ReportField[] = [
  spanField,
  choiceField("by", "Split by", { program: "Program", category: "Charge category" }),
  recordField("location"),
  { kind: "date", key: "knownOn", label: "As known on", hint: "Leaves out what was entered after this day" },
];

const amount = (key: string, label: string): ReportColumn => ({
  ...{ key, label, kind: "money", width: 10, total: "sum" },
});

const columnsOf = (by: Filter["by"]): readonly ReportColumn[] => [
  { key: "name", label: by === "program" ? "Program" : "Charge category", kind: "text", width: 22 },
  ...MONEY_METHODS.map((method) => amount(method, METHODS[method]!)),
  amount("money", "Money"),
  ...CREDIT_METHODS.map((method) => amount(method, METHODS[method]!)),
  amount("total", "Total"),
];

const SECTIONS = [
  { key: "new", title: "A. Received in these days", note: "by what it paid for at their end", counts: true },
  {
    key: "old",
    title: "B. Changes to earlier payments",
    note: "applied, taken back or given back now",
    counts: true,
  },
  { key: "back", title: "Given back in these days", note: "taken off above already", counts: false },
];

/** The column “Money” comes to what FIN-2 comes to for the same days by receipt. */
export const depositSplit = defineReport({
  code: "FIN-4",
  title: "Program deposit split",
  about:
    "What the money received paid for, by program or category and by method, and what happened to earlier money.",
  area: "money",
  right: RIGHT,
  subject: "accounts",
  filter,
  fields: FIELDS,
  begin: (scope, asked) => ledgerBound(scope, asked.knownOn),
  layout: async (scope, asked) => ({
    columns: columnsOf(asked.by),
    groupLabel: null,
    sections: SECTIONS,
    landscape: true,
    notes: await describeFilter(scope, FIELDS, asked, spanOfFilter(scope, asked)),
  }),
  page: readSplit,
});

interface Sum {
  readonly section: string;
  readonly name: string | null;
  readonly kind: string;
  readonly method: string;
  readonly amount: number;
}

async function readSplit(scope: ReportScope, { filter: asked, bound }: PageRequest<Filter>) {
  const { sums } = await scope.read({
    sums: select(
      {
        section: sql<string>`section`,
        name: sql<string | null>`name`,
        kind: sql<string>`kind`,
        method: sql<string>`method`,
        amount: sql<number>`amount`,
      },
      sql`from (${split(scope, asked, boundOf(bound).seq)}) order by section, kind, name is null, position, name`,
    ),
  });
  const rows = SECTIONS.flatMap(({ key }) =>
    rowsOf(
      key,
      sums.filter(({ section }) => section === key),
      asked.by,
    ),
  );
  return { rows, next: null };
}

/**
 * Every posting of a payment in these days changes where its money is: an allocation moves it from the account to a
 * program, a deallocation back, and money that comes or goes changes what is on the account.
 */
function split(scope: ReportScope, asked: Filter, seq: number): SQL {
  const { from, to } = spanOfFilter(scope, asked);
  const moves = JSON.stringify([...MONEY_MOVES, ...CREDIT_MOVES]);
  const by = asked.by === "program" ? sql`p.program_id` : sql`p.category_id`;
  const names = asked.by === "program" ? sql`programs` : sql`charge_categories`;
  return sql`with seen as materialized (
      select iif(y.received_on between ${from} and ${to}, 'new', 'old') as section, p.kind, ${by} as target, y.method,
        iif(p.credit = 'unapplied', p.amount_minor, -p.amount_minor) as onto_account
      from postings p join payments y on y.id = p.payment_id
      where p.seq <= ${seq} and p.effective_on between ${from} and ${to} and (p.debit = 'unapplied' or p.credit = 'unapplied')
        and ${atLocation(scope, RIGHT, asked, sql`y.location_id`)}),
    gone as (select section, 'applied' as kind, target, method, -sum(onto_account) as amount from seen
      where kind in ('allocation', 'deallocation') group by 1, 3, 4),
    kept as (select section, 'unapplied' as kind, null as target, method, sum(onto_account) as amount from seen group by 1, 4),
    back as (select 'back' as section, kind, null as target, method, sum(onto_account) as amount from seen
      where kind in (select value from json_each(${moves})) and kind not in ('payment', 'credit') group by 2, 4)
    select z.section, z.kind, z.method, z.amount, n.name, n.position from (
      select * from gone union all select * from kept union all select * from back) z
    left join ${names} n on n.id = z.target where z.amount <> 0`;
}

/** Sums that belong to one row, beside one another. */
function rowsOf(section: string, sums: readonly Sum[], by: Filter["by"]): ReportRow[] {
  const named = new Map<string, Map<string, number>>();
  for (const sum of sums) {
    const label = labelOf(sum, by);
    const row = named.get(label) ?? new Map<string, number>();
    row.set(sum.method, (row.get(sum.method) ?? 0) + sum.amount);
    named.set(label, row);
  }
  return [...named].map(([label, row]) => {
    const of = (methods: readonly string[]) => methods.map((method) => row.get(method) ?? 0);
    const add = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);
    const [paid, given] = [of(MONEY_METHODS), of(CREDIT_METHODS)];
    return { section, cells: [label, ...paid, add(paid), ...given, add(paid) + add(given)] };
  });
}

function labelOf({ kind, name }: Sum, by: Filter["by"]): string {
  if (kind === "applied") return name ?? (by === "program" ? "No program" : "No category");
  return kind === "unapplied" ? "On account, not applied" : (MOVES[kind] ?? kind);
}
