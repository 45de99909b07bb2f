import { sql } from "drizzle-orm";
import { familiesOf, pageThrough, someFamilies } from "../family-pages.ts";
import type { PlannedRow, RowResult, RunKind, StoredRow } from "../run-kind.ts";
import type { StatementsInput } from "../schemas.ts";
import type { ShownFacts } from "../shapes.ts";
import { type StatementFamily, statementFamilies } from "./statement-queries.ts";

export const STATEMENT_MAIL = "statement-mail";

/** What a line of such a run puts into the outbox: the mail is made when it is sent. */
export interface StatementMail {
  readonly runId: string;
  readonly position: number;
}

/**
 * A statement of account for each family by mail, once a run. Who has no address, or wants no mail that goes to many, is
 * shown and left out.
 */
export const statementsRun: RunKind<StatementsInput> = {
  name: "statements",
  async prepare(ctx, { input }, page) {
    const { families, found } = await ctx.database.read({
      families: familiesOf(page),
      found: statementFamilies(input, someFamilies(page)),
    });
    const rows = found.filter((family) => isAsked(input, family)).map((family) => planned(input, family));
    return { rows, through: pageThrough(page, families) };
  },
  async perform(ctx, { id, input }, rows, change) {
    const familyIds = JSON.stringify(rows.map((row) => row.familyId));
    const { found } = await ctx.database.read({
      found: statementFamilies(input, sql`select value as id from json_each(${familyIds})`),
    });
    const families = new Map(found.map((family) => [family.familyId, family]));
    return rows.map((row) => {
      const result = resultOf(input, row, families.get(row.familyId));
      const payload: StatementMail = { runId: id, position: row.position };
      if (result.state === "done") change.effect({ topic: STATEMENT_MAIL, payload });
      return result;
    });
  },
};

function isAsked({ onlyOwing }: StatementsInput, { owedMinor }: StatementFamily): boolean {
  return !onlyOwing || owedMinor > 0;
}

function planned(
  { title }: StatementsInput,
  { familyId, owedMinor, ...family }: StatementFamily,
): PlannedRow {
  const why = whyNot(family);
  const shown: ShownFacts = why === null ? { email: family.email! } : { why };
  return {
    ...{
      familyId,
      studentId: null,
      enrollmentId: null,
      label: title,
      amountMinor: owedMinor,
      wasMinor: null,
    },
    difference: why === null ? "new" : "gone",
    isTicked: why === null,
    payload: { shown },
  };
}

function whyNot({ email, isOptedOut }: Pick<StatementFamily, "email" | "isOptedOut">): string | null {
  if (email !== null) return null;
  if (isOptedOut) return "Wants no mail that goes to many. Print the statement from the family’s ledger.";
  return "No e-mail address of the primary guardian. Print the statement from the family’s ledger.";
}

function resultOf(input: StatementsInput, row: StoredRow, family: StatementFamily | undefined): RowResult {
  const { position, amountMinor } = row;
  const skipped = (problem: string): RowResult => {
    return { position, state: "skipped", recordId: null, problem, amountMinor: 0 };
  };
  if (family === undefined) return skipped("The family is not there any more.");
  if (!isAsked(input, family)) return skipped("The family has paid meanwhile and owes nothing.");
  const why = whyNot(family);
  if (why !== null) return skipped(why);
  return { position, state: "done", recordId: null, problem: null, amountMinor };
}
