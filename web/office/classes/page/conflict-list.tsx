import { For } from "solid-js";
import type { ScheduleConflict } from "../../../../worker/domains/classes/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { TriangleAlertIcon } from "../../../shared/ui/icons.tsx";
import { dayText } from "../class-words.ts";

/** Clashes as warnings: who or what, with which class, from which day and how often. */
export function ConflictList(props: { conflicts: readonly ScheduleConflict[] }) {
  return (
    <ul class="flex flex-col gap-1" aria-label="Clashes">
      <For each={props.conflicts}>
        {(conflict) => (
          <li class="flex items-start gap-2 rounded-sm bg-warn-soft px-3 py-2 text-warn">
            <TriangleAlertIcon class="mt-0.5 flex-none" />
            <span class="min-w-0">
              <span class="block font-medium [overflow-wrap:anywhere]">{clockedText(conflict.text)}</span>
              <span class="block text-sm text-ink-2">{whenText(conflict)}</span>
            </span>
          </li>
        )}
      </For>
    </ul>
  );
}

const DAY = 1440;

/** The server names a time as 16:00–17:30; here it looks like all others. */
const clockedText = (text: string) =>
  text.replace(/\b(\d\d):(\d\d)–(\d\d):(\d\d)$/, (_, ...parts: string[]) => {
    const [fromHour, from, toHour, to] = parts.map(Number) as [number, number, number, number];
    const begins = fromHour * 60 + from;
    const ends = toHour * 60 + to;
    return formats().clocks(begins, ends < begins ? ends + DAY : ends);
  });

function whenText({ kind, firstOn, times }: ScheduleConflict): string {
  if (kind === "room_too_small") return "Every time";
  if (times === 1) return `Once, on ${dayText(firstOn)}`;
  return `${times} times in the next weeks, first on ${dayText(firstOn)}`;
}
