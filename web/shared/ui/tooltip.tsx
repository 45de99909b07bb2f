import { DismissableLayer } from "@kobalte/core/dismissable-layer";
import { Popper } from "@kobalte/core/popper";
import { createSignal, createUniqueId, onCleanup, onMount, Show } from "solid-js";
import { Portal } from "solid-js/web";
import { Keys } from "./kbd.tsx";

type TooltipProps = {
  /** What it says of this element. */
  of: HTMLElement;
  /** Nothing is shown while it is empty. */
  label: string;
  /** The shortcut that does the same. */
  keys?: string;
};

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
      <OpenTooltip {...props} onClose={close} />
    </Show>
  );
}

const leaving = ["pointerleave", "click", "blur", "keydown"];

function OpenTooltip(props: TooltipProps & { onClose: () => void }) {
  const id = createUniqueId();
  const [content, setContent] = createSignal<HTMLElement>();
  const trigger = props.of;
  // Everything on a page belongs to a landmark, also what floats above it.
  const landmark = trigger.closest<HTMLElement>("main, nav, footer, [role=dialog]") ?? undefined;
  const leaveWithScroll = ({ target }: Event) =>
    target instanceof Node && target.contains(trigger) && props.onClose();

  onMount(() => {
    trigger.setAttribute("aria-describedby", id);
    window.addEventListener("scroll", leaveWithScroll, { capture: true });
  });
  onCleanup(() => {
    trigger.removeAttribute("aria-describedby");
    window.removeEventListener("scroll", leaveWithScroll, { capture: true });
  });

  return (
    <Popper anchorRef={() => trigger} contentRef={content} gutter={6}>
      <Portal mount={landmark}>
        <Popper.Positioner>
          <DismissableLayer
            ref={setContent}
            id={id}
            role="tooltip"
            class="animate-fade relative z-50 flex items-center gap-2 rounded-sm bg-ink px-2 py-1 text-xs text-paper shadow-2"
            onFocusOutside={(event: Event) => event.preventDefault()}
            onDismiss={() => props.onClose()}
          >
            {props.label}
            <Show when={props.keys}>{(keys) => <Keys keys={keys()} />}</Show>
          </DismissableLayer>
        </Popper.Positioner>
      </Portal>
    </Popper>
  );
}
