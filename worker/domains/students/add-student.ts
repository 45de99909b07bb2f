import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { familyLives } from "../families/family-records.ts";
import { studentNames } from "../families/family-rows.ts";
import type { StudentInput } from "../families/schemas.ts";
import { requireDiscountRight } from "./discount-right.ts";

/** Adds a student to a family; students are never made anywhere else. */
export async function addStudent(
  ctx: Context,
  familyId: string,
  input: StudentInput,
): Promise<{ id: string; change: Committed }> {
  requireRight(ctx, "students", "full");
  requireDiscountRight(ctx, input.specialDiscount);
  const found = await read(ctx, { family: livingById("families", familyId) });
  const family = expectRow(found.family, "family");
  const id = newId("student", ctx.nowMs);
  const change = new Change(ctx, {
    action: "students.create",
    summary: `Added ${input.firstName} ${input.lastName} to the family ${family.name}`,
    right: "students",
    undoMs: UNDO_MS.ordinary,
  });
  change.insert("students", { ...input, id, familyId, ...studentNames(input) });
  change.guard("row_living", familyLives(familyId));
  return { id, change: await commit(ctx, change, { id }) };
}
