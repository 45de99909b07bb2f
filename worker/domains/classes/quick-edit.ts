import { sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import type { Committed } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { servesWaitlist } from "../waitlist/serve-effect.ts";
import { nobodyEnrolled } from "./archive-class.ts";
import { referencesLive } from "./class-references.ts";
import { pairOf, setTuitions } from "./class-tuitions.ts";
import { planQuickEdit } from "./plan-quick-edit.ts";
import { editReferences, readQuickEdit } from "./quick-edit-state.ts";
import type { QuickEditInput } from "./schemas.ts";
import { commitLowered, placesSuffice, refuseOverfull } from "./taken-places.ts";

/**
 * Does to every ticked class what the edit says, all of them or none, as one change that is undone as one.
 * @throws NotFound, Conflict `over_capacity` unless seen | `changed_meanwhile`, Forbidden
 */
export async function quickEditClasses(
  ctx: Context,
  input: QuickEditInput,
): Promise<{ changed: number; change: Committed | null }> {
  requireRight(ctx, "classes", "full");
  const { tuition, allowsProration, isTaxExempt } = input.edit;
  const decidesPrices = [tuition, allowsProration, isTaxExempt].some((field) => field !== undefined);
  if (decidesPrices) requireRight(ctx, "billing_setup", "full");
  const state = await readQuickEdit(ctx, input);
  const plans = planQuickEdit(state, input.edit).filter((plan) => plan.row.changes.length > 0);
  refuseOverfull(
    ctx,
    plans.flatMap((plan) => plan.overfull),
    input.overCapacitySeen,
  );
  const changed = plans.length;
  const change = new Change(ctx, {
    action: "classes.quick_edit",
    summary: changed === 1 ? `Changed the class ${plans[0]!.current.name}` : `Changed ${changed} classes`,
    right: "classes",
    undoMs: UNDO_MS.ordinary,
  });
  for (const { current, patch } of plans) change.update("classes", current, patch);
  for (const plan of plans) for (const link of plan.removeLinks) change.remove("keywordLinks", link);
  for (const { current, addKeywordIds } of plans) {
    for (const keywordId of addKeywordIds)
      change.insert("keywordLinks", { id: newId("keywordLink", ctx.nowMs), keywordId, entityId: current.id });
  }
  for (const { current, tuitions } of plans) {
    const pairs = state.tuitions.filter((pair) => pair.classId === current.id);
    if (tuitions) setTuitions(ctx, change, current.id, tuitions.map(pairOf), pairs);
  }
  if (change.isEmpty) return { changed: 0, change: null };
  change.guard("row_living", referencesLive(editReferences(input.edit)));
  for (const { patch, current } of plans)
    if ((patch.capacity ?? 0) > current.capacity) servesWaitlist(change, current.id);
  const lowered = plans.filter(
    ({ patch, current }) => (patch.capacity ?? current.capacity) < current.capacity,
  );
  if (lowered.length > 0 && !input.overCapacitySeen) {
    const ids = lowered.map((plan) => plan.current.id);
    change.ensure("place_left", placesSuffice(ids, today(ctx), ctx.nowMs, sql`sv.capacity is null`));
  }
  // Where the preview showed nobody, nobody may have come since; who was shown there was accepted with it.
  const empty = plans.filter((plan) => plan.patch.isArchived === true && plan.students === 0);
  if (empty.length > 0) {
    change.guard(
      "row_version",
      nobodyEnrolled(
        empty.map((plan) => plan.current.id),
        today(ctx),
      ),
    );
  }
  return { changed, change: await commitLowered(ctx, change) };
}
