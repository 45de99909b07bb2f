import { newId } from "../../../tenant-schema/ids.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import type { RequestWords } from "./request-words.ts";
import type { ActivityKind } from "./schemas.ts";

export interface NewActivity {
  readonly kind: ActivityKind;
  /** A request waits for staff to decide; anything else is only to be known. */
  readonly nature: "info" | "request";
  /** One line for staff: “Asked to drop Sam from Level 2 on 12 December”. */
  readonly summary: string;
  readonly studentId?: string | null;
  readonly classId?: string | null;
  readonly enrollmentId?: string | null;
  readonly locationId?: string | null;
  /** What approving needs to know, as its use-case reads it; never a secret. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** A request as mails to the family say it. */
  readonly told?: RequestWords;
  /** The day it is about, by the clock of the location: a request for a day that has passed expires. */
  readonly concernsOn?: string | null;
}

/** Tells staff, in the same batch as what the guardian did; answers the id of the item. */
export function addActivity(change: Change, ctx: Context<GuardianActor>, activity: NewActivity): string {
  const { familyId, id: loginId } = ctx.actor;
  return addActivityOf(change, { familyId, loginId, nowMs: ctx.nowMs }, activity);
}

/** The same where the house carries out later what a guardian did. */
export function addActivityOf(
  change: Change,
  who: { readonly familyId: string; readonly loginId: string | null; readonly nowMs: number },
  activity: NewActivity,
): string {
  const id = newId("activityItem", who.nowMs);
  const { kind, nature, summary, studentId, classId, enrollmentId, locationId, facts, told, concernsOn } =
    activity;
  change.insert("activityItems", {
    id,
    kind,
    nature,
    state: "new",
    familyId: who.familyId,
    loginId: who.loginId,
    studentId: studentId ?? null,
    classId: classId ?? null,
    enrollmentId: enrollmentId ?? null,
    locationId: locationId ?? null,
    summary,
    facts: { ...facts, ...(told && { told }) },
    concernsOn: concernsOn ?? null,
    happenedAt: who.nowMs,
  });
  return id;
}
