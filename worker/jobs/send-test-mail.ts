import { testMail, testMailOf } from "../domains/mail-templates/send-test.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Sends the words of a mail to the member of staff who tries them. */
export const sendTestMail: EffectCarrier = async (run) => {
  const { services, ctx, payload } = run;
  const mail = testMailOf(ctx, testMail.parse(payload), services.env.PUBLIC_ORIGIN);
  return postMail(run, mail, { template: "test of a mail", isForStaff: true });
};
