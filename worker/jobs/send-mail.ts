import { passwordLinkMailOf } from "../domains/staff-sessions/password-link-mail.ts";
import { passwordLinkMail } from "../domains/staff-sessions/password-links.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Sends one mail of the outbox. */
export const sendMail: EffectCarrier = async (run) => {
  const { services, ctx, payload } = run;
  const { PASSWORD_PEPPER, PUBLIC_ORIGIN } = services.env;
  const deployment = { pepper: PASSWORD_PEPPER, publicOrigin: PUBLIC_ORIGIN };
  const mail = await passwordLinkMailOf(ctx, passwordLinkMail.parse(payload), deployment);
  return postMail(run, mail, { template: "password link", isForStaff: true, isSecret: true });
};
