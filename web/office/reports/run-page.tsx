import { useNavigate } from "@solidjs/router";
import { createEffect, createSignal, For, Match, onCleanup, Show, Switch } from "solid-js";
import type { ReportPreview, ReportRun } from "../../../worker/domains/reports/shapes.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { plural } from "../../shared/format/names.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { FileTextIcon, HistoryIcon, RefreshCwIcon, SearchIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { ProgressBar } from "../../shared/ui/progress-bar.tsx";
import { QueryStates } from "../settings/query-states.tsx";
import { noteTaskStarted } from "../shell/tasks.ts";
import { BackLink } from "../staff/back-link.tsx";
import { filterHref } from "./filter-state.ts";
import { ReportTable } from "./report-table.tsx";
import { createReports } from "./reports-data.ts";
import { RunFiles } from "./run-files.tsx";
import { isUnderWay } from "./run-status.ts";

const pollMs = 700;

/** A run from its start to its result. One may leave: it goes on, and the footer shows it. */
export default function RunPage(props: { id: string }) {
  const run = createQuery<ReportRun>(() => `/reports/runs/${props.id}`);
  createEffect(() => {
    const current = run.data();
    if (!current || !isUnderWay(current.status)) return;
    const timer = setTimeout(run.refetch, pollMs);
    onCleanup(() => clearTimeout(timer));
  });
  return (
    <div class="h-full overflow-y-auto px-4 pt-3 pb-16 sm:px-6">
      <BackLink href="/reports" label="Reports" />
      <QueryStates query={run} label="the result">
        {(data) => <Run run={data()} onChange={run.refetch} />}
      </QueryStates>
    </div>
  );
}

function Run(props: { run: ReportRun; onChange: () => void }) {
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal(false);
  const reports = createReports();
  const report = () => reports.data()?.reports.find(({ code }) => code === props.run.code);

  async function again() {
    setBusy(true);
    try {
      const started = await api.post<{ id: string }>(`/reports/runs/${props.run.id}/again`);
      noteTaskStarted();
      invalidate("/reports");
      navigate(`/reports/runs/${started.id}`);
    } catch (cause) {
      showProblem(cause, "The report could not be started");
    } finally {
      setBusy(false);
    }
  }
  const cancel = () => void api.post(`/tasks/${props.run.taskId}/cancel`).then(props.onChange, showProblem);

  return (
    <>
      <header class="flex flex-wrap items-start gap-x-3 gap-y-2 pb-4">
        <div class="min-w-0 flex-1 basis-72">
          <div class="flex flex-wrap items-baseline gap-x-2">
            <PageTitle title={props.run.title} />
            <span class="text-ink-3 tabular-nums">{props.run.code}</span>
          </div>
          <For each={props.run.layout?.notes ?? []}>{(note) => <p class="text-ink-2">{note}</p>}</For>
          <p class="text-sm text-ink-3">
            Run {formats().instant(props.run.createdAt)} by {props.run.ownerName}
          </p>
        </div>
        <Show when={report()}>
          {(known) => (
            <ButtonLink variant="quiet" href={filterHref(known(), props.run.filter)}>
              Change filters
            </ButtonLink>
          )}
        </Show>
        <Show when={!isUnderWay(props.run.status)}>
          <Button icon={RefreshCwIcon} busy={busy()} onClick={() => void again()}>
            Run again
          </Button>
        </Show>
      </header>
      <Switch>
        <Match when={isUnderWay(props.run.status)}>
          <div class="max-w-xl">
            <ProgressBar
              label={props.run.status === "queued" ? "Waiting for its turn" : "Rows"}
              done={props.run.rowCount}
              total={props.run.total}
              startedAtMs={props.run.createdAt}
              onCancel={cancel}
            />
            <p class="mt-2 text-ink-2">
              You may leave this page; the report goes on and tells you when it is done.
            </p>
          </div>
        </Match>
        <Match when={props.run.status === "done"}>
          <Result run={props.run} />
        </Match>
        <Match when={props.run.status === "expired"}>
          <EmptyState icon={HistoryIcon} title="This result is no longer kept">
            Results are kept for 30 days. Run it again with the same filters.
          </EmptyState>
        </Match>
        <Match when={true}>
          <EmptyState
            icon={FileTextIcon}
            title={
              props.run.status === "failed" ? "The report could not be made" : "The report was cancelled"
            }
          >
            {props.run.error ?? "Run it again whenever you like."}
          </EmptyState>
        </Match>
      </Switch>
    </>
  );
}

function Result(props: { run: ReportRun }) {
  const rows = createQuery<ReportPreview>(() => `/reports/runs/${props.run.id}/rows`, { staleMs: 600_000 });
  return (
    <>
      <RunFiles run={props.run} />
      <QueryStates query={rows} label="the rows">
        {(data) => (
          <Show
            when={data().rows.length > 0}
            fallback={
              <EmptyState icon={SearchIcon} title="Nothing matched these filters">
                Choose other days, or fewer filters.
              </EmptyState>
            }
          >
            <p class="pb-2 text-sm text-ink-3 tabular-nums">
              {data().hasMore
                ? `The first ${formats().number(data().rows.length)} of ${formats().number(props.run.rowCount)} rows. All of them, with totals, are behind Open.`
                : `${plural(props.run.rowCount, "row")}. Open shows all of it, with totals.`}
            </p>
            <ReportTable preview={data()} label={`Rows of ${props.run.title}`} />
          </Show>
        )}
      </QueryStates>
    </>
  );
}
