import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, livingRow, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { refusal } from "../ledger/references.ts";
import type { FeeExceptionInput } from "./schemas.ts";

const ONE_EACH = "There is an exception for them already. Delete that one first.";

/**
 * Says what holds for a family or one of its students instead of a fee's own amount or day.
 * @throws Forbidden, NotFound, Precondition `bad_field` | `not_unique`
 */
export async function addException(
  ctx: Context,
  feeId: string,
  input: FeeExceptionInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "billing_setup", "full");
  const { familyId, studentId } = input;
  const found = await read(ctx, {
    fee: livingById("anniversaryFees", feeId),
    family: livingById("families", familyId),
    student: select(
      { id: sql<string>`id` },
      sql`from students where id = ${studentId} and family_id = ${familyId} and deleted_at is null`,
    ),
  });
  const fee = expectRow(found.fee, "anniversary fee");
  const family = found.family[0];
  if (!family) throw refusal("familyId", "Choose a family that is still there.");
  if (studentId !== null && !found.student[0]) throw refusal("studentId", "Choose a student of this family.");
  if (studentId !== null && fee.per === "family")
    throw refusal("studentId", "This fee is charged once a family: it knows no students.");
  const id = newId("anniversaryException", ctx.nowMs);
  const change = new Change(ctx, {
    action: "anniversaryExceptions.create",
    summary: `Made an exception of ${fee.name} for ${family.name}`,
    right: "billing_setup",
    undoMs: UNDO_MS.ordinary,
  });
  change.insert("anniversaryExceptions", { id, feeId, ...input });
  change.guard(
    "row_living",
    sql`${livingRow("anniversary_fees", feeId)} and ${livingRow("families", familyId)}`,
  );
  try {
    return { id, change: await commit(ctx, change, { id }) };
  } catch (error) {
    if (!(error instanceof UniqueViolation && error.columns[0]?.startsWith("anniversary_exceptions")))
      throw error;
    throw new Precondition("not_unique", ONE_EACH, [{ path: "familyId", message: ONE_EACH }]);
  }
}
