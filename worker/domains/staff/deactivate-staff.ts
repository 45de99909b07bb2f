import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { conversations } from "../../../tenant-schema/conversations.ts";
import { activityItems } from "../../../tenant-schema/portal.ts";
import { passwordResets } from "../../../tenant-schema/staff.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { actorId, actorName, type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { endSessionsOf } from "../staff-sessions/session-times.ts";
import { grantsOfPerson, toGrants } from "./grant-queries.ts";
import { requireReach, undoRight } from "./reach.ts";
import { fullName } from "./staff-rows.ts";

/**
 * Closes the account's door to somebody: sessions and open invitations end in the same batch. Groups and rights stay
 * as they are, for the day the person comes back; what waits for an answer of theirs is with nobody, so that others see it.
 * @throws NotFound, Forbidden `beyond_own_rights`, Conflict `own_access` | `already_inactive` | `last_owner`
 */
export async function deactivateStaff(
  ctx: Context,
  staffId: string,
  input: { readonly reason: string; readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "staff", "full");
  const found = await read(ctx, {
    person: livingById("staff", staffId),
    grants: grantsOfPerson(staffId),
    claimed: claimedBy(staffId),
    assigned: assignedTo(staffId),
  });
  const person = expectRow(found.person, "member of staff", input.version);
  if (staffId === actorId(ctx.actor)) {
    throw new Conflict("own_access", "You cannot deactivate yourself. Ask another administrator to do it.");
  }
  if (!person.isActive) throw new Conflict("already_inactive", `${fullName(person)} is deactivated already.`);
  requireReach(ctx, toGrants(found.grants));
  const change = new Change(ctx, {
    action: "staff.deactivate",
    summary: `Deactivated ${fullName(person)}`,
    right: undoRight(ctx, "staff"),
    undoMs: UNDO_MS.ordinary,
  });
  change.update("staff", person, {
    isActive: false,
    deactivatedAt: ctx.nowMs,
    deactivatedBy: actorName(ctx.actor),
    deactivatedReason: input.reason,
  });
  const free = { state: "new", claimedBy: null, claimedAt: null } as const;
  for (const item of found.claimed) change.update("activityItems", item, free);
  for (const conversation of found.assigned)
    change.update("conversations", conversation, { assigneeId: null });
  change.also(endSessionsOf(staffId, "deactivated", ctx.nowMs));
  change.also(
    sql`update ${passwordResets} set used_at = ${ctx.nowMs} where staff_id = ${staffId} and used_at is null`,
  );
  return { change: await commit(ctx, change) };
}

function claimedBy(staffId: string) {
  return select(
    allColumns(activityItems),
    sql`from ${activityItems} where ${activityItems.claimedBy} = ${staffId} and ${activityItems.state} = 'in_review'
      and ${activityItems.deletedAt} is null`,
  );
}

function assignedTo(staffId: string) {
  return select(
    allColumns(conversations),
    sql`from ${conversations} where ${conversations.assigneeId} = ${staffId} and ${conversations.state} <> 'closed'
      and ${conversations.deletedAt} is null`,
  );
}
