import { type SQL, sql } from "drizzle-orm";
import { json, pick, select } from "../../../control-plane/query.ts";
import { chargeLines, charges } from "../../../tenant-schema/ledger.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { storyOf } from "./charge-story.ts";
import { allocationsWhere, historyOf } from "./detail-queries.ts";
import type { ChargeDetail, ChargeLine } from "./shapes.ts";
import { chargeStatus, openOfCharge, totalOfCharge } from "./status-fields.ts";

/** A charge with its lines, how their prices came about, what pays it, and its history; in one trip. @throws NotFound */
export async function getCharge(ctx: Context, id: string): Promise<ChargeDetail> {
  requireRight(ctx, "charges", "view");
  const own = sql`select id from charge_lines where charge_id = ${id}`;
  const found = await read(ctx, {
    charge: select(chargeFields(), sql`from charges where charges.id = ${id} and charges.deleted_at is null`),
    lines: select(
      lineFields(),
      sql`from charge_lines where charge_lines.charge_id = ${id} and charge_lines.deleted_at is null
      order by charge_lines.id`,
    ),
    allocations: allocationsWhere(sql`p.line_id in (${own})`),
    history: historyOf(
      sql`select ${id} union all ${own}`,
      sql`(select family_id from charges where id = ${id})`,
    ),
  });
  const { allocations, history } = found;
  const { rulesMadeAt, ...charge } = expectRow(found.charge, "charge");
  const lines = (found.lines as Omit<ChargeLine, "story">[]).map((line) => ({
    ...line,
    story: storyOf(ctx, line.trace, rulesMadeAt),
  }));
  return { ...charge, lines, allocations, history };
}

function chargeFields() {
  const id = sql`charges.id`;
  return {
    ...pick(
      charges,
      "id",
      "number",
      "version",
      "familyId",
      "locationId",
      "title",
      "chargeOn",
      "dueOn",
      "earlyBirdOn",
    ),
    ...pick(charges, "source", "runId", "rulesId", "note", "voidedOn", "voidReason"),
    familyName: sql<string>`(select name from families where families.id = charges.family_id)`,
    rulesMadeAt: sql<
      number | null
    >`(select created_at from price_rules where price_rules.id = charges.rules_id)`,
    status: chargeStatus({ id, voidedOn: sql`charges.voided_on` }),
    totalMinor: totalOfCharge(id),
    openMinor: openOfCharge(id),
  };
}

function lineFields() {
  const nameIn = (table: SQL, id: SQL) =>
    sql<string | null>`(select name from ${table} t where t.id = ${id})`;
  return {
    ...pick(chargeLines, "id", "kind", "description", "enrollmentId", "classId", "periodFrom", "periodTo"),
    ...pick(
      chargeLines,
      "baseMinor",
      "discountMinor",
      "netMinor",
      "taxMinor",
      "totalMinor",
      "earlyBirdMinor",
    ),
    ...pick(chargeLines, "trace", "voidedOn", "version"),
    student: json<
      ChargeLine["student"]
    >(sql`(select json_object('id', s.id, 'name', s.first_name || ' ' || s.last_name)
      from students s where s.id = charge_lines.student_id)`),
    program: nameIn(sql`programs`, sql`charge_lines.program_id`),
    category: nameIn(sql`charge_categories`, sql`charge_lines.category_id`),
    openMinor: sql<number>`coalesce((select open_minor from line_balances where line_id = charge_lines.id), 0)`,
  };
}
