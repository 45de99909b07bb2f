import { createSignal, Show } from "solid-js";
import type { RunDetail } from "../../../worker/domains/billing-runs/shapes.ts";
import type { FormField } from "../../shared/form.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { amountNoun, countText, linesText } from "./run-words.ts";
import type { RunWork } from "./run-work.ts";

const WAITS = [
  { value: "0", label: "At once" },
  { value: "2", label: "In 2 hours" },
  { value: "12", label: "In 12 hours" },
  { value: "24", label: "Tomorrow at this hour" },
  { value: "72", label: "In 3 days" },
];

type DialogProps = { work: RunWork; run: RunDetail; onClose: () => void };

/** The last look before many families are touched: how many, how much, when. */
export function ApproveDialog(props: DialogProps) {
  const isDrop = () => props.run.kind === "drops";
  const [wait, setWait] = createSignal("0");
  const [typed, setTyped] = createSignal("");
  const [isWrong, setIsWrong] = createSignal(false);
  const problemOf = (name: string) =>
    props.work.problem()?.problem.fields?.find(({ path }) => path === name)?.message;
  const students: FormField = {
    id: "run-students",
    name: "students",
    value: typed,
    set: (value) => {
      setTyped(String(value));
      setIsWrong(false);
    },
    error: () =>
      isWrong() ? `Type ${formats().number(props.run.tickedStudents)} to go on` : problemOf("students"),
  };
  const begins: FormField = {
    id: "run-wait",
    name: "wait",
    value: wait,
    set: (value) => setWait(String(value)),
    error: () => problemOf("waitHours"),
  };
  const approve = async () => {
    const count = isDrop() ? Number(typed().replace(/\D/g, "") || Number.NaN) : undefined;
    if (isDrop() && count !== props.run.tickedStudents) {
      setIsWrong(true);
      document.getElementById(students.id)?.focus();
      return;
    }
    await props.work.approve(Number(wait()), count);
    // What is wrong with a field is told beside it; anything else behind the dialog.
    if (problemOf("waitHours") === undefined && problemOf("students") === undefined) props.onClose();
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
          <Button
            variant={isDrop() ? "danger" : "primary"}
            busy={props.work.busy() === "approve"}
            onClick={() => void approve()}
          >
            {goText(props.run)}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <p>{whatText(props.run)}</p>
        <Show when={isDrop()}>
          <TextInput
            field={students}
            label={`Type how many students lose their places: ${formats().number(props.run.tickedStudents)}`}
            inputmode="numeric"
            class="max-w-28 tabular-nums"
          />
        </Show>
        <Select
          field={begins}
          label="Begins"
          description="Until then anybody with the right may stop it."
          options={WAITS}
        />
      </div>
    </Dialog>
  );
}

function goText(run: RunDetail): string {
  if (run.kind === "drops") return `Drop ${countText(run.tickedStudents, "student", "students")}`;
  if (run.kind === "statements") return `Send ${linesText(run.kind, run.tickedCount)}`;
  return `Approve ${formats().money(run.tickedMinor)}`;
}

/** What would happen, and what could not be taken back. */
function whatText({ kind, input, tickedCount, tickedMinor }: RunDetail): string {
  const lines = linesText(kind, tickedCount);
  const money = formats().money(tickedMinor);
  if (input.kind === "drops") {
    return `${lines} end on ${formats().date(input.lastDayOn)}, exactly as the preview shows. Whoever pays before it begins is left out. It can be taken back as long as the places are free.`;
  }
  if (kind === "statements") {
    return `${lines}, one a family. Whoever has paid until then gets none. A mail that is sent cannot be called back.`;
  }
  return `${money} ${amountNoun(kind)} in ${lines}, exactly as the preview shows.`;
}
