import { type Component, type ComponentProps, splitProps } from "solid-js";
import { Dynamic } from "solid-js/web";
import { Tooltip } from "./tooltip.tsx";

type IconButtonProps = Omit<ComponentProps<"button">, "children"> & {
  /** Its accessible name, and the tooltip. */
  label: string;
  icon: Component<{ class?: string }>;
  keys?: string;
  class?: string;
};

export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ["label", "icon", "keys", "class"]);
  return (
    <Tooltip
      label={own.label}
      keys={own.keys}
      as="button"
      type="button"
      {...rest}
      aria-label={own.label}
      class={`inline-grid size-8 flex-none place-items-center rounded-sm text-ink-2 transition-colors duration-100 hover:bg-hover hover:text-ink disabled:opacity-50 pointer-coarse:size-11 ${own.class ?? ""}`}
    >
      <Dynamic component={own.icon} />
    </Tooltip>
  );
}
