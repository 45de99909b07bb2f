import { A } from "@solidjs/router";
import { For } from "solid-js";
import type { ReportRunBrief } from "../../../worker/domains/reports/shapes.ts";
import { plural } from "../../shared/format/names.ts";
import { formats } from "../../shared/formats.ts";
import { Pill } from "../../shared/ui/pill.tsx";
import { runStatus } from "./run-status.ts";

/** What was run lately; results are kept for a while. */
export function LatestRuns(props: { runs: readonly ReportRunBrief[] }) {
  return (
    <section>
      <h2 class="pb-1 font-semibold">Latest results</h2>
      <ul class="border-t border-line">
        <For
          each={props.runs}
          fallback={<li class="py-3 text-ink-3">What you run stands here for 30 days.</li>}
        >
          {(run) => (
            <li class="border-b border-line py-2">
              <div class="flex items-center gap-2">
                <A
                  href={`/reports/runs/${run.id}`}
                  class="min-w-0 flex-1 truncate font-medium hover:underline"
                >
                  {run.title}
                </A>
                <Pill tone={runStatus[run.status].tone}>{runStatus[run.status].label}</Pill>
              </div>
              <p class="text-sm text-ink-3 tabular-nums">
                {plural(run.rowCount, "row")} · {formats().ago(run.createdAt)}
              </p>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
