import { For, Show } from "solid-js";
import type { StaffAbsence } from "../../../worker/domains/meetings/shapes.ts";
import { api } from "../../shared/api.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { withParams } from "../../shared/url-state.ts";
import { dateRange } from "./date-text.ts";
import { type Answer, announceMeetings } from "./meeting-writes.ts";

/** When somebody is away already; each can be taken back, and the classes are theirs again. */
export function Absences(props: { staffId: string }) {
  const found = createQuery<{ absences: readonly StaffAbsence[] }>(() =>
    props.staffId ? withParams("/meetings/absences", { staff: props.staffId }) : undefined,
  );
  async function end({ id, version }: StaffAbsence) {
    try {
      const { change } = await api.delete<Answer>(`/meetings/absences/${id}`, { version });
      announceMeetings(change);
    } catch (cause) {
      showProblem(cause, "It was not taken back");
    }
  }
  return (
    <Show when={found.data()?.absences.length}>
      <section>
        <h3 class="text-xs font-semibold text-ink-3">Away already</h3>
        <ul class="[&>li+li]:border-t [&>li+li]:border-line">
          <For each={found.data()?.absences}>
            {(absence) => (
              <li class="flex min-h-9 items-center gap-3">
                <span class="min-w-0 flex-1">
                  {dateRange(absence.startsOn, absence.endsOn)}{" "}
                  <span class="text-ink-3">{absence.reason}</span>
                </span>
                <Button size="small" variant="quiet" onClick={() => void end(absence)}>
                  Take back
                </Button>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
