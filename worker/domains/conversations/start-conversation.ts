import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { type Query, select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { conversationOf } from "../texts/receive-text.ts";
import type { StartInput } from "./schemas.ts";

interface Number {
  readonly e164: string | null;
  readonly guardianId: string | null;
  readonly name: string;
}

/**
 * The conversation with a family (at the number chosen, else its first that agreed) or with somebody on the staff; begun
 * when there is none. @throws NotFound, Precondition `no_number`
 */
export async function startConversation(ctx: Context, input: StartInput): Promise<{ id: string }> {
  requireRight(ctx, "sms_logs", "view");
  requireRight(ctx, "mass_text", "full");
  const isFamily = "familyId" in input;
  if (isFamily) requireRight(ctx, "families", "view");
  const { numbers } = await read(ctx, { numbers: isFamily ? phoneOf(input) : staffPhone(input.staffId) });
  const chosen = numbers[0];
  if (!chosen) throw new NotFound(isFamily ? "family" : "staff member");
  if (chosen.e164 === null) {
    throw new Precondition(
      "no_number",
      `${chosen.name} has no number that can be texted. Add one to the record.`,
    );
  }
  const { existing } = await ctx.database.read({ existing: conversationOf(chosen.e164) });
  if (existing[0]) return { id: existing[0].id };
  const id = newId("conversation", ctx.nowMs);
  const change = new Change(ctx, {
    action: "conversations.start",
    summary: `Began a conversation with ${chosen.name}`,
    right: "mass_text",
  });
  change.insert("conversations", {
    ...{ id, e164: chosen.e164, state: "closed", lastMessageAt: ctx.nowMs, guardianId: chosen.guardianId },
    kind: isFamily ? "family" : "staff",
    familyId: isFamily ? input.familyId : null,
    staffId: isFamily ? null : input.staffId,
  });
  try {
    await commit(ctx, change, { id });
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    const { again } = await ctx.database.read({ again: conversationOf(chosen.e164) });
    if (!again[0]) throw error;
    return { id: again[0].id };
  }
  return { id };
}

function phoneOf({ familyId, phoneId }: { familyId: string; phoneId?: string | undefined }): Query<Number> {
  const wanted = phoneId === undefined ? sql`` : sql`and p.id = ${phoneId}`;
  return select(
    {
      e164: sql<string | null>`p.e164`,
      guardianId: sql<string | null>`p.guardian_id`,
      name: sql<string>`f.name`,
    },
    sql`from families f left join phones p on p.family_id = f.id and p.deleted_at is null and p.e164 is not null
      ${wanted} where f.id = ${familyId} and f.deleted_at is null
      order by p.text_opt_in desc, p.is_primary desc, p.id limit 1`,
  );
}

function staffPhone(staffId: string): Query<Number> {
  return select(
    {
      e164: sql<string | null>`phone_e164`,
      guardianId: sql<string | null>`null`,
      name: sql<string>`trim(first_name || ' ' || last_name)`,
    },
    sql`from staff where id = ${staffId} and deleted_at is null`,
  );
}
