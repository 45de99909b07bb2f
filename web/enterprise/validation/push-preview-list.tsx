import { For, Show } from "solid-js";
import type { PushPreview, PushPreviewRow } from "../../../worker/enterprise/validation/schemas.ts";
import { Pill } from "../../shared/ui/pill.tsx";
import { shownName } from "./kind-words.ts";

/** What would happen in each account, as it stands there now. */
export function PushPreviewList(props: { preview: PushPreview }) {
  return (
    <ul class="divide-y divide-line" aria-label="What would happen">
      <For each={props.preview.rows}>
        {(row) => (
          <li class="flex flex-col gap-0.5 py-2.5">
            <div class="flex flex-wrap items-center gap-x-2">
              <span class="flex-1 font-medium">{row.accountName}</span>
              <Pill tone={row.problem === null ? "good" : "warn"}>
                {row.problem === null ? "Will be renamed" : "Stays as it is"}
              </Pill>
            </div>
            <Show when={row.problem === null} fallback={<p class="text-ink-2">{row.problem}</p>}>
              <p class="text-ink-2">
                <span class="line-through decoration-ink-3">{shownName(row.record?.name ?? "")}</span>
                {" → "}
                <span class="font-medium text-ink">{props.preview.to}</span>
              </p>
              <p class="text-sm text-ink-3">{usesText(row)}</p>
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}

function usesText({ uses }: PushPreviewRow): string {
  if (uses.length === 0) return "Nothing uses it.";
  const parts = uses.map(({ what, count, atLeast }) => `${atLeast ? "more than " : ""}${count} ${what}`);
  return `Used by ${parts.join(", ")}.`;
}
