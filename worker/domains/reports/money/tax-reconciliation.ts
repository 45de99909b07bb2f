import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { select } from "../../../../control-plane/query.ts";
import { defineReport, type PageRequest, type ReportScope } from "../definition.ts";
import { describeFilter } from "../describe-filter.ts";
import { checkSpan, optionalDay, recordField, spanField, spanOfFilter, spanParts } from "../filter-parts.ts";
import type { ReportColumn, ReportField } from "../shapes.ts";
import { boundOf, ledgerBound, locationPart, money, ofClass } from "./known.ts";

const RIGHT = "report_fin_16";

const filter = z
  .object({ ...spanParts("last_month"), knownOn: optionalDay, ...locationPart })
  .check(checkSpan());
type Filter = z.output<typeof filter>;

const FIELDS: readonly ReportField[] = [
  spanField,
  recordField("location"),
  { kind: "date", key: "knownOn", label: "As known on", hint: "Leaves out what was entered after this day" },
];

const amount = (key: string, label: string): ReportColumn => ({
  ...{ key, label, kind: "money", width: 13, total: "sum" },
});

const COLUMNS: readonly ReportColumn[] = [
  { key: "program", label: "Program", kind: "text", width: 22 },
  amount("sales", "Sales before tax"),
  amount("taxed", "Taxed sales"),
  amount("free", "Tax-free sales"),
  amount("charged", "Tax charged"),
  amount("collected", "Tax collected"),
];

export const taxReconciliation = defineReport({
  code: "FIN-16",
  title: "Tax reconciliation",
  about: "Tax charged and tax collected by location and program, to compare with the books of accounting.",
  area: "money",
  right: RIGHT,
  subject: "classes",
  filter,
  fields: FIELDS,
  begin: (scope, asked) => ledgerBound(scope, asked.knownOn),
  layout: async (scope, asked) => ({
    columns: COLUMNS,
    groupLabel: "Location",
    sections: [],
    landscape: false,
    notes: [
      ...(await describeFilter(scope, FIELDS, asked, spanOfFilter(scope, asked))),
      "Voided charges are taken off on the day of the void. A part payment collects tax in proportion.",
    ],
  }),
  page: readTax,
});

async function readTax(scope: ReportScope, { filter: asked, bound }: PageRequest<Filter>) {
  const { rows } = await scope.read({
    rows: select(
      {
        location: sql<string>`o.name`,
        program: sql<string | null>`g.name`,
        sales: money(sql`z.sales`),
        taxed: money(sql`z.taxed`),
        charged: money(sql`z.charged`),
        collected: money(sql`z.collected`),
      },
      sql`from (${sums(scope, asked, boundOf(bound).seq)}) z join locations o on o.id = z.location_id
        left join programs g on g.id = z.program_id order by o.position, o.name, o.id, g.name is null, g.position, g.name`,
    ),
  });
  return {
    rows: rows.map(({ location, program, sales, taxed, charged, collected }) => ({
      group: location,
      cells: [program ?? "No program", sales, taxed, sales - taxed, charged, collected],
    })),
    next: null,
  };
}

/**
 * What a line has collected of its tax follows from what was paid of it: `paid * tax / total`, rounded down, so that the
 * last payment brings the last cent. The days collect what they add to it.
 */
function sums(scope: ReportScope, asked: Filter, seq: number): SQL {
  const { from, to } = spanOfFilter(scope, asked);
  const share = (paid: SQL) => sql`iif(x.total_minor = 0, 0, (${paid}) * x.tax_minor / x.total_minor)`;
  const here = ofClass(scope, RIGHT, asked, { classId: sql`x.class_id`, locationId: sql`c.location_id` });
  return sql`with sold as (
      select c.location_id, x.program_id,
        sum(iif(p.kind in ('charge', 'charge_void'), iif(p.debit = 'receivable', p.amount_minor, -p.amount_minor), 0)) as sales,
        sum(iif(p.kind in ('charge', 'charge_void') and x.tax_minor > 0,
          iif(p.debit = 'receivable', p.amount_minor, -p.amount_minor), 0)) as taxed,
        sum(iif(p.kind in ('tax', 'tax_void'), iif(p.debit = 'receivable', p.amount_minor, -p.amount_minor), 0)) as charged
      from postings p join charge_lines x on x.id = p.line_id join charges c on c.id = x.charge_id
      where p.seq <= ${seq} and p.effective_on between ${from} and ${to}
        and p.kind in ('charge', 'tax', 'charge_void', 'tax_void') and ${here} group by 1, 2),
    touched as (select distinct p.line_id from postings p where p.seq <= ${seq} and p.effective_on between ${from} and ${to}
      and p.kind in ('allocation', 'deallocation')),
    paid as (select p.line_id, sum(iif(p.effective_on < ${from}, iif(p.kind = 'allocation', p.amount_minor, -p.amount_minor), 0)) as before,
        sum(iif(p.kind = 'allocation', p.amount_minor, -p.amount_minor)) as until
      from postings p where p.line_id in (select line_id from touched) and p.seq <= ${seq} and p.effective_on <= ${to}
        and p.kind in ('allocation', 'deallocation') group by 1),
    collected as (select c.location_id, x.program_id, sum(${share(sql`y.until`)} - ${share(sql`y.before`)}) as collected
      from paid y join charge_lines x on x.id = y.line_id join charges c on c.id = x.charge_id
      where x.tax_minor > 0 and ${here} group by 1, 2),
    places as (select location_id, program_id from sold union select location_id, program_id from collected)
    select k.location_id, k.program_id, s.sales, s.taxed, s.charged, y.collected from places k
      left join sold s on s.location_id = k.location_id and s.program_id is k.program_id
      left join collected y on y.location_id = k.location_id and y.program_id is k.program_id`;
}
