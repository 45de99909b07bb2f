import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { grantsOfPerson, toGrants } from "./grant-queries.ts";
import { requireReach, undoRight } from "./reach.ts";
import { fullName } from "./staff-rows.ts";

/** Lets somebody in again, with the groups and rights of before. @throws NotFound, Forbidden, Conflict `already_active` */
export async function reactivateStaff(
  ctx: Context,
  staffId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "staff", "full");
  const found = await read(ctx, { person: livingById("staff", staffId), grants: grantsOfPerson(staffId) });
  const person = expectRow(found.person, "member of staff", input.version);
  if (person.isActive) throw new Conflict("already_active", `${fullName(person)} is active already.`);
  requireReach(ctx, toGrants(found.grants));
  const change = new Change(ctx, {
    action: "staff.reactivate",
    summary: `Reactivated ${fullName(person)}`,
    right: undoRight(ctx, "staff"),
    undoMs: UNDO_MS.ordinary,
  });
  change.update("staff", person, {
    isActive: true,
    deactivatedAt: null,
    deactivatedBy: null,
    deactivatedReason: null,
  });
  return { change: await commit(ctx, change) };
}
