import { type SQL, sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { AnniversaryFeeRow, AnniversaryFeesPage, FeeException, FeeExceptions } from "./shapes.ts";

const MOST_EXCEPTIONS = 500;

/** The fees of the school, and what their form offers. @throws Forbidden */
export async function listFees(ctx: Context): Promise<AnniversaryFeesPage> {
  requireRight(ctx, "billing_setup", "view");
  return read(ctx, {
    rows: select(
      {
        id: sql<string>`id`,
        version: sql<number>`version`,
        name: sql<string>`name`,
        per: sql<AnniversaryFeeRow["per"]>`per`,
        programId: sql<string | null>`program_id`,
        categoryId: sql<string | null>`category_id`,
        months: sql<number | null>`months`,
        amountMinor: sql<number>`amount_minor`,
        locationAmounts: json<Record<string, number>>(sql`location_amounts`),
        familyCapMinor: sql<number | null>`family_cap_minor`,
        exceptions: sql<number>`(select count(*) from anniversary_exceptions x
          where x.fee_id = living_anniversary_fees.id and x.deleted_at is null)`,
      },
      sql`from living_anniversary_fees order by name collate nocase, id`,
    ),
    programs: named(sql`from programs where deleted_at is null order by position, name collate nocase, id`),
    categories: named(sql`from charge_categories where deleted_at is null
      and (expires_on is null or expires_on >= ${today(ctx)}) order by position, name collate nocase, id`),
    locations: named(sql`from locations where deleted_at is null order by position, name collate nocase, id`),
  });
}

function named(tail: SQL): Query<{ id: string; name: string }> {
  return select({ id: sql<string>`id`, name: sql<string>`name` }, tail);
}

/** Families and students for whom something else holds, by name. @throws Forbidden, NotFound */
export async function listExceptions(ctx: Context, feeId: string): Promise<FeeExceptions> {
  requireRight(ctx, "billing_setup", "view");
  const exceptions: Query<FeeException> = select(
    {
      id: sql<string>`x.id`,
      version: sql<number>`x.version`,
      familyId: sql<string>`x.family_id`,
      familyName: sql<string>`f.name`,
      studentId: sql<string | null>`x.student_id`,
      studentName: sql<string | null>`s.first_name || ' ' || s.last_name`,
      amountMinor: sql<number | null>`x.amount_minor`,
      nextOn: sql<string | null>`x.next_on`,
    },
    sql`from anniversary_exceptions x cross join families f on f.id = x.family_id left join students s on s.id = x.student_id
      where x.fee_id = ${feeId} and x.deleted_at is null order by f.sort_name, x.id limit ${MOST_EXCEPTIONS + 1}`,
  );
  const fee = named(sql`from anniversary_fees where id = ${feeId} and deleted_at is null`);
  const found = await read(ctx, { fee, exceptions });
  if (!found.fee[0]) throw new NotFound("anniversary fee");
  const rows = found.exceptions.slice(0, MOST_EXCEPTIONS);
  return { rows, isCut: found.exceptions.length > MOST_EXCEPTIONS };
}
