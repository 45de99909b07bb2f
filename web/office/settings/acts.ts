import type { Committed } from "../../../worker/kernel/committed.ts";
import { patchQuery } from "../../shared/query.ts";
import { showProblem } from "../../shared/toasts.ts";
import { announce } from "../audit/announce.ts";

type Answer = { change: Committed | null };

/** Sends a write of the settings; what it was, or why not, is said in a toast. */
export async function act(send: () => Promise<Answer>) {
  try {
    const { change } = await send();
    announce(change, "/settings", "/family-options", "/session");
  } catch (cause) {
    showProblem(cause);
  }
}

type Rows = { rows: { id: string }[] };

/** Shows a new order at once; taken back when the server says no. */
export async function reorder(path: string, ids: string[], send: () => Promise<Answer>) {
  const place = new Map(ids.map((id, index) => [id, index]));
  const takeBack = patchQuery<Rows>(path, (current) => ({
    ...current,
    rows: [...current.rows].sort((a, b) => (place.get(a.id) ?? -1) - (place.get(b.id) ?? -1)),
  }));
  try {
    await send();
  } catch (cause) {
    takeBack();
    showProblem(cause);
  }
}
