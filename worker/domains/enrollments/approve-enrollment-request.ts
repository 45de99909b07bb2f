import type { Change } from "../../kernel/change.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { moneyConflict } from "../ledger/commit-money.ts";
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
import { proposalsOf } from "../re-rating/get-proposals.ts";
import { readPlannedReRatings } from "../re-rating/planned-re-rating.ts";
import { withMoney } from "../re-rating/with-money.ts";
import type { PlannedEnrollments } from "../tuition/planned-enrollments.ts";
import { enroll } from "./enroll.ts";
import { obstacle } from "./obstacles.ts";
import { previewEnrollment } from "./preview-enrollment.ts";
import { enrollmentRequest } from "./requests.ts";
import type { EnrollInput } from "./schemas.ts";

/** A place that a family asked for: in a class, for a trial, or for a single day. */
export const enrollmentApproval: Approval = {
  preview: (ctx, item) => previewing(() => previewEnrollmentRequest(ctx, item)),
  approve: (ctx, item, choices) => approving(() => approveEnrollmentRequest(ctx, item, choices)),
};

async function previewEnrollmentRequest(ctx: Context, item: RequestItem): Promise<RequestPreview> {
  requireRight(ctx, "enrollments", "full");
  const { studentId, ...wanted } = wantedBy(ctx, item);
  const preview = await previewEnrollment(ctx, { ...wanted, studentIds: [studentId] });
  const student = preview.students[0]!;
  const full = preview.openings < 1 ? [obstacle("capacity")] : [];
  const problems = [...preview.obstacles, ...student.obstacles, ...full];
  const planned = begunBy(ctx, { ...preview, ...wanted, studentId, id: "new" });
  const isBilled = wanted.kind === "active";
  const money = isBilled ? await readPlannedReRatings(ctx, [item.familyId], planned) : [];
  return {
    effects: [effect(student.name, preview.className, wanted.kind, preview.startsOn)],
    problems: problems.map(({ text }) => text),
    overrides: preview.mayOverride ? preview.overrides : [],
    money: money.map((family) => proposalsOf(ctx, family)),
  };
}

/** Enrolls as the family asked, and books in the same batch what that changes of bills that were written. */
export async function approveEnrollmentRequest(
  ctx: Context,
  item: RequestItem,
  { expected, overrides = [] }: ApprovalChoices = {},
): Promise<ApprovalOutcome> {
  const wanted = { ...wantedBy(ctx, item), overrides: [...overrides] };
  const planned = (change: Change) => begunBy(ctx, { ...wanted, id: change.inserted("enrollments")[0]! });
  const acting = wanted.kind === "active" ? withMoney(ctx, item.familyId, planned, expected) : ctx;
  try {
    const done = await enroll(acting, wanted);
    if (done.outcome === "enrolled") return { outcome: "approved", change: done.change };
    return refusedFor(
      done.outcome === "full" ? [obstacle("capacity").text] : done.obstacles.map(({ text }) => text),
    );
  } catch (error) {
    throw moneyConflict(error) ?? error;
  }
}

/** What was asked for; a first day that passed while the request waited is today. */
function wantedBy(ctx: Context, item: RequestItem): EnrollInput {
  const { kind, slotIds, startsOn, note } = enrollmentRequest.parse(item.facts);
  return {
    ...{ kind, slotIds, note, sessionId: null, endsOn: null, overrides: [] },
    studentId: named(item, "studentId"),
    classId: named(item, "classId"),
    startsOn: kind === "active" && startsOn < today(ctx) ? today(ctx) : startsOn,
  };
}

type Begun = PlannedEnrollments["begun"][number];

function begunBy(ctx: Context, wanted: Omit<Begun, "kind" | "createdAtMs">): PlannedEnrollments {
  const { id, studentId, classId, startsOn, endsOn, slotIds } = wanted;
  return {
    ended: [],
    begun: [{ id, studentId, classId, startsOn, endsOn, slotIds, createdAtMs: ctx.nowMs }],
  };
}

function effect(name: string, className: string, kind: string, on: string): string {
  if (kind === "active") return `Enrolls ${name} in ${className} from ${on} on`;
  return `Books ${kind === "trial" ? "a trial" : "a single day"} for ${name} in ${className} on ${on}`;
}
