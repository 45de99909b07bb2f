import { draftMailOf } from "../domains/payments/draft-mail.ts";
import type { DraftMail } from "../domains/payments/end-draft.ts";
import type { EffectCarrier } from "./effects.ts";
import { postMail } from "./post-mail.ts";

/** Tells a family what became of a draft. */
export const sendDraftMail: EffectCarrier = async (run) => {
  const { services, ctx, payload } = run;
  const mail = await draftMailOf(ctx, payload as DraftMail, services.env.PUBLIC_ORIGIN);
  return postMail(run, mail, { template: "payment draft" }, "nobody to write to");
};
