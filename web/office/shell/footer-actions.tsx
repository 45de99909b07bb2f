import { createSignal, type ParentProps, Show } from "solid-js";
import { Portal } from "solid-js/web";

const [footerSlot, setFooterSlot] = createSignal<HTMLElement>();

export { setFooterSlot };

/** The page's own actions, at the left of the footer: rendered by the page, shown in the shell. */
export function FooterActions(props: ParentProps) {
  return (
    <Show when={footerSlot()}>
      {(slot) => (
        <Portal mount={slot()} ref={(wrapper) => wrapper.classList.add("contents")}>
          {props.children}
        </Portal>
      )}
    </Show>
  );
}
