import type { Change } from "../../kernel/change.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { obstacle } from "../enrollments/obstacles.ts";
import { previewEnrollment } from "../enrollments/preview-enrollment.ts";
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
import { bookMakeup } from "./book-makeup.ts";
import { makeupRequest } from "./requests.ts";
import { moveToken } from "./token-moves.ts";
import { requestedToken } from "./token-queries.ts";

/** A makeup that a family asked for; its token is kept back until staff have decided. */
export const makeupApproval: Approval = {
  preview: (ctx, item) => previewing(() => previewMakeupRequest(ctx, item)),
  approve: (ctx, item, choices) => approving(() => approveMakeupRequest(ctx, item, choices)),
  release: releaseToken,
};

async function previewMakeupRequest(ctx: Context, item: RequestItem): Promise<RequestPreview> {
  requireRight(ctx, "enrollments", "full");
  const { onDate } = makeupRequest.parse(item.facts);
  const preview = await previewEnrollment(ctx, {
    ...{ kind: "makeup", slotIds: null, startsOn: onDate, endsOn: onDate, sessionId: null },
    classId: named(item, "classId"),
    studentIds: [named(item, "studentId")],
  });
  const student = preview.students[0]!;
  // The token is there: who may not book without one is not told that it is missing.
  const asked = [...preview.obstacles, ...student.obstacles].filter(({ code }) => code !== "token_missing");
  const full = preview.openings < 1 ? [obstacle("capacity")] : [];
  return {
    effects: [`Books a makeup for ${student.name} in ${preview.className} on ${onDate}, with a token`],
    problems: [...asked, ...full].map(({ text }) => text),
    overrides: preview.mayOverride ? preview.overrides : [],
    money: [],
  };
}

/** Books the makeup with the token that the request kept back. */
export async function approveMakeupRequest(
  ctx: Context,
  item: RequestItem,
  { overrides = [] }: ApprovalChoices = {},
): Promise<ApprovalOutcome> {
  const { onDate, tokenId, note } = makeupRequest.parse(item.facts);
  const wanted = {
    ...{ onDate, tokenId, note, isOverride: overrides.length > 0 },
    studentId: named(item, "studentId"),
    classId: named(item, "classId"),
  };
  const done = await bookMakeup(ctx, wanted, tokenId);
  if (done.outcome === "booked") return { outcome: "approved", change: done.change };
  return refusedFor(done.outcome === "not_eligible" ? done.problems : [done.message]);
}

/** Gives the token back that a request kept; one that was spent or revoked meanwhile stays so. */
async function releaseToken(ctx: Context, change: Change, item: RequestItem): Promise<void> {
  const { tokenId } = makeupRequest.parse(item.facts);
  const { token } = await read(ctx, { token: requestedToken(named(item, "studentId"), tokenId) });
  if (token[0]) moveToken(ctx, change, token[0], "withdrawn");
}
