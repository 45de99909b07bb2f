import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { moneyConflict } from "../ledger/commit-money.ts";
import {
  type Approval,
  type ApprovalChoices,
  type ApprovalOutcome,
  approving,
  named,
  nothingInTheWay,
  previewing,
  type RequestItem,
  type RequestPreview,
} from "../online-activity/approval.ts";
import { withMoney } from "../re-rating/with-money.ts";
import { dropEnrollment } from "./drop-enrollment.ts";
import { dropMoney, endedBy } from "./drop-money.ts";
import { enrollmentsInReach, refuseOtherRooms } from "./enrollment-rows.ts";
import { dropRequest } from "./requests.ts";

/** An enrollment that a family asked to end. */
export const dropApproval: Approval = {
  preview: (ctx, item) => previewing(() => previewDropRequest(ctx, item)),
  approve: (ctx, item, choices) => approving(() => approveDropRequest(ctx, item, choices)),
};

async function previewDropRequest(ctx: Context, item: RequestItem): Promise<RequestPreview> {
  requireRight(ctx, "enrollments", "full");
  const { endsOn } = dropRequest.parse(item.facts);
  const row = await enrollmentOf(ctx, item);
  refuseOtherRooms(row);
  const effect =
    endsOn < row.startsOn
      ? `Takes ${row.studentName} out of ${row.className} before the first day`
      : `Drops ${row.studentName} from ${row.className}, last day ${endsOn}`;
  return { ...nothingInTheWay, effects: [effect], money: await dropMoney(ctx, row, endsOn) };
}

/** Drops as the family asked, and credits in the same batch what was billed for the days that are left. */
export async function approveDropRequest(
  ctx: Context,
  item: RequestItem,
  { expected }: ApprovalChoices = {},
): Promise<ApprovalOutcome> {
  requireRight(ctx, "enrollments", "full");
  const ending = dropRequest.parse(item.facts);
  const row = await enrollmentOf(ctx, item);
  const acting = withMoney(ctx, item.familyId, () => endedBy(row, ending.endsOn), expected);
  try {
    const { change } = await dropEnrollment(acting, row.id, { ...ending, version: row.version });
    return { outcome: "approved", change };
  } catch (error) {
    throw moneyConflict(error) ?? error;
  }
}

async function enrollmentOf(ctx: Context, item: RequestItem) {
  const found = await read(ctx, { rows: enrollmentsInReach(ctx, [named(item, "enrollmentId")]) });
  return expectRow(found.rows, "enrollment");
}
