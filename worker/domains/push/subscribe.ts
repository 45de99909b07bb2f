import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireOwnStaff, type StaffActor } from "../../kernel/context.ts";
import { Limit, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { PushProvider } from "../../providers/push/push.ts";
import { hashToken } from "../staff-sessions/tokens.ts";
import { deviceBy, type Own, ownDevices } from "./own-devices.ts";
import type { PushSubscriptionInput } from "./schemas.ts";

const MAX_DEVICES = 10;

/**
 * Tells this browser from now on. One that somebody else used before is theirs no more: what is pushed to a device is
 * read by whoever holds it. @throws Precondition `not_a_push_service`, Limit, Forbidden `staff_only`
 */
export async function subscribe(
  ctx: Own,
  provider: PushProvider,
  input: PushSubscriptionInput,
): Promise<{ id: string }> {
  if (provider.publicKey === null || !provider.knows(input.endpoint)) {
    throw new Precondition("not_a_push_service", "This browser's push service is not one that we can use.");
  }
  const endpointHash = await hashToken(input.endpoint);
  const { own, taken } = await read(ctx, { own: ownDevices(ctx), taken: deviceBy(endpointHash) });
  const before = taken[0];
  const { p256dh, auth, device, endpoint } = input;
  const isOwn = own.find((one) => one.endpointHash === endpointHash);
  const change = new Change(ctx, {
    action: "push.subscribe",
    summary: `${ctx.actor.name} is told by push on ${device || "a device"}`,
    right: null,
  });
  if (isOwn) {
    if (change.update("pushSubscriptions", isOwn, { p256dh, auth, device }))
      await commit(ctx, change, { id: isOwn.id });
    return { id: isOwn.id };
  }
  if (own.length >= MAX_DEVICES) {
    throw new Limit("too_many_devices", "You are told on ten devices already. Take one of them off first.");
  }
  if (before) change.remove("pushSubscriptions", before);
  const id = newId("pushSubscription", ctx.nowMs);
  const owner =
    ctx.actor.kind === "staff"
      ? { staffId: requireOwnStaff(ctx as Context<StaffActor>), loginId: null }
      : { loginId: ctx.actor.id, staffId: null };
  change.insert("pushSubscriptions", { id, ...owner, endpoint, endpointHash, p256dh, auth, device });
  await commit(ctx, change, { id });
  return { id };
}
