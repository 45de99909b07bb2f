import { A } from "@solidjs/router";
import { MailIcon } from "../../shared/ui/icons.tsx";

/** The footer's way to what waits to be sent to many. */
export function ScheduledLink() {
  return (
    <A
      href="/campaigns"
      class="flex h-7 flex-none items-center gap-2 rounded-sm px-2 hover:bg-hover hover:text-ink pointer-coarse:h-11"
      activeClass="bg-hover text-ink"
    >
      <MailIcon />
      <span class="max-sm:sr-only">Scheduled Emails</span>
    </A>
  );
}
