import { meetingNotices } from "../domains/meetings/notices.ts";
import { spreadNotices } from "../domains/meetings/spread-notices.ts";
import type { EffectCarrier } from "./effects.ts";
import { relayOutbox } from "./relay-outbox.ts";

/** Makes one mail of an act on meetings for each who is to be told, and sends them on their way. Harmless twice. */
export const spreadMeetingNotices: EffectCarrier = async ({ services, ctx, id, payload }) => {
  const told = await spreadNotices(ctx, id, meetingNotices.parse(payload));
  if (told > 0) await relayOutbox(services, ctx);
  return { kind: "done", outcome: `${told} to be told` };
};
