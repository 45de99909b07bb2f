import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { alongside, type Context, type GuardianActor, lend, requireRole } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import { classFacts, confirmByMail } from "../online-activity/own-mails.ts";
import { ownRequests } from "../online-activity/own-requests.ts";
import type { OwnRequest } from "../online-activity/own-shapes.ts";
import { absenceWords } from "../online-activity/request-words.ts";
import type { PortalSettings } from "../portal-settings/schemas.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import { expectOwnStudent, type OwnStudent } from "../students/own-students.ts";
import type { OwnAbsenceInput, OwnWithdrawalInput } from "./own-schemas.ts";
import type { OwnAbsenceAnswer, OwnAbsences, OwnMeeting, OwnWithdrawalAnswer } from "./own-shapes.ts";
import { previewAbsences } from "./preview-absences.ts";
import { reportAbsences } from "./report-absences.ts";
import type { AbsenceRequest } from "./requests.ts";
import type { AbsenceFilter, AbsenceInput } from "./schemas.ts";
import type { StudentMeeting } from "./shapes.ts";
import { withdrawAbsences } from "./withdraw-absences.ts";

const MINUTE_MS = 60_000;

type Meetings = OwnAbsenceInput["meetings"];

/** The meetings of a child within some days, and what an absence from each would mean. @throws NotFound */
export async function getOwnAbsences(
  ctx: Context<GuardianActor>,
  filter: AbsenceFilter,
): Promise<OwnAbsences> {
  await expectOwnStudent(ctx, filter.studentId);
  const { settings, meetings } = await lookAt(ctx, filter);
  return { mode: settings.absences, noticeMinutes: settings.absenceNoticeMinutes, meetings };
}

/** Says before that a child will not come, or asks the school to note it. @throws NotFound, Precondition */
export async function reportOwnAbsences(
  ctx: Context<GuardianActor>,
  { studentId, meetings, note }: OwnAbsenceInput,
): Promise<OwnAbsenceAnswer> {
  requireRole(ctx, "payer");
  const student = await expectOwnStudent(ctx, studentId);
  const days = daysOf(meetings);
  const { settings, meetings: seen } = await lookAt(ctx, { studentId, ...days });
  if (settings.absences === "off") throw notOffered();
  const asked = new Set(meetings.map(keyOf));
  const chosen = seen.filter((meeting) => asked.has(keyOf(meeting)));
  const free = chosen.filter(({ obstacle }) => obstacle === null);
  const skipped = chosen.flatMap(({ slotId, meetsOn, obstacle }) =>
    obstacle === null ? [] : [{ slotId, meetsOn, reason: obstacle }],
  );
  if (free.length === 0) return { outcome: "nothing", reported: [], skipped };
  if (settings.absences === "request") {
    await ask(ctx, student, free, note);
    return { outcome: "asked", reported: [], skipped };
  }
  const telling = alongside(lend(ctx, "attendance"), (change) => {
    addActivity(change, ctx, {
      kind: "absence",
      nature: "info",
      summary: change.options.summary,
      studentId,
      classId: free[0]!.classId,
      concernsOn: free[0]!.onDate,
    });
    confirmByMail(change, ctx, "absence_noted", absenceFacts(student.firstName, free), {
      classId: free[0]!.classId,
    });
  });
  const answer = await reportAbsences(telling, inputOf(studentId, free, note));
  return {
    outcome: answer.reported.length > 0 ? "reported" : "nothing",
    reported: answer.reported.map(({ slotId, meetsOn, isExcused, token }) => ({
      ...{ slotId, meetsOn, isExcused },
      earnedToken: token === "issued",
    })),
    skipped: [...skipped, ...answer.skipped],
  };
}

/** The child comes after all; what has begun stays as it is. @throws NotFound, Precondition */
export async function withdrawOwnAbsences(
  ctx: Context<GuardianActor>,
  { studentId, meetings }: OwnWithdrawalInput,
): Promise<OwnWithdrawalAnswer> {
  requireRole(ctx, "payer");
  await expectOwnStudent(ctx, studentId);
  const { meetings: seen } = await lookAt(ctx, { studentId, ...daysOf(meetings) });
  const asked = new Set(meetings.map(keyOf));
  const noted = seen.filter((meeting) => meeting.isReported && asked.has(keyOf(meeting)));
  if (noted.length === 0) return { withdrawn: [] };
  const telling = alongside(lend(ctx, "attendance"), (change) => {
    const { summary } = change.options;
    const about = { studentId, classId: noted[0]!.classId, concernsOn: noted[0]!.onDate };
    addActivity(change, ctx, { ...about, kind: "absence", nature: "info", summary });
  });
  const { withdrawn } = await withdrawAbsences(telling, inputOf(studentId, noted, null));
  return { withdrawn: withdrawn.map(({ slotId, meetsOn }) => ({ slotId, meetsOn })) };
}

async function ask(
  ctx: Context<GuardianActor>,
  student: OwnStudent,
  free: readonly OwnMeeting[],
  note: string | null,
): Promise<void> {
  const [first, last] = [free[0]!, free.at(-1)!];
  const when = first.onDate === last.onDate ? `on ${first.onDate}` : `from ${first.onDate} to ${last.onDate}`;
  const summary = `Asked to note that ${student.name} will be absent ${when}`;
  const told = absenceWords(student.name, first.onDate, last.onDate);
  const change = new Change(ctx, { action: "attendance.ask_absence", summary, right: null });
  const facts: AbsenceRequest = { meetings: free.map(({ slotId, meetsOn }) => ({ slotId, meetsOn })), note };
  addActivity(change, ctx, {
    kind: "absence_request",
    nature: "request",
    summary,
    studentId: student.id,
    classId: first.classId,
    facts: { ...facts },
    told,
    concernsOn: last.onDate,
  });
  confirmByMail(change, ctx, "request_received", { "request.summary": told });
  await commit(ctx, change, { outcome: "asked", reported: [], skipped: [] });
}

function absenceFacts(firstName: string, free: readonly OwnMeeting[]) {
  const classes = [...new Set(free.map(({ className }) => className))].join(", ");
  return {
    ...classFacts(firstName, classes),
    "meeting.when": free.map(({ onDate }) => onDate).join(", "),
    "makeup.note": "",
  };
}

async function lookAt(ctx: Context<GuardianActor>, filter: AbsenceFilter) {
  const { meetings } = await previewAbsences(lend(ctx, "attendance"), filter);
  const found = await read(ctx, { settings: portalSettingsQuery(), requests: ownRequests(ctx) });
  const settings = portalSettingsOf(found.settings);
  const waiting = waitingFor(found.requests, filter.studentId);
  return { settings, meetings: meetings.map((meeting) => ownMeeting(ctx, meeting, settings, waiting)) };
}

function waitingFor(requests: readonly OwnRequest[], studentId: string): Set<string> {
  const open = requests.filter(
    (one) =>
      one.kind === "absence_request" &&
      one.studentId === studentId &&
      !["approved", "denied"].includes(one.state),
  );
  return new Set(open.flatMap((one) => one.meetings.map(keyOf)));
}

function ownMeeting(
  ctx: Context,
  { mark, startsAtMs, enrollmentId: _enrollment, ...meeting }: StudentMeeting,
  { absenceNoticeMinutes }: PortalSettings,
  waiting: ReadonlySet<string>,
): OwnMeeting {
  const isLate = startsAtMs - ctx.nowMs < absenceNoticeMinutes * MINUTE_MS;
  const isAsked = waiting.has(keyOf(meeting));
  const isReported = mark.status === "absent" && mark.isReported && startsAtMs > ctx.nowMs;
  return {
    ...meeting,
    obstacle: meeting.obstacle ?? (isAsked ? "asked" : isLate ? "too_late" : null),
    isReported,
  };
}

function inputOf(studentId: string, meetings: readonly OwnMeeting[], note: string | null): AbsenceInput {
  const named = meetings.map(({ slotId, meetsOn }) => ({ slotId, meetsOn }));
  return {
    studentId,
    ...daysOf(named),
    slotIds: null,
    meetings: named,
    ...(note === null ? {} : { note }),
  };
}

function daysOf(meetings: Meetings): { readonly from: string; readonly to: string } {
  const days = meetings.map(({ meetsOn }) => meetsOn).sort();
  return { from: days[0]!, to: days.at(-1)! };
}

function keyOf({ slotId, meetsOn }: Meetings[number]): string {
  return `${slotId} ${meetsOn}`;
}

function notOffered(): Precondition {
  return new Precondition(
    "not_offered",
    "Absences cannot be reported here. Please let the school know in another way.",
  );
}
