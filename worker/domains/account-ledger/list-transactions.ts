import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { decodeCursor, PAGE_SIZE, type Page, pageOf } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import {
  chargeStatus,
  openOfCharge,
  paymentStatus,
  totalOfCharge,
  unappliedOfPayment,
} from "../ledger/status-fields.ts";
import { type TransactionKind, type TransactionsFilter, transactionKinds } from "./schemas.ts";
import type { Transaction } from "./shapes.ts";

/** Charges, payments, credits and refunds of all families by their day, newest first; in one trip. */
export async function listTransactions(ctx: Context, filter: TransactionsFilter): Promise<Page<Transaction>> {
  requireRight(ctx, "charges", "view");
  const kinds = filter.kinds.length > 0 ? filter.kinds : transactionKinds;
  const sources = [
    ...(kinds.includes("charge") ? [charges(filter)] : []),
    ...(kinds.includes("payment") || kinds.includes("credit") ? [payments(filter, kinds)] : []),
    ...(kinds.includes("refund") ? [refunds(filter)] : []),
  ];
  const { rows } = await read(ctx, {
    rows: select(
      fields(),
      sql`from (${sql.join(sources, sql` union all `)}) t cross join families f on f.id = t.family_id
        order by t.on_day desc, t.id desc limit ${PAGE_SIZE + 1}`,
    ),
  });
  return pageOf(
    rows.map(({ familyId, familyName, ...row }) => ({ ...row, family: { id: familyId, name: familyName } })),
    PAGE_SIZE,
    (row) => [row.on, row.id],
    null,
  );
}

function fields() {
  return {
    id: sql<string>`t.id`,
    kind: sql<TransactionKind>`t.kind`,
    number: sql<number>`t.number`,
    on: sql<string>`t.on_day`,
    familyId: sql<string>`t.family_id`,
    familyName: sql<string>`f.name`,
    title: sql<string>`t.title`,
    method: sql<string | null>`t.method`,
    locationId: sql<string>`t.location_id`,
    amountMinor: sql<number>`t.amount_minor`,
    openMinor: sql<number>`t.open_minor`,
    status: sql<Transaction["status"]>`t.status`,
  };
}

function charges(filter: TransactionsFilter): SQL {
  const status = chargeStatus({ id: sql`d.id`, voidedOn: sql`d.voided_on` });
  return newest(
    sql`select d.id, 'charge' as kind, d.number, d.charge_on as on_day, d.family_id, d.title, null as method, d.location_id,
      ${totalOfCharge(sql`d.id`)} as amount_minor, ${openOfCharge(sql`d.id`)} as open_minor, ${status} as status
      from charges d where d.deleted_at is null`,
    { filter, day: sql`d.charge_on`, location: sql`d.location_id` },
  );
}

function payments(filter: TransactionsFilter, kinds: readonly TransactionKind[]): SQL {
  const status = paymentStatus({
    id: sql`d.id`,
    status: sql`d.status`,
    amountMinor: sql`d.amount_minor`,
  });
  return newest(
    sql`select d.id, d.kind, d.number, d.received_on as on_day, d.family_id, d.title, d.method, d.location_id,
      d.amount_minor, ${unappliedOfPayment(sql`d.id`)} as open_minor, ${status} as status
      from payments d where d.deleted_at is null
        and d.kind in (select value from json_each(${JSON.stringify(kinds)}))`,
    { filter, day: sql`d.received_on`, location: sql`d.location_id` },
  );
}

function refunds(filter: TransactionsFilter): SQL {
  return newest(
    sql`select d.id, 'refund' as kind, d.number, d.refunded_on as on_day, d.family_id, p.title, d.method, p.location_id,
      d.amount_minor, 0 as open_minor, case d.status when 'done' then 'settled' else d.status end as status
      from refunds d cross join payments p on p.id = d.payment_id where d.deleted_at is null`,
    { filter, day: sql`d.refunded_on`, location: sql`p.location_id` },
  );
}

/** A page of one kind, before the cursor; each follows its index of days, and the page is cut from all of them. */
function newest(
  source: SQL,
  {
    filter,
    day,
    location,
  }: { readonly filter: TransactionsFilter; readonly day: SQL; readonly location: SQL },
): SQL {
  const { from, to, locationId, cursor } = filter;
  const [beforeOn, beforeId] = cursor ? decodeCursor(cursor, 2) : [null, null];
  const conditions: SQL[] = [
    ...(from === "" ? [] : [sql`${day} >= ${from}`]),
    ...(to === "" ? [] : [sql`${day} <= ${to}`]),
    ...(locationId === "" ? [] : [sql`${location} = ${locationId}`]),
    ...(beforeOn === null ? [] : [sql`(${day}, d.id) < (${beforeOn}, ${beforeId})`]),
  ];
  const wanted = conditions.map((condition) => sql` and ${condition}`);
  return sql`select * from (${source}${sql.join(wanted, sql``)} order by ${day} desc, d.id desc limit ${PAGE_SIZE + 1})`;
}
