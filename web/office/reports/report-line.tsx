import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { ReportPreset, ReportSummary, ReportsPage } from "../../../worker/domains/reports/shapes.ts";
import { api } from "../../shared/api.ts";
import { patchQuery } from "../../shared/query.ts";
import { showProblem } from "../../shared/toasts.ts";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { StarIcon } from "../../shared/ui/icons.tsx";
import { filterHref } from "./filter-state.ts";

/** One report with the filters that were kept for it. */
export function ReportLine(props: { report: ReportSummary; presets: ReportPreset[] }) {
  const report = () => props.report;
  const star = () => (report().isFavorite ? "Take from the favorites" : "Keep among the favorites");
  return (
    <li class="flex items-start gap-2 border-b border-line py-2.5">
      <IconButton
        icon={StarIcon}
        label={`${star()}: ${report().title}`}
        aria-pressed={report().isFavorite}
        class={`-ml-1.5 -mt-1 ${report().isFavorite ? "text-accent [&_path]:fill-current" : "text-ink-3"}`}
        onClick={() => void toggleFavorite(report())}
      />
      <div class="min-w-0 flex-1">
        <A href={filterHref(report())} class="font-medium hover:underline">
          {report().title}
        </A>{" "}
        <span class="text-sm text-ink-3 tabular-nums">{report().code}</span>
        <p class="text-ink-2">{report().about}</p>
        <Show when={props.presets.length > 0}>
          <ul class="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-sm" aria-label={`Presets of ${report().title}`}>
            <For each={props.presets}>
              {(preset) => (
                <li>
                  <A class="hit text-accent hover:underline" href={filterHref(report(), preset.filter)}>
                    {preset.name}
                  </A>
                  <Show when={!preset.isMine}>
                    <span class="text-ink-3"> by {preset.ownerName}</span>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </div>
    </li>
  );
}

/** Shown at once; taken back when it could not be kept. */
async function toggleFavorite({ code, isFavorite }: ReportSummary) {
  const takeBack = patchQuery<ReportsPage>("/reports", (page) => ({
    ...page,
    reports: page.reports.map((report) =>
      report.code === code ? { ...report, isFavorite: !isFavorite } : report,
    ),
  }));
  try {
    const path = `/reports/favorites/${code}`;
    await (isFavorite ? api.delete(path) : api.put(path));
  } catch (cause) {
    takeBack();
    showProblem(cause);
  }
}
