import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { BellIcon } from "../../shared/ui/icons.tsx";
import { waitingCount } from "./activity-count.ts";

const shownMax = 99;

/** The footer's way to online activity, with how much of it waits. */
export function ActivityLink() {
  const count = () => waitingCount() ?? 0;
  return (
    <A
      href="/online-activity"
      class="relative flex h-7 flex-none items-center gap-2 rounded-sm px-2 hover:bg-hover hover:text-ink pointer-coarse:h-11"
      activeClass="bg-hover text-ink"
    >
      <BellIcon />
      <span class="max-sm:sr-only">Online Activity</span>
      <Show when={count() > 0}>
        <span class="min-w-4 rounded-full bg-accent px-1.25 text-center text-2xs font-semibold text-accent-ink tabular-nums">
          {count() > shownMax ? `${shownMax}+` : count()}
          <span class="sr-only"> waiting</span>
        </span>
      </Show>
    </A>
  );
}
