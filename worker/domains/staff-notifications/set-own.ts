import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireOwnStaff, type StaffActor } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { storedChoices } from "./get-own.ts";
import type { StaffChoices } from "./schemas.ts";

/** Decides how whoever is signed in is told; mail is what remains. @throws Forbidden `staff_only`, Conflict `changed_meanwhile` */
export async function setOwnNotifications(
  ctx: Context<StaffActor>,
  choices: StaffChoices,
): Promise<StaffChoices> {
  const staffId = requireOwnStaff(ctx);
  const { stored } = await read(ctx, { stored: storedChoices(staffId) });
  const change = new Change(ctx, {
    action: "notifications.choose",
    summary: `${ctx.actor.name} chose how to be told`,
    right: null,
  });
  for (const channel of ["push", "sms"] as const) {
    const isOn = choices[channel];
    const current = stored.find((one) => one.channel === channel);
    if (current) change.update("staffNotificationChoices", current, { isOn });
    else if (isOn !== (channel === "push")) {
      const id = newId("notificationChoice", ctx.nowMs);
      change.insert("staffNotificationChoices", { id, staffId, channel, isOn });
    }
  }
  if (change.isEmpty) return choices;
  try {
    await commit(ctx, change, choices);
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    throw new Conflict("changed_meanwhile", "You changed this elsewhere just now. Look at it again.");
  }
  return choices;
}
