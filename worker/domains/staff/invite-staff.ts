import { sql } from "drizzle-orm";
import { passwordResets } from "../../../tenant-schema/staff.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { addPasswordLink } from "../staff-sessions/password-links.ts";
import { fullName } from "./staff-rows.ts";

/**
 * Sends somebody a link with which to choose a password; earlier links no longer work. It goes to the address on
 * record only, so that sending it is harmless whatever the person may do.
 * @throws NotFound, Conflict `inactive`, Precondition `email_missing`
 */
export async function inviteStaff(
  ctx: Context,
  staffId: string,
  pepper: string,
): Promise<{ change: Committed }> {
  requireRight(ctx, "staff", "full");
  const { found } = await read(ctx, { found: livingById("staff", staffId) });
  const person = expectRow(found, "member of staff");
  if (!person.isActive) {
    throw new Conflict("inactive", `${fullName(person)} is deactivated. Reactivate the person first.`);
  }
  if (person.email === null) {
    const message = "An invitation needs an e-mail address. Add one first.";
    throw new Precondition("email_missing", message, [{ path: "email", message }]);
  }
  const change = new Change(ctx, {
    action: "staff.invite",
    summary: `Sent ${fullName(person)} a link to choose a password`,
    right: "staff",
    undoMs: UNDO_MS.none,
  });
  change.also(
    sql`update ${passwordResets} set used_at = ${ctx.nowMs} where staff_id = ${staffId} and used_at is null`,
  );
  await addPasswordLink(ctx, change, { kind: "invitation", staffId, pepper });
  return { change: await commit(ctx, change) };
}
