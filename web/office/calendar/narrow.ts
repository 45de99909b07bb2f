import { createSignal, onCleanup } from "solid-js";

/** Below the sm breakpoint a calendar is a list of one day. */
export function createNarrow() {
  const query = matchMedia("(width < 40rem)");
  const [isNarrow, setNarrow] = createSignal(query.matches);
  const follow = () => setNarrow(query.matches);
  query.addEventListener("change", follow);
  onCleanup(() => query.removeEventListener("change", follow));
  return isNarrow;
}
