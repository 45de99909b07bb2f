import { applyAccountFacts } from "../domains/settings/apply-account-facts.ts";
import { openDeps } from "../services.ts";
import type { EffectCarrier } from "./effects.ts";
import { runTask } from "./run-task.ts";
import { sendMail } from "./send-mail.ts";

/** Who carries out which effect, by the topic under which changes put it into the outbox. */
export const CARRIERS: Readonly<Record<string, EffectCarrier>> = {
  mail: sendMail,
  task: runTask,
  "account-facts": async ({ services, ctx }) => {
    await applyAccountFacts(ctx, openDeps(services));
    return { kind: "done", outcome: null };
  },
};
