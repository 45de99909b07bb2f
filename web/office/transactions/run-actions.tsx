import { createSignal, Match, Show, Switch } from "solid-js";
import type { RunDetail } from "../../../worker/domains/billing-runs/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ApproveDialog } from "./approve-dialog.tsx";
import { countText, linesText } from "./run-words.ts";
import type { RunWork } from "./run-work.ts";

/** What can be done with the run where it is. */
export function RunActions(props: { work: RunWork; run: RunDetail }) {
  const [asking, setAsking] = createSignal<"approve" | "undo">();
  const mayRun = () => can("transactions", "full");
  const mayTakeBack = () =>
    props.run.canUndo && can(props.run.kind === "drops" ? "enrollments" : "void_charges", "full");
  return (
    <Show when={mayRun()}>
      <Switch>
        <Match when={props.run.state === "previewed"}>
          <Button busy={props.work.busy() === "cancel"} onClick={() => void props.work.cancel()}>
            Discard
          </Button>
          <Button
            variant={props.run.kind === "drops" ? "danger" : "primary"}
            disabled={props.run.tickedCount === 0}
            onClick={() => setAsking("approve")}
          >
            {approveLabel(props.run)}
          </Button>
        </Match>
        <Match when={["preparing", "waiting", "running"].includes(props.run.state)}>
          <Button busy={props.work.busy() === "cancel"} onClick={() => void props.work.cancel()}>
            Stop
          </Button>
          <Show when={props.run.state === "waiting" && props.run.tickedCount > 0}>
            <Button
              variant={props.run.kind === "drops" ? "danger" : "primary"}
              onClick={() => setAsking("approve")}
            >
              Approve now…
            </Button>
          </Show>
        </Match>
        <Match when={mayTakeBack()}>
          <Button busy={props.work.busy() === "undo"} onClick={() => setAsking("undo")}>
            Take it back…
          </Button>
        </Match>
      </Switch>
      <Show when={asking() === "approve"}>
        <ApproveDialog work={props.work} run={props.run} onClose={() => setAsking(undefined)} />
      </Show>
      <Show when={asking() === "undo"}>
        <UndoDialog work={props.work} run={props.run} onClose={() => setAsking(undefined)} />
      </Show>
    </Show>
  );
}

export function approveLabel(run: RunDetail): string {
  if (run.tickedCount === 0) return "Nothing is ticked";
  if (run.kind === "drops") return `Drop ${countText(run.tickedStudents, "student", "students")}…`;
  const lines = linesText(run.kind, run.tickedCount);
  if (run.kind === "statements") return `Send ${lines}…`;
  return `Approve ${lines}, ${formats().money(run.tickedMinor)}…`;
}

function UndoDialog(props: { work: RunWork; run: RunDetail; onClose: () => void }) {
  const isDrop = () => props.run.kind === "drops";
  const takeBack = async () => {
    await props.work.undo();
    props.onClose();
  };
  return (
    <Dialog
      open
      size="narrow"
      title={`Take back “${props.run.title}”?`}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Keep it</Button>
          <Button variant="danger" busy={props.work.busy() === "undo"} onClick={() => void takeBack()}>
            {isDrop() ? "Bring them back" : `Take back ${formats().money(props.run.doneMinor)}`}
          </Button>
        </>
      }
    >
      <p class="text-ink-2">
        {isDrop()
          ? "Everybody whose place is still free is enrolled as before. Whose place was given away, or who was changed since, stays dropped; the list then says who and why."
          : "Everything this run wrote is voided, with a line in each family’s ledger. What had paid it lies on the families’ accounts again. Payments themselves stay."}
      </p>
    </Dialog>
  );
}
