import type { StatementMail } from "../domains/billing-runs/kinds/statements.ts";
import { noteMailRefused, statementMailOf } from "../domains/billing-runs/statement-mail.ts";
import { MailRefused } from "../providers/email/email.ts";
import type { EffectCarrier } from "./effects.ts";

/** Sends a family its statement. Its id travels with it, so that a mailbox can tell a second copy. */
export const sendStatementMail: EffectCarrier = async ({ services, ctx, id, payload }) => {
  const which = payload as StatementMail;
  const mail = await statementMailOf(ctx, which);
  if (!mail) {
    await noteMailRefused(ctx, which, "There was no address left to write to when it was sent.");
    return { kind: "done", outcome: "nobody to write to" };
  }
  try {
    await services.house.providers.email.send({ ...mail, id });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    await noteMailRefused(ctx, which, error.message);
    return { kind: "done", outcome: error.message };
  }
  return { kind: "done", outcome: "sent" };
};
