import { A } from "@solidjs/router";
import { type Component, type JSX, splitProps } from "solid-js";
import { Dynamic } from "solid-js/web";
import { type ButtonLook, buttonClass } from "./button-class.ts";

type ButtonLinkProps = ButtonLook & {
  href: string;
  icon?: Component<{ class?: string }>;
  /** A full page load, for addresses that this portal does not serve. */
  external?: boolean;
  children: JSX.Element;
};

export function ButtonLink(props: ButtonLinkProps) {
  const [own, look] = splitProps(props, ["href", "icon", "external", "children"]);
  return (
    <Dynamic component={own.external ? "a" : A} href={own.href} class={buttonClass(look)}>
      {own.icon && <Dynamic component={own.icon} />}
      {own.children}
    </Dynamic>
  );
}
