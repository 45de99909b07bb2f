import { sql } from "drizzle-orm";
import type { AnySQLiteTable } from "drizzle-orm/sqlite-core";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { entities, type Row } from "../../../tenant-schema/entities.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";

type MoneyEntity =
  | "charges"
  | "chargeLines"
  | "payments"
  | "refunds"
  | "disputes"
  | "paymentMethods"
  | "paymentAttempts"
  | "anniversaryExceptions";
type MoneyRecords = { readonly [E in MoneyEntity]: readonly Row<E>[] };

/** Documents of money and what families pay with, of all families of a merge. */
export async function readMoneyRecords(ctx: Context, familyIds: readonly string[]): Promise<MoneyRecords> {
  const ids = JSON.stringify(familyIds);
  const of = <E extends MoneyEntity>(entity: E): Query<Row<E>> => {
    const table = entities[entity].table as AnySQLiteTable;
    return select(
      allColumns(table),
      sql`from json_each(${ids}) j cross join ${table} on ${table}.family_id = j.value
        where ${table}.deleted_at is null order by ${table}.id`,
    ) as unknown as Query<Row<E>>;
  };
  const ofPayments = <E extends "refunds" | "disputes">(entity: E): Query<Row<E>> => {
    const table = entities[entity].table as AnySQLiteTable;
    return select(
      allColumns(table),
      sql`from json_each(${ids}) j cross join payments p on p.family_id = j.value and p.deleted_at is null
        cross join ${table} on ${table}.payment_id = p.id where ${table}.deleted_at is null order by ${table}.id`,
    ) as unknown as Query<Row<E>>;
  };
  const found = await read(ctx, {
    charges: of("charges"),
    chargeLines: of("chargeLines"),
    payments: of("payments"),
    refunds: ofPayments("refunds"),
    disputes: ofPayments("disputes"),
    paymentMethods: of("paymentMethods"),
    paymentAttempts: of("paymentAttempts"),
    anniversaryExceptions: of("anniversaryExceptions"),
  });
  return found;
}

/**
 * Moves documents to the winner; their postings go with them, by trigger, and move no money. The winner's way to pay
 * stays the first one; what was asked of a processor and is not answered yet is answered for the winner.
 */
export function moveMoney(
  change: Change,
  records: MoneyRecords,
  winnerId: string,
  merged: ReadonlyMap<string, string>,
): void {
  const strangers = <R extends { readonly familyId: string }>(rows: readonly R[]) =>
    rows.filter((row) => row.familyId !== winnerId);
  const familyId = winnerId;
  for (const entity of ["charges", "payments", "refunds", "disputes"] as const)
    for (const row of strangers<Row<typeof entity>>(records[entity]))
      change.update(entity, row, { familyId });
  for (const line of records.chargeLines) {
    const studentId = line.studentId === null ? null : (merged.get(line.studentId) ?? line.studentId);
    change.update("chargeLines", line, { familyId, studentId });
  }
  let hasPrimary = records.paymentMethods.some((method) => method.familyId === winnerId && method.isPrimary);
  for (const method of strangers(records.paymentMethods)) {
    change.update("paymentMethods", method, { familyId, isPrimary: method.isPrimary && !hasPrimary });
    hasPrimary ||= method.isPrimary;
  }
  // A run asks each family once, so of a run that is over the question stays with the family it was asked of.
  const open = new Set(["created", "asked", "processing", "unknown"]);
  for (const attempt of strangers(records.paymentAttempts))
    if (attempt.runId === null || open.has(attempt.state))
      change.update("paymentAttempts", attempt, { familyId });
  moveExceptions(change, records.anniversaryExceptions, winnerId, merged);
}

/** One exception a fee and member: the winner's own stands. */
function moveExceptions(
  change: Change,
  exceptions: MoneyRecords["anniversaryExceptions"],
  winnerId: string,
  merged: ReadonlyMap<string, string>,
): void {
  const kept = new Set<string>();
  const own = (row: Row<"anniversaryExceptions">) => Number(row.familyId !== winnerId);
  for (const exception of exceptions.toSorted((a, b) => own(a) - own(b))) {
    const studentId =
      exception.studentId === null ? null : (merged.get(exception.studentId) ?? exception.studentId);
    const key = `${exception.feeId} ${studentId}`;
    if (kept.has(key)) change.remove("anniversaryExceptions", exception);
    else change.update("anniversaryExceptions", exception, { familyId: winnerId, studentId });
    kept.add(key);
  }
}
