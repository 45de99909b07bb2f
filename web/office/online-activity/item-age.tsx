import { createSignal, onCleanup } from "solid-js";
import type { ActivityRow } from "../../../worker/domains/online-activity/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { ageTone } from "./activity-words.ts";

const tickMs = 30_000;

/** How long something waits, with the colour of that: it grows old under the eyes of who leaves the page open all day. */
export function ItemAge(props: { row: ActivityRow }) {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), tickMs);
  onCleanup(() => clearInterval(timer));
  return (
    <span class={`whitespace-nowrap tabular-nums ${ageTone(props.row, now())}`}>
      {formats().ago(props.row.happenedAt, now())}
    </span>
  );
}
