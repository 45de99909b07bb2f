import { createMemo, Show } from "solid-js";
import type { ClassRoster, EnrollmentRow } from "../../../../worker/domains/enrollments/shapes.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { plural } from "../../../shared/format/names.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { announcePlaces } from "../announce-places.ts";
import { classRosterPath, enrollments, waitlist } from "../calls.ts";
import { createEnrollmentOptions } from "../options.ts";
import { longDayText } from "../words.ts";
import { EndingFields } from "./ending-fields.tsx";
import { createEndingForm, type Ending } from "./ending-form.ts";
import { QueueNote } from "./queue-note.tsx";

type DropDialogProps = { rows: EnrollmentRow[]; onClose: () => void; onDone: () => void };

/** Ends enrollments on a day; a place in the queue is given up whole. */
export default function DropDialog(props: DropDialogProps) {
  const rows = () => props.rows;
  const only = () => (rows().length === 1 ? rows()[0] : undefined);
  const options = createEnrollmentOptions();
  const done: (Committed | null)[] = [];

  const form = createEndingForm(options.data, send, (changes) => {
    announcePlaces(changes, told(changes.length));
    props.onDone();
    props.onClose();
  });

  /** One after the other, so that each has its line in the history; what is done already is not done again. */
  async function send(ending: Ending, idempotencyKey: string) {
    for (const row of rows().slice(done.length)) {
      const key = { idempotencyKey: `${idempotencyKey}-${row.id}` };
      const answer =
        row.kind === "wait"
          ? await waitlist.decline(row.id, { version: row.version, note: ending.note }, key)
          : await enrollments.drop(row.id, { version: row.version, ...ending }, key);
      done.push(answer.change);
    }
    return done;
  }

  const told = (count: number) => ({ title: count > 1 ? `Dropped ${count} enrollments` : undefined });

  return (
    <Dialog
      open
      size="narrow"
      title={titleOf(rows())}
      description={only() ? undefined : classNames(rows())}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {rows().length > 1 ? `Drop ${rows().length}` : only()?.kind === "wait" ? "Take off" : "Drop"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Show when={only()?.kind !== "wait"}>
          <EndingFields field={form.field} options={options.data()} />
        </Show>
        <Consequence rows={rows()} endsOn={form.endsOn()} />
      </form>
    </Dialog>
  );
}

function titleOf(rows: EnrollmentRow[]): string {
  const [first] = rows;
  if (!first || rows.length > 1) return `Drop ${plural(rows.length, "enrollment")}`;
  return first.kind === "wait"
    ? `Take ${first.studentName} off the waitlist of ${first.className}`
    : `Drop ${first.studentName} from ${first.className}`;
}

const classNames = (rows: EnrollmentRow[]) => {
  const names = [...new Set(rows.map(({ className }) => className))];
  return names.length > 3 ? `In ${names.length} classes` : `From ${names.join(", ")}`;
};

function Consequence(props: { rows: EnrollmentRow[]; endsOn: string | undefined }) {
  const only = createMemo(() => (props.rows.length === 1 ? props.rows[0] : undefined));
  const roster = createQuery<ClassRoster>(() => {
    const row = only();
    return row && row.kind !== "wait" ? classRosterPath(row.classId) : undefined;
  });
  const text = () => {
    const row = only();
    const day = props.endsOn;
    if (!day) return "";
    const isAhead = props.rows.some(({ startsOn }) => startsOn > day);
    if (!row) {
      return `They stay enrolled until the end of ${longDayText(day)}${
        isAhead ? "; what has not begun by then is taken back whole." : "."
      }`;
    }
    if (row.kind === "wait") return "The place in the queue is given up. Whoever comes behind moves up.";
    if (day < row.startsOn) return "It has not begun by then, so it is taken back whole.";
    return `${row.studentName} stays enrolled until the end of ${longDayText(day)}.`;
  };
  return (
    <div class="flex flex-col gap-2 border-t border-line pt-3" aria-live="polite">
      <p class="text-ink-2">{text()}</p>
      <Show when={roster.data()}>{(found) => <QueueNote waiting={found().waiting} />}</Show>
    </div>
  );
}
