import { For, type JSX } from "solid-js";
import { keyLabels } from "../keyboard.ts";

export function Kbd(props: { children: JSX.Element }) {
  return <kbd class="kbd">{props.children}</kbd>;
}

/** A shortcut as it is registered ("mod+k", "g f"), drawn key by key. */
export function Keys(props: { keys: string }) {
  return (
    <span class="inline-flex gap-0.5">
      <For each={keyLabels(props.keys)}>{(label) => <Kbd>{label}</Kbd>}</For>
    </span>
  );
}
