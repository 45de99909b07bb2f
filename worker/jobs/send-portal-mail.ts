import { isMailKey, MAILS } from "../domains/mail-templates/catalogue.ts";
import { portalMail, portalMailOf, topicOf } from "../domains/mail-templates/portal-mail.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Sends one mail of the portal in the school's words. */
export const sendPortalMail: EffectCarrier = async (run) => {
  const { services, ctx, payload } = run;
  const asked = portalMail.parse(payload);
  const mail = await portalMailOf(ctx, asked, services.env.PUBLIC_ORIGIN);
  const isSecret = isMailKey(asked.key) && MAILS[asked.key].group === "Access";
  const about = {
    template: asked.key,
    familyId: asked.familyId,
    isSecret,
    // Whom the account does not know any more has no device here either.
    ...(isSecret || asked.to ? {} : { topic: topicOf(asked) }),
  };
  return postMail(run, mail, about, "nobody to write to");
};
