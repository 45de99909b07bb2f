import type { StatementMail } from "../domains/billing-runs/kinds/statements.ts";
import { noteMailRefused, statementMailOf } from "../domains/billing-runs/statement-mail.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Sends a family its statement. */
export const sendStatementMail: EffectCarrier = async (run) => {
  const { ctx, payload } = run;
  const which = payload as StatementMail;
  const mail = await statementMailOf(ctx, which);
  if (!mail) {
    await noteMailRefused(ctx, which, "There was no address left to write to when it was sent.");
    return { kind: "done", outcome: "nobody to write to" };
  }
  const { refused, ...outcome } = await postMail(run, mail, { template: "statement" });
  if (refused !== undefined) await noteMailRefused(ctx, which, refused);
  return outcome;
};
