import { createSignal, lazy, onCleanup, onMount, Show, Suspense } from "solid-js";

export type TooltipProps = {
  /** What it says of this element. */
  of: HTMLElement;
  /** Nothing is shown while it is empty. */
  label: string;
  /** The shortcut that does the same. */
  keys?: string;
};

const OpenTooltip = lazy(() => import("./open-tooltip.tsx"));

const openAfterMs = 400;
/** Whoever goes from one button to the next reads the next name at once. */
const warmForMs = 300;
let closedAtMs = Number.NEGATIVE_INFINITY;
/** Takes away the one that is shown: there is never a second. */
let closeShown: (() => void) | undefined;

/**
 * Names what has no visible name. Never the only place of anything that matters: touch has no hover. A page has dozens,
 * and all but one are never seen: until then each is two listeners and nothing else.
 */
export function Tooltip(props: TooltipProps) {
  const [open, setOpen] = createSignal(false);
  let opening: ReturnType<typeof setTimeout> | undefined;

  function show() {
    if (closeShown !== close) closeShown?.();
    closeShown = close;
    setOpen(true);
  }

  function close() {
    clearTimeout(opening);
    if (closeShown === close) closeShown = undefined;
    if (open()) closedAtMs = performance.now();
    setOpen(false);
  }

  onMount(() => {
    const trigger = props.of;
    const enter = (event: PointerEvent) => {
      if (event.pointerType === "touch") return;
      void OpenTooltip.preload();
      const isWarm = performance.now() - closedAtMs < warmForMs;
      opening = setTimeout(show, isWarm ? 0 : openAfterMs);
      // It leaves at the next key: a dialog that a shortcut opens below an open tooltip would not get the focus.
      for (const type of leaving) trigger.addEventListener(type, close, { once: true });
    };
    const focus = () => {
      // A press focuses as well, and says itself what it does.
      if (!trigger.matches(":focus-visible")) return;
      for (const type of leaving) trigger.addEventListener(type, close, { once: true });
      show();
    };
    trigger.addEventListener("pointerenter", enter);
    trigger.addEventListener("focus", focus);
  });
  onCleanup(close);

  return (
    <Show when={open() && props.label}>
      <Suspense>
        <OpenTooltip {...props} onClose={close} />
      </Suspense>
    </Show>
  );
}

const leaving = ["pointerleave", "click", "blur", "keydown"];
