import { Match, Show, Switch } from "solid-js";
import type { RunDetail } from "../../../worker/domains/billing-runs/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { RunActions } from "./run-actions.tsx";
import { RunProgress } from "./run-progress.tsx";
import { RunRows } from "./run-rows.tsx";
import { RunSums } from "./run-sums.tsx";
import { stateWords } from "./run-words.ts";
import { createRunWork, type RunWork } from "./run-work.ts";

/** One run: its preview line by line, its approval, its progress and what became of every line. */
export function RunPage(props: { id: string }) {
  // Decided once: another run is another page.
  const work = createRunWork(props.id);
  return (
    <Switch>
      <Match when={work.query.data()}>{(run) => <Loaded work={work} run={run()} />}</Match>
      <Match when={work.query.error()}>
        {(error) => (
          <>
            <PageTitle class="sr-only" title="Transaction" />
            <ErrorState error={error()} onRetry={work.query.refetch} />
          </>
        )}
      </Match>
      <Match when={true}>
        <div class="px-4 pt-4 sm:px-6">
          <PageTitle title="Transaction" />
          <SkeletonRegion label="the transaction" class="late flex flex-col gap-5 pt-6">
            <SkeletonText width={420} />
            <SkeletonText width={360} />
          </SkeletonRegion>
        </div>
      </Match>
    </Switch>
  );
}

function Loaded(props: { work: RunWork; run: RunDetail }) {
  const state = () => stateWords(props.run);
  const hasLines = () =>
    props.run.state !== "preparing" && props.run.rowCount > 0 && props.run.rowsPurgedAt === null;
  return (
    <div class="flex h-full min-h-0 flex-col">
      <header class="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-4 pb-3 sm:px-6">
        <div class="flex min-w-0 flex-1 basis-72 flex-wrap items-center gap-x-3">
          <PageTitle title={props.run.title} />
          <Pill tone={state().tone}>{state().label}</Pill>
        </div>
        <ButtonLink href="/transactions" variant="quiet">
          All transactions
        </ButtonLink>
        <RunActions work={props.work} run={props.run} />
      </header>
      <div class="flex flex-col gap-3 px-4 pb-3 empty:hidden sm:px-6">
        <Show when={props.work.problem()}>
          {(error) => (
            <Notice tone="bad" title={error().problem.title}>
              {error().message}
            </Notice>
          )}
        </Show>
        <RunProgress work={props.work} run={props.run} />
        <Show when={props.run.rowsPurgedAt}>
          {(at) => (
            <p class="text-ink-2">
              Its single lines were removed on {formats().instant(at(), { dateStyle: "medium" })}. What it
              came to stays here, and every charge stays in the ledger of its family with its explanation.
            </p>
          )}
        </Show>
        <Show when={hasLines()}>
          <RunSums work={props.work} run={props.run} />
        </Show>
      </div>
      <Show when={hasLines()}>
        <RunRows work={props.work} run={props.run} />
      </Show>
    </div>
  );
}
