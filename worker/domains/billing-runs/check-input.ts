import { type Context, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { reasonQuery } from "../enrollments/ending.ts";
import { refusal } from "../ledger/references.ts";
import { ledgerRulesOf, ledgerRulesQuery, refuseLocked } from "../ledger-rules/rules-query.ts";
import type { DropsInput, RunInput } from "./schemas.ts";

/** What a run could not carry out, refused before anything is prepared. @throws Precondition */
export async function checkInput(ctx: Context, input: RunInput): Promise<void> {
  if (input.kind === "drops") return checkDrops(ctx, input);
  if (!("chargeOn" in input)) return;
  const { rules } = await read(ctx, { rules: ledgerRulesQuery() });
  refuseLocked(ledgerRulesOf(rules), input.chargeOn, "chargeOn");
}

async function checkDrops(ctx: Context, input: DropsInput): Promise<void> {
  const day = today(ctx);
  if (input.dueBy >= day)
    throw refusal("dueBy", "Choose a day before today: what is due today is not late yet.");
  if (input.lastDayOn < day) throw refusal("lastDayOn", "Choose today or a later day.");
  const { found } = await read(ctx, { found: reasonQuery(input.reasonId) });
  if (found.length === 0) throw refusal("reasonId", "This reason no longer exists. Choose another one.");
}
