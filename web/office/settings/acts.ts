import type { Committed } from "../../../worker/kernel/committed.ts";
import { invalidate } from "../../shared/cache.ts";
import { patchQuery } from "../../shared/query.ts";
import { showProblem } from "../../shared/toasts.ts";
import { announce } from "../audit/announce.ts";

/** What shows the lists of the settings, and is asked for again when one changes. */
export const SHOWN_IN = [
  "/settings",
  "/family-options",
  "/class-options",
  "/session",
  "/classes",
  "/calendar",
];

type Answer = { change: Committed | null };

/** Sends a write of the settings; what it was, or why not, is said in a toast. */
export async function act(send: () => Promise<Answer>) {
  try {
    const { change } = await send();
    announce(change, ...SHOWN_IN);
  } catch (cause) {
    showProblem(cause);
  }
}

type Rows = { rows: { id: string }[] };

let underWay: Promise<unknown> = Promise.resolve();

/** Shows a new order at once, and sends one after the other; taken back when the server says no. */
export async function reorder(path: string, ids: string[], send: () => Promise<Answer>) {
  const place = new Map(ids.map((id, index) => [id, index]));
  const takeBack = patchQuery<Rows>(path, (current) => ({
    ...current,
    rows: [...current.rows].sort((a, b) => (place.get(a.id) ?? -1) - (place.get(b.id) ?? -1)),
  }));
  const mine = underWay.then(send);
  const settled = mine.catch(() => undefined);
  underWay = settled;
  try {
    await mine;
    // The order is shown already; the versions that the next write needs are not.
    if (underWay === settled) invalidate(...SHOWN_IN);
  } catch (cause) {
    takeBack();
    showProblem(cause);
  }
}
