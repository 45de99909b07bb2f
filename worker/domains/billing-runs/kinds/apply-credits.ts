import { sql } from "drizzle-orm";
import { openLines, unappliedMoney } from "../../ledger/money-queries.ts";
import {
  allocationPostings,
  type OpenLineFacts,
  type Part,
  payInOrder,
  sumOf,
  type UnappliedMoney,
} from "../../ledger/plan-allocations.ts";
import { post } from "../../ledger/postings.ts";
import { familiesOf, pageThrough, someFamilies } from "../family-pages.ts";
import type { PlannedRow, RunKind } from "../run-kind.ts";
import type { ApplyCreditsInput } from "../schemas.ts";

/** Pays what is open from what lies on the families' accounts, what is due longest first. No card is touched. */
export const applyCreditsRun: RunKind<ApplyCreditsInput> = {
  name: "apply_credits",
  async prepare(ctx, { input }, page) {
    const some = someFamilies(page);
    const found = await ctx.database.read({
      families: familiesOf(page),
      open: openLines(some),
      money: unappliedMoney(some),
    });
    const parts = partsByFamily(input, found);
    const rows = [...parts].map(([familyId, own]) => planned(familyId, sumOf(own)));
    return { rows, through: pageThrough(page, found.families) };
  },
  async perform(ctx, { input }, rows, change) {
    const families = sql`select value as id from json_each(${JSON.stringify(rows.map((row) => row.familyId))})`;
    const found = await ctx.database.read({ open: openLines(families), money: unappliedMoney(families) });
    const parts = partsByFamily(input, found);
    return rows.map(({ position, familyId }) => {
      const own = parts.get(familyId);
      const amountMinor = sumOf(own ?? []);
      if (own === undefined) {
        const problem = "There is nothing left to apply.";
        return { position, state: "skipped", recordId: null, problem, amountMinor };
      }
      post(change, ctx, allocationPostings(own, input.on));
      return { position, state: "done", recordId: null, problem: null, amountMinor };
    });
  },
};

interface Found {
  readonly open: readonly OpenLineFacts[];
  readonly money: readonly UnappliedMoney[];
}

/** What pays what, in each family that has both. */
function partsByFamily({ dueBy }: ApplyCreditsInput, { open, money }: Found): Map<string, Part[]> {
  const lines = Map.groupBy(
    open.filter((line) => dueBy === null || line.dueOn <= dueBy),
    (line) => line.familyId,
  );
  const parts = new Map<string, Part[]>();
  for (const [familyId, own] of Map.groupBy(money, (one) => one.familyId)) {
    const paid = payInOrder(lines.get(familyId) ?? [], own);
    if (paid.length > 0) parts.set(familyId, paid);
  }
  return parts;
}

function planned(familyId: string, amountMinor: number): PlannedRow {
  return {
    familyId,
    studentId: null,
    enrollmentId: null,
    difference: "new",
    label: "Apply what is on account",
    amountMinor,
    wasMinor: null,
    isTicked: true,
    payload: null,
  };
}
