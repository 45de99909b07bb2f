import { meetingMailOf } from "../domains/meetings/meeting-mail.ts";
import { meetingMail } from "../domains/meetings/notices.ts";
import { MailRefused } from "../providers/email/email.ts";
import type { EffectCarrier } from "./effects.ts";

/** Tells one family or member of staff of meetings. Its id travels with it, so that a mailbox can tell a second copy. */
export const sendMeetingMail: EffectCarrier = async ({ services, ctx, id, payload }) => {
  const mail = await meetingMailOf(ctx, meetingMail.parse(payload));
  if (!mail) return { kind: "done", outcome: "no longer needed" };
  try {
    await services.house.providers.email.send({ ...mail, id });
  } catch (error) {
    if (error instanceof MailRefused) return { kind: "done", outcome: error.message };
    throw error;
  }
  return { kind: "done", outcome: "sent" };
};
