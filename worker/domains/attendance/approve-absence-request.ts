import { type Context, requireRight } from "../../kernel/context.ts";
import {
  type Approval,
  type ApprovalOutcome,
  approving,
  named,
  nothingInTheWay,
  previewing,
  type RequestItem,
  type RequestPreview,
  refusedFor,
} from "../online-activity/approval.ts";
import { meetingsMissed, reportAbsences } from "./report-absences.ts";
import { absenceRequest } from "./requests.ts";
import type { AbsenceInput } from "./schemas.ts";
import type { StudentMeeting } from "./shapes.ts";

const OBSTACLES: Readonly<Record<NonNullable<StudentMeeting["obstacle"]>, string>> = {
  cancelled: "is cancelled",
  closed: "falls on a closure",
  started: "has begun already",
  already_marked: "is marked already",
};
const GONE = "The student is not expected at these meetings any more";

/** An absence that a family asked to have noted. */
export const absenceApproval: Approval = {
  preview: (ctx, item) => previewing(() => previewAbsenceRequest(ctx, item)),
  approve: (ctx, item) => approving(() => approveAbsenceRequest(ctx, item)),
};

async function previewAbsenceRequest(ctx: Context, item: RequestItem): Promise<RequestPreview> {
  requireRight(ctx, "attendance", "full");
  const { student, meetings } = await meetingsMissed(ctx, wantedBy(item));
  // Notice was given when the family asked.
  const asked = await meetingsMissed({ ...ctx, nowMs: item.happenedAt }, wantedBy(item));
  const free = asked.meetings.filter((_, i) => meetings[i]!.obstacle === null);
  const problems = meetings.flatMap(({ className, onDate, obstacle }) =>
    obstacle === null ? [] : [`${className} on ${onDate} ${OBSTACLES[obstacle]}`],
  );
  return {
    ...nothingInTheWay,
    effects: free.map((meeting) => effect(student.name, meeting)),
    // Where something is left to note, the rest is left alone.
    problems: free.length > 0 ? [] : problems.length > 0 ? problems : [GONE],
  };
}

function effect(name: string, { className, onDate, wouldBeExcused, wouldEarnToken }: StudentMeeting): string {
  const parts = [wouldBeExcused ? ", excused" : "", wouldEarnToken ? ", with a makeup token" : ""];
  return `Notes that ${name} is absent from ${className} on ${onDate}${parts.join("")}`;
}

/** Notes the absences as of the moment at which the family asked; what cannot be any more is left alone. */
export async function approveAbsenceRequest(ctx: Context, item: RequestItem): Promise<ApprovalOutcome> {
  const answer = await reportAbsences(ctx, wantedBy(item), item.happenedAt);
  if (answer.reported.length > 0) return { outcome: "approved", change: answer.change };
  const problems = answer.skipped.map(
    ({ meetsOn, reason }) => `The meeting of ${meetsOn} ${OBSTACLES[reason]}`,
  );
  return refusedFor(problems.length > 0 ? problems : [GONE]);
}

function wantedBy(item: RequestItem): AbsenceInput {
  const { meetings, note } = absenceRequest.parse(item.facts);
  const days = meetings.map(({ meetsOn }) => meetsOn).sort();
  return {
    studentId: named(item, "studentId"),
    from: days[0]!,
    to: days.at(-1)!,
    slotIds: null,
    meetings,
    ...(note === null ? {} : { note }),
  };
}
