import { createMemo, For, Show } from "solid-js";
import { matchText, sameParts } from "../format/text-match.ts";

/** Marks what a search found: "nun" is found in "Núñez". */
export function Highlight(props: { text: string; search: string }) {
  // Most of a list is not touched by the next letter, and stays as it is.
  const parts = createMemo(() => matchText(props.text, props.search), undefined, { equals: sameParts });
  const isPlain = () => parts().length === 1 && parts()[0]?.matched === false;
  return (
    <Show when={!isPlain()} fallback={props.text}>
      <For each={parts()}>
        {(part) => (
          <Show when={part.matched} fallback={part.text}>
            <mark>{part.text}</mark>
          </Show>
        )}
      </For>
    </Show>
  );
}
