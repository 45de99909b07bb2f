import * as KPopover from "@kobalte/core/popover";
import { type EarlyPress, keepFocus } from "./early-trigger.tsx";
import type { PopoverProps } from "./popover.tsx";
import { ShortcutPause } from "./shortcut-pause.tsx";

export function WorkingPopover(props: PopoverProps & { early: EarlyPress }) {
  return (
    <KPopover.Root
      defaultOpen={props.early.isPressed}
      open={props.open}
      onOpenChange={props.onOpenChange}
      gutter={6}
      placement="bottom-start"
    >
      <KPopover.Trigger ref={keepFocus(props.early)} class={props.triggerClass}>
        {props.trigger}
      </KPopover.Trigger>
      <KPopover.Portal>
        {/* In a drawer it stands beside it, and would be hidden from those who hear the page as all else is. */}
        <KPopover.Content
          data-kb-top-layer=""
          aria-label={props.label}
          class={`animate-rise surface z-40 max-w-[calc(100vw-1rem)] p-2 ${props.class ?? "w-64"}`}
        >
          <ShortcutPause />
          {props.children}
        </KPopover.Content>
      </KPopover.Portal>
    </KPopover.Root>
  );
}
