import { Show } from "solid-js";
import { reachable } from "../../shared/connection.ts";
import { WifiOffIcon } from "../../shared/ui/icons.tsx";

export function ConnectionBanner() {
  return (
    <div role="status">
      <Show when={!reachable()}>
        <p class="flex items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 font-medium text-warn">
          <WifiOffIcon />
          No connection. What you see may be out of date; it refreshes by itself when the connection is back.
        </p>
      </Show>
    </div>
  );
}
