import { For, Show } from "solid-js";
import type { Owed, OwedLine } from "../../../worker/domains/family-payments/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { dayText } from "../booking/class-text.ts";
import { paymentWords } from "../words/payments.ts";
import { lineName } from "./line-name.tsx";
import { StoryLines } from "./story-lines.tsx";

type OwedLinesProps = { owed: Owed; left: readonly string[]; onLeft: (left: readonly string[]) => void };

/** What is owed by due date, each line with a tick and its explanation. */
export function OwedLines(props: OwedLinesProps) {
  const byDay = () => [...Map.groupBy(props.owed.lines, ({ dueOn }) => dueOn)];
  const words = paymentWords;
  const heading = (dueOn: string) => {
    if (dueOn < props.owed.today) return `${words().overdue} · ${words().dueOn(dayText(dueOn))}`;
    return dueOn === props.owed.today ? words().dueToday : words().dueOn(dayText(dueOn));
  };
  const tick = (id: string, isOn: boolean) =>
    props.onLeft(isOn ? props.left.filter((other) => other !== id) : [...props.left, id]);
  return (
    <For each={byDay()}>
      {([dueOn, lines]) => (
        <section class="flex flex-col rounded-lg border border-line bg-sheet">
          <h2
            class={`border-b border-line px-4 py-2.5 font-semibold ${dueOn < props.owed.today ? "text-bad" : ""}`}
          >
            {heading(dueOn)}
          </h2>
          <ul class="divide-y divide-line">
            <For each={lines}>
              {(line) => (
                <Line
                  line={line}
                  isChosen={!props.left.includes(line.id)}
                  onTick={(isOn) => tick(line.id, isOn)}
                />
              )}
            </For>
          </ul>
        </section>
      )}
    </For>
  );
}

function Line(props: { line: OwedLine; isChosen: boolean; onTick: (isOn: boolean) => void }) {
  const words = paymentWords;
  const name = () => lineName(props.line);
  const both = (...parts: readonly (string | null)[]) => parts.filter((part) => part !== null);
  return (
    <li class="px-4 py-2">
      <label class="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          class="check"
          checked={props.isChosen}
          aria-label={words().pickLine(both(name().title, name().student).join(", "))}
          onChange={(event) => props.onTick(event.currentTarget.checked)}
        />
        <span class="min-w-0 flex-1">
          <span class="block font-medium [overflow-wrap:anywhere]">{name().title}</span>
          <span class="text-sm text-ink-3">
            {both(name().student, words().chargeNumber(props.line.chargeNumber)).join(" · ")}
          </span>
        </span>
        <span class="font-semibold tabular-nums">{formats().money(props.line.openMinor)}</span>
      </label>
      <Show when={props.line.story}>{(story) => <StoryLines story={story()} />}</Show>
    </li>
  );
}
