import * as KMenu from "@kobalte/core/dropdown-menu";
import { For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { type EarlyPress, keepFocus } from "./early-trigger.tsx";
import { CheckIcon } from "./icons.tsx";
import { Keys } from "./kbd.tsx";
import type { MenuChoiceProps, MenuItemProps, MenuProps } from "./menu.tsx";
import { ShortcutPause } from "./shortcut-pause.tsx";

const itemClass =
  "flex min-h-8 cursor-default items-center gap-2.5 rounded-sm px-2 outline-none select-none data-highlighted:bg-hover data-disabled:text-ink-3 pointer-coarse:min-h-11";

const openingPressMs = 250;

/** The press that opens a menu may end on it before it has found its place; that chooses nothing. */
function ignoreOpeningPress(content: HTMLElement) {
  const openedAt = performance.now();
  let pressedInside = false;
  const note = () => {
    pressedInside = true;
  };
  const ignore = (event: PointerEvent) => {
    if (!pressedInside && event.timeStamp - openedAt < openingPressMs) event.stopPropagation();
  };
  content.addEventListener("pointerdown", note, { capture: true });
  content.addEventListener("pointerup", ignore, { capture: true });
}

export function WorkingMenu(props: MenuProps & { early: EarlyPress }) {
  let trigger: HTMLButtonElement | undefined;
  // Everything on a page belongs to a landmark, also what floats above it.
  const landmark = () => trigger?.closest<HTMLElement>("main, nav, footer") ?? undefined;
  return (
    <KMenu.Root
      defaultOpen={props.early.isPressed}
      placement={props.placement ?? "bottom-start"}
      gutter={6}
      modal={false}
    >
      <KMenu.Trigger
        ref={(element: HTMLButtonElement) => {
          trigger = element;
          keepFocus(props.early)(element);
        }}
        aria-label={props.label}
        class={props.triggerClass}
      >
        {props.trigger}
      </KMenu.Trigger>
      <KMenu.Portal mount={landmark()}>
        <KMenu.Content
          ref={ignoreOpeningPress}
          class="animate-rise surface z-40 max-h-[80dvh] min-w-52 overflow-y-auto p-1"
        >
          <ShortcutPause />
          {props.children}
        </KMenu.Content>
      </KMenu.Portal>
    </KMenu.Root>
  );
}

export function MenuItem(props: MenuItemProps) {
  return (
    <KMenu.Item
      class={`${itemClass} ${props.danger ? "text-bad" : ""} ${props.current ? "font-semibold text-accent" : ""}`}
      disabled={props.disabled}
      onSelect={props.onSelect}
    >
      <Show when={props.icon}>
        {(icon) => <Dynamic component={icon()} class={props.danger ? "" : "text-ink-3"} />}
      </Show>
      <span class="flex-1 truncate">{props.label}</span>
      <Show when={props.hint}>
        <span class="text-sm text-ink-3">{props.hint}</span>
      </Show>
      <Show when={props.keys}>
        {(keys) => (
          <span class="pointer-coarse:hidden">
            <Keys keys={keys()} />
          </span>
        )}
      </Show>
    </KMenu.Item>
  );
}

export function MenuChoice(props: MenuChoiceProps) {
  return (
    <KMenu.RadioGroup value={props.value} onChange={props.onChange}>
      <KMenu.GroupLabel class="px-2 pt-1.5 pb-1 text-xs font-medium text-ink-3">
        {props.label}
      </KMenu.GroupLabel>
      <For each={props.options}>
        {(option) => (
          <KMenu.RadioItem value={option.value} class={itemClass} closeOnSelect={false}>
            {option.icon && <Dynamic component={option.icon} class="text-ink-3" />}
            <span class="flex-1">{option.label}</span>
            <KMenu.ItemIndicator>
              <CheckIcon class="text-accent" />
            </KMenu.ItemIndicator>
          </KMenu.RadioItem>
        )}
      </For>
    </KMenu.RadioGroup>
  );
}

export function MenuLine() {
  return <KMenu.Separator class="mx-2 my-1 border-line" />;
}
