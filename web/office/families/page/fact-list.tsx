import type { JSX } from "solid-js";

/** Facts that can be edited stand as high as their fields, so that nothing moves when one opens. */
export function FactList(props: { children: JSX.Element }) {
  return (
    <dl class="grid grid-cols-[7rem_minmax(0,1fr)] items-start gap-x-4 border-t border-line pt-1 empty:after:col-span-2 empty:after:py-1.5 empty:after:text-ink-3 empty:after:content-['Nothing_noted']">
      {props.children}
    </dl>
  );
}

export function FactRow(props: { label: string; children: JSX.Element }) {
  return (
    <>
      <dt class="py-1.5 text-ink-3 pointer-coarse:py-3">{props.label}</dt>
      <dd class="min-w-0 tabular-nums">{props.children}</dd>
    </>
  );
}
