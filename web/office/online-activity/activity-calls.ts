import type { ItemPreview } from "../../../worker/domains/online-activity/preview-items.ts";
import type { ActivityRow, DecisionOutcome } from "../../../worker/domains/online-activity/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { plural } from "../../shared/format/names.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";

export type Decision = "approve" | "deny";

/** As many as the server takes at once. */
const atOnce = 20;

const seen = ({ id, version }: ActivityRow) => ({ id, version });

export async function claim(row: ActivityRow): Promise<void> {
  try {
    await api.post(`/online-activity/${row.id}/claim`, { version: row.version });
  } catch (cause) {
    showProblem(cause);
  }
  invalidate("/online-activity");
}

/** Whether they were dismissed; what stood in the way is said. */
export async function dismiss(rows: readonly ActivityRow[]): Promise<boolean> {
  try {
    const { change } = await api.post<{ change: Committed }>("/online-activity/dismiss", {
      items: rows.map(seen),
    });
    showToast(rows.length === 1 ? "Dismissed" : `${plural(rows.length, "item")} dismissed`, {
      undo: async () => {
        await api.post(`/changes/${change.id}/undo`);
        invalidate("/online-activity");
      },
    });
    return true;
  } catch (cause) {
    showProblem(cause);
    return false;
  } finally {
    invalidate("/online-activity");
  }
}

export async function previewOf(ids: readonly string[]): Promise<readonly ItemPreview[]> {
  const previews: ItemPreview[] = [];
  for (let at = 0; at < ids.length; at += atOnce) {
    const answer = await api.post<{ items: ItemPreview[] }>("/online-activity/preview", {
      ids: ids.slice(at, at + atOnce),
    });
    previews.push(...answer.items);
  }
  return previews;
}

export interface Chosen {
  readonly row: ActivityRow;
  readonly preview?: ItemPreview;
  readonly overrides?: readonly string[];
}

/** Decides in pieces that the server takes, telling how far it is; answers what became of each. */
export async function decide(
  decision: Decision,
  text: string,
  chosen: readonly Chosen[],
  onProgress: (done: number) => void = () => {},
): Promise<readonly DecisionOutcome[]> {
  const decided: DecisionOutcome[] = [];
  for (let at = 0; at < chosen.length; at += atOnce) {
    const piece = chosen.slice(at, at + atOnce);
    const { outcomes } = await api.post<{ outcomes: DecisionOutcome[] }>("/online-activity/decide", {
      decision,
      text,
      items: piece.map(({ row, preview, overrides }) => ({
        ...seen(row),
        ...(decision === "approve" && preview ? { expected: sumsOf(preview) } : {}),
        ...(overrides && overrides.length > 0 ? { overrides } : {}),
      })),
    });
    decided.push(...outcomes);
    onProgress(at + piece.length);
  }
  invalidate("");
  return decided;
}

/** Takes decisions back, the last first; undefined where one of them cannot be. */
export function undoOf(decided: readonly DecisionOutcome[]): (() => Promise<void>) | undefined {
  const changes = decided.map(({ change }) => change);
  if (!changes.every((change) => change !== null && change.undoUntil !== null)) return undefined;
  return async () => {
    try {
      for (const change of changes.toReversed()) await api.post(`/changes/${change!.id}/undo`);
    } finally {
      invalidate("");
    }
  };
}

/** What the preview showed: the server refuses when it comes to something else meanwhile. */
export function sumsOf({ money }: ItemPreview): { chargeMinor: number; creditMinor: number } {
  const sum = (part: "chargeMinor" | "creditMinor") => money.reduce((total, one) => total + one[part], 0);
  return { chargeMinor: sum("chargeMinor"), creditMinor: sum("creditMinor") };
}
