import { applyAccountFacts } from "../domains/settings/apply-account-facts.ts";
import { OFFER_MAIL, SERVE_WAITLIST } from "../domains/waitlist/serve-effect.ts";
import { openDeps } from "../services.ts";
import type { EffectCarrier } from "./effects.ts";
import { runTask } from "./run-task.ts";
import { sendMail } from "./send-mail.ts";
import { sendOfferMail } from "./send-offer-mail.ts";
import { serveClass } from "./serve-class.ts";

/** Who carries out which effect, by the topic under which changes put it into the outbox. */
export const CARRIERS: Readonly<Record<string, EffectCarrier>> = {
  mail: sendMail,
  task: runTask,
  [SERVE_WAITLIST]: serveClass,
  [OFFER_MAIL]: sendOfferMail,
  "account-facts": async ({ services, ctx }) => {
    await applyAccountFacts(ctx, openDeps(services));
    return { kind: "done", outcome: null };
  },
};
