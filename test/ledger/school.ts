import { sql } from "drizzle-orm";
import { type Query, select } from "../../control-plane/query.ts";
import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { createCharge } from "../../worker/domains/ledger/create-charge.ts";
import { recordPayment } from "../../worker/domains/ledger/record-payment.ts";
import { createChargeInput, recordPaymentInput } from "../../worker/domains/ledger/schemas.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { addStudents, insert, openSchool, TODAY } from "../enrollments/school.ts";
import type { TestTenant } from "../harness/tenant.ts";

export interface Books {
  readonly database: TenantDatabase;
  readonly locationId: string;
  /** A family of its own for each test that asks. */
  readonly family: () => Promise<{ readonly familyId: string; readonly studentId: string }>;
}

export async function openBooks(tenant: TestTenant): Promise<Books> {
  const school = await openSchool(tenant.database);
  return {
    database: tenant.database,
    locationId: school.locationId,
    family: async () => {
      const [studentId] = await addStudents(school, 1);
      const found = await one(tenant.database, sql`family_id`, `from students where id = '${studentId}'`);
      return { familyId: String(found), studentId: studentId! };
    },
  };
}

export async function one(
  database: TenantDatabase,
  value: ReturnType<typeof sql>,
  tail: string,
): Promise<string | number | null> {
  const { rows } = await database.read({
    rows: select({ value: sql<string | number | null>`${value}` }, sql.raw(tail)) as Query<{
      value: string | number | null;
    }>,
  });
  return rows[0]?.value ?? null;
}

/** A charge of one line, or of several. */
export async function charge(
  ctx: Context,
  books: Books,
  familyId: string,
  amounts: readonly number[],
  more: Record<string, unknown> = {},
): Promise<{ id: string; lineIds: string[]; version: number }> {
  const lines = amounts.map((baseMinor, i) => ({ description: `Line ${i}`, baseMinor }));
  const input = { familyId, locationId: books.locationId, chargeOn: TODAY, lines, ...more };
  const { id } = await createCharge(ctx, createChargeInput.parse(input));
  const { rows } = await books.database.read({
    rows: select({ id: sql<string>`id` }, sql`from charge_lines where charge_id = ${id} order by id`),
  });
  return { id, lineIds: rows.map((row) => row.id), version: 1 };
}

export async function pay(
  ctx: Context,
  books: Books,
  familyId: string,
  amountMinor: number,
  more: Record<string, unknown> = {},
): Promise<string> {
  const input = {
    familyId,
    locationId: books.locationId,
    method: "cash",
    amountMinor,
    receivedOn: TODAY,
    ...more,
  };
  return (await recordPayment(ctx, recordPaymentInput.parse(input))).id;
}

/** A charge category or tax rate, the shortest way. */
export async function addRow(
  books: Books,
  table: "charge_categories" | "tax_rates",
  row: Record<string, string | number | null>,
): Promise<string> {
  const id = newId(table === "tax_rates" ? "taxRate" : "chargeCategory");
  await books.database.commit({ statements: [insert(table, { id, created_at: 0, updated_at: 0, ...row })] });
  return id;
}
