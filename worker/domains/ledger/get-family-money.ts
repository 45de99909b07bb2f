import { sql } from "drizzle-orm";
import { json, select } from "../../../control-plane/query.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { FamilyMoney, OpenItems, OpenLine } from "./shapes.ts";
import { familyBalance } from "./status-fields.ts";

/** A family's money at a glance, in one trip. @throws NotFound */
export async function getFamilyMoney(ctx: Context, familyId: string): Promise<FamilyMoney> {
  requireRight(ctx, "charges", "view");
  const { family } = await read(ctx, { family: familyMoneyQuery(ctx, familyId) });
  if (!family[0]) throw new NotFound("family");
  return family[0];
}

/** For pages that show it beside other things of the family. */
export function familyMoneyQuery(ctx: Context, familyId: string) {
  const day = today(ctx);
  const open = sql`from line_balances b where b.family_id = f.id and b.open_minor > 0`;
  return select(
    {
      balanceMinor: familyBalance(sql`f.id`),
      openMinor: sql<number>`coalesce((select sum(b.open_minor) ${open}), 0)`,
      pastDueMinor: sql<number>`coalesce((select sum(b.open_minor) ${open} and b.due_on < ${day}), 0)`,
      unappliedMinor: sql<number>`coalesce((select sum(unapplied_minor) from payment_balances
        where family_id = f.id and unapplied_minor > 0), 0)`,
      nextDue: json<
        FamilyMoney["nextDue"]
      >(sql`(select json_object('dueOn', b.due_on, 'amountMinor', sum(b.open_minor))
        ${open} and b.due_on >= ${day} group by b.due_on order by b.due_on limit 1)`),
      lastPayment: json<
        FamilyMoney["lastPayment"]
      >(sql`(select json_object('id', id, 'receivedOn', received_on,
          'amountMinor', amount_minor, 'method', method) from payments
        where family_id = f.id and deleted_at is null and kind = 'payment' and closed_on is null
        order by received_on desc, id desc limit 1)`),
    },
    sql`from families f where f.id = ${familyId} and f.deleted_at is null`,
  );
}

/** What a family has to pay and what it has on account; fills the forms of payments. @throws NotFound */
export async function getOpenItems(ctx: Context, familyId: string): Promise<OpenItems> {
  requireRight(ctx, "charges", "view");
  const { family, lines, onAccount } = await read(ctx, {
    family: select({ id: sql<string>`id` }, sql`from families where id = ${familyId} and deleted_at is null`),
    lines: select(
      {
        lineId: sql<string>`b.line_id`,
        chargeId: sql<string>`b.charge_id`,
        chargeNumber: sql<number>`c.number`,
        title: sql<string>`c.title`,
        description: sql<string>`l.description`,
        studentName: sql<
          string | null
        >`(select first_name || ' ' || last_name from students where id = l.student_id)`,
        dueOn: sql<string>`b.due_on`,
        totalMinor: sql<number>`l.total_minor`,
        openMinor: sql<number>`b.open_minor`,
      },
      sql`from line_balances b cross join charge_lines l on l.id = b.line_id cross join charges c on c.id = b.charge_id
        where b.family_id = ${familyId} and b.open_minor > 0 order by b.due_on, c.number, b.line_id`,
    ),
    onAccount: select(
      {
        paymentId: sql<string>`p.id`,
        number: sql<number>`p.number`,
        kind: sql<"payment" | "credit">`p.kind`,
        method: sql<OpenItems["onAccount"][number]["method"]>`p.method`,
        title: sql<string>`p.title`,
        receivedOn: sql<string>`p.received_on`,
        unappliedMinor: sql<number>`b.unapplied_minor`,
      },
      sql`from payment_balances b cross join payments p on p.id = b.payment_id
        where b.family_id = ${familyId} and b.unapplied_minor > 0 order by p.received_on, p.number`,
    ),
  });
  if (!family[0]) throw new NotFound("family");
  return { dueMinor: dueBy(lines, today(ctx)), lines, onAccount };
}

/** What is due by a day; when nothing is yet, all there is to pay. */
function dueBy(lines: readonly OpenLine[], day: string): number {
  const sum = (some: readonly OpenLine[]) => some.reduce((total, line) => total + line.openMinor, 0);
  return sum(lines.filter((line) => line.dueOn <= day)) || sum(lines);
}
