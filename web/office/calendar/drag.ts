import type { CalendarState } from "./calendar-state.ts";
import { type Carry, mayCarry } from "./carry.ts";
import { type Hours, minuteAt } from "./hours.ts";

const startAfterPx = 5;
const edgePx = 36;
const stepMinutes = 15;
const fineMinutes = 5;

/** Takes a block with the pointer. A finger scrolls instead: on touch screens a meeting is moved from its details. */
export function startDrag(
  event: PointerEvent,
  scroller: HTMLElement,
  options: { state: CalendarState; carry: Carry; hours: () => Hours },
) {
  const { state, carry, hours } = options;
  const block = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-meeting]") : null;
  const columnElement = block?.closest<HTMLElement>("[data-column]");
  const meeting = state.meetingOf(block?.dataset.meeting ?? "");
  const from = state.columns().find(({ id }) => id === columnElement?.dataset.column);
  if (!block || !meeting || !from || event.button !== 0 || event.pointerType === "touch") return;
  if (!mayCarry(meeting)) return;
  const grabbedY = event.clientY - block.getBoundingClientRect().top;
  const elements = [...scroller.querySelectorAll<HTMLElement>("[data-column]")];
  const done = new AbortController();

  function move(now: PointerEvent) {
    const far = Math.hypot(now.clientX - event.clientX, now.clientY - event.clientY);
    if (!carry.isCarrying()) {
      if (far < startAfterPx || !meeting || !from) return;
      carry.pickUp(meeting, from);
      // The press would otherwise select the texts that it passes.
      getSelection()?.removeAllRanges();
    }
    scrollAtEdge(scroller, now);
    const over = elements.findIndex((element) => now.clientX < element.getBoundingClientRect().right);
    const at = over === -1 ? elements.length - 1 : over;
    const column = state.columns()[at];
    const rect = elements[at]?.getBoundingClientRect();
    if (!column || !rect) return;
    const step = now.altKey ? fineMinutes : stepMinutes;
    carry.place(column, minuteAt((now.clientY - grabbedY - rect.top) / rect.height, hours(), step));
  }

  function end(isDropped: boolean) {
    done.abort();
    if (isDropped) carry.drop();
    else carry.cancel();
  }

  const { signal } = done;
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener(
    "pointerup",
    () => {
      if (!carry.isCarrying()) return done.abort();
      swallowClick(scroller);
      end(true);
    },
    { signal },
  );
  window.addEventListener("pointercancel", () => end(false), { signal });
  window.addEventListener(
    "keydown",
    (pressed) => {
      if (pressed.key !== "Escape") return;
      pressed.preventDefault();
      // The button is let go whenever the person does so.
      if (carry.isCarrying())
        window.addEventListener("pointerup", () => swallowClick(scroller), { once: true });
      end(false);
    },
    { signal, capture: true },
  );
}

/** The click that comes with the end of a drag opens nothing. */
function swallowClick(scroller: HTMLElement) {
  scroller.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => scroller.removeEventListener("click", swallow, { capture: true }));
}

const swallow = (event: Event) => {
  event.preventDefault();
  event.stopPropagation();
};

function scrollAtEdge(scroller: HTMLElement, { clientX, clientY }: PointerEvent) {
  const { top, bottom, left, right } = scroller.getBoundingClientRect();
  const pull = (before: number, after: number) => (before < edgePx ? -12 : after < edgePx ? 12 : 0);
  scroller.scrollBy(pull(clientX - left, right - clientX), pull(clientY - top, bottom - clientY));
}
