import { newId } from "../../../tenant-schema/ids.ts";
import { foldEmail } from "../../../tenant-schema/text.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";

export interface NewSuppression {
  readonly address: string;
  readonly reach: "all" | "marketing";
  readonly reason: "bounced" | "complained" | "unsubscribed" | "by_hand";
  readonly note?: string | null;
  readonly campaignId?: string | null;
}

/** Puts into a change that no mail goes to an address any more. Answers the id of the entry. */
export function addSuppression(ctx: Context, change: Change, entry: NewSuppression): string {
  const id = newId("suppression", ctx.nowMs);
  const { address, reach, reason, note = null, campaignId = null } = entry;
  const addressFolded = foldEmail(address);
  change.insert("suppressions", { id, address, addressFolded, reach, reason, note, campaignId });
  return id;
}
