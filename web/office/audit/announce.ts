import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { readable } from "../../shared/readable.ts";
import { showToast } from "../../shared/toasts.ts";

/** After a write: what shows it is asked for again, and a toast says what was done, with its undo. */
export function announce(change: Committed | null, ...prefixes: string[]) {
  invalidate(...prefixes, "/audit", "/history", "/welcome");
  if (!change) return;
  const undo = async () => {
    await api.post(`/changes/${change.id}/undo`);
    invalidate(...prefixes, "/audit", "/history", "/welcome");
  };
  showToast(readable(change.summary), { tone: "good", undo: change.undoUntil === null ? undefined : undo });
}
