import { createEffect, For, Match, onCleanup, Show, Switch } from "solid-js";
import type { GeneratedReport } from "../../../worker/enterprise/generated-reports/schemas.ts";
import { createPages } from "../../shared/pages.ts";
import { stableRows } from "../../shared/stable-rows.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { FileTextIcon } from "../../shared/ui/icons.tsx";
import { ListPage } from "../../shared/ui/list-page.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { useParam } from "../../shared/url-state.ts";
import { ReportEntry } from "./report-entry.tsx";
import { isUnderWay } from "./report-words.ts";

const pollMs = 2_000;

/** Reports that were run in every account at once; one of them open, which the address names. */
export default function GeneratedPage() {
  const list = createPages<GeneratedReport>(() => "/generated-reports");
  const reports = stableRows(list.rows, "id");
  const [open, setOpen] = useParam("open");
  createEffect(() => {
    if (!list.rows().some(isUnderWay)) return;
    const timer = setTimeout(list.refetch, pollMs);
    onCleanup(() => clearTimeout(timer));
  });

  return (
    <ListPage header={<PageHeader title="Generated Reports" />}>
      <div class="min-h-0 flex-1 overflow-y-auto px-4 pb-16 sm:px-6">
        <Switch>
          <Match when={list.rows().length > 0}>
            <ul class="surface divide-y divide-line">
              <For each={reports()}>
                {(report) => (
                  <ReportEntry
                    report={report}
                    isOpen={open() === report.id}
                    onToggle={() => setOpen(open() === report.id ? undefined : report.id)}
                  />
                )}
              </For>
            </ul>
            <Show when={list.hasMore()}>
              <div class="flex justify-center pt-4">
                <Button busy={list.loadingMore()} onClick={list.loadMore}>
                  Show older reports
                </Button>
              </div>
            </Show>
          </Match>
          <Match when={list.error()}>
            {(error) => <ErrorState error={error()} onRetry={list.refetch} />}
          </Match>
          <Match when={list.pending()}>
            <SkeletonRegion label="the reports" class="late flex flex-col gap-4 pt-2">
              <SkeletonText width={420} />
              <SkeletonText width={380} />
            </SkeletonRegion>
          </Match>
          <Match when={true}>
            <EmptyState icon={FileTextIcon} title="No report was generated yet">
              <p>
                Log into any account, open CLA-5, CLA-9, FIN-1, FIN-2, FIN-4 or FIN-6 under Reports, and
                switch on “Generate for all accounts” before you run it. The results of every account come
                together here.
              </p>
            </EmptyState>
          </Match>
        </Switch>
      </div>
    </ListPage>
  );
}
