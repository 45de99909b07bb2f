import { type Component, type ComponentProps, Show, splitProps } from "solid-js";
import { Dynamic } from "solid-js/web";
import { type ButtonLook, buttonClass } from "./button-class.ts";
import { Spinner } from "./spinner.tsx";

export type ButtonProps = ComponentProps<"button"> &
  ButtonLook & {
    icon?: Component<{ class?: string }>;
    /** Keeps its width and its label for screen readers, and cannot be pressed twice. */
    busy?: boolean;
  };

/** Gives way to the spinner when that appears; without an icon there is no other place for it. */
const givesWay = "inline-flex items-center gap-1.5 animate-[fade_160ms_300ms_reverse_forwards]";

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ["variant", "size", "icon", "busy", "class", "children", "onClick"]);
  const isCovered = () => own.busy && !own.icon;
  return (
    <button
      type="button"
      {...rest}
      class={buttonClass(own)}
      aria-busy={own.busy || undefined}
      aria-disabled={own.busy || undefined}
      onClick={(event) => {
        if (own.busy) event.preventDefault();
        else if (typeof own.onClick === "function") own.onClick(event);
      }}
    >
      <Show when={own.busy} fallback={own.icon && <Dynamic component={own.icon} />}>
        <Spinner class={isCovered() ? "absolute" : ""} />
      </Show>
      <span class={isCovered() ? givesWay : "contents"}>{own.children}</span>
    </button>
  );
}
