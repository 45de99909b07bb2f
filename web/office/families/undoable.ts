import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { readable } from "../../shared/readable.ts";
import { showToast } from "../../shared/toasts.ts";

const touched = ["/families", "/students", "/history", "/audit", "/welcome"];

/** After a write: what shows these people is asked for again, and a toast offers to take the act back. */
export function announceChange(change: Committed, options: { detail?: string; onUndone?: () => void } = {}) {
  invalidate(...touched);
  const undo = async () => {
    await api.post(`/changes/${change.id}/undo`);
    invalidate(...touched);
    options.onUndone?.();
  };
  showToast(readable(change.summary), {
    tone: "good",
    detail: options.detail,
    undo: change.undoUntil === null ? undefined : undo,
  });
}
