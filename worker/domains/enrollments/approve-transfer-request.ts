import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import {
  type Approval,
  type ApprovalChoices,
  type ApprovalOutcome,
  approving,
  named,
  previewing,
  type RequestItem,
  type RequestPreview,
  refusedFor,
} from "../online-activity/approval.ts";
import { refuseOthers } from "../re-rating/with-money.ts";
import { enrollmentsInReach } from "./enrollment-rows.ts";
import { obstacle } from "./obstacles.ts";
import { previewTransfer } from "./preview-transfer.ts";
import { transferRequest } from "./requests.ts";
import type { TransferPreviewInput } from "./schemas.ts";
import { transferEnrollments } from "./transfer-enrollments.ts";
import { allMoney, sumsOf } from "./transfer-sums.ts";

/** A move to another class that a family asked for. */
export const transferApproval: Approval = {
  preview: (ctx, item) => previewing(() => previewTransferRequest(ctx, item)),
  approve: (ctx, item, choices) => approving(() => approveTransferRequest(ctx, item, choices)),
};

async function previewTransferRequest(ctx: Context, item: RequestItem): Promise<RequestPreview> {
  requireRight(ctx, "enrollments", "full");
  const preview = await previewTransfer(ctx, await wantedBy(ctx, item));
  const move = preview.enrollments[0]!;
  const full = preview.openings < 1 ? [obstacle("capacity")] : [];
  const problems = [...preview.obstacles, ...move.obstacles, ...full];
  return {
    effects: [
      `Ends ${move.fromClassName} for ${move.studentName}, last day ${move.lastDayOn}`,
      `Enrolls ${move.studentName} in ${preview.className} from ${preview.startsOn} on`,
    ],
    problems: problems.map(({ text }) => text),
    overrides: preview.mayOverride ? preview.overrides : [],
    money: preview.money,
  };
}

/** Transfers as the family asked: one act that ends, begins, charges and credits. */
export async function approveTransferRequest(
  ctx: Context,
  item: RequestItem,
  { expected, overrides = [] }: ApprovalChoices = {},
): Promise<ApprovalOutcome> {
  requireRight(ctx, "enrollments", "full");
  const wanted = await wantedBy(ctx, item);
  const { money } = await previewTransfer(ctx, wanted);
  refuseOthers(sumsOf(money), expected);
  const { note } = transferRequest.parse(item.facts);
  const choices = { note, overrides: [...overrides], money: allMoney(money) };
  const done = await transferEnrollments(ctx, { ...wanted, ...choices });
  switch (done.outcome) {
    case "transferred":
      return { outcome: "approved", change: done.change };
    case "full":
      return refusedFor([obstacle("capacity").text]);
    case "changed_meanwhile":
      return refusedFor([done.message]);
    case "refused":
      return refusedFor(done.obstacles.map(({ text }) => text));
  }
}

/** As it was asked; a first day that passed while the request waited is today. */
async function wantedBy(ctx: Context, item: RequestItem): Promise<TransferPreviewInput> {
  const { slotIds, startsOn } = transferRequest.parse(item.facts);
  const found = await read(ctx, { rows: enrollmentsInReach(ctx, [named(item, "enrollmentId")]) });
  const { id, version } = expectRow(found.rows, "enrollment");
  const days = [startsOn, today(ctx)].sort();
  return {
    enrollments: [{ id, version }],
    classId: named(item, "classId"),
    slotIds,
    startsOn: days[1]!,
    lastDayOn: null,
    sessionId: null,
  };
}
