import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { type FieldProblem, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { dueDate, ledgerRulesOf, ledgerRulesQuery, refuseLocked } from "../ledger-rules/rules-query.ts";
import type { NewCharge, NewLine } from "./add-charges.ts";
import { checkLabels, expectPlace, labelQueries, placeQueries, refusal } from "./references.ts";
import type { ChargeLineInput, CreateChargeInput } from "./schemas.ts";
import { rateBp, type TaxRate, taxOn, taxRatesQuery } from "./taxes.ts";

export interface PlannedCharge {
  readonly familyName: string;
  readonly charge: NewCharge;
}

/** A charge typed by hand as it would be made, read in one trip; for the preview and the act. @throws NotFound, Precondition */
export async function planCharge(ctx: Context, input: CreateChargeInput): Promise<PlannedCharge> {
  requireRight(ctx, "charges", "full", input.locationId);
  requireTyping(ctx, input.lines);
  const { familyId, locationId, chargeOn, lines } = input;
  const found = await read(ctx, {
    ...placeQueries(familyId, locationId),
    ...labelQueries(lines),
    students: select(
      { id: sql<string>`id` },
      sql`from students where family_id = ${familyId} and deleted_at is null`,
    ),
    rates: taxRatesQuery(),
    rules: ledgerRulesQuery(),
  });
  const family = expectPlace(found);
  const rules = ledgerRulesOf(found.rules);
  refuseLocked(rules, chargeOn, "chargeOn");
  checkLabels(ctx, found, lines, (line, field) => `lines.${line}.${field}`);
  checkStudents(new Set(found.students.map((student) => student.id)), lines);
  const charge: NewCharge = {
    ...{ familyId, locationId, chargeOn, earlyBirdOn: input.earlyBirdOn, note: input.note },
    title: input.title || lines[0]!.description,
    dueOn: checkedDue(input, dueDate(rules.due, chargeOn)),
    source: "manual",
    lines: lines.map((line) => ({ ...pricedLine(line, found.rates, locationId), studentId: line.studentId })),
  };
  return { familyName: family.name, charge };
}

/** Whoever types a tax decides about taxes. @throws Forbidden */
export function requireTyping(ctx: Context, lines: readonly Pick<ChargeLineInput, "taxMinor">[]): void {
  if (lines.some((line) => line.taxMinor !== undefined)) requireRight(ctx, "billing_setup", "full");
}

export function checkedDue(input: Pick<CreateChargeInput, "dueOn" | "earlyBirdOn">, ruled: string): string {
  const dueOn = input.dueOn ?? ruled;
  if (input.earlyBirdOn !== null && input.earlyBirdOn > dueOn)
    throw refusal("earlyBirdOn", "The early bird date cannot lie behind the due date.");
  return dueOn;
}

/** A typed line with its tax. */
export function pricedLine(
  line: Omit<ChargeLineInput, "studentId">,
  rates: readonly TaxRate[],
  locationId: string,
): NewLine & { readonly netMinor: number; readonly taxMinor: number } {
  const { isTaxExempt, taxMinor: typed, ...rest } = line;
  const netMinor = line.baseMinor - line.discountMinor;
  const bp = isTaxExempt ? 0 : rateBp(rates, { programId: line.programId, locationId });
  return { ...rest, netMinor, taxMinor: typed ?? taxOn(netMinor, bp) };
}

function checkStudents(known: ReadonlySet<string>, lines: readonly ChargeLineInput[]): void {
  const message = "Choose a student of this family.";
  const problems: FieldProblem[] = lines.flatMap(({ studentId }, i) =>
    studentId === null || known.has(studentId) ? [] : [{ path: `lines.${i}.studentId`, message }],
  );
  if (problems[0]) throw new Precondition("bad_student", message, problems);
}
