import { For } from "solid-js";
import type { ScheduleConflict } from "../../../../worker/domains/classes/shapes.ts";
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
              <span class="block font-medium [overflow-wrap:anywhere]">{conflict.text}</span>
              <span class="block text-sm text-ink-2">{whenText(conflict)}</span>
            </span>
          </li>
        )}
      </For>
    </ul>
  );
}

function whenText({ kind, firstOn, times }: ScheduleConflict): string {
  if (kind === "room_too_small") return "Every time";
  if (times === 1) return `Once, on ${dayText(firstOn)}`;
  return `${times} times in the next weeks, first on ${dayText(firstOn)}`;
}
