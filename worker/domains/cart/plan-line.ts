import { addDays } from "../../../tenant-schema/dates.ts";
import { type Context, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { type Plan, planEnrollment } from "../enrollments/plan-enrollment.ts";
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
  const registration = registrationObstacles(settings, plan.target, asked.kind, window, today(ctx));
  return {
    asked,
    plan,
    mode,
    studentName: student.name,
    obstacles: [...registration, ...own, ...dayObstacles(ctx, asked, plan, settings)],
    place: placeOf(asked, mode, openings, ctx.nowMs),
    openings,
    lastWaitRank: found.queue[0]?.lastRank ?? 0,
    mayJoinWaitlist: settings.waitlist && asked.kind !== "trial",
  };
}

/** The days on which a line may begin. */
export function startDays(ctx: Context, settings: PortalSettings, classStartsOn: string) {
  const first = settings.allowsStartToday ? today(ctx) : addDays(today(ctx), 1);
  const earliestOn = classStartsOn > first ? classStartsOn : first;
  return { earliestOn, latestOn: addDays(earliestOn, settings.startsWithinDays) };
}

function dayObstacles(
  ctx: Context,
  { startsOn, kind }: AskedLine,
  plan: Plan,
  settings: PortalSettings,
): FamilyObstacle[] {
  if (kind === "wait") return [];
  const { earliestOn, latestOn } = startDays(ctx, settings, plan.target.startsOn);
  if (startsOn < earliestOn) return [told("starts_too_early", `Choose ${earliestOn} or a later day.`)];
  if (startsOn > latestOn) return [told("starts_too_late", `Choose ${latestOn} or an earlier day.`)];
  return [];
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
