import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireOwnStaff, type StaffActor } from "../../kernel/context.ts";
import { subjectsOf } from "./audience-subjects.ts";
import { requireCampaign } from "./campaign-rights.ts";
import { refuseUnknownWords } from "./campaign-words.ts";
import type { CreateCampaignInput } from "./schemas.ts";

/** Keeps words and whom they are for as a draft. @throws Forbidden, Precondition `unknown_variable` | `bad_filter` */
export async function createCampaign(
  ctx: Context<StaffActor>,
  input: CreateCampaignInput,
): Promise<{ id: string; version: number; change: Committed }> {
  requireCampaign(ctx, input, "full");
  // It is sent later, to whom its author may write by then: that is looked up among the account's staff.
  const staffId = requireOwnStaff(ctx);
  refuseUnknownWords(input);
  subjectsOf(ctx, input.audience);
  const id = newId("campaign", ctx.nowMs);
  const { subject, channel } = input;
  const change = new Change(ctx, {
    action: "campaigns.create",
    summary: `Drafted ${described(channel, subject)}`,
    right: channel === "sms" ? "mass_text" : "campaigns",
  });
  change.insert("campaigns", {
    id,
    channel,
    class: input.class,
    subject,
    body: input.body,
    audience: input.audience,
    isFrozen: input.isFrozen,
    staffId,
    staffName: ctx.actor.name,
  });
  const answer = { id, version: 1 };
  return { ...answer, change: await commit(ctx, change, answer) };
}

/** A campaign in the middle of a sentence. */
export function described(channel: "email" | "sms" | "push", subject: string): string {
  const noun = { email: "the mail", sms: "a text to many", push: "the push message" }[channel];
  return channel === "sms" ? noun : `${noun} “${subject}”`;
}
