import { type Component, type ComponentProps, splitProps } from "solid-js";
import { Dynamic } from "solid-js/web";
import { Tooltip } from "./tooltip.tsx";

type IconButtonProps = Omit<ComponentProps<"button">, "children" | "ref"> & {
  /** Its accessible name, and the tooltip. */
  label: string;
  icon: Component<{ class?: string }>;
  keys?: string;
  class?: string;
  ref?: HTMLButtonElement | ((button: HTMLButtonElement) => void);
};

export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, ["label", "icon", "keys", "class", "ref"]);
  const button = (
    <button
      type="button"
      {...rest}
      ref={(element) => typeof own.ref === "function" && own.ref(element)}
      aria-label={own.label}
      class={`inline-grid size-8 min-h-(--touch) min-w-(--touch) flex-none place-items-center rounded-sm text-ink-2 transition-colors duration-100 hover:bg-hover hover:text-ink disabled:opacity-50 pointer-coarse:size-11 ${own.class ?? ""}`}
    >
      <Dynamic component={own.icon} />
    </button>
  ) as HTMLButtonElement;
  return (
    <>
      {button}
      <Tooltip of={button} label={own.label} keys={own.keys} />
    </>
  );
}
