import { useNavigate } from "@solidjs/router";
import { createEffect, createMemo, createSignal, lazy, Match, on, onCleanup, Show, Switch } from "solid-js";
import type { ReportPreview, ReportSummary, ReportsPage } from "../../../worker/domains/reports/shapes.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { ClockIcon, SearchIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { withParams } from "../../shared/url-state.ts";
import { QueryStates } from "../settings/query-states.tsx";
import { noteTaskStarted } from "../shell/tasks.ts";
import { BackLink } from "../staff/back-link.tsx";
import { FilterForm } from "./filter-form.tsx";
import { createFilterState } from "./filter-state.ts";
import { ForAllAccounts, type Generated } from "./for-all-accounts.tsx";
import { PresetBar } from "./preset-bar.tsx";
import { ReportTable } from "./report-table.tsx";
import { createReports } from "./reports-data.ts";

const NotFoundPage = lazy(() => import("../shell/not-found-page.tsx"));
const ScheduleDialog = lazy(() => import("./schedule-dialog.tsx"));

/** The preview waits until the hand rests on the filters. */
const restMs = 350;

/** One report: its filters, what it would begin with, and the button that runs it. */
export default function ReportPage(props: { code: string }) {
  const page = createReports();
  return (
    <QueryStates query={page} label="the report">
      {(data) => (
        <Show when={data().reports.find(({ code }) => code === props.code)} fallback={<NotFoundPage />} keyed>
          {(report) => <Report report={report} page={data()} />}
        </Show>
      )}
    </QueryStates>
  );
}

function Report(props: { report: ReportSummary; page: ReportsPage }) {
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal(false);
  const [scheduling, setScheduling] = createSignal(false);
  const [forAll, setForAll] = createSignal(false);
  const [generated, setGenerated] = createSignal<Generated>();
  const [path, setPath] = createSignal<string>();
  const preview = createQuery<ReportPreview>(path, { keepPrevious: true, staleMs: 30_000 });
  const state = createFilterState(() => props.report, preview.error);
  const asked = createMemo(() =>
    withParams("/reports/preview", { code: props.report.code, filter: JSON.stringify(state.values()) }),
  );
  createEffect(
    on(asked, (next, before) => {
      const timer = setTimeout(() => setPath(next), before === undefined ? 0 : restMs);
      onCleanup(() => clearTimeout(timer));
    }),
  );

  async function run() {
    if (busy()) return;
    setBusy(true);
    try {
      const body = { code: props.report.code, filter: state.values() };
      if (forAll()) {
        setGenerated(await api.post<Generated>("/reports/runs", { ...body, forAllAccounts: true }));
        return;
      }
      const started = await api.post<{ id: string }>("/reports/runs", body);
      noteTaskStarted();
      invalidate("/reports");
      navigate(`/reports/runs/${started.id}`);
    } catch (cause) {
      showProblem(cause, "The report could not be started");
    } finally {
      setBusy(false);
    }
  }
  useShortcuts({
    keys: "mod+Enter",
    label: "Run the report",
    group: "This page",
    when: () => !scheduling(),
    run: () => void run(),
  });

  return (
    <div class="h-full overflow-y-auto px-4 pt-3 pb-16 sm:px-6">
      <BackLink href="/reports" label="Reports" />
      <header class="flex flex-wrap items-start gap-x-3 gap-y-2 pb-4">
        <div class="min-w-0 flex-1 basis-72">
          <div class="flex flex-wrap items-baseline gap-x-2">
            <PageTitle title={props.report.title} />
            <span class="text-ink-3 tabular-nums">{props.report.code}</span>
          </div>
          <p class="text-ink-2">{props.report.about}</p>
        </div>
        <Button icon={ClockIcon} onClick={() => setScheduling(true)}>
          Schedule…
        </Button>
        <Button variant="primary" busy={busy()} onClick={() => void run()}>
          {forAll() ? "Generate for all accounts" : "Run report"}
        </Button>
      </header>
      <Show when={props.report.canGenerate}>
        <ForAllAccounts checked={forAll()} onChange={setForAll} generated={generated()} />
      </Show>
      <PresetBar report={props.report} page={props.page} state={state} />
      <FilterForm report={props.report} page={props.page} state={state} />
      <section class="pt-6" aria-label="Preview" aria-busy={preview.refreshing()}>
        <Preview query={preview} title={props.report.title} />
      </section>
      <Show when={scheduling()}>
        <ScheduleDialog
          report={props.report}
          filter={state.values()}
          mailTo={props.page.mailTo}
          onClose={() => setScheduling(false)}
        />
      </Show>
    </div>
  );
}

function Preview(props: { query: ReturnType<typeof createQuery<ReportPreview>>; title: string }) {
  const isFieldProblem = () => (props.query.error()?.problem.fields?.length ?? 0) > 0;
  return (
    <Switch>
      <Match when={isFieldProblem()}>
        <p class="py-4 text-ink-2">Correct the filters above to see what the report would show.</p>
      </Match>
      <Match when={props.query.error()}>
        {(error) => (
          <ErrorState error={error()} title="The preview could not be made" onRetry={props.query.refetch} />
        )}
      </Match>
      <Match when={props.query.data()}>
        {(data) => (
          <Show
            when={data().rows.length > 0}
            fallback={
              <EmptyState icon={SearchIcon} title="Nothing matches these filters">
                Choose other days, or fewer filters.
              </EmptyState>
            }
          >
            <p class="pb-2 text-sm text-ink-3">
              {data().hasMore
                ? `The first ${data().rows.length} rows. Run the report for all of them, with its totals.`
                : "All of its rows. Run the report to keep, print or download it, with its totals."}
            </p>
            <ReportTable preview={data()} label={`Preview of ${props.title}`} />
          </Show>
        )}
      </Match>
      <Match when={true}>
        <SkeletonRegion label="the preview" class="late flex flex-col gap-4">
          <SkeletonText width={520} />
          <SkeletonText width={480} />
          <SkeletonText width={500} />
        </SkeletonRegion>
      </Match>
    </Switch>
  );
}
