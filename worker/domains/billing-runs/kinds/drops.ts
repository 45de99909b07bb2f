import { sql } from "drizzle-orm";
import type { Change } from "../../../kernel/change.ts";
import { type Context, type SystemActor, today } from "../../../kernel/context.ts";
import { addDrops, dropQueries } from "../../enrollments/add-drops.ts";
import { reasonQuery } from "../../enrollments/ending.ts";
import { enrollmentsInReach } from "../../enrollments/enrollment-rows.ts";
import { familiesOf, pageThrough, someFamilies } from "../family-pages.ts";
import type { PlannedRow, RowResult, Run, RunKind, StoredRow } from "../run-kind.ts";
import type { DropsInput } from "../schemas.ts";
import type { ShownFacts } from "../shapes.ts";
import { netDebts, stillOwing } from "./debtor-queries.ts";
import { type Debtor, findDebtors, findQueries } from "./find-debtors.ts";

/** Whoever sees a mistake can take the run back before the places are offered to those who wait. */
const SERVE_AFTER_MS = 15 * 60_000;

interface DropPayload {
  /** Of the enrollment when it was shown: one that was changed since is not dropped by this preview. */
  readonly version: number;
  readonly shown: ShownFacts;
}

/**
 * Ends enrollments of families that have not paid, as a single drop does: a line for each enrollment. Who pays by autopay,
 * has money on account or a payment under way is shown and left alone unless somebody ticks it.
 */
export const dropsRun: RunKind<DropsInput> = {
  name: "drops",
  async prepare(ctx, { input }, page) {
    const { families, ...found } = await ctx.database.read({
      families: familiesOf(page),
      ...findQueries(input, someFamilies(page)),
    });
    const rows = findDebtors(input, found).map((debtor) => planned(input, debtor));
    return { rows, through: pageThrough(page, families) };
  },
  async perform(ctx, run, rows, change) {
    const familyIds = [...new Set(rows.map((row) => row.familyId))];
    const ids = rows.map((row) => row.enrollmentId!);
    const { debts, enrollments, rules, tokens, reason, ...found } = await ctx.database.read({
      ...findQueries(run.input, sql`select value as id from json_each(${JSON.stringify(familyIds)})`),
      debts: netDebts(run.input.dueBy, familyIds),
      enrollments: enrollmentsInReach(ctx, ids),
      reason: reasonQuery(run.input.reasonId),
      ...dropQueries(ids),
    });
    const debtors = new Map(findDebtors(run.input, found).map((one) => [one.enrollmentId, one]));
    const refused = refusalOfAll(ctx, run, reason.length > 0);
    const results = rows.map((row) =>
      resultOf(row, refused ?? whyNot(row, debtors.get(row.enrollmentId!)), change),
    );
    const dropped = new Set(results.flatMap((one, i) => (one.state === "done" ? [ids[i]!] : [])));
    if (dropped.size === 0) return results;
    const { lastDayOn: endsOn, reasonId, title } = run.input;
    const ending = { endsOn, reasonId, note: title, serveAtMs: ctx.nowMs + SERVE_AFTER_MS };
    const ended = enrollments.filter(({ id }) => dropped.has(id));
    addDrops(ctx, change, { rules, tokens }, ended, ending);
    change.guard("line_open", stillOwing(run.input.dueBy, debts));
    return results;
  },
};

function planned({ lastDayOn }: DropsInput, debtor: Debtor): PlannedRow {
  const { familyId, studentId, enrollmentId, studentName, className, version, why } = debtor;
  const { owedMinor, since } = debtor;
  const shown = { owedMinor, since, lastDayOn, ...(why === null ? {} : { why }) };
  return {
    ...{ familyId, studentId, enrollmentId },
    difference: why === null ? "new" : "same",
    label: `${studentName}: ${className}`,
    amountMinor: debtor.ownMinor,
    wasMinor: null,
    isTicked: why === null,
    payload: { version, shown } satisfies DropPayload,
  };
}

/** What keeps the whole run from dropping anybody. */
function refusalOfAll(ctx: Context<SystemActor>, { input }: Run<DropsInput>, hasReason: boolean) {
  if (today(ctx) > input.lastDayOn) return "The last day was over when the run began. Prepare a new preview.";
  return hasReason ? null : "The reason of the drop was deleted. Prepare a new preview.";
}

/** Why an enrollment that was approved is not dropped after all. */
function whyNot(row: StoredRow, debtor: Debtor | undefined): string | null {
  const { version, shown } = row.payload as DropPayload;
  if (debtor === undefined) return "The family has paid meanwhile, or the enrollment has ended.";
  if (debtor.version !== version) {
    return "The enrollment was changed after the preview. Prepare a new one for it.";
  }
  // Whoever ticked a family that was to be left alone has decided about that reason, not about another one.
  return debtor.why === (shown.why ?? null) ? null : debtor.why;
}

function resultOf({ position, amountMinor }: StoredRow, problem: string | null, change: Change): RowResult {
  if (problem !== null) return { position, state: "skipped", recordId: null, problem, amountMinor: 0 };
  return { position, state: "done", recordId: change.id, problem: null, amountMinor };
}
