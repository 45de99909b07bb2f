import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type RowOf, select } from "../../../../control-plane/query.ts";
import { addDays, dateAt, startOfDateMs } from "../../../../tenant-schema/dates.ts";
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
import { METHODS, MONEY_METHODS, MONEY_MOVES, MOVES, STATUSES } from "./money-words.ts";

const RIGHT = "report_fin_2";
const PAGE_ROWS = 5_000;

const filter = z
  .object({
    ...spanParts("yesterday"),
    basis: z._default(z.enum(["received", "entered", "deposited"]), "received"),
    method: z._default(z.enum(["all", ...MONEY_METHODS]), "all"),
    knownOn: optionalDay,
    ...locationPart,
  })
  .check(checkSpan());
type Filter = z.output<typeof filter>;

const FIELDS: readonly ReportField[] = [
  spanField,
  choiceField("basis", "Days are those of", {
    received: "the receipt",
    entered: "the entry",
    deposited: "the money reaching us",
  }),
  choiceField("method", "Method", {
    all: "All methods",
    ...Object.fromEntries(MONEY_METHODS.map((method) => [method, METHODS[method]!])),
  }),
  recordField("location"),
  { kind: "date", key: "knownOn", label: "As known on", hint: "Leaves out what was entered after this day" },
];

const COLUMNS: readonly ReportColumn[] = [
  { key: "on", label: "Date", kind: "date", width: 11 },
  { key: "number", label: "Receipt", kind: "text", width: 8 },
  { key: "what", label: "What", kind: "text", width: 12 },
  { key: "card", label: "Card or account", kind: "text", width: 14 },
  { key: "reference", label: "Transaction or check number", kind: "text", width: 20 },
  { key: "family", label: "Family", kind: "text", width: 18 },
  { key: "guardian", label: "Guardian", kind: "text", width: 18 },
  { key: "location", label: "Location", kind: "text", width: 13 },
  { key: "status", label: "Status", kind: "text", width: 10 },
  { key: "settledOn", label: "Settled on", kind: "date", width: 11 },
  { key: "amount", label: "Amount", kind: "money", width: 12, total: "sum" },
];

const SECTIONS = [
  { key: "in", title: "Received and given back", counts: true },
  {
    key: "failed",
    title: "Declined",
    note: "asked for, never received, not part of the total",
    counts: false,
  },
];

export const bankDeposit = defineReport({
  code: "FIN-2",
  title: "Bank deposit",
  about:
    "Money received and given back, by method, to compare with the bank; what was declined stands apart.",
  area: "money",
  right: RIGHT,
  subject: "accounts",
  filter,
  fields: FIELDS,
  begin: (scope, asked) => ledgerBound(scope, asked.knownOn),
  layout: async (scope, asked) => ({
    columns: COLUMNS,
    groupLabel: "Method",
    sections: SECTIONS,
    landscape: true,
    notes: await describeFilter(scope, FIELDS, asked, spanOfFilter(scope, asked)),
  }),
  page: readMoney,
});

/** First the movements by method and day, then what was declined. The position is part, method, day and number. */
async function readMoney(scope: ReportScope, { filter: asked, bound, after }: PageRequest<Filter>) {
  const [part = 0, method = -1, day = "", id = 0] = after ?? [];
  const source = part === 0 ? moved(scope, asked, boundOf(bound).seq) : declined(scope, asked);
  const { rows } = await scope.read({
    rows: select(
      fields,
      sql`from (select * from (${source}) where (method_order, day, id) > (${method}, ${day}, ${id})
          order by method_order, day, id limit ${PAGE_ROWS + 1}) z
        join families f on f.id = z.family_id left join family_list l on l.family_id = f.id
        join locations o on o.id = z.location_id order by z.method_order, z.day, z.id`,
    ),
  });
  const shown = rows.slice(0, PAGE_ROWS);
  const last = rows.length > PAGE_ROWS ? shown.at(-1) : undefined;
  const next = last ? [part, last.methodOrder, last.day, last.id] : part === 0 ? [1, -1, "", 0] : null;
  return { rows: shown.map((row) => toRow(scope, asked, row, part === 0 ? "in" : "failed")), next };
}

const fields = {
  id: sql<number>`z.id`,
  methodOrder: sql<number>`z.method_order`,
  method: sql<string>`z.method`,
  day: sql<string>`z.day`,
  kind: sql<string>`z.kind`,
  amount: sql<number>`z.amount`,
  number: sql<number | null>`z.number`,
  brand: sql<string | null>`z.brand`,
  last4: sql<string | null>`z.last4`,
  reference: sql<string | null>`z.reference`,
  status: sql<string>`z.status`,
  settledOn: sql<string | null>`z.settled_on`,
  postedAt: sql<number>`z.posted_at`,
  family: sql<string>`f.name`,
  guardian: sql<string | null>`l.guardian_name`,
  location: sql<string>`o.name`,
};

const methodOrder = (column: SQL) => sql`instr(${JSON.stringify(MONEY_METHODS)}, '"' || ${column} || '"')`;

/** Postings that move money; a pending eCheck moves once when it is received, or once when it has settled. */
function moved(scope: ReportScope, asked: Filter, seq: number): SQL {
  const { from, to } = spanOfFilter(scope, asked);
  const { timeZone } = scope.ctx.account;
  const entered = sql`p.posted_at >= ${startOfDateMs(from, timeZone)} and p.posted_at < ${startOfDateMs(addDays(to, 1), timeZone)}`;
  const days = asked.basis === "entered" ? entered : sql`p.effective_on between ${from} and ${to}`;
  const kinds = asked.basis === "deposited" ? [...MONEY_MOVES, "settlement"] : MONEY_MOVES;
  const isReal =
    asked.basis === "deposited"
      ? sql`and p.debit <> 'clearing' and (p.credit <> 'clearing' or p.kind = 'settlement')`
      : sql``;
  const day = asked.basis === "entered" ? sql`cast(p.posted_at as text)` : sql`p.effective_on`;
  const method = asked.method === "all" ? sql`` : sql`and y.method = ${asked.method}`;
  return sql`select p.seq as id, ${methodOrder(sql`y.method`)} as method_order, y.method, ${day} as day, p.kind,
      iif(p.credit = 'unapplied' or p.kind = 'settlement', p.amount_minor, -p.amount_minor) as amount,
      coalesce(r.number, y.number) as number, y.card_brand as brand, y.last4,
      coalesce(r.processor_ref, y.reference, y.processor_ref) as reference, y.status, y.settled_on, p.posted_at,
      p.family_id, y.location_id
    from postings p join payments y on y.id = p.payment_id left join refunds r on r.id = p.refund_id
    where p.seq <= ${seq} and ${days} and p.kind in (select value from json_each(${JSON.stringify(kinds)})) ${isReal}
      and y.kind = 'payment' ${method} and ${atLocation(scope, RIGHT, asked, sql`y.location_id`)}`;
}

/** What a processor refused in these days. Attempts have no posting, so they follow the clock. */
function declined(scope: ReportScope, asked: Filter): SQL {
  const { from, to } = spanOfFilter(scope, asked);
  const { timeZone } = scope.ctx.account;
  const method = sql`iif(m.kind = 'bank', 'echeck', 'card')`;
  const only = asked.method === "all" ? sql`` : sql`and ${method} = ${asked.method}`;
  return sql`select row_number() over (order by a.id) as id, ${methodOrder(method)} as method_order, ${method} as method,
      cast(a.created_at as text) as day, 'declined' as kind, a.amount_minor as amount, null as number, m.brand, m.last4,
      coalesce(a.message, a.processor_ref) as reference, 'declined' as status, null as settled_on,
      a.created_at as posted_at, a.family_id, a.location_id
    from payment_attempts a left join payment_methods m on m.id = a.payment_method_id
    where a.state = 'declined' and a.purpose <> 'refund' and a.deleted_at is null
      and a.created_at >= ${startOfDateMs(from, timeZone)} and a.created_at < ${startOfDateMs(addDays(to, 1), timeZone)}
      ${only} and ${atLocation(scope, RIGHT, asked, sql`a.location_id`)}`;
}

function toRow(scope: ReportScope, asked: Filter, row: RowOf<typeof fields>, section: string): ReportRow {
  const byClock = asked.basis === "entered" || section === "failed";
  const on = byClock ? dateAt(row.postedAt, scope.ctx.account.timeZone) : row.day;
  const card = row.last4 === null ? null : `${row.brand ?? METHODS[row.method]} ··${row.last4}`;
  const settledOn = row.settledOn === on ? null : row.settledOn;
  return {
    section,
    group: METHODS[row.method] ?? row.method,
    cells: [
      ...[
        on,
        row.number === null ? null : String(row.number),
        MOVES[row.kind] ?? "Declined",
        card,
        row.reference,
      ],
      ...[row.family, row.guardian, row.location, STATUSES[row.status] ?? "Declined", settledOn, row.amount],
    ],
  };
}
