import { A } from "@solidjs/router";
import { createEffect, createSignal, Match, on, onCleanup, type ParentProps, Show, Switch } from "solid-js";
import { reachable } from "../../shared/connection.ts";
import { plural } from "../../shared/format/names.ts";
import { RefreshCwIcon, TriangleAlertIcon, WifiOffIcon } from "../../shared/ui/icons.tsx";
import { kept } from "../attendance/queue/kept-count.ts";

/** Marks that arrive at once need no words. */
const tellAfterMs = 2_000;

export function ConnectionBanner() {
  const isWaiting = createLasting(() => kept().waiting > 0);
  return (
    <div role="status">
      <Switch>
        <Match when={!reachable()}>
          <Line>
            <WifiOffIcon />
            <Show
              when={kept().waiting > 0}
              fallback="No connection. What you see may be out of date; it refreshes by itself when the connection is back."
            >
              Offline: {plural(kept().waiting, "mark")} kept on this device, to be sent when the connection is
              back.
            </Show>
          </Line>
        </Match>
        <Match when={isWaiting()}>
          <Line>
            <RefreshCwIcon />
            <span class="tabular-nums">
              Sending marks: {kept().sendingOf - kept().waiting} of {kept().sendingOf}
            </span>
          </Line>
        </Match>
        <Match when={kept().undecided > 0}>
          <Line>
            <TriangleAlertIcon />
            <span>
              {plural(kept().undecided, "mark")} could not be saved as said.{" "}
              <A class="underline underline-offset-3" href={kept().undecidedAt ?? "/attendance"}>
                Look at {kept().undecided === 1 ? "it" : "them"}
              </A>
            </span>
          </Line>
        </Match>
      </Switch>
    </div>
  );
}

function Line(props: ParentProps) {
  return (
    <p class="flex items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 font-medium text-warn">
      {props.children}
    </p>
  );
}

/** True once something has been true for a while. */
function createLasting(source: () => boolean) {
  const [lasting, setLasting] = createSignal(false);
  createEffect(
    on(source, (is) => {
      if (!is) return setLasting(false);
      const timer = setTimeout(() => setLasting(true), tellAfterMs);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  return lasting;
}
