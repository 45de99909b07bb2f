import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { changes } from "../../../tenant-schema/foundation.ts";
import type { Allocation, HistoryLine } from "./shapes.ts";

const MOST_HISTORY = 50;

/** What pays what now, among some postings, in the order in which it was applied. */
export function allocationsWhere(condition: SQL): Query<Allocation> {
  const minor = sql<number>`sum(case p.kind when 'allocation' then p.amount_minor else -p.amount_minor end)`;
  return select(
    {
      lineId: sql<string>`p.line_id`,
      amountMinor: minor,
      paymentId: sql<string>`p.payment_id`,
      paymentNumber: sql<number>`(select number from payments where id = p.payment_id)`,
      paymentTitle: sql<string>`(select title from payments where id = p.payment_id)`,
      chargeId: sql<string>`p.charge_id`,
      chargeNumber: sql<number>`(select number from charges where id = p.charge_id)`,
      description: sql<string>`(select description from charge_lines where id = p.line_id)`,
      effectiveOn: sql<string>`max(p.effective_on)`,
    },
    sql`from postings p where ${condition} and p.kind in ('allocation', 'deallocation')
      group by p.payment_id, p.line_id having ${minor} > 0 order by max(p.seq)`,
  );
}

/** Who did what to a document, the newest first; acts are found by the family whose history tells of them. */
export function historyOf(ids: SQL, familyId: SQL): Query<HistoryLine> {
  return select(
    { changeId: changes.id, at: changes.at, by: changes.actorName, summary: changes.summary },
    sql`from (select distinct change_id from change_rows where subject_id = ${familyId}
        and entity_id in (${ids}) order by change_id desc limit ${MOST_HISTORY}) r
      cross join ${changes} on ${changes.id} = r.change_id order by ${changes.id} desc`,
  );
}
