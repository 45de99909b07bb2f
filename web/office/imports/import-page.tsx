import { createEffect, Match, Show, Switch } from "solid-js";
import type { ImportDraft } from "../../../worker/domains/imports/schemas.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { CheckStep } from "./check-step.tsx";
import { ColumnsStep } from "./columns-step.tsx";
import { createImportWork, type ImportWork } from "./import-work.ts";
import { ProgressStep } from "./progress-step.tsx";

export function ImportPage(props: { id: string }) {
  const work = createImportWork(props.id);
  return (
    <Switch>
      <Match when={work.status.data()?.task}>
        <ProgressStep work={work} />
      </Match>
      <Match when={work.draft.data()}>{(draft) => <Prepare work={work} draft={draft()} />}</Match>
      <Match when={work.status.error() ?? work.draft.error()}>
        {(error) => (
          <>
            <PageTitle class="sr-only" title="Import" />
            <ErrorState error={error()} onRetry={work.status.refetch} />
          </>
        )}
      </Match>
      <Match when={true}>
        <Waiting />
      </Match>
    </Switch>
  );
}

/** Columns, then the dry run. A link into the dry run makes it again, since the account may have changed. */
function Prepare(props: { work: ImportWork; draft: ImportDraft }) {
  createEffect(() => {
    const { work } = props;
    if (work.isChecking() && !work.preview() && !work.problem() && !work.busy()) void work.check();
  });
  return (
    <Show
      when={props.work.isChecking() && props.work.preview()}
      fallback={<ColumnsStep work={props.work} draft={props.draft} />}
    >
      {(preview) => <CheckStep work={props.work} preview={preview()} />}
    </Show>
  );
}

function Waiting() {
  return (
    <div class="mx-auto max-w-5xl px-4 pt-4 sm:px-6">
      <PageTitle title="Import" />
      <SkeletonRegion label="the import" class="late flex flex-col gap-5 pt-6">
        <SkeletonText width={420} />
        <SkeletonText width={360} />
        <SkeletonText width={400} />
        <SkeletonText width={340} />
      </SkeletonRegion>
    </div>
  );
}
