import { reportMail, reportMailOf } from "../domains/reports/schedules/report-mail.ts";
import { MailRefused } from "../providers/email/email.ts";
import type { EffectCarrier } from "./effects.ts";

/** Tells somebody that a scheduled report is there. Its id travels with it, so that a mailbox can tell a second copy. */
export const sendReportMail: EffectCarrier = async ({ services, ctx, id, payload }) => {
  const mail = await reportMailOf(ctx, reportMail.parse(payload), services.env.PUBLIC_ORIGIN);
  if (!mail) return { kind: "done", outcome: "no longer needed" };
  try {
    await services.house.providers.email.send({ ...mail, id });
  } catch (error) {
    if (error instanceof MailRefused) return { kind: "done", outcome: error.message };
    throw error;
  }
  return { kind: "done", outcome: "sent" };
};
