import { createSignal, onCleanup } from "solid-js";
import { leftText } from "../words.ts";

const tickMs = 20_000;

/** How long an offer still stands; counts down while it is looked at. */
export function TimeLeft(props: { expiresAt: number }) {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), tickMs);
  onCleanup(() => clearInterval(timer));
  return <span class="text-sm text-ink-3 tabular-nums">{leftText(props.expiresAt, now())}</span>;
}
