import { For, Show } from "solid-js";
import type { RightReport } from "../../../worker/domains/staff/schemas.ts";
import { LockIcon } from "../../shared/ui/icons.tsx";
import { LevelPill } from "./level-pill.tsx";

/** One's own rights, for those who may not decide about any: what, and why. */
export function RightsList(props: { reports: readonly RightReport[] }) {
  return (
    <ul class="border-t border-line">
      <For each={props.reports}>
        {(report) => (
          <li class="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2.5">
            <div class="min-w-48 flex-1">
              <p class="font-semibold">{report.label}</p>
              <p class="text-sm text-ink-3">{report.sentence}</p>
            </div>
            <span class="flex items-center gap-1.5">
              <Show when={report.restrictedBy}>
                <LockIcon class="text-ink-2" />
              </Show>
              <LevelPill report={report} />
            </span>
          </li>
        )}
      </For>
    </ul>
  );
}
