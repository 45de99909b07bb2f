import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, type GuardianActor, requireRole } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import { confirmByMail } from "../online-activity/own-mails.ts";
import { isAskedFor } from "../online-activity/own-requests.ts";
import { ERASURE_WORDS } from "../online-activity/request-words.ts";
import type { OwnPrivacy } from "./schemas.ts";

export async function getOwnPrivacy(ctx: Context<GuardianActor>): Promise<OwnPrivacy> {
  const found = await read(ctx, {
    erasure: select({ asked: flag(isAskedFor(ctx, "erase_request", sql`true`)) }, sql``),
  });
  return { isErasureAskedFor: found.erasure[0]!.asked };
}

/** Asks the school to erase what it holds of the family; asking twice is asking once. The books stay. */
export async function askErasure(
  ctx: Context<GuardianActor>,
  { note }: { readonly note: string | null },
): Promise<OwnPrivacy> {
  requireRole(ctx, "owner");
  const before = await getOwnPrivacy(ctx);
  if (before.isErasureAskedFor) return before;
  const summary = `${ctx.actor.name} asked to erase the data of the family`;
  const change = new Change(ctx, { action: "own_data.ask_erasure", summary, right: null });
  addActivity(change, ctx, {
    kind: "erase_request",
    nature: "request",
    summary,
    facts: { note },
    told: ERASURE_WORDS,
  });
  confirmByMail(change, ctx, "erase_received", {});
  const answer = { isErasureAskedFor: true };
  await commit(ctx, change, answer);
  return answer;
}
