import { Show } from "solid-js";
import { can } from "../../shared/session.ts";
import { ListChecksIcon } from "../../shared/ui/icons.tsx";
import { ProgressTrack } from "../../shared/ui/progress-bar.tsx";
import { ScheduledLink } from "../campaigns/scheduled-link.tsx";
import { MessengerLink } from "../messenger/messenger-link.tsx";
import { ActivityLink } from "../online-activity/activity-link.tsx";
import { setFooterSlot } from "./footer-actions.tsx";
import { openOverlay } from "./overlays.ts";
import { taskList } from "./tasks.ts";

export function Footer() {
  const current = () => taskList.running()[0];
  return (
    <footer
      class="flex h-10 items-center gap-2 border-t border-line bg-sheet px-3 text-ink-2 sm:px-4 pointer-coarse:h-14"
      data-no-print
    >
      <div ref={setFooterSlot} class="flex min-w-0 flex-1 items-center gap-2 overflow-x-auto" />
      <Show when={can("sms_logs")}>
        <MessengerLink />
      </Show>
      <Show when={can("online_activity")}>
        <ActivityLink />
      </Show>
      <Show when={can("campaigns") || can("mass_text")}>
        <ScheduledLink />
      </Show>
      <button
        type="button"
        class="flex h-7 flex-none items-center gap-2 rounded-sm px-2 hover:bg-hover hover:text-ink pointer-coarse:h-11"
        onClick={() => openOverlay("tasks")}
      >
        <ListChecksIcon />
        <Show when={current()} fallback={<span class="max-sm:sr-only">Background Tasks</span>}>
          {(task) => (
            <>
              <span class="max-w-56 truncate max-sm:sr-only">{task().title}</span>
              <ProgressTrack class="w-18" label={task().title} done={task().done} total={task().total} />
            </>
          )}
        </Show>
        <Show when={taskList.unseen() > 0}>
          <span class="min-w-4 rounded-full bg-accent px-1.25 text-center text-2xs font-semibold text-accent-ink tabular-nums">
            {taskList.unseen()}
            <span class="sr-only"> finished</span>
          </span>
        </Show>
      </button>
    </footer>
  );
}
