import { addDays, dateAt, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { Context } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { type Plan, planEnrollment } from "../enrollments/plan-enrollment.ts";
import { zoneClock } from "../meetings/meeting-time.ts";
import type { PortalSettings } from "../portal-settings/schemas.ts";
import { lineMode, registrationObstacles, told } from "./line-mode.ts";
import { type AskedLine, type FoundLine, wantedLine } from "./read-lines.ts";
import type { FamilyObstacle, LineMode, LinePlace } from "./shapes.ts";

/** A line judged by the class, the student, and the rules of the school for families. Pure. */
export interface PlannedLine {
  readonly asked: AskedLine;
  readonly plan: Plan;
  readonly mode: LineMode;
  readonly studentName: string;
  /** Today where the class is. */
  readonly today: IsoDate;
  readonly obstacles: readonly FamilyObstacle[];
  readonly place: LinePlace;
  /** What somebody who is not on the waitlist may take, beside the family's own hold. */
  readonly openings: number;
  readonly lastWaitRank: number;
  readonly mayJoinWaitlist: boolean;
}

/** @throws NotFound when the class is not shown to families or the student is not of the family */
export function planLine(
  ctx: Context,
  asked: AskedLine,
  found: FoundLine,
  by: { readonly familyId: string; readonly settings: PortalSettings },
): PlannedLine {
  const { familyId, settings } = by;
  const student = found.students[0];
  if (student === undefined || student.familyId !== familyId) throw new NotFound("student");
  if (found.target[0]?.isOnline === false) throw new NotFound("class");
  const plan = planEnrollment(ctx, wantedLine(asked, familyId), [asked.studentId], found);
  const mode = lineMode(settings, asked.kind);
  const own = [...plan.obstacles, ...plan.students[0]!.obstacles].map(({ code, text }) => told(code, text));
  const openings = Number.isFinite(plan.openings) ? plan.openings : plan.target.capacity;
  const window = found.registration[0]!;
  // The school's places have days of their own: what is open there is decided by theirs.
  const today = dateAt(ctx.nowMs, window.timeZone);
  const registration = registrationObstacles(settings, plan.target, asked.kind, window, today);
  return {
    asked,
    plan,
    mode,
    today,
    studentName: student.name,
    obstacles: [
      ...registration,
      ...own,
      ...dayObstacles(today, asked, plan, settings, hasBegun(found, asked.startsOn, ctx.nowMs)),
    ],
    place: placeOf(asked, mode, openings, ctx.nowMs),
    openings,
    lastWaitRank: found.queue[0]?.lastRank ?? 0,
    mayJoinWaitlist: settings.waitlist && asked.kind !== "trial",
  };
}

/** The days on which a line may begin. */
export function startDays(today: IsoDate, settings: PortalSettings, classStartsOn: string) {
  const first = settings.allowsStartToday ? today : addDays(today, 1);
  const earliestOn = classStartsOn > first ? classStartsOn : first;
  return { earliestOn, latestOn: addDays(earliestOn, settings.startsWithinDays) };
}

function dayObstacles(
  today: IsoDate,
  { startsOn, kind }: AskedLine,
  plan: Plan,
  settings: PortalSettings,
  isBegun: boolean,
): FamilyObstacle[] {
  if (kind === "wait") return [];
  const { earliestOn, latestOn } = startDays(today, settings, plan.target.startsOn);
  if (startsOn < earliestOn) return [told("starts_too_early", `Choose ${earliestOn} or a later day.`)];
  if (startsOn > latestOn) return [told("starts_too_late", `Choose ${latestOn} or an earlier day.`)];
  return isBegun ? [told("class_begun", "The class of that day has begun. Choose a later day.")] : [];
}

/** Each meeting of that day has begun, perhaps while the line lay in the cart. */
function hasBegun({ meetings, registration }: FoundLine, onDate: IsoDate, nowMs: number): boolean {
  const clock = zoneClock(registration[0]!.timeZone);
  const ofDay = meetings.filter(({ day }) => day === onDate);
  return ofDay.length > 0 && ofDay.every((one) => clock.instants({ ...one, onDate }).startsAtMs <= nowMs);
}

function placeOf({ hold }: AskedLine, mode: LineMode, openings: number, nowMs: number): LinePlace {
  if (mode !== "registers" || hold === null) return { state: "free" };
  if (isLiving(hold, nowMs)) return { state: "held", until: hold.expiresAt };
  return openings > 0 ? { state: "expired" } : { state: "gone" };
}

export function isLiving(
  hold: { readonly expiresAt: number; readonly releasedAt: number | null },
  nowMs: number,
): boolean {
  return hold.releasedAt === null && hold.expiresAt > nowMs;
}
