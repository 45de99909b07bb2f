import { accessMail, accessMailOf } from "../domains/family-sessions/access-mail.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Sends a guardian a code or a link. */
export const sendAccessMail: EffectCarrier = async (run) => {
  const { services, ctx, payload } = run;
  const { PASSWORD_PEPPER, PUBLIC_ORIGIN } = services.env;
  const deployment = { pepper: PASSWORD_PEPPER, publicOrigin: PUBLIC_ORIGIN };
  const mail = await accessMailOf(ctx, accessMail.parse(payload), deployment);
  return postMail(run, mail, { template: "code or link to log in", isSecret: true });
};
