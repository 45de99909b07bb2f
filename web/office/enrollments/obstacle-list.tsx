import { createMemo, For, Show } from "solid-js";
import type { Obstacle } from "../../../worker/domains/enrollments/shapes.ts";
import { readable } from "../../shared/readable.ts";
import { CircleAlertIcon, TriangleAlertIcon } from "../../shared/ui/icons.tsx";

type Told = Obstacle & { studentName?: string };

type ObstacleListProps = {
  obstacles: readonly Told[];
  /** `warn`: may be wanted all the same; `bad`: may not. */
  tone: "warn" | "bad";
  title: string;
};

/** What is in the way, in whole sentences; the same for several students is said once. */
export function ObstacleList(props: ObstacleListProps) {
  const lines = createMemo(() => {
    const names = new Map<string, string[]>();
    for (const { text: told, studentName } of props.obstacles) {
      const text = readable(told);
      names.set(text, [...(names.get(text) ?? []), ...(studentName ? [studentName] : [])]);
    }
    return [...names].map(([text, who]) => ({ text, who: who.join(", ") }));
  });
  const isBad = () => props.tone === "bad";
  return (
    <Show when={props.obstacles.length > 0}>
      <div
        class="flex gap-2.5 rounded-sm px-3 py-2.5"
        classList={{ "bg-bad-soft": isBad(), "bg-warn-soft": !isBad() }}
      >
        <Show when={isBad()} fallback={<TriangleAlertIcon class="mt-0.5 text-warn" />}>
          <CircleAlertIcon class="mt-0.5 text-bad" />
        </Show>
        <div class="min-w-0">
          <p class={`font-semibold ${isBad() ? "text-bad" : "text-warn"}`}>{props.title}</p>
          <ul class="flex flex-col gap-0.5 text-ink">
            <For each={lines()}>
              {(line) => (
                <li class="[overflow-wrap:anywhere]">
                  {line.text}
                  <Show when={line.who && !line.text.includes(line.who)}>
                    <span class="text-ink-2"> ({line.who})</span>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </div>
      </div>
    </Show>
  );
}
