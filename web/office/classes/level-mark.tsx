import { Show } from "solid-js";
import { keywordDot } from "../settings/keyword-chip.tsx";

/** A level by its colour and its name; the colour alone says nothing. */
export function LevelMark(props: { name: string | null; color: string | null }) {
  return (
    <Show when={props.name}>
      <span class="inline-flex min-w-0 items-center gap-1.5 align-middle">
        <span class={`size-2.5 flex-none rounded-full ${keywordDot(props.color)}`} aria-hidden="true" />
        <span class="truncate">{props.name}</span>
      </span>
    </Show>
  );
}
