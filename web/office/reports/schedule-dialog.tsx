import { Show } from "solid-js";
import type { ReportSummary } from "../../../worker/domains/reports/shapes.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { announce } from "../audit/announce.ts";
import { weekdays } from "./rhythm-words.ts";

type ScheduleDialogProps = {
  report: ReportSummary;
  filter: object;
  mailTo: string | null;
  onClose: () => void;
};

const monthDays = Array.from({ length: 31 }, (_, i) => ({
  value: String(i + 1),
  label: i < 28 ? String(i + 1) : `${i + 1}, or the last day`,
}));
const hours = () =>
  Array.from({ length: 48 }, (_, i) => ({ value: String(i * 30), label: formats().clock(i * 30) }));

/** By which rhythm a report runs by itself; its owner gets a mail with the link. */
export default function ScheduleDialog(props: ScheduleDialogProps) {
  const form = createForm({
    initial: { rhythm: "weekly", weekday: "1", monthDay: "1", minute: "420" },
    send: ({ rhythm, weekday, monthDay, minute }, idempotencyKey) =>
      api.post<{ change: Committed }>(
        "/reports/schedules",
        {
          ...{ code: props.report.code, filter: props.filter, rhythm },
          ...{ day: Number(rhythm === "weekly" ? weekday : monthDay), minute: Number(minute) },
        },
        { idempotencyKey },
      ),
    onSaved: ({ change }) => {
      announce(change, "/reports");
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      onClose={props.onClose}
      title={`Schedule ${props.report.title}`}
      description="It runs with the filters that are chosen now, and you get a mail with the link to its result."
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            type="submit"
            form={form.id}
            variant="primary"
            busy={form.submitting()}
            disabled={props.mailTo === null}
          >
            Schedule
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Select
          field={form.field("rhythm")}
          label="How often"
          options={[
            { value: "weekly", label: "Every week" },
            { value: "monthly", label: "Every month" },
          ]}
        />
        <Show
          when={form.values.rhythm === "weekly"}
          fallback={<Select field={form.field("monthDay")} label="Day of the month" options={monthDays} />}
        >
          <Select field={form.field("weekday")} label="Day" options={weekdays()} />
        </Show>
        <Select
          field={form.field("minute")}
          label="Time"
          description="On the clock of the school"
          options={hours()}
        />
        <p class="text-ink-2">
          {props.mailTo === null
            ? "Your staff record has no e-mail address to send this to. Add one first."
            : `The mail goes to ${props.mailTo}.`}
        </p>
      </form>
    </Dialog>
  );
}
