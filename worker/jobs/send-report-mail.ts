import { reportMail, reportMailOf } from "../domains/reports/schedules/report-mail.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Tells somebody that a scheduled report is there. */
export const sendReportMail: EffectCarrier = async (run) => {
  const { services, ctx, payload } = run;
  const mail = await reportMailOf(ctx, reportMail.parse(payload), services.env.PUBLIC_ORIGIN);
  return postMail(run, mail, { template: "report", isForStaff: true });
};
