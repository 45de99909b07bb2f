import { For, Show } from "solid-js";
import type { ReportSchedule } from "../../../worker/domains/reports/shapes.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { showProblem } from "../../shared/toasts.ts";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { PauseIcon, PlayIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { announce } from "../audit/announce.ts";
import { rhythmWords } from "./rhythm-words.ts";

type Answer = { change: Committed | null };

/** What runs by itself for this person. */
export function ScheduleList(props: { schedules: readonly ReportSchedule[] }) {
  return (
    <section>
      <h2 class="pb-1 font-semibold">Your schedules</h2>
      <ul class="border-t border-line">
        <For
          each={props.schedules}
          fallback={
            <li class="py-3 text-ink-3">
              A report can run every week or month and mail you its link: open it and choose Schedule.
            </li>
          }
        >
          {(schedule) => <Entry schedule={schedule} />}
        </For>
      </ul>
    </section>
  );
}

function Entry(props: { schedule: ReportSchedule }) {
  const path = () => `/reports/schedules/${props.schedule.id}`;
  const isPaused = () => props.schedule.dueAt === null;
  async function act(send: () => Promise<Answer>) {
    try {
      announce((await send()).change, "/reports");
    } catch (cause) {
      showProblem(cause);
    }
  }
  const pause = () =>
    act(() => api.patch<Answer>(path(), { isPaused: !isPaused(), version: props.schedule.version }));
  const remove = () => act(() => api.delete<Answer>(path(), { version: props.schedule.version }));
  return (
    <li class="flex items-center gap-1 border-b border-line py-2">
      <div class="min-w-0 flex-1">
        <p class="truncate font-medium">{props.schedule.title}</p>
        <p class="text-sm text-ink-3">{rhythmWords(props.schedule)}</p>
        <p class="text-sm text-ink-3">
          <Show when={props.schedule.dueAt} fallback="Paused">
            {(dueAt) => <>{`Next on ${formats().instant(dueAt())}`}</>}
          </Show>
        </p>
      </div>
      <IconButton
        icon={isPaused() ? PlayIcon : PauseIcon}
        label={`${isPaused() ? "Resume" : "Pause"} ${props.schedule.title}`}
        onClick={() => void pause()}
      />
      <IconButton
        icon={Trash2Icon}
        label={`Delete the schedule of ${props.schedule.title}`}
        onClick={() => void remove()}
      />
    </li>
  );
}
