import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { charges } from "../../../tenant-schema/ledger.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { ledgerRulesOf, ledgerRulesQuery, refuseLocked } from "../ledger-rules/rules-query.ts";
import { linesWhere, partsOfLines, type StoredLine } from "./money-queries.ts";
import { deallocationPostings, latest, type PaidPart, sumOf } from "./plan-allocations.ts";
import { voidLinePostings } from "./plan-postings.ts";
import { post } from "./postings.ts";
import { refusal } from "./references.ts";

/** Some charges with their lines and what pays them, for voids; read in one trip with whatever else is asked. */
export function voidQueries(chargeIds: readonly string[]) {
  const ids = JSON.stringify(chargeIds);
  return {
    charges: select(
      {
        ...allColumns(charges),
        familyName: sql<string>`(select name from families where families.id = ${charges.familyId})`,
      },
      sql`from json_each(${ids}) j cross join ${charges} on ${charges.id} = j.value
        where ${charges.deletedAt} is null`,
    ),
    lines: linesWhere(sql`l.charge_id in (select value from json_each(${ids}))`),
    parts: partsOfLines(
      sql`select l.id from json_each(${ids}) i cross join charge_lines l on l.charge_id = i.value`,
    ),
    rules: ledgerRulesQuery(),
  };
}

/** The day of a void: today, or another one that is not to come, is not closed, and not before the charge. @throws Precondition */
export function voidDay(
  ctx: Context,
  typed: string | undefined,
  charge: Pick<Row<"charges">, "chargeOn">,
  rules: Parameters<typeof ledgerRulesOf>[0],
): string {
  const on = typed ?? latest(today(ctx), charge.chargeOn);
  if (on < charge.chargeOn) throw refusal("onDate", "It cannot be voided before it was charged.");
  if (on > latest(today(ctx), charge.chargeOn)) throw refusal("onDate", "Choose today or an earlier day.");
  refuseLocked(ledgerRulesOf(rules), on, "onDate");
  return on;
}

/** Adds to a change: what pays the lines goes back on account, then the lines are taken back. Answers what was released. */
export function addVoids(
  ctx: Context,
  change: Change,
  lines: readonly StoredLine[],
  parts: readonly PaidPart[],
  how: { readonly on: string; readonly reason: string },
): number {
  for (const line of lines) {
    requireRight(ctx, "void_charges", "full", line.locationId);
    change.update("chargeLines", line, { voidedOn: how.on });
  }
  const wanted = new Set(lines.map((line) => line.id));
  const paid = parts.filter((part) => wanted.has(part.id));
  const released = deallocationPostings(paid, how);
  const freedOn = new Map<string, string>();
  for (const { lineId, effectiveOn } of released)
    freedOn.set(lineId!, latest(effectiveOn, freedOn.get(lineId!) ?? effectiveOn));
  const voided = lines.flatMap((line) => {
    const effectiveOn = latest(how.on, line.grownOn, freedOn.get(line.id) ?? how.on);
    return voidLinePostings(line, { effectiveOn, reason: how.reason });
  });
  post(change, ctx, [...released, ...voided]);
  return sumOf(paid);
}
