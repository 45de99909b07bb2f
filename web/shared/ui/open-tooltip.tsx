import { DismissableLayer } from "@kobalte/core/dismissable-layer";
import { Popper } from "@kobalte/core/popper";
import { createSignal, createUniqueId, onCleanup, onMount, Show } from "solid-js";
import { Portal } from "solid-js/web";
import { Keys } from "./kbd.tsx";
import type { TooltipProps } from "./tooltip.tsx";

export default function OpenTooltip(props: TooltipProps & { onClose: () => void }) {
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
