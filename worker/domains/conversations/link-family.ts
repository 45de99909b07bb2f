import { newId } from "../../../tenant-schema/ids.ts";
import { Change, livingRow, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { parsePhone } from "../phone-numbers.ts";

/** A lead turns out to be of a family: the number goes into its record, agreed to texts as they wrote first. @throws NotFound, Precondition `no_lead` */
export async function linkFamily(
  ctx: Context,
  id: string,
  { familyId }: { readonly familyId: string },
): Promise<{ change: Committed }> {
  requireRight(ctx, "sms_logs", "full");
  requireRight(ctx, "families", "full");
  const { found, families } = await read(ctx, {
    found: livingById("conversations", id),
    families: livingById("families", familyId),
  });
  const conversation = expectRow(found, "conversation");
  const family = expectRow(families, "family");
  if (conversation.familyId !== null) {
    throw new Precondition("no_lead", "This number belongs to a family already.");
  }
  const change = new Change(ctx, {
    action: "conversations.link_family",
    summary: `Gave ${conversation.e164} to the family ${family.name}`,
    right: "families",
    undoMs: UNDO_MS.ordinary,
  });
  change.guard("row_living", livingRow("families", familyId));
  change.insert("phones", {
    id: newId("phone", ctx.nowMs),
    familyId,
    ...parsePhone(conversation.e164, ctx.account.phoneRegion),
    textOptIn: conversation.lastDirection !== null,
  });
  change.update("conversations", conversation, { kind: "family", familyId });
  return { change: await commit(ctx, change) };
}
