import type { Component, JSX } from "solid-js";
import { EarlyTrigger } from "./early-trigger.tsx";
import { latePart } from "./late-part.ts";

export type MenuProps = {
  label: string;
  trigger: JSX.Element;
  triggerClass: string;
  placement?: "bottom-start" | "bottom-end" | "top-start" | "top-end";
  children: JSX.Element;
};

/** What menus are made of is more script than most pages: it comes when the page stands. */
const parts = latePart(() => import("./menu-parts.tsx"));

export function Menu(props: MenuProps) {
  return (
    <EarlyTrigger
      label={props.label}
      class={props.triggerClass}
      popup="menu"
      face={props.trigger}
      behind={parts}
    >
      {({ WorkingMenu }, early) => <WorkingMenu {...props} early={early} />}
    </EarlyTrigger>
  );
}

export type MenuItemProps = {
  label: string;
  icon?: Component<{ class?: string }>;
  keys?: string;
  hint?: string;
  disabled?: boolean;
  current?: boolean;
  /** Cannot be undone, or looks as if. */
  danger?: boolean;
  onSelect: () => void;
};

export function MenuItem(props: MenuItemProps) {
  const { MenuItem } = parts.known();
  return <MenuItem {...props} />;
}

export type MenuChoiceProps = {
  label: string;
  value: string;
  options: { value: string; label: string; icon?: Component<{ class?: string }> }[];
  onChange: (value: string) => void;
};

export function MenuChoice(props: MenuChoiceProps) {
  const { MenuChoice } = parts.known();
  return <MenuChoice {...props} />;
}

export function MenuLine() {
  const { MenuLine } = parts.known();
  return <MenuLine />;
}
