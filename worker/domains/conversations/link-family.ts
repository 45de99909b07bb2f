import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, livingRow, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { parsePhone } from "../phone-numbers.ts";
import type { LinkInput } from "./schemas.ts";

/**
 * A lead turns out to be of a family: the number goes into its record, or into that of one of its guardians, agreed to
 * texts as they wrote first. The conversation follows its number, and an undo takes both back.
 * @throws NotFound, Precondition `no_lead` | `unknown_reference`
 */
export async function linkFamily(
  ctx: Context,
  id: string,
  { familyId, guardianId }: LinkInput,
): Promise<{ change: Committed }> {
  requireRight(ctx, "sms_logs", "full");
  requireRight(ctx, "families", "full");
  const { found, families, guardians, stopped } = await read(ctx, {
    found: livingById("conversations", id),
    families: livingById("families", familyId),
    guardians: select(
      { name: sql<string>`trim(first_name || ' ' || last_name)` },
      sql`from living_guardians where id = ${guardianId} and family_id = ${familyId}`,
    ),
    stopped: select(
      { at: sql<number>`stopped_at` },
      sql`from stopped_numbers where e164 = (select e164 from conversations where id = ${id})`,
    ),
  });
  const { e164, ...conversation } = expectRow(found, "conversation");
  const family = expectRow(families, "family");
  if (conversation.familyId !== null || conversation.staffId !== null) {
    throw new Precondition("no_lead", "This number has a record already. Open it from the head of the page.");
  }
  if (guardianId !== null && !guardians[0]) {
    throw new Precondition("unknown_reference", "This guardian is in the family no more. Choose another.");
  }
  const whom = guardians[0]
    ? `${guardians[0].name} of the family ${family.name}`
    : `the family ${family.name}`;
  const change = new Change(ctx, {
    action: "conversations.link_family",
    summary: `Gave ${e164} to ${whom}`,
    right: "families",
    undoMs: UNDO_MS.ordinary,
  });
  change.guard("row_living", livingRow("families", familyId));
  if (guardianId !== null) change.guard("row_living", livingRow("guardians", guardianId));
  // Somebody else may have been faster: the number has one record.
  change.guard(
    "row_version",
    sql`exists (select 1 from conversations where id = ${id} and family_id is null and staff_id is null)`,
  );
  change.insert("phones", {
    id: newId("phone", ctx.nowMs),
    familyId,
    guardianId,
    ...parsePhone(e164, ctx.account.phoneRegion),
    textOptIn: conversation.lastDirection !== null && !stopped[0],
  });
  return { change: await commit(ctx, change) };
}
