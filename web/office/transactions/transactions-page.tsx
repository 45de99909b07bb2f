import { A } from "@solidjs/router";
import { For, Match, Show, Switch } from "solid-js";
import type { UpcomingRun } from "../../../worker/domains/billing-automations/shapes.ts";
import type { RunSummary } from "../../../worker/domains/billing-runs/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { createPages } from "../../shared/pages.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { MoneyText } from "../../shared/ui/money-text.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { runsPath, upcomingPath } from "./calls.ts";
import { mayRun, type RunTask, runTasks, stateWords } from "./run-words.ts";

/** What bills, pays or drops many families at once, in the order of a school's month, and what was run before. */
export function TransactionsPage() {
  return (
    <div class="mx-auto max-w-5xl pb-16">
      <PageHeader title="Transactions" />
      <div class="flex flex-col gap-8 px-4 sm:px-6">
        <Show when={can("transactions", "full")}>
          <ul class="grid gap-3 sm:grid-cols-2">
            <For each={runTasks.filter(mayRun)}>{(task) => <Task task={task} />}</For>
          </ul>
        </Show>
        <Upcoming />
        <Runs />
      </div>
    </div>
  );
}

function Task(props: { task: RunTask }) {
  return (
    <li class="relative flex gap-3 rounded-md border border-line bg-sheet p-4 hover:border-line-strong">
      <props.task.icon class="mt-0.5 size-5 flex-none text-ink-3" />
      <div class="min-w-0">
        <A
          href={`/transactions/new/${props.task.kind}`}
          class="font-semibold underline-offset-3 after:absolute after:inset-0 hover:underline"
        >
          {props.task.label}
        </A>
        <p class="text-ink-2">{props.task.about}</p>
      </div>
    </li>
  );
}

/** What will prepare itself next; nothing where nothing bills itself. */
function Upcoming() {
  const query = createQuery<{ rows: UpcomingRun[] }>(() => upcomingPath);
  return (
    <Show when={query.data()?.rows.length}>
      <section aria-labelledby="coming-up">
        <h2 id="coming-up" class="text-md font-bold tracking-tight">
          What is coming up
        </h2>
        <p class="pb-1 text-ink-2">
          Each is prepared by itself and told to staff by mail before it begins.{" "}
          <Show when={can("billing_setup")}>
            <A href="/settings/automations" class="link">
              Change the automations
            </A>
          </Show>
        </p>
        <ul class="border-t border-line">
          <For each={query.data()?.rows}>{(run) => <UpcomingLine run={run} />}</For>
        </ul>
      </section>
    </Show>
  );
}

function UpcomingLine(props: { run: UpcomingRun }) {
  const when = (atMs: number) => formats().instant(atMs, { dateStyle: "medium", timeStyle: "short" });
  return (
    <li class="grid gap-x-4 gap-y-0.5 border-b border-line py-2.5 sm:grid-cols-[1fr_auto]">
      <span class="min-w-0 truncate font-semibold">{props.run.title}</span>
      <span class="text-ink-2 tabular-nums">
        Prepared {when(props.run.nextAt)}
        <Show when={props.run.beginsAt > props.run.nextAt} fallback=", begins at once">
          , begins {when(props.run.beginsAt)}
        </Show>
      </span>
    </li>
  );
}

function Runs() {
  const pages = createPages<RunSummary>(() => runsPath);
  return (
    <section aria-labelledby="earlier-runs">
      <h2 id="earlier-runs" class="text-md font-bold tracking-tight">
        What was run
      </h2>
      <p class="pb-1 text-ink-2">
        Nothing is charged, paid or given before its preview was approved, or its wait was over.
      </p>
      <Switch>
        <Match when={pages.error()}>
          {(error) => (
            <ErrorState
              error={error()}
              title="The transactions could not be loaded"
              onRetry={pages.refetch}
            />
          )}
        </Match>
        <Match when={pages.pending()}>
          <SkeletonRegion label="the transactions" class="late flex flex-col gap-4 pt-4">
            <SkeletonText width={420} />
            <SkeletonText width={360} />
          </SkeletonRegion>
        </Match>
        <Match when={true}>
          <ul class="border-t border-line">
            <For
              each={pages.rows()}
              fallback={<li class="py-3 text-ink-3">Previews and runs that you start are listed here.</li>}
            >
              {(run) => <Line run={run} />}
            </For>
          </ul>
          <Show when={pages.hasMore()}>
            <p class="pt-3">
              <Button busy={pages.loadingMore()} onClick={pages.loadMore}>
                Show earlier ones
              </Button>
            </p>
          </Show>
        </Match>
      </Switch>
    </section>
  );
}

function Line(props: { run: RunSummary }) {
  const state = () => stateWords(props.run);
  const isOver = () => props.run.doneCount > 0;
  const lines = () => {
    const count = isOver() ? props.run.doneCount : props.run.rowCount;
    return `${formats().number(count)} ${count === 1 ? "line" : "lines"}`;
  };
  return (
    <li class="grid grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-0.5 border-b border-line py-2.5 sm:grid-cols-[1fr_7rem_7rem_6.5rem_9rem]">
      <A
        href={`/transactions/${props.run.id}`}
        class="min-w-0 truncate font-semibold underline-offset-3 hover:underline"
      >
        {props.run.title}
      </A>
      <span class="text-right text-ink-2 tabular-nums max-sm:hidden">{lines()}</span>
      <MoneyText class="text-right" amountMinor={isOver() ? props.run.doneMinor : props.run.totalMinor} />
      <span>
        <Pill tone={state().tone}>{state().label}</Pill>
      </span>
      <span class="truncate text-right text-sm text-ink-3">
        {formats().ago(props.run.createdAt)} · <bdi>{props.run.createdBy}</bdi>
      </span>
    </li>
  );
}
