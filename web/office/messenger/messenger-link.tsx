import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { createQuery } from "../../shared/query.ts";
import { MessageIcon } from "../../shared/ui/icons.tsx";
import { pageStands } from "../shell/page-stands.ts";

const shownMax = 99;

/** The footer's way to the Messenger Center, with how many conversations wait to be read. */
export function MessengerLink() {
  const query = createQuery<{ unread: number }>(() => (pageStands() ? "/messenger/unread" : undefined), {
    staleMs: 60_000,
  });
  const count = () => query.data()?.unread ?? 0;
  return (
    <A
      href="/messenger"
      class="relative flex h-7 flex-none items-center gap-2 rounded-sm px-2 hover:bg-hover hover:text-ink pointer-coarse:h-11"
      activeClass="bg-hover text-ink"
    >
      <MessageIcon />
      <span class="max-sm:sr-only">Messenger Center</span>
      <Show when={count() > 0}>
        <span class="min-w-4 rounded-full bg-accent px-1.25 text-center text-2xs font-semibold text-accent-ink tabular-nums">
          {count() > shownMax ? `${shownMax}+` : count()}
          <span class="sr-only"> unread</span>
        </span>
      </Show>
    </A>
  );
}
