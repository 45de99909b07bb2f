import type { DecisionOutcome } from "../../../worker/domains/online-activity/schemas.ts";
import { plural } from "../../shared/format/names.ts";
import { showToast } from "../../shared/toasts.ts";
import { type Decision, undoOf } from "./activity-calls.ts";

/** Says what became of requests that were decided, and offers to take back what was done, also when only some were. */
export function announceDecided(decision: Decision, decided: readonly DecisionOutcome[]) {
  const word = decision === "approve" ? "approved" : "denied";
  const failed = decided.filter(({ problem }) => problem !== null);
  const done = decided.filter(({ problem }) => problem === null);
  const why = [...new Set(failed.map(({ problem }) => problem))].join(" ");
  if (failed.length === 0) {
    showToast(done.length === 1 ? `Request ${word}` : `${plural(done.length, "request")} ${word}`, {
      tone: "good",
      detail: "The family is told by mail.",
      undo: undoOf(done),
    });
  } else if (done.length === 0) {
    showToast(`${plural(failed.length, "request")} could not be ${word}`, { detail: why, tone: "bad" });
  } else {
    showToast(`${failed.length} of ${plural(decided.length, "request")} could not be ${word}`, {
      tone: "bad",
      detail: `${why} ${done.length === 1 ? "The other one is" : `The other ${done.length} are`} ${word}.`,
      undo: undoOf(done),
    });
  }
}
