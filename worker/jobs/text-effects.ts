import { fetchTextMedia } from "../domains/texts/fetch-media.ts";
import { sendSignUpTexts } from "../domains/texts/send-sign-up.ts";
import { sendText } from "../domains/texts/send-text.ts";
import { textDeskOf } from "../domains/texts/text-desk.ts";
import { tellMessenger } from "../live/tell-messenger.ts";
import type { EffectCarrier } from "./effects.ts";
import { relayOutbox } from "./relay-outbox.ts";

/** Sends a text, or finds out what became of it; called again after a crash it looks before it asks. */
export const sendTextEffect: EffectCarrier = async ({ services, ctx, payload }) => {
  const { messageId } = payload as { messageId: string };
  const outcome = await sendText(ctx, textDeskOf(services, ctx), messageId);
  await tellMessenger(services, ctx.account.id);
  return { kind: "done", outcome };
};

/** Brings the pictures of a text that came in. */
export const fetchMediaEffect: EffectCarrier = async ({ services, ctx, payload }) => {
  const { messageId } = payload as { messageId: string };
  await fetchTextMedia(ctx, services.env.FILES, textDeskOf(services, ctx), messageId);
  await tellMessenger(services, ctx.account.id);
  return { kind: "done", outcome: null };
};

/** Tells those who just agreed to texts what that means. */
export const signUpTextsEffect: EffectCarrier = async ({ services, ctx, payload }) => {
  const { phoneIds } = payload as { phoneIds: readonly string[] };
  const told = await sendSignUpTexts(ctx, phoneIds);
  if (ctx.progress.effectsCommitted) await relayOutbox(services, ctx);
  await tellMessenger(services, ctx.account.id);
  return { kind: "done", outcome: `${told} told` };
};
