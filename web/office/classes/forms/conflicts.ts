import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { ConflictProbe } from "../../../../worker/domains/classes/schemas.ts";
import type { ScheduleConflict } from "../../../../worker/domains/classes/shapes.ts";
import { api } from "../../../shared/api.ts";

const restMs = 350;

/** What the slots in a form would clash with, asked when the hand rests. Nothing here keeps anybody from saving. */
export function createConflicts(probe: Accessor<ConflictProbe | undefined>) {
  const [conflicts, setConflicts] = createSignal<readonly ScheduleConflict[]>([]);
  createEffect(
    on(
      () => JSON.stringify(probe()),
      (asked) => {
        if (asked === undefined) {
          setConflicts([]);
          return;
        }
        const flight = new AbortController();
        const timer = setTimeout(() => void ask(asked, flight.signal), restMs);
        onCleanup(() => {
          clearTimeout(timer);
          flight.abort();
        });
      },
    ),
  );
  async function ask(asked: string, signal: AbortSignal) {
    try {
      const answer = await api.post<{ conflicts: ScheduleConflict[] }>(
        "/classes/conflicts",
        JSON.parse(asked),
        {
          signal,
        },
      );
      if (!signal.aborted) setConflicts(answer.conflicts);
    } catch {
      // A warning that cannot be had is not worth one of its own; saving tells what is wrong.
      if (!signal.aborted) setConflicts([]);
    }
  }
  return conflicts;
}
