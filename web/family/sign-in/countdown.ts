import { createSignal, onCleanup } from "solid-js";

/** Counts down from whatever number of seconds it is started with. */
export function createCountdown() {
  const [endsAtMs, setEndsAtMs] = createSignal(0);
  const [nowMs, setNowMs] = createSignal(Date.now());
  const timer = setInterval(() => setNowMs(Date.now()), 500);
  onCleanup(() => clearInterval(timer));
  const left = () => Math.max(0, Math.ceil((endsAtMs() - nowMs()) / 1000));
  const start = (seconds: number) => {
    setNowMs(Date.now());
    setEndsAtMs(Date.now() + seconds * 1000);
  };
  return [left, start] as const;
}
