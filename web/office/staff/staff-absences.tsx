import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { StaffAbsence } from "../../../worker/domains/meetings/shapes.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { announce } from "../audit/announce.ts";
import { dateRange } from "../settings/date-range.ts";

/** How many absences that are over are still told of. */
const pastShown = 5;

/** When somebody is away; who stands in meanwhile is decided in the calendar. */
export function StaffAbsences(props: { staffId: string; path: string }) {
  const absences = createQuery<{ absences: StaffAbsence[] }>(
    () => `/meetings/absences?staff=${props.staffId}`,
  );
  const isOver = (row: StaffAbsence) => row.endsOn < formats().today();
  const shown = () => {
    const rows = absences.data()?.absences ?? [];
    return [...rows.filter((row) => !isOver(row)), ...rows.filter(isOver).slice(0, pastShown)];
  };
  return (
    <section>
      <h2 class="mb-2 text-md font-bold tracking-tight">Away</h2>
      <Show when={absences.data()}>
        <Show when={shown().length > 0} fallback={<p class="text-ink-2">Not away, as far as it is known.</p>}>
          <ul class="border-t border-line">
            <For each={shown()}>
              {(row) => <OneAbsence absence={row} isOver={isOver(row)} path={props.path} />}
            </For>
          </ul>
        </Show>
        <Show when={can("classes", "full")}>
          <A class="link mt-2 inline-block" href={`/calendar?view=staff&instructor=${props.staffId}`}>
            Note an absence in the calendar
          </A>
        </Show>
      </Show>
    </section>
  );
}

function OneAbsence(props: { absence: StaffAbsence; isOver: boolean; path: string }) {
  const hasBegun = () => props.absence.startsOn <= formats().today();
  const end = async () => {
    const { id, version } = props.absence;
    try {
      const { change } = await api.delete<{ change: Committed }>(`/meetings/absences/${id}`, { version });
      announce(change, "/meetings", "/calendar", "/classes", "/attendance", props.path);
    } catch (cause) {
      showProblem(cause);
    }
  };
  return (
    <li class="flex min-h-11 items-center gap-3 border-b border-line py-1.5">
      <div class="min-w-0 flex-1" classList={{ "text-ink-3": props.isOver }}>
        <p class="tabular-nums">{dateRange(props.absence.startsOn, props.absence.endsOn)}</p>
        <Show when={props.absence.reason}>
          <p class="text-sm text-ink-3">{props.absence.reason}</p>
        </Show>
      </div>
      <Show when={!props.isOver && can("classes", "full")}>
        <Button onClick={() => void end()}>{hasBegun() ? "Is back" : "Not away after all"}</Button>
      </Show>
    </li>
  );
}
