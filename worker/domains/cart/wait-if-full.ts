import type { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { alongside, type Context, type GuardianActor, lend } from "../../kernel/context.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import { classFacts, confirmByMail } from "../online-activity/own-mails.ts";
import { planJoin } from "../waitlist/join-waitlist.ts";
import { positionQuery } from "../waitlist/position.ts";
import type { PlannedLine } from "./plan-line.ts";
import type { FoundLine } from "./read-lines.ts";
import type { AddLineOutcome } from "./shapes.ts";

type Waitlisted = Extract<AddLineOutcome, { outcome: "waitlisted" }>;

/**
 * The class is full, and whoever asked said that they would wait then: they join in the very request, behind those who
 * came before. Null where nobody can join. @throws GuardFailed `one_enrollment` when the student got there meanwhile
 */
export async function waitIfFull(
  ctx: Context<GuardianActor>,
  line: PlannedLine,
  found: FoundLine,
): Promise<Waitlisted | null> {
  const { asked, plan, mayJoinWaitlist } = line;
  if (!mayJoinWaitlist) return null;
  const telling = alongside(lend(ctx, "enrollments"), (change) => tell(ctx, change, line));
  const { change } = planJoin(
    telling,
    {
      studentIds: [asked.studentId],
      classId: asked.classId,
      slotIds: plan.slotIds === null ? null : [...plan.slotIds],
      startsOn: plan.startsOn,
      waitsForSiblings: false,
      note: asked.note === "" ? null : asked.note,
    },
    { ...found, target: plan.target, slots: found.allSlots, queue: found.queue[0]! },
  );
  if (change === null) return null;
  const [enrollmentId] = change.inserted("enrollments");
  await commit(telling, change, { outcome: "waitlisted", enrollmentId });
  return waitlisted(ctx, enrollmentId!);
}

/** With the position as it is now: of those who came in the same moment only the database knows the order. */
export async function waitlisted(ctx: Context, enrollmentId: string): Promise<Waitlisted> {
  const { found } = await ctx.database.read({ found: positionQuery(enrollmentId, ctx.nowMs) });
  return { outcome: "waitlisted", enrollmentId, position: found[0]?.position ?? null };
}

function tell(ctx: Context<GuardianActor>, change: Change, { plan, studentName }: PlannedLine): void {
  const { target, students } = plan;
  const [enrollmentId] = change.inserted("enrollments");
  addActivity(change, ctx, {
    kind: "waitlist",
    nature: "info",
    summary: `${studentName} waits for ${target.name}`,
    studentId: students[0]!.id,
    classId: target.id,
    enrollmentId: enrollmentId!,
    locationId: target.locationId,
  });
  confirmByMail(
    change,
    ctx,
    "waitlist_joined",
    { ...classFacts(studentName, target.name), "waitlist.position": "" },
    { waitId: enrollmentId!, classId: target.id },
  );
}
