import { TOUCH_EVERY_MS, touchSession } from "../domains/staff-sessions/session-times.ts";
import { relayOutbox } from "../jobs/relay-outbox.ts";
import type { Context } from "../kernel/context.ts";
import { tellActivity } from "../live/tell-feed.ts";
import { tellMessenger } from "../live/tell-messenger.ts";
import type { Services } from "../services.ts";
import type { Admitted } from "./entrance.ts";
import type { Person } from "./visit.ts";

/** What nobody waits for: effects leave, and the session is noted as used. */
export function afterAnswer(
  services: Services,
  ctx: Context,
  admitted: Admitted | null,
  countsAsUse = true,
): void {
  const { id } = ctx.account;
  const { afterwards } = services.house;
  if (ctx.progress.effectsCommitted || admitted?.effectsForgotten) {
    inBackground(
      services,
      ctx,
      afterwards.once(`relay ${id}`, () => relayOutbox(services, ctx)),
    );
  }
  if (ctx.progress.activityChanged) {
    inBackground(
      services,
      ctx,
      afterwards.once(`tell ${id}`, () => tellActivity(services, ctx)),
    );
  }
  if (ctx.progress.conversationsChanged) inBackground(services, ctx, tellMessenger(services, ctx.account.id));
  if (!admitted || !countsAsUse) return;
  const isPerson = ctx.actor.kind === "staff" || ctx.actor.kind === "guardian";
  if (isPerson && ctx.nowMs - admitted.lastSeenAtMs >= TOUCH_EVERY_MS) {
    admitted.noteSeen(ctx.nowMs);
    inBackground(services, ctx, touchSession(ctx as Context<Person>, admitted.idleMs));
  }
}

/** Lets work go on after the answer; what goes wrong with it is logged under the request's id. */
export function inBackground(services: Services, ctx: Context, work: Promise<unknown>): void {
  services.waitUntil(work, ctx.request.id);
}
