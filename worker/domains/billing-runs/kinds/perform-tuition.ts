import { addDays, lastDayOfMonth } from "../../../../tenant-schema/dates.ts";
import type { Change } from "../../../kernel/change.ts";
import type { Context, SystemActor } from "../../../kernel/context.ts";
import { addCharges, type NewCharge, type NewLine } from "../../ledger/add-charges.ts";
import type { FamilyFacts } from "../../pricing/facts.ts";
import type { RowResult, Run, StoredRow } from "../run-kind.ts";
import type { TuitionInput } from "../schemas.ts";
import { type TuitionPayload, tuitionKey } from "./tuition-payload.ts";
import { billedKeys, currentVersions, factsOfRun } from "./tuition-queries.ts";

/** Charges what the lines say: one charge for each family and location. Whatever changed since the preview is left out. */
export async function performTuition(
  ctx: Context<SystemActor>,
  run: Run<TuitionInput>,
  rows: readonly StoredRow[],
  change: Change,
): Promise<RowResult[]> {
  const { month } = run.input;
  const found = await ctx.database.read({
    versions: currentVersions(rows.map((row) => row.enrollmentId!)),
    billed: billedKeys(rows.map((row) => tuitionKey(row.enrollmentId!, month))),
    facts: factsOfRun(run.id, [...new Set(rows.map((row) => row.familyId))]),
  });
  const versions = new Map(found.versions.map(({ id, version }) => [id, version]));
  const billed = new Set(found.billed.map(({ key }) => key));
  const facts = new Map(found.facts.map((one) => [one.familyId, one.facts]));
  const problemOf = (row: StoredRow): string | null => {
    if (billed.has(tuitionKey(row.enrollmentId!, month))) return "This was billed already.";
    if (versions.get(row.enrollmentId!) === payloadOf(row).version) return null;
    return "The enrollment was changed after the preview. Prepare a new one for it.";
  };
  const problems = new Map(rows.map((row) => [row.position, problemOf(row)]));
  const wanted = rows.filter((row) => problems.get(row.position) === null);
  const byCharge = Map.groupBy(wanted, (row) => `${row.familyId} ${payloadOf(row).locationId}`);
  const groups = [...byCharge.values()];
  const added = addCharges(
    ctx,
    change,
    groups.map((group) => chargeOf(run, group, facts.get(group[0]!.familyId))),
  );
  const recordIds = new Map(groups.flatMap((group, i) => group.map((row) => [row.position, added[i]!.id])));
  return rows.map(({ position, amountMinor }) => {
    const problem = problems.get(position) ?? null;
    const recordId = recordIds.get(position) ?? null;
    return { position, state: problem === null ? "done" : "skipped", recordId, problem, amountMinor };
  });
}

function payloadOf(row: StoredRow): TuitionPayload {
  return row.payload as TuitionPayload;
}

function chargeOf(
  { id, input, rulesId }: Run<TuitionInput>,
  group: readonly StoredRow[],
  facts: FamilyFacts | undefined,
): NewCharge {
  const { title, chargeOn, dueOn } = input;
  return {
    familyId: group[0]!.familyId,
    locationId: payloadOf(group[0]!).locationId,
    ...{ title, chargeOn, dueOn },
    earlyBirdOn: earlyBirdOn(input, group),
    source: "tuition",
    runId: id,
    rulesId,
    facts: facts ?? null,
    lines: group.map((row) => lineOf(input, row)),
  };
}

/** The day that was typed, or the one that the rule of the tariff gives. */
function earlyBirdOn({ earlyBirdOn: typed, chargeOn }: TuitionInput, group: readonly StoredRow[]) {
  if (typed !== null) return typed;
  const rule = group.map((row) => payloadOf(row).line.earlyBird?.untilRule).find(Boolean);
  return rule?.rule === "days_after_charge" ? addDays(chargeOn, rule.days) : null;
}

function lineOf({ month, categoryId }: TuitionInput, row: StoredRow): NewLine {
  const { line, trace, classId, programId } = payloadOf(row);
  return {
    kind: "tuition",
    description: line.description,
    studentId: row.studentId,
    enrollmentId: row.enrollmentId,
    ...{ classId, programId, categoryId },
    periodFrom: month,
    periodTo: lastDayOfMonth(month),
    baseMinor: line.baseMinor,
    discountMinor: line.discountMinor,
    netMinor: line.netMinor,
    taxMinor: line.taxMinor,
    earlyBirdMinor: line.earlyBird?.discountMinor ?? null,
    promoCodeIds: line.promoIds.length === 0 ? null : [...line.promoIds],
    trace: [...trace],
    billingKey: tuitionKey(row.enrollmentId!, month),
  };
}
