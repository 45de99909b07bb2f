import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { actorName, type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { familyLives, recordsOf } from "./family-records.ts";

/**
 * Suspends a family: its guardians can no longer use the family portal. The reason is for staff only.
 * @throws Conflict `already_suspended`
 */
export async function suspendFamily(
  ctx: Context,
  familyId: string,
  input: { readonly reason: string; readonly version: number },
): Promise<{ change: Committed }> {
  requireRight(ctx, "suspend_families", "full");
  const found = await read(ctx, {
    family: livingById("families", familyId),
    suspensions: recordsOf("familySuspensions", [familyId]),
  });
  const family = expectRow(found.family, "family", input.version);
  if (found.suspensions.some((suspension) => suspension.liftedAt === null))
    throw alreadySuspended(family.name);
  const change = new Change(ctx, {
    action: "families.suspend",
    summary: `Suspended the family ${family.name}`,
    right: "suspend_families",
    undoMs: UNDO_MS.ordinary,
  });
  change.insert("familySuspensions", {
    id: newId("suspension", ctx.nowMs),
    familyId,
    reason: input.reason,
    suspendedAt: ctx.nowMs,
    suspendedBy: actorName(ctx.actor),
  });
  change.guard("row_living", familyLives(familyId));
  change.guard(
    "not_suspended",
    sql`not exists (select 1 from family_suspensions where family_id = ${familyId} and lifted_at is null and deleted_at is null)`,
  );
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    if (error instanceof GuardFailed && error.guard === "not_suspended") throw alreadySuspended(family.name);
    throw error;
  }
}

function alreadySuspended(name: string): Conflict {
  return new Conflict("already_suspended", `The family ${name} is already suspended.`);
}
