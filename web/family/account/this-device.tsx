import { createResource, createSignal, Show } from "solid-js";
import { pushHere, switchPushOff, switchPushOn } from "../../shared/push.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { notificationWords } from "../words/notifications.ts";
import { cardClass } from "./parts.tsx";

/** Whether this browser is told by push; the browser itself asks before it is. */
export function ThisDevice() {
  const words = notificationWords;
  const [here, { refetch }] = createResource(() =>
    pushHere().catch(() => ({ state: "unsupported" as const })),
  );
  const [busy, setBusy] = createSignal(false);
  const press = async () => {
    const current = here();
    if (!current) return;
    setBusy(true);
    try {
      if (current.state === "on" && "deviceId" in current && current.deviceId)
        await switchPushOff(current.deviceId);
      else if ("publicKey" in current && current.publicKey) await switchPushOn(current.publicKey);
    } catch (cause) {
      showProblem(cause, words().failed);
    } finally {
      setBusy(false);
      void refetch();
    }
  };
  return (
    <Show when={here.latest}>
      {(known) => (
        <section class={`${cardClass} flex flex-wrap items-center gap-3 p-4`} aria-live="polite">
          <div class="min-w-0 flex-1">
            <h2 class="font-semibold">{words().device.title}</h2>
            <p class="text-sm text-ink-2">{words().device[known().state]}</p>
          </div>
          <Show when={known().state === "on" || known().state === "off"}>
            <Button busy={busy()} onClick={() => void press()}>
              {known().state === "on" ? words().device.switchOff : words().device.switchOn}
            </Button>
          </Show>
        </section>
      )}
    </Show>
  );
}
