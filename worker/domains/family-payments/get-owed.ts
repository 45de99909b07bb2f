import { sql } from "drizzle-orm";
import { flag, json, select } from "../../../control-plane/query.ts";
import { type Context, type GuardianActor, requireRole, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { payingQueries } from "../checkout/checkout-queries.ts";
import { payingOptions } from "../checkout/plan-payment.ts";
import { storyOf } from "../ledger/charge-story.ts";
import type { Desk } from "../payments/desk.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import type { Owed } from "./shapes.ts";

/** Everything that a family has to pay by its due date, each line explained, and what it may pay with. @throws Forbidden */
export async function getOwed(ctx: Context<GuardianActor>, desk: Desk): Promise<Owed> {
  requireRole(ctx, "payer");
  const { familyId } = ctx.actor;
  const [found, processor] = await Promise.all([
    read(ctx, {
      ...payingQueries(familyId),
      settings: portalSettingsQuery(),
      lines: owedLines(familyId),
      underWay: select(
        {
          id: sql<string>`id`,
          amountMinor: sql<number>`amount_minor`,
          isAsked: flag(sql`state = 'asked'`),
        },
        sql`from payment_attempts where family_id = ${familyId} and purpose in ('pay', 'draft')
          and state in ('created', 'asked', 'unknown') and deleted_at is null limit 1`,
      ),
    }),
    desk.kind(),
  ]);
  return {
    lines: found.lines.map(({ trace, pricedAtMs, ...line }) => ({
      ...line,
      story: storyOf(ctx, trace, pricedAtMs),
    })),
    owedMinor: found.lines.reduce((sum, line) => sum + line.openMinor, 0),
    today: today(ctx),
    options: payingOptions(portalSettingsOf(found.settings), found, processor, ctx.request.language),
    underWay: found.underWay[0] ?? null,
  };
}

function owedLines(familyId: string) {
  return select(
    {
      id: sql<string>`b.line_id`,
      chargeNumber: sql<number>`c.number`,
      description: sql<string>`l.description`,
      studentName: sql<
        string | null
      >`(select first_name || ' ' || last_name from students where id = l.student_id)`,
      chargeOn: sql<string>`c.charge_on`,
      dueOn: sql<string>`b.due_on`,
      totalMinor: sql<number>`l.total_minor`,
      openMinor: sql<number>`b.open_minor`,
      trace: json<readonly unknown[] | null>(sql`l.trace`),
      pricedAtMs: sql<number | null>`(select created_at from price_rules where id = c.rules_id)`,
    },
    sql`from line_balances b indexed by line_balances_open cross join charge_lines l on l.id = b.line_id
      cross join charges c on c.id = b.charge_id
      where b.family_id = ${familyId} and b.open_minor > 0 order by b.due_on, c.number, b.line_id`,
  );
}
