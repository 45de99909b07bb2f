import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { select } from "../../../../control-plane/query.ts";
import { defineReport, type PageRequest, type ReportScope } from "../definition.ts";
import { describeFilter } from "../describe-filter.ts";
import { checkSpan, choiceField, recordField, spanField, spanOfFilter, spanParts } from "../filter-parts.ts";
import type { ReportColumn, ReportField, ReportRow } from "../shapes.ts";
import { atLocation, boundOf, ledgerBound, locationPart } from "./known.ts";
import { METHODS, MOVES } from "./money-words.ts";

const RIGHT = "report_statements";
/** Families of one page; each brings the entries of its days. */
const PAGE_FAMILIES = 250;

const filter = z
  .object({
    ...spanParts("this_month"),
    families: z._default(z.enum(["owing", "balance", "moved"]), "owing"),
    ...locationPart,
  })
  .check(checkSpan());
type Filter = z.output<typeof filter>;

const FIELDS: readonly ReportField[] = [
  spanField,
  choiceField("families", "Families", {
    owing: "Those who owe something at the end",
    balance: "Those with any balance at the end",
    moved: "Those with a balance or an entry",
  }),
  recordField("location"),
];

const COLUMNS: readonly ReportColumn[] = [
  { key: "on", label: "Date", kind: "date", width: 11 },
  { key: "number", label: "Number", kind: "text", width: 8 },
  { key: "what", label: "What", kind: "text", width: 34 },
  { key: "charged", label: "Charges", kind: "money", width: 11, total: "sum" },
  { key: "paid", label: "Payments and credits", kind: "money", width: 12, total: "sum" },
  { key: "balance", label: "Balance", kind: "money", width: 11 },
];

export const statements = defineReport({
  code: "FIN-S",
  title: "Family statements",
  about:
    "For each family what it owed before, what was charged and paid in these days, and what it owes now.",
  area: "money",
  right: RIGHT,
  subject: "accounts",
  filter,
  fields: FIELDS,
  begin: (scope) => ledgerBound(scope),
  layout: async (scope, asked) => ({
    columns: COLUMNS,
    groupLabel: "Family",
    sections: [],
    landscape: false,
    breaksGroups: true,
    notes: await describeFilter(scope, FIELDS, asked, spanOfFilter(scope, asked)),
  }),
  page: readStatements,
});

interface Entry {
  readonly familyId: string;
  readonly on: string;
  readonly number: number | null;
  readonly kind: string;
  readonly title: string | null;
  readonly method: string | null;
  readonly amount: number;
}

async function readStatements(scope: ReportScope, { filter: asked, bound, after }: PageRequest<Filter>) {
  const [sortName, id] = after ?? ["", ""];
  const families = sql`select f.id, f.name, f.sort_name, l.guardian_name from families f
    left join family_list l on l.family_id = f.id
    where (f.sort_name, f.id) > (${sortName}, ${id}) and exists (select 1 from postings p where p.family_id = f.id)
    order by f.sort_name, f.id limit ${PAGE_FAMILIES + 1}`;
  const { seq } = boundOf(bound);
  const { from, to } = spanOfFilter(scope, asked);
  const found = await scope.read({
    families: select(
      {
        id: sql<string>`z.id`,
        name: sql<string>`z.name`,
        sortName: sql<string>`z.sort_name`,
        guardian: sql<string | null>`z.guardian_name`,
        before: sql<number>`${balanceBefore(scope, asked, seq, from)}`,
      },
      sql`from (${families}) z order by z.sort_name, z.id`,
    ),
    entries: select(entryFields, entries(scope, asked, { seq, from, to }, sql`select id from (${families})`)),
  });
  const shown = found.families.slice(0, PAGE_FAMILIES);
  const last = found.families.length > PAGE_FAMILIES ? shown.at(-1) : undefined;
  const byFamily = Map.groupBy(found.entries, ({ familyId }) => familyId);
  const names = new Map<string, number>();
  return {
    rows: shown.flatMap((family) => {
      const name = family.guardian ? `${family.name} (${family.guardian})` : family.name;
      const count = (names.get(name) ?? 0) + 1;
      names.set(name, count);
      // Two families of one name must not become one statement.
      const group = count === 1 ? name : `${name} ${count}`;
      return statementOf({ ...family, group }, byFamily.get(family.id) ?? [], asked, from);
    }),
    next: last ? [last.sortName, last.id] : null,
  };
}

/** What a posting adds to what the family owes; money that only pays a line adds nothing. */
const effect = sql<number>`case when p.debit = 'receivable' then p.amount_minor when p.credit = 'receivable' then -p.amount_minor
  when p.credit = 'unapplied' then -p.amount_minor else p.amount_minor end`;
const moves = sql`p.kind not in ('allocation', 'deallocation', 'settlement')`;

function balanceBefore(scope: ReportScope, asked: Filter, seq: number, from: string): SQL {
  return sql`coalesce((select sum(${effect}) from postings p where p.family_id = z.id and ${moves} and p.seq <= ${seq}
    and p.effective_on < ${from} and ${atLocation(scope, RIGHT, asked, sql`p.location_id`)}), 0)`;
}

const entryFields = {
  familyId: sql<string>`p.family_id`,
  on: sql<string>`p.effective_on`,
  number: sql<number | null>`coalesce(max(c.number), max(r.number), max(y.number))`,
  kind: sql<string>`replace(p.kind, 'tax', 'charge')`,
  title: sql<string | null>`coalesce(max(c.title), max(y.title))`,
  method: sql<string | null>`max(y.method)`,
  amount: sql<number>`sum(${effect})`,
};

/** The lines and the tax of one charge are one entry. */
function entries(
  scope: ReportScope,
  asked: Filter,
  { seq, from, to }: { readonly seq: number; readonly from: string; readonly to: string },
  families: SQL,
): SQL {
  return sql`from postings p left join charges c on c.id = p.charge_id left join payments y on y.id = p.payment_id
    left join refunds r on r.id = p.refund_id
    where p.family_id in (${families}) and ${moves} and p.seq <= ${seq} and p.effective_on between ${from} and ${to}
      and ${atLocation(scope, RIGHT, asked, sql`p.location_id`)}
    group by p.family_id, p.effective_on, p.change_id, p.charge_id, p.payment_id, p.refund_id, replace(p.kind, 'tax', 'charge')
    order by p.family_id, p.effective_on, min(p.seq)`;
}

interface Family {
  readonly group: string;
  readonly before: number;
}

function statementOf(
  { group, before }: Family,
  own: readonly Entry[],
  asked: Filter,
  from: string,
): ReportRow[] {
  const end = own.reduce((sum, { amount }) => sum + amount, before);
  const isWanted = { owing: end > 0, balance: end !== 0, moved: end !== 0 || own.length > 0 }[asked.families];
  if (!isWanted) return [];
  let balance = before;
  const opening: ReportRow = { group, cells: [from, null, "Balance brought forward", null, null, balance] };
  return [
    opening,
    ...own.map((entry): ReportRow => {
      balance += entry.amount;
      const isCharge = entry.kind.startsWith("charge");
      const number = entry.number === null ? null : String(entry.number);
      const sides = isCharge ? [entry.amount, null] : [null, entry.amount];
      return { group, cells: [entry.on, number, wordsOf(entry), ...sides, balance] };
    }),
  ];
}

function wordsOf({ kind, title, method }: Entry): string {
  if (kind === "charge") return title ?? "Charge";
  if (kind === "charge_void") return `Voided: ${title ?? "charge"}`;
  const how = method === null ? "" : ` (${METHODS[method] ?? method})`;
  return kind === "payment" || kind === "credit"
    ? `${title ?? MOVES[kind]}${how}`
    : `${MOVES[kind] ?? kind}: ${title ?? ""}${how}`;
}
