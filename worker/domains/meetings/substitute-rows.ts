import { sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { type Change, type Current, livingRow } from "../../kernel/change.ts";
import { type Context, standingOf } from "../../kernel/context.ts";
import { reachingGrants } from "../../kernel/decide.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import type { FoundMeeting } from "./meeting-rows.ts";
import type { SubstituteChoice } from "./schemas.ts";

export interface NamedStaff {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
}

export function staffNamed(ids: readonly string[]): Query<NamedStaff> {
  return select(
    {
      id: sql<string>`id`,
      name: sql<string>`first_name || ' ' || last_name`,
      isActive: flag(sql`is_active`),
    },
    sql`from living_staff where id in (select value from json_each(${JSON.stringify(ids)}))`,
  );
}

/** @throws Precondition when whoever is to stand in is unknown, gone, or the very person who is away */
export function checkChoice(
  choice: SubstituteChoice,
  staffId: string,
  staff: readonly NamedStaff[],
  path: string,
): void {
  if (choice.kind !== "named") return;
  const refuse = (code: string, message: string) => new Precondition(code, message, [{ path, message }]);
  const person = staff.find(({ id }) => id === choice.staffId);
  if (!person) throw refuse("staff_unknown", "There is no such member of staff.");
  if (!person.isActive)
    throw refuse("staff_inactive", `${person.name} is deactivated. Choose somebody else.`);
  if (person.id === staffId) throw refuse("same_person", "Choose somebody else to stand in.");
}

/** Writes who stands in for somebody at one meeting; `current` is what was decided before. */
export function writeSubstitute(
  ctx: Context,
  change: Change,
  meeting: Pick<FoundMeeting, "slotId" | "classId" | "meetsOn">,
  decision: {
    readonly staffId: string;
    readonly choice: SubstituteChoice;
    readonly reason: string | null;
    readonly current: Current | undefined;
  },
): void {
  const { staffId, choice, reason, current } = decision;
  if (choice.kind === "keep") {
    if (current) change.remove("meetingSubstitutes", current);
    return;
  }
  const substituteId = choice.kind === "named" ? choice.staffId : null;
  if (current) {
    change.update("meetingSubstitutes", current, { substituteId, reason });
    return;
  }
  const { slotId, classId, meetsOn } = meeting;
  const id = newId("meetingSubstitute", ctx.nowMs);
  change.insert("meetingSubstitutes", { id, slotId, classId, meetsOn, staffId, substituteId, reason });
}

/** Whoever stands in is still there when it is written. */
export function guardSubstitutes(change: Change, choices: readonly SubstituteChoice[]): void {
  const ids = new Set(choices.flatMap((choice) => (choice.kind === "named" ? [choice.staffId] : [])));
  for (const id of ids) change.guard("row_living", livingRow("staff", id));
}

/** Whoever has only classes of their own decides about nobody's absence but their own. @throws NotFound */
export function mayStaff(ctx: Context, staffId: string): void {
  if (ctx.actor.kind !== "staff" || ctx.actor.id === staffId) return;
  const reaching = reachingGrants(standingOf(ctx.actor, ctx.account), "classes", "full");
  if (reaching.some((grant) => !grant.ownClassesOnly)) return;
  throw new NotFound("member of staff");
}
