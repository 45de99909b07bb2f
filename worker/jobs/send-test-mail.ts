import { testMail, testMailOf } from "../domains/mail-templates/send-test.ts";
import { MailRefused } from "../providers/email/email.ts";
import type { EffectCarrier } from "./effects.ts";

/** Sends the words of a mail to the member of staff who tries them. */
export const sendTestMail: EffectCarrier = async ({ services, ctx, id, payload }) => {
  const mail = testMailOf(ctx, testMail.parse(payload), services.env.PUBLIC_ORIGIN);
  try {
    await services.house.providers.email.send({ ...mail, id });
  } catch (error) {
    if (error instanceof MailRefused) return { kind: "done", outcome: error.message };
    throw error;
  }
  return { kind: "done", outcome: "sent" };
};
