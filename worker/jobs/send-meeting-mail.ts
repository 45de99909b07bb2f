import { meetingMailOf } from "../domains/meetings/meeting-mail.ts";
import { meetingMail } from "../domains/meetings/notices.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Tells one family or member of staff of meetings. */
export const sendMeetingMail: EffectCarrier = async (run) => {
  const { services, ctx, payload } = run;
  const mail = await meetingMailOf(ctx, meetingMail.parse(payload), services.env.PUBLIC_ORIGIN);
  const isForStaff = mail?.familyId === undefined;
  return postMail(run, mail, { template: "meetings", isForStaff, topic: "schedule" });
};
