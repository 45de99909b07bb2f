import { For, Show } from "solid-js";
import type { PaperLine } from "../../../../worker/domains/papers/shapes.ts";

/** What a line is for, and how its price came about: on paper nothing can be unfolded. */
export function LineWords(props: { line: PaperLine }) {
  const line = () => props.line;
  return (
    <>
      <span class="[overflow-wrap:anywhere]" classList={{ "line-through": line().isVoided }}>
        {line().description}
      </span>
      <Show when={line().studentName}>
        <bdi class="text-ink-3"> {line().studentName}</bdi>
      </Show>
      <Show when={line().story}>
        {(story) => (
          <ul class="mt-0.5 text-sm text-ink-3">
            <For each={story().steps}>
              {(step) => (
                <li class="[overflow-wrap:anywhere] tabular-nums">
                  {step.text} → {step.after}
                </li>
              )}
            </For>
          </ul>
        )}
      </Show>
    </>
  );
}
