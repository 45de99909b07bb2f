import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { unmetPoliciesQuery } from "../policies/unmet-policies.ts";
import { isOverridable } from "./obstacles.ts";
import { planEnrollment } from "./plan-enrollment.ts";
import type { PreviewInput } from "./schemas.ts";
import type { EnrollPreview } from "./shapes.ts";
import { wantedQueries } from "./wanted-place.ts";
import { studentQueries } from "./wanted-students.ts";

/** What an enrollment would come to, in one round trip; nothing is written and nothing held. */
export async function previewEnrollment(ctx: Context, input: PreviewInput): Promise<EnrollPreview> {
  requireRight(ctx, "enrollments", "full");
  const found = await read(ctx, {
    ...wantedQueries(ctx, input, "preview"),
    ...studentQueries(input.studentIds, input.classId, ctx.nowMs),
    policies: unmetPoliciesQuery(input.studentIds),
  });
  const plan = planEnrollment(ctx, input, input.studentIds, found);
  const places = Math.max(0, plan.openings);
  const lacking = plan.students.length > places ? (["capacity"] as const) : [];
  const inTheWay = [...plan.obstacles, ...plan.students.flatMap((student) => student.obstacles)];
  const codes = inTheWay.map((one) => one.code).filter(isOverridable);
  return {
    className: plan.target.name,
    kind: input.kind,
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    sessionId: plan.sessionId,
    slotIds: plan.slotIds,
    meetings: plan.meetings,
    slots: plan.slots,
    openings: Number.isFinite(places) ? places : plan.target.capacity,
    queueLength: plan.queueLength,
    obstacles: plan.obstacles,
    students: plan.students.map(({ id, name, obstacles }, i) => ({
      id,
      name,
      obstacles,
      unmetPolicies: found.policies.find(({ studentId }) => studentId === id)?.titles ?? [],
      waitPosition: i < places ? null : plan.queueLength + i - places + 1,
    })),
    overrides: [...new Set([...lacking, ...codes])],
    mayOverride: plan.mayOverride,
  };
}
