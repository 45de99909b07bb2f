import { createMemo, For, Match, Show, Switch } from "solid-js";
import type { ReportSummary, ReportsPage } from "../../../worker/domains/reports/shapes.ts";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { FileTextIcon, SearchIcon } from "../../shared/ui/icons.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { useQuickParam } from "../../shared/url-state.ts";
import { LatestRuns } from "./latest-runs.tsx";
import { ReportLine } from "./report-line.tsx";
import { areas, createReports, findReports } from "./reports-data.ts";
import { ScheduleList } from "./schedule-list.tsx";

/** What one may run, those kept on top first, and what was run lately. */
export function ReportsList() {
  const page = createReports();
  const [typed, setTyped] = useQuickParam("q");
  const count = () => page.data() && String(page.data()?.reports.length);
  return (
    <div class="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Reports"
        count={count()}
        search={{ label: "Search reports", value: typed(), onInput: setTyped }}
      />
      <div class="min-h-0 flex-1 overflow-y-auto px-4 pb-16 sm:px-6">
        <Switch>
          <Match when={page.data()}>
            {(data) => <Page data={data()} typed={typed()} onClear={() => setTyped("")} />}
          </Match>
          <Match when={page.error()}>
            {(error) => (
              <ErrorState error={error()} title="The reports could not be loaded" onRetry={page.refetch} />
            )}
          </Match>
          <Match when={page.pending()}>
            <Waiting />
          </Match>
        </Switch>
      </div>
    </div>
  );
}

type PageProps = { data: ReportsPage; typed: string; onClear: () => void };

function Page(props: PageProps) {
  const found = createMemo(() => findReports(props.data.reports, props.typed));
  const groups = createMemo(() => {
    const rest = Object.entries(areas).map(([area, title]) => ({
      title,
      reports: found().filter((report) => report.area === area && !report.isFavorite),
    }));
    const favorites = { title: "Favorites", reports: found().filter(({ isFavorite }) => isFavorite) };
    return [favorites, ...rest].filter(({ reports }) => reports.length > 0);
  });
  return (
    <Show
      when={props.data.reports.length > 0}
      fallback={
        <EmptyState icon={FileTextIcon} title="There is no report for you yet">
          Each report has a right of its own. Ask an administrator of your school for those that you need.
        </EmptyState>
      }
    >
      <div class="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div class="flex min-w-0 flex-col gap-7">
          <For
            each={groups()}
            fallback={
              <EmptyState icon={SearchIcon} title={`No report matches “${props.typed}”`}>
                <button type="button" class="text-accent underline" onClick={() => props.onClear()}>
                  Clear the search
                </button>
              </EmptyState>
            }
          >
            {(group) => <Group title={group.title} reports={group.reports} data={props.data} />}
          </For>
        </div>
        <aside class="flex min-w-0 flex-col gap-7" aria-label="Results and schedules">
          <LatestRuns runs={props.data.latest} />
          <ScheduleList schedules={props.data.schedules} />
        </aside>
      </div>
    </Show>
  );
}

function Group(props: { title: string; reports: ReportSummary[]; data: ReportsPage }) {
  return (
    <section class="min-w-0">
      <h2 class="pb-1 font-semibold">{props.title}</h2>
      <ul class="border-t border-line">
        <For each={props.reports}>
          {(report) => (
            <ReportLine
              report={report}
              presets={props.data.presets.filter(({ code }) => code === report.code)}
            />
          )}
        </For>
      </ul>
    </section>
  );
}

function Waiting() {
  return (
    <SkeletonRegion label="the reports" class="late flex flex-col gap-6 pt-2">
      <SkeletonText width={160} />
      <SkeletonText width={420} />
      <SkeletonText width={380} />
      <SkeletonText width={440} />
    </SkeletonRegion>
  );
}
