import { sql } from "drizzle-orm";
import { json, select } from "../../../../control-plane/query.ts";
import { addDays, firstDayOfMonth, lastDayOfMonth } from "../../../../tenant-schema/dates.ts";
import type { EnrollmentFacts, FamilyFacts } from "../../pricing/facts.ts";
import { priceFamily } from "../../pricing/price-family.ts";
import type { PricedLine } from "../../pricing/priced.ts";
import type { PriceRules } from "../../pricing/rules.ts";
import { familyFactsOf } from "../../tuition/facts.ts";
import { factsQueries } from "../../tuition/facts-queries.ts";
import { keepTariff, tariffOf, tariffQueries } from "../../tuition/tariff.ts";
import type { PlannedRow, RunKind } from "../run-kind.ts";
import type { Difference, TuitionInput } from "../schemas.ts";
import { performTuition } from "./perform-tuition.ts";
import { type TuitionPayload, tuitionKey } from "./tuition-payload.ts";
import { type BilledLine, billedLines, versionsOf } from "./tuition-queries.ts";

/**
 * Tuition of a month, over all schedules and locations at once: every family is priced whole, since its classes discount
 * one another, and each line is compared with what was billed for it the month before. The tariff is the one that the
 * first families were priced with, to the end.
 */
export const tuitionRun: RunKind<TuitionInput> = {
  name: "tuition",
  async prepare(ctx, run, page, change) {
    const { input } = run;
    const from = input.month;
    const before = firstDayOfMonth(addDays(from, -1));
    const asked = { from, to: lastDayOfMonth(from), chargeOn: input.chargeOn, families: page };
    const found = await ctx.database.read({
      ...factsQueries(asked),
      ...(run.rulesId === null ? tariffQueries(from) : { kept: keptRules(run.rulesId) }),
      billed: billedLines(page, [before, from]),
      enrollmentVersions: versionsOf(page, asked),
    });
    const facts = familyFactsOf(asked, found);
    const tariff = "kept" in found ? null : await tariffOf(ctx, found);
    if (tariff !== null) change.also(keepTariff(tariff, ctx.nowMs));
    const rules = tariff?.rules ?? ("kept" in found ? found.kept[0]!.rules : undefined);
    const billed = Map.groupBy(found.billed, (line) => line.familyId);
    const versions = new Map(found.enrollmentVersions.map(({ id, version }) => [id, version]));
    const rows = facts.flatMap((family) =>
      rowsOf(input, rules!, family, { before, billed: billed.get(family.familyId) ?? [], versions }),
    );
    const through = facts.length < page.limit ? null : facts.at(-1)!.familyId;
    return { rows, through, ...(tariff === null ? {} : { rulesId: tariff.id }) };
  },
  perform: performTuition,
};

function keptRules(rulesId: string) {
  return select({ rules: json<PriceRules>(sql`rules`) }, sql`from price_rules where id = ${rulesId}`);
}

interface Known {
  /** The first day of the month before. */
  readonly before: string;
  readonly billed: readonly BilledLine[];
  readonly versions: ReadonlyMap<string, number>;
}

/** The lines of a family that are asked for; those of the month before that are not there any more come last. */
function rowsOf(input: TuitionInput, rules: PriceRules, family: FamilyFacts, known: Known): PlannedRow[] {
  if (family.enrollments.length === 0 && known.billed.length === 0) return [];
  const facts = new Map(family.enrollments.map((one) => [one.enrollmentId, one]));
  const priced = family.enrollments.length === 0 ? [] : priceFamily(rules, family).lines;
  const lines = priced.filter((line) => isAsked(input, facts.get(line.enrollmentId)!));
  const rows = lines.map((line) => ({
    ...plannedRow(input, line, facts.get(line.enrollmentId)!, known),
    familyId: family.familyId,
  }));
  const gone = known.billed
    .filter(
      (line) => line.periodFrom === known.before && isWithin(input, line) && !facts.has(line.enrollmentId),
    )
    .map((line) => goneRow(family.familyId, line));
  // What the prices of a family were made of is kept once, with its first line.
  return [...rows, ...gone].map((row, i) =>
    i === 0 && row.payload !== null
      ? { ...row, payload: { ...(row.payload as TuitionPayload), facts: family } }
      : row,
  );
}

function isAsked({ scheduleIds, locationIds }: TuitionInput, facts: EnrollmentFacts): boolean {
  if (locationIds.length > 0 && !locationIds.includes(facts.locationId)) return false;
  return scheduleIds.length === 0 || (facts.scheduleId !== null && scheduleIds.includes(facts.scheduleId));
}

function isWithin({ locationIds }: TuitionInput, line: BilledLine): boolean {
  return locationIds.length === 0 || locationIds.includes(line.locationId);
}

function plannedRow(
  input: TuitionInput,
  line: PricedLine,
  facts: EnrollmentFacts,
  { before, billed, versions }: Known,
): Omit<PlannedRow, "familyId"> {
  const own = billed.filter((one) => one.enrollmentId === facts.enrollmentId);
  const was = own.find((one) => one.periodFrom === before)?.totalMinor ?? null;
  const isBilled = own.some((one) => one.billingKey === tuitionKey(facts.enrollmentId, input.month));
  const difference = isBilled ? "billed" : differenceOf(line.totalMinor, was);
  const { trace, enrollmentId: _id, enrollmentKind: _kind, isTaxInclusive: _tax, ...amounts } = line;
  const payload: TuitionPayload = {
    line: amounts,
    trace,
    locationId: facts.locationId,
    classId: facts.classId,
    programId: facts.programId,
    version: versions.get(facts.enrollmentId) ?? 0,
  };
  return {
    studentId: facts.studentId,
    enrollmentId: facts.enrollmentId,
    difference,
    label: line.description,
    amountMinor: line.totalMinor,
    wasMinor: was,
    isTicked: difference !== "billed" && difference !== "zero",
    payload,
  };
}

function differenceOf(totalMinor: number, wasMinor: number | null): Difference {
  if (totalMinor === 0) return "zero";
  if (wasMinor === null) return "new";
  return totalMinor === wasMinor ? "same" : "changed";
}

function goneRow(familyId: string, line: BilledLine): PlannedRow {
  const { studentId, enrollmentId, description, totalMinor } = line;
  return {
    familyId,
    studentId,
    enrollmentId,
    difference: "gone",
    label: description,
    amountMinor: 0,
    wasMinor: totalMinor,
    isTicked: false,
    payload: null,
  };
}
