import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { type Own, ownDevices } from "./own-devices.ts";

/** @throws NotFound for a device of somebody else */
export async function unsubscribeDevice(ctx: Own, id: string): Promise<{ readonly id: string }> {
  const { own } = await read(ctx, { own: ownDevices(ctx) });
  const device = own.find((one) => one.id === id);
  if (!device) throw new NotFound("device");
  const change = new Change(ctx, {
    action: "push.unsubscribe",
    summary: `${ctx.actor.name} is no longer told by push on ${device.device || "a device"}`,
    right: null,
  });
  change.remove("pushSubscriptions", device);
  await commit(ctx, change, { id });
  return { id };
}
