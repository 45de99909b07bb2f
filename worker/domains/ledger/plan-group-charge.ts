import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { dueDate, ledgerRulesOf, ledgerRulesQuery, refuseLocked } from "../ledger-rules/rules-query.ts";
import type { NewCharge } from "./add-charges.ts";
import type { GroupChargePreview } from "./outcomes.ts";
import { checkedDue, pricedLine, requireTyping } from "./plan-charge.ts";
import { checkLabels, labelQueries, placeQueries, refusal } from "./references.ts";
import type { GroupChargeInput } from "./schemas.ts";
import { taxRatesQuery } from "./taxes.ts";

export interface GroupChargePlan {
  readonly charges: readonly NewCharge[];
  readonly preview: GroupChargePreview;
  /** The chosen records of each charge. */
  readonly members: readonly (readonly string[])[];
  /** What each of them costs. */
  readonly eachMinor: number;
}

/** The same line for many: one charge a family, with a line for each chosen student. @throws Precondition */
export async function planGroupCharge(ctx: Context, input: GroupChargeInput): Promise<GroupChargePlan> {
  requireRight(ctx, "charges", "full", input.locationId);
  requireTyping(ctx, [input.line]);
  const { locationId, chargeOn, line } = input;
  const ids = [...new Set(input.audience.ids)];
  const found = await read(ctx, {
    members: membersQuery(input.audience.kind, JSON.stringify(ids)),
    location: placeQueries("", locationId).location,
    ...labelQueries([line]),
    rates: taxRatesQuery(),
    rules: ledgerRulesQuery(),
  });
  if (!found.location[0]) throw refusal("locationId", "Choose a location that is still there.");
  const rules = ledgerRulesOf(found.rules);
  refuseLocked(rules, chargeOn, "chargeOn");
  checkLabels(ctx, found, [line], (_, field) => `line.${field}`);
  const dueOn = checkedDue(input, dueDate(rules.due, chargeOn));
  const title = input.title || line.description;
  const priced = pricedLine(line, found.rates, locationId);
  const families = [...Map.groupBy(found.members, (member) => member.familyId).values()];
  const totalOf = (lines: number) => lines * (priced.netMinor + priced.taxMinor);
  const charges = families.map((members): NewCharge => {
    const lines = members.map(({ studentId }) => ({ ...priced, studentId }));
    const dates = { chargeOn, dueOn, earlyBirdOn: input.earlyBirdOn };
    return {
      familyId: members[0]!.familyId,
      locationId,
      title,
      ...dates,
      note: input.note,
      source: "manual",
      lines,
    };
  });
  const rows = families.map((members) => ({
    familyId: members[0]!.familyId,
    familyName: members[0]!.familyName,
    studentNames: members.flatMap(({ studentName }) => studentName ?? []),
    lines: members.length,
    totalMinor: totalOf(members.length),
  }));
  const missing = ids.length - found.members.length;
  const totalMinor = totalOf(found.members.length);
  const preview = { title, dueOn, rows, missing, charges: rows.length, totalMinor };
  const members = families.map((own) => own.map(({ studentId, familyId }) => studentId ?? familyId));
  return { charges, preview, members, eachMinor: totalOf(1) };
}

function membersQuery(kind: GroupChargeInput["audience"]["kind"], ids: string) {
  const student = (field: SQL): SQL<string | null> => (kind === "students" ? sql`${field}` : sql`null`);
  const students = sql`cross join students s on s.id = j.value and s.deleted_at is null
    cross join families f on f.id = s.family_id`;
  const families = sql`cross join families f on f.id = j.value`;
  return select(
    {
      familyId: sql<string>`f.id`,
      familyName: sql<string>`f.name`,
      studentId: student(sql`s.id`),
      studentName: student(sql`s.first_name || ' ' || s.last_name`),
    },
    sql`from json_each(${ids}) j ${kind === "students" ? students : families}
      where f.deleted_at is null order by f.sort_name, f.id, j.key`,
  );
}
