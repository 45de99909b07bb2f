import { For, Show } from "solid-js";
import { matchText } from "../format/text-match.ts";

/** Marks what a search found: "nun" is found in "Núñez". */
export function Highlight(props: { text: string; search: string }) {
  return (
    <For each={matchText(props.text, props.search)}>
      {(part) => (
        <Show when={part.matched} fallback={part.text}>
          <mark>{part.text}</mark>
        </Show>
      )}
    </For>
  );
}
