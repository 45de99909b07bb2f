import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type RowOf, select } from "../../../../control-plane/query.ts";
import { statusCondition } from "../../families/family-list-fields.ts";
import { defineReport, type PageRequest, type ReportScope } from "../definition.ts";
import { describeFilter } from "../describe-filter.ts";
import { choiceField, recordField } from "../filter-parts.ts";
import { phoneText } from "../phone-text.ts";
import { locationScope } from "../reach.ts";
import type { ReportColumn, ReportField, ReportRow } from "../shapes.ts";
import { atLocation, locationPart } from "./known.ts";

const RIGHT = "report_fin_9";

const filter = z.object({
  autopay: z._default(z.enum(["all", "on", "off"]), "all"),
  methods: z._default(z.enum(["all", "with", "without", "ending"]), "with"),
  families: z._default(z.enum(["active", "all"]), "active"),
  ...locationPart,
});
type Filter = z.output<typeof filter>;

const FIELDS: readonly ReportField[] = [
  choiceField("methods", "Payment methods", {
    with: "Families that have one",
    without: "Families without any",
    ending: "Expired, about to expire, or refused",
    all: "All families",
  }),
  choiceField("autopay", "Autopay", { all: "On or off", on: "On", off: "Off" }),
  choiceField("families", "Families", { active: "Active", all: "All" }),
  recordField("location"),
];

const COLUMNS: readonly ReportColumn[] = [
  { key: "family", label: "Family", kind: "text", width: 20 },
  { key: "email", label: "E-mail", kind: "text", width: 22 },
  { key: "phone", label: "Phone", kind: "text", width: 14 },
  { key: "address", label: "Address", kind: "text", width: 26 },
  { key: "autopay", label: "Autopay", kind: "text", width: 9 },
  { key: "method", label: "Method (* primary)", kind: "text", width: 13 },
  { key: "issuer", label: "Issuer", kind: "text", width: 12 },
  { key: "expiry", label: "Expires", kind: "text", width: 9 },
  { key: "problem", label: "Problem", kind: "text", width: 14 },
  { key: "lastOn", label: "Last payment", kind: "date", width: 11 },
  { key: "lastAmount", label: "Its amount", kind: "money", width: 11 },
];

export const recurringBilling = defineReport({
  code: "FIN-9",
  title: "Recurring billing information",
  about: "Which families pay by themselves, with what, until when it is valid, and what they paid last.",
  area: "money",
  right: RIGHT,
  subject: "accounts",
  filter,
  fields: FIELDS,
  layout: async (scope, asked) => ({
    columns: COLUMNS,
    groupLabel: null,
    sections: [],
    landscape: true,
    notes: await describeFilter(scope, FIELDS, asked, null),
  }),
  page: readMethods,
});

async function readMethods(scope: ReportScope, { filter: asked, after, limit }: PageRequest<Filter>) {
  const [sortName, family, method] = after ?? ["", "", ""];
  const { rows } = await scope.read({
    rows: select(
      fields(scope),
      sql`from family_list cross join families f on f.id = family_list.family_id
        left join payment_methods m on m.family_id = f.id and m.deleted_at is null
        where (family_list.sort_name, family_list.family_id, coalesce(m.id, '')) > (${sortName}, ${family}, ${method}) and ${wanted(scope, asked)}
        order by family_list.sort_name, family_list.family_id, coalesce(m.id, '') limit ${limit + 1}`,
    ),
  });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map((row) => toRow(row, scope.ctx.account.phoneRegion)),
    next: last ? [last.sortName, last.familyId, last.methodId] : null,
  };
}

function wanted(scope: ReportScope, { autopay, methods, families, location }: Filter): SQL {
  const month = scope.on.slice(0, 7);
  const ending = sql`(m.invalid_reason is not null or (m.expires_year is not null
    and printf('%04d-%02d', m.expires_year, m.expires_month) <= strftime('%Y-%m', ${`${month}-01`}, '+1 month')))`;
  const kept = {
    all: sql`true`,
    with: sql`m.id is not null`,
    without: sql`m.id is null`,
    ending: sql`m.id is not null and ${ending}`,
  }[methods];
  // A family that pays by itself with one card does not count as one that does not because of another.
  const isOn = sql`exists (select 1 from payment_methods a where a.family_id = f.id and a.autopay_at is not null
    and a.deleted_at is null)`;
  const pays = { all: sql`true`, on: sql`m.autopay_at is not null`, off: sql`not ${isOn}` }[autopay];
  const active = statusCondition(families, scope.on);
  return sql`${kept} and ${pays} and ${active} and ${atLocation(scope, RIGHT, { location }, sql`f.home_location_id`)}`;
}

function fields(scope: ReportScope) {
  const lastPayment = (
    column: string,
  ) => sql`(select ${sql.raw(column)} from payments y where y.family_id = f.id
    and y.kind = 'payment' and y.deleted_at is null and y.status in ('pending', 'settled')
    and y.received_on <= ${scope.on} and ${locationScope(scope.ctx, RIGHT, sql`y.location_id`)} order by y.received_on desc, y.id desc limit 1)`;
  return {
    sortName: sql<string>`family_list.sort_name`,
    familyId: sql<string>`family_list.family_id`,
    methodId: sql<string>`coalesce(m.id, '')`,
    family: sql<string>`family_list.name`,
    email: sql<string | null>`family_list.email`,
    phone: sql<string | null>`family_list.phone`,
    line1: sql<string | null>`f.address_line1`,
    city: sql<string | null>`f.city`,
    region: sql<string | null>`f.region`,
    postalCode: sql<string | null>`f.postal_code`,
    kind: sql<"card" | "bank" | null>`m.kind`,
    isPrimary: sql<number | null>`m.is_primary`,
    autopayAt: sql<number | null>`m.autopay_at`,
    brand: sql<string | null>`m.brand`,
    last4: sql<string | null>`m.last4`,
    year: sql<number | null>`m.expires_year`,
    month: sql<number | null>`m.expires_month`,
    problem: sql<string | null>`m.invalid_reason`,
    lastOn: sql<string | null>`${lastPayment("received_on")}`,
    lastAmount: sql<number | null>`${lastPayment("amount_minor")}`,
  };
}

function toRow(row: RowOf<ReturnType<typeof fields>>, region: string): ReportRow {
  const { kind, year, month } = row;
  const place = [row.postalCode, row.city, row.region].filter(Boolean).join(" ");
  const address = [row.line1, place].filter(Boolean).join(", ");
  const name = kind === "bank" ? "Bank account" : "Card";
  const method = kind === null ? null : `${name} ··${row.last4}${row.isPrimary === 1 ? " *" : ""}`;
  const expiry = year === null || month === null ? null : `${String(month).padStart(2, "0")}/${year}`;
  return {
    cells: [
      ...[
        row.family,
        row.email,
        phoneText(row.phone, region),
        address,
        row.autopayAt === null ? "Off" : "On",
        method,
      ],
      ...[row.brand, expiry, row.problem, row.lastOn, row.lastAmount],
    ],
  };
}
