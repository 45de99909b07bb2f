import { advance, type TaskProgress, type TaskStep } from "../../jobs/task.ts";
import { Change } from "../../kernel/change.ts";
import { Conflict } from "../../kernel/errors.ts";
import { addCharges } from "./add-charges.ts";
import { commitMoney } from "./commit-money.ts";
import { planGroupCharge } from "./plan-group-charge.ts";
import { allLiving, moneyText } from "./references.ts";
import type { GroupChargeInput } from "./schemas.ts";

/** A group charge that takes longer than somebody would wait: carried out some families at a time. */
export const GROUP_CHARGE = "group-charge";

export interface GroupChargeTask {
  readonly input: Omit<GroupChargeInput, "audience"> & {
    readonly kind: GroupChargeInput["audience"]["kind"];
  };
  /** What the preview said: the chosen records of each family, and what each of them costs. */
  readonly members: readonly (readonly string[])[];
  readonly eachMinor: number;
}

/** Charges the next families. What the preview did not say ends the task; what was charged until then stays. */
export const groupChargeStepOf =
  (familiesPerStep: number): TaskStep<unknown> =>
  async (ctx, task) => {
    const { input, members, eachMinor } = task.input as GroupChargeTask;
    const { kind, ...what } = input;
    const next = members.slice(task.cursor, task.cursor + familiesPerStep);
    const ids = next.flat();
    const { charges, preview } = await planGroupCharge(ctx, { ...what, audience: { kind, ids } });
    if (preview.totalMinor !== eachMinor * (ids.length - preview.missing)) {
      throw new Conflict(
        "changed_since_preview",
        `Taxes changed since the preview. ${task.done} of ${members.length} families were charged before that, the others were not.`,
      );
    }
    const change = new Change(ctx, {
      action: "charges.group",
      summary: `Charged ${charges.length} families ${moneyText(ctx, preview.totalMinor)} in all: ${preview.title}`,
      right: "charges",
      groupId: task.changeGroup,
    });
    change.guard("row_living", allLiving(JSON.stringify(charges.map((charge) => charge.familyId))));
    addCharges(ctx, change, charges);
    const cursor = task.cursor + next.length;
    const progress = progressOf(cursor, task.done + charges.length, members.length);
    advance(ctx, change, task, progress);
    await commitMoney(ctx, change);
    return progress;
  };

export const groupChargeStep = groupChargeStepOf(200);

function progressOf(cursor: number, done: number, total: number): TaskProgress {
  const progress = { cursor, done, total };
  if (cursor < total) return progress;
  const text =
    done === total ? `${done} families charged` : `${done} of ${total} families charged, the others are gone`;
  return { ...progress, result: { text } };
}
