import { For, Show } from "solid-js";
import type { ItemPreview } from "../../../worker/domains/online-activity/preview-items.ts";
import type { ActivityRow } from "../../../worker/domains/online-activity/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { readable } from "../../shared/readable.ts";
import { TriangleAlertIcon } from "../../shared/ui/icons.tsx";

/** What approving one request does: in sentences, what stands in the way, and every line of money. */
export function PreviewLines(props: {
  row: ActivityRow;
  preview: ItemPreview | undefined;
  isTitled: boolean;
}) {
  const lines = () => props.preview?.money.flatMap(({ lines }) => lines) ?? [];
  return (
    <li class="flex flex-col gap-1.5">
      <Show when={props.isTitled}>
        <p class="font-medium [overflow-wrap:anywhere]">{readable(props.row.summary)}</p>
      </Show>
      <For each={props.preview?.effects}>
        {(effect) => <p class="text-ink-2 [overflow-wrap:anywhere]">{readable(effect)}</p>}
      </For>
      <For each={props.preview?.problems}>
        {(problem) => (
          <p class="flex gap-2 text-warn [overflow-wrap:anywhere]">
            <TriangleAlertIcon class="mt-0.5" />
            {readable(problem)}
          </p>
        )}
      </For>
      <For each={lines()}>
        {(line) => (
          <p class="flex justify-between gap-3">
            <span class="min-w-0 text-ink-2 [overflow-wrap:anywhere]">{line.description}</span>
            <span class="whitespace-nowrap tabular-nums">
              {line.differenceMinor < 0
                ? `${formats().money(-line.differenceMinor)} cr`
                : formats().money(line.differenceMinor)}
            </span>
          </p>
        )}
      </For>
    </li>
  );
}
