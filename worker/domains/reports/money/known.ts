import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../../control-plane/query.ts";
import { addDays, type IsoDate, startOfDateMs } from "../../../../tenant-schema/dates.ts";
import type { Right } from "../../../kernel/permissions.ts";
import { classScope } from "../../../kernel/scope.ts";
import type { ReportScope } from "../definition.ts";
import { recordPart } from "../filter-parts.ts";
import { locationScope } from "../reach.ts";

/** The last posting that a report of money looks at: read once, so that all its pages speak of the same books. */
export interface LedgerBound {
  readonly seq: number;
}

interface MoneyFilter {
  readonly location?: string | undefined;
}

export const locationPart = { location: recordPart };

/** Up to the last posting there is, or to the last one that was there at the end of a day. */
export async function ledgerBound(scope: ReportScope, knownOn?: IsoDate): Promise<LedgerBound> {
  const { last } = await scope.read({ last: select({ seq: lastKnown(scope, knownOn) }, sql``) });
  return { seq: last[0]!.seq };
}

/** The `seq` of that posting. */
export function lastKnown(scope: ReportScope, knownOn?: IsoDate): SQL<number> {
  const { timeZone } = scope.ctx.account;
  const known = knownOn ? sql`where posted_at < ${startOfDateMs(addDays(knownOn, 1), timeZone)}` : sql``;
  return sql`coalesce((select max(seq) from postings ${known}), 0)`;
}

export function boundOf(bound: unknown): LedgerBound {
  return bound as LedgerBound;
}

/** Whether a document's location was asked for and is in the person's reach. */
export function atLocation(scope: ReportScope, right: Right, { location }: MoneyFilter, column: SQL): SQL {
  const asked = location ? sql`${column} = ${location}` : sql`true`;
  return sql`(${locationScope(scope.ctx, right, column)} and ${asked})`;
}

/** The same of what hangs on a class, such as a line of tuition: with own classes only it is those one teaches. */
export function ofClass(
  scope: ReportScope,
  right: Right,
  { location }: MoneyFilter,
  columns: { readonly classId: SQL; readonly locationId: SQL },
): SQL {
  const asked = location ? sql`${columns.locationId} = ${location}` : sql`true`;
  return sql`(${classScope(scope.ctx, right, "view", columns)} and ${asked})`;
}

/** What a posting adds to an account: its amount, or less it. */
export function signed(
  account: "receivable" | "unapplied",
  grows: "debit" | "credit",
  p: string,
): SQL<number> {
  return sql<number>`iif(${sql.raw(`${p}.${grows}`)} = ${account}, ${sql.raw(p)}.amount_minor, -${sql.raw(p)}.amount_minor)`;
}

export const money = (expression: SQL) => sql<number>`coalesce(${expression}, 0)`;
