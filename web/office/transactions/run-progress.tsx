import { Match, Switch } from "solid-js";
import type { RunDetail } from "../../../worker/domains/billing-runs/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { ProgressBar } from "../../shared/ui/progress-bar.tsx";
import { amountNoun } from "./run-words.ts";
import type { RunWork } from "./run-work.ts";

/** Where the run is: under way, waiting, over. */
export function RunProgress(props: { work: RunWork; run: RunDetail }) {
  const failed = () => props.run.task?.status === "failed" && props.run.task.error;
  const isTakenBack = () => props.run.state === "undone" && props.run.task?.status !== "done";
  return (
    <Switch>
      <Match when={failed()}>
        {(text) => (
          <Notice tone="bad" title="This run has stopped">
            {text()} What was done so far is kept, and nothing is done twice.
          </Notice>
        )}
      </Match>
      <Match when={props.run.state === "preparing" && props.run}>
        {(run) => (
          <>
            <ProgressBar label="Looking at every family" done={run().task?.done ?? 0} total={null} />
            <p class="text-ink-2">You may leave this page: the preview waits for you under Transactions.</p>
          </>
        )}
      </Match>
      <Match when={props.run.state === "running" && props.run.task}>
        {(task) => (
          <>
            <ProgressBar label={props.run.title} done={task().done} total={task().total} />
            <p class="text-ink-2">
              You may leave this page; it goes on, and the footer shows when it is done.
            </p>
          </>
        )}
      </Match>
      <Match when={isTakenBack() && props.run.task}>
        {(task) => <ProgressBar label="Taking back" done={task().done} total={task().total} />}
      </Match>
      <Match when={props.run.state === "waiting" && props.run.dueAt}>
        {(dueAt) => (
          <Notice
            tone="plain"
            title={`Begins ${formats().instant(dueAt(), { dateStyle: "full", timeStyle: "short" })}`}
          >
            Until then it can be stopped, and nothing has happened to any family.
          </Notice>
        )}
      </Match>
      <Match when={props.run.state === "done"}>
        <Notice tone={props.run.failedCount > 0 ? "warn" : "good"} title={doneText(props.run)}>
          {leftOutText(props.run)}
        </Notice>
      </Match>
      <Match when={props.run.state === "previewed" && props.run.rowCount === 0}>
        <EmptyState title="There is nothing to do">
          No family is concerned. Other days or a wider choice may find some.
        </EmptyState>
      </Match>
    </Switch>
  );
}

function doneText(run: RunDetail): string {
  const lines = run.doneCount === 1 ? "1 line" : `${formats().number(run.doneCount)} lines`;
  return `${lines} done, ${formats().money(run.doneMinor)} ${amountNoun(run.kind)}`;
}

function leftOutText(run: RunDetail): string {
  const left = run.skippedCount + run.failedCount;
  if (left === 0) return "Every line that was approved was carried out.";
  const lines = left === 1 ? "1 line was" : `${formats().number(left)} lines were`;
  return `${lines} left out, since something had changed after the preview. The list says why.`;
}
