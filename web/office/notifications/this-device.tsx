import { createResource, createSignal, Show } from "solid-js";
import { api } from "../../shared/api.ts";
import { type PushHere, type PushState, pushHere, switchPushOff, switchPushOn } from "../../shared/push.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { portalBase } from "../account/account.ts";

const worker = { script: `${portalBase}/service-worker.js`, scope: portalBase };

const words: Record<PushState, string> = {
  on: "Notices come to this device, also while the office is closed in it.",
  off: "Notices do not come to this device.",
  refused: "Your browser blocks notices of this page. Allow them in its settings, then come back.",
  unsupported:
    "This browser cannot show notices of this page. On an iPhone or iPad, add the office to your home screen first.",
};

/** Whether this browser is told by push; the browser itself asks before it is. */
export function ThisDevice() {
  const [here, { refetch }] = createResource<PushHere>(() =>
    pushHere(worker).catch(() => ({ state: "unsupported" as const })),
  );
  const [busy, setBusy] = createSignal(false);
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (cause) {
      showProblem(cause, "That did not work");
    } finally {
      setBusy(false);
      void refetch();
    }
  };
  const turn = () =>
    attempt(async () => {
      const current = here();
      if (current?.state === "on" && current.deviceId) await switchPushOff(current.deviceId);
      else if (current?.publicKey) await switchPushOn(current.publicKey, worker);
    });
  const test = () =>
    attempt(async () => {
      await api.post("/push-devices/test");
      showToast("Sent. It should be here in a moment.", { tone: "good" });
    });
  return (
    <Show when={here.latest}>
      {(known) => (
        <section
          class="flex flex-wrap items-center gap-3 rounded-md border border-line bg-sheet p-4"
          aria-live="polite"
        >
          <div class="min-w-0 flex-1 basis-56">
            <h2 class="font-semibold">This device</h2>
            <p class="text-sm text-ink-2">{words[known().state]}</p>
          </div>
          <div class="flex flex-wrap gap-2">
            <Show when={known().state === "on"}>
              <Button disabled={busy()} onClick={() => void test()}>
                Send a test
              </Button>
            </Show>
            <Show when={known().state === "on" || known().state === "off"}>
              <Button
                variant={known().state === "off" ? "primary" : undefined}
                busy={busy()}
                onClick={() => void turn()}
              >
                {known().state === "on" ? "Switch notices off" : "Switch notices on"}
              </Button>
            </Show>
          </div>
        </section>
      )}
    </Show>
  );
}
