import { createSignal } from "solid-js";
import type { RunDetail } from "../../../worker/domains/billing-runs/shapes.ts";
import type { FormField } from "../../shared/form.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { amountNoun } from "./run-words.ts";
import type { RunWork } from "./run-work.ts";

const WAITS = [
  { value: "0", label: "At once" },
  { value: "2", label: "In 2 hours" },
  { value: "12", label: "In 12 hours" },
  { value: "24", label: "Tomorrow at this hour" },
  { value: "72", label: "In 3 days" },
];

/** The last look before many families are touched: how many, how much, when. */
export function ApproveDialog(props: { work: RunWork; run: RunDetail; onClose: () => void }) {
  const [wait, setWait] = createSignal("0");
  const field: FormField = {
    id: "run-wait",
    name: "wait",
    value: wait,
    set: (value) => setWait(String(value)),
    error: () => undefined,
  };
  const approve = async () => {
    await props.work.approve(Number(wait()));
    props.onClose();
  };
  return (
    <Dialog
      open
      size="narrow"
      title={`Approve “${props.run.title}”`}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button variant="primary" busy={props.work.busy() === "approve"} onClick={() => void approve()}>
            Approve {formats().money(props.run.tickedMinor)}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <p>
          <span class="font-semibold tabular-nums">{formats().money(props.run.tickedMinor)}</span>{" "}
          {amountNoun(props.run.kind)} in {formats().number(props.run.tickedCount)}{" "}
          {props.run.tickedCount === 1 ? "line" : "lines"}, exactly as the preview shows.
        </p>
        <Select
          field={field}
          label="Begins"
          description="Until then anybody with the right may stop it."
          options={WAITS}
        />
      </div>
    </Dialog>
  );
}
