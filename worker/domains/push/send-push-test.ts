import { type Context, requireOwnStaff, type StaffActor } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import type { PushProvider } from "../../providers/push/push.ts";
import { pushTo } from "./push-to.ts";

/**
 * Pushes to every device of whoever asks, so that they see it arrive; nothing of it is kept.
 * @throws Forbidden `staff_only`, Precondition `no_device` | `push_failed`
 */
export async function sendPushTest(
  ctx: Context<StaffActor>,
  provider: PushProvider,
): Promise<{ readonly outcome: "sent" | "unclear" }> {
  const staffId = requireOwnStaff(ctx);
  const outcome = await pushTo(
    ctx,
    provider,
    { staffId, loginId: null },
    {
      title: ctx.account.displayName,
      body: "Notices come to this device.",
      url: `/a/${ctx.account.urlName}/notifications`,
      tag: "test",
    },
  );
  if (outcome === "sent" || outcome === "unclear") return { outcome };
  if (outcome === "gone") {
    throw new Precondition("no_device", "No device of yours takes notices any more. Switch them on again.");
  }
  throw new Precondition(
    "push_failed",
    "Your browser's push service did not take it. Try again in a minute.",
  );
}
