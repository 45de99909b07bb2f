import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { formatMoney } from "../../../tenant-schema/money.ts";
import type { ReportScope } from "./definition.ts";
import { CellText } from "./formats/cell-text.ts";
import type { Span } from "./periods.ts";
import type { RecordKind, ReportField } from "./shapes.ts";

const NAMES: Readonly<Record<RecordKind, SQL>> = {
  location: sql`select name from locations`,
  program: sql`select name from programs`,
  level: sql`select name from levels`,
  instructor: sql`select first_name || ' ' || last_name as name from staff`,
  category: sql`select name from charge_categories`,
  dropReason: sql`select label as name from list_items`,
};

/** What was asked, in words, for the top of the page: the days first, then whatever narrows the rows. */
export async function describeFilter(
  scope: ReportScope,
  fields: readonly ReportField[],
  filter: object,
  span: Span | null,
): Promise<string[]> {
  const values = filter as Readonly<Record<string, unknown>>;
  const names = await recordNames(scope, fields, values);
  const text = new CellText(scope.ctx.account);
  const parts = fields.flatMap((field) => {
    const value = values[field.key];
    if (value === undefined || value === null || field.kind === "period") return [];
    switch (field.kind) {
      case "date":
        return [`${field.label}: ${text.date(String(value))}`];
      case "switch":
        return value === true ? [field.label] : [];
      case "money":
        return [`${field.label}: ${moneyText(scope, Number(value))}`];
      case "choice":
        return [`${field.label}: ${field.options.find((option) => option.value === value)?.label ?? value}`];
      default:
        return [`${field.label}: ${names[field.key] ?? "deleted"}`];
    }
  });
  const days = span === null ? [] : [daysText(text, span)];
  return [...days, ...(parts.length > 0 ? [parts.join(" · ")] : [])];
}

function daysText(text: CellText, { from, to }: Span): string {
  return from === to ? text.date(from) : `${text.date(from)} to ${text.date(to)}`;
}

function moneyText({ ctx }: ReportScope, amountMinor: number): string {
  return formatMoney({ amountMinor, currency: ctx.account.currency }, ctx.account.locale);
}

async function recordNames(
  scope: ReportScope,
  fields: readonly ReportField[],
  values: Readonly<Record<string, unknown>>,
): Promise<Record<string, string | undefined>> {
  const queries: Record<string, Query<{ name: string }>> = {};
  for (const field of fields) {
    const id = values[field.key];
    if (field.kind !== "record" || typeof id !== "string") continue;
    queries[field.key] = select({ name: sql<string>`name` }, sql`from (${NAMES[field.of]} where id = ${id})`);
  }
  if (Object.keys(queries).length === 0) return {};
  const found = await scope.read(queries);
  return Object.fromEntries(Object.entries(found).map(([key, rows]) => [key, rows[0]?.name]));
}
