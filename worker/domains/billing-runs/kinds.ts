import { anniversaryRun } from "./kinds/anniversary.ts";
import { applyCreditsRun } from "./kinds/apply-credits.ts";
import { creditsRun } from "./kinds/credits.ts";
import { dropsRun } from "./kinds/drops.ts";
import { lateRun } from "./kinds/late.ts";
import { paymentsRun } from "./kinds/payments.ts";
import { statementsRun } from "./kinds/statements.ts";
import { tuitionRun } from "./kinds/tuition.ts";
import type { RunKind } from "./run-kind.ts";
import type { RunInput } from "./schemas.ts";

/** Who plans and carries out which kind of run. A new kind is one line here. */
const KINDS: { readonly [Name in RunInput["kind"]]?: unknown } = {
  tuition: tuitionRun,
  late: lateRun,
  apply_credits: applyCreditsRun,
  credits: creditsRun,
  payments: paymentsRun,
  drops: dropsRun,
  anniversary: anniversaryRun,
  statements: statementsRun,
};

export function kindOf(input: RunInput): RunKind {
  const kind = KINDS[input.kind];
  if (kind === undefined) throw new Error(`Nobody carries out runs of the kind ${input.kind}`);
  // The registry pairs each kind with its own input; the compiler cannot follow that through a look-up.
  return kind as RunKind;
}
