import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Change } from "../../kernel/change.ts";
import { alongside, type Context, today } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { AnniversaryFacts } from "../billing-runs/kinds/anniversary-queries.ts";
import type { DueFee } from "../billing-runs/kinds/plan-anniversary.ts";
import { feeQueries, feesOfJoining } from "../cart/plan-fees.ts";
import { feeCharges } from "../checkout/plan-charges.ts";
import { addCharges } from "../ledger/add-charges.ts";
import { dueDate, ledgerRulesOf, ledgerRulesQuery } from "../ledger-rules/rules-query.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import type { WaitEntry } from "./queue.ts";
import { firstDay } from "./serving.ts";

type Target = { readonly programId: string | null; readonly locationId: string };

/** Registration and yearly fees that come with taking a place, as they come with a cart; one trip. */
export async function offerFees(ctx: Context, entry: WaitEntry): Promise<readonly DueFee[]> {
  return (await readFees(ctx, entry)).fees;
}

/**
 * The same context in which taking the place charges those fees in its batch. What was charged meanwhile, in whatever
 * way, is not charged again: each fee has one billing key. @throws Conflict `amounts_changed`
 */
export function withOfferFees<C extends Context>(ctx: C, entry: WaitEntry, expectedMinor: number): C {
  return alongside(ctx, async (change: Change) => {
    const { fees, isDueNow, rules } = await readFees(ctx, entry);
    if (totalOf(fees) !== expectedMinor) {
      throw new Conflict(
        "amounts_changed",
        "What comes with this place is no longer what was shown. Nothing was done. Look at the amounts again.",
      );
    }
    if (fees.length === 0) return;
    const chargeOn = today(ctx);
    const dueOn = isDueNow ? chargeOn : dueDate(rules.due, chargeOn);
    const common = { familyId: entry.familyId, chargeOn, dueOn, source: "checkout" as const };
    addCharges(ctx, change, feeCharges(fees, common));
    change.keepForGood();
  });
}

export function totalOf(fees: readonly DueFee[]): number {
  return fees.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0);
}

async function readFees(ctx: Context, entry: WaitEntry) {
  const { familyId, studentId, studentName, classId } = entry;
  const found = await read(ctx, {
    ...(feeQueries(ctx, familyId) as Record<string, Query<unknown>>),
    target: select(
      { programId: sql<string | null>`program_id`, locationId: sql<string>`location_id` },
      sql`from classes where id = ${classId}`,
    ),
    settings: portalSettingsQuery(),
    rules: ledgerRulesQuery(),
  });
  const startsOn = firstDay(entry, today(ctx));
  const joining = [{ studentId, studentName, startsOn, ...(found.target[0] as Target) }];
  return {
    fees: feesOfJoining(ctx, familyId, joining, found as unknown as AnniversaryFacts),
    isDueNow: portalSettingsOf(found.settings).dueAtSignUp === "full",
    rules: ledgerRulesOf(found.rules),
  };
}
