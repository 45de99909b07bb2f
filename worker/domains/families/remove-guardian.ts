import { sql } from "drizzle-orm";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { familyLives, recordById, recordsOf } from "./family-records.ts";

/**
 * Deletes a guardian with her e-mails, phones and access to the portal; another becomes primary when she was.
 * @throws Conflict `last_guardian`, `family_owner` when she alone manages the account that others use
 */
export async function removeGuardian(
  ctx: Context,
  familyId: string,
  guardianId: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "families", "full");
  const found = await read(ctx, {
    guardian: recordById("guardians", familyId, guardianId),
    guardians: recordsOf("guardians", [familyId]),
    emails: recordsOf("emails", [familyId]),
    phones: recordsOf("phones", [familyId]),
    logins: recordsOf("familyLogins", [familyId]),
  });
  const guardian = expectRow(found.guardian, "guardian", input.version);
  const others = found.guardians.filter((other) => other.id !== guardianId);
  if (others.length === 0) {
    throw new Conflict(
      "last_guardian",
      "A family needs a guardian. Add another one first, then delete this one.",
    );
  }
  const change = new Change(ctx, {
    action: "guardians.delete",
    summary: `Deleted the guardian ${guardian.firstName} ${guardian.lastName}`.trim(),
    right: "families",
    undoMs: UNDO_MS.ordinary,
  });
  for (const [entity, rows] of [
    ["emails", found.emails],
    ["phones", found.phones],
  ] as const) {
    const kept = rows.filter((row) => row.guardianId !== guardianId);
    for (const row of rows) if (row.guardianId === guardianId) change.remove(entity, row);
    if (kept.length > 0 && !kept.some((row) => row.isPrimary))
      change.update(entity, kept[0]!, { isPrimary: true });
  }
  for (const access of found.logins.filter((row) => row.guardianId === guardianId)) {
    change.remove("familyLogins", access);
    change.also(sql`update sessions set ended_at = ${ctx.nowMs}, end_reason = 'access_removed'
      where login_id = ${access.loginId} and family_id = ${familyId} and ended_at is null`);
  }
  change.remove("guardians", guardian);
  if (guardian.isPrimary) change.update("guardians", others[0]!, { isPrimary: true });
  change.guard("row_living", familyLives(familyId));
  return { change: await commit(ctx, change) };
}
