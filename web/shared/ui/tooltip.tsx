import * as KTooltip from "@kobalte/core/tooltip";
import { createSignal, type JSX, Show, splitProps, type ValidComponent } from "solid-js";
import { Keys } from "./kbd.tsx";

type TooltipProps = {
  /** Nothing is shown while it is empty. */
  label: string;
  /** The shortcut that does the same. */
  keys?: string;
  as?: ValidComponent;
  children: JSX.Element;
  [attribute: string]: unknown;
};

/** Names what has no visible name. Never the only place of anything that matters: touch has no hover. */
export function Tooltip(props: TooltipProps) {
  const [own, rest] = splitProps(props, ["label", "keys", "as", "children"]);
  const [open, setOpen] = createSignal(false);
  let trigger: HTMLElement | undefined;
  // Everything on a page belongs to a landmark, also what floats above it.
  const landmark = () => trigger?.closest<HTMLElement>("main, nav, footer, [role=dialog]") ?? undefined;
  return (
    <KTooltip.Root
      open={open()}
      onOpenChange={setOpen}
      openDelay={400}
      closeDelay={0}
      gutter={6}
      ignoreSafeArea
    >
      {/* It leaves at the next key: a dialog that a shortcut opens below an open tooltip would not get the focus. */}
      <KTooltip.Trigger
        onKeyDown={() => setOpen(false)}
        ref={(element: HTMLElement) => {
          trigger = element;
        }}
        as={own.as ?? "span"}
        {...rest}
      >
        {own.children}
      </KTooltip.Trigger>
      <Show when={open() && own.label}>
        <KTooltip.Portal mount={landmark()}>
          <KTooltip.Content class="animate-fade z-50 flex items-center gap-2 rounded-sm bg-ink px-2 py-1 text-xs text-paper shadow-2">
            {own.label}
            <Show when={own.keys}>{(keys) => <Keys keys={keys()} />}</Show>
          </KTooltip.Content>
        </KTooltip.Portal>
      </Show>
    </KTooltip.Root>
  );
}
