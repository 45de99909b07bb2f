import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { paymentMethods } from "../../../tenant-schema/payments.ts";
import { carts } from "../../../tenant-schema/portal.ts";
import { oneFamily, unappliedMoney } from "../ledger/money-queries.ts";
import { ledgerRulesQuery } from "../ledger-rules/rules-query.ts";
import { policiesQuery, standingsQuery } from "../policies/policy-queries.ts";

/** A cart whatever has become of it, with its attempt to pay; of the family only. */
export function cartById(cartId: string, familyId: string) {
  return select(
    allColumns(carts),
    sql`from ${carts} where ${carts.id} = ${cartId} and ${carts.familyId} = ${familyId} and ${carts.deletedAt} is null`,
  ) as Query<Row<"carts">>;
}

/** The cart that waits for this attempt. */
export function cartOfAttempt(attemptId: string) {
  return select(
    allColumns(carts),
    sql`from ${carts} where ${carts.attemptId} = ${attemptId} and ${carts.state} = 'paying'
      and ${carts.deletedAt} is null`,
  ) as Query<Row<"carts">>;
}

/** What a family may pay with, and what it must agree to when it does. */
export function payingQueries(familyId: string) {
  return {
    methods: select(
      allColumns(paymentMethods),
      sql`from ${paymentMethods} where ${paymentMethods.familyId} = ${familyId} and ${paymentMethods.deletedAt} is null
        order by ${paymentMethods.isPrimary} desc, ${paymentMethods.id}`,
    ),
    money: unappliedMoney(oneFamily(familyId)),
    policies: policiesQuery(
      sql`p.kind = 'transaction' and p.shown_for = 'one_time_payment' and p.is_public = 1`,
    ),
    standings: standingsQuery(familyId),
    rules: ledgerRulesQuery(),
  };
}
