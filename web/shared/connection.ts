import { createSignal } from "solid-js";

const probeEveryMs = 5_000;
const [reachable, setReachable] = createSignal(navigator.onLine);
const listeners = new Set<() => void>();
let probe: ReturnType<typeof setTimeout> | undefined;

/** False while the server cannot be reached, whichever side of the cable is to blame. */
export { reachable };

export function onReconnect(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function noteReached() {
  clearTimeout(probe);
  probe = undefined;
  if (reachable()) return;
  setReachable(true);
  for (const listener of listeners) listener();
}

export function noteUnreachable() {
  setReachable(false);
  probe ??= setTimeout(async () => {
    probe = undefined;
    const answered = await fetch("/healthz", { cache: "no-store" }).then(
      () => true,
      () => false,
    );
    if (answered) noteReached();
    else noteUnreachable();
  }, probeEveryMs);
}

window.addEventListener("offline", noteUnreachable);
window.addEventListener("online", noteReached);
