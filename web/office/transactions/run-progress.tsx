import { Match, Show, Switch } from "solid-js";
import type { RunDetail } from "../../../worker/domains/billing-runs/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { ProgressBar } from "../../shared/ui/progress-bar.tsx";
import { amountNoun, countText, heldWords, linesText } from "./run-words.ts";
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
        {(dueAt) => <Waiting run={props.run} dueAt={dueAt()} />}
      </Match>
      <Match when={props.run.state === "previewed" && props.run.heldReason}>
        {(reason) => (
          <Notice
            tone="warn"
            title={`Prepared by the automation “${props.run.automationName}”, which asks you`}
          >
            {heldWords[reason()]} {comparedText(props.run)}
          </Notice>
        )}
      </Match>
      <Match when={props.run.state === "done"}>
        <Notice tone={props.run.failedCount > 0 ? "warn" : "good"} title={doneText(props.run)}>
          {[leftOutText(props.run), nextText(props.run)].filter(Boolean).join(" ")}
        </Notice>
      </Match>
      <Match when={props.run.state === "undone" && props.run.kind === "drops"}>
        <Notice tone={props.run.keptCount > 0 ? "warn" : "good"} title={restoredText(props.run)}>
          {props.run.keptCount > 0
            ? "The list says why somebody stays dropped. Enroll them again where there is a place."
            : "Everybody is enrolled as before."}
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

/** Approved, or started by an automation: when it begins unless somebody stops it. */
function Waiting(props: { run: RunDetail; dueAt: number }) {
  const when = () => formats().instant(props.dueAt, { dateStyle: "full", timeStyle: "short" });
  return (
    <Show
      when={props.run.automationName}
      fallback={
        <Notice tone="plain" title={`Begins ${when()}`}>
          Until then it can be stopped, and nothing has happened to any family.
        </Notice>
      }
    >
      {(name) => (
        <Notice tone="plain" title={`Started by the automation “${name()}”, begins by itself ${when()}`}>
          Until then lines can be unticked, it can begin at once or be stopped. Nothing has happened to any
          family. {comparedText(props.run)}
        </Notice>
      )}
    </Show>
  );
}

function comparedText({ comparedMinor, tickedMinor }: RunDetail): string {
  if (comparedMinor === null) return "";
  return `Now ${formats().money(tickedMinor)}, last time ${formats().money(comparedMinor)}.`;
}

function doneText({ kind, doneCount, doneMinor }: RunDetail): string {
  const lines = linesText(kind, doneCount);
  if (kind === "drops") return `${lines} dropped, ${formats().money(doneMinor)} overdue for them`;
  if (kind === "statements") return `${lines} sent`;
  return `${lines} done, ${formats().money(doneMinor)} ${amountNoun(kind)}`;
}

function leftOutText({ kind, skippedCount, failedCount }: RunDetail): string {
  const left = skippedCount + failedCount;
  if (left === 0) return "Every line that was approved was carried out.";
  const lines = linesText(kind, left);
  return `${lines} left out, since something had changed after the preview. The list says why.`;
}

/** What there is still to do, or to know. */
function nextText({ kind, doneCount }: RunDetail): string {
  if (doneCount === 0) return "";
  if (kind === "drops") {
    return "The places are offered to those who wait in a quarter of an hour; until then nobody else gets them. What was billed for days after the last one is proposed as a credit in each family’s ledger.";
  }
  return kind === "statements" ? "A mail that is sent cannot be called back." : "";
}

function restoredText({ doneCount, keptCount }: RunDetail): string {
  const back = `${countText(doneCount - keptCount, "enrollment", "enrollments")} brought back`;
  return keptCount === 0 ? back : `${back}, ${formats().number(keptCount)} could not be`;
}
