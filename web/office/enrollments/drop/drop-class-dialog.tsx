import { Show } from "solid-js";
import type { ClassRoster } from "../../../../worker/domains/enrollments/shapes.ts";
import { plural } from "../../../shared/format/names.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { announcePlaces } from "../announce-places.ts";
import { classRosterPath, enrollments } from "../calls.ts";
import { createEnrollmentOptions } from "../options.ts";
import { longDayText } from "../words.ts";
import { EndingFields } from "./ending-fields.tsx";
import { createEndingForm } from "./ending-form.ts";

type DropClassDialogProps = { classId: string; onClose: () => void; onDone: () => void };

/** Everybody in a class at once, named in figures before it is done. */
export default function DropClassDialog(props: DropClassDialogProps) {
  const options = createEnrollmentOptions();
  const roster = createQuery<ClassRoster>(() => classRosterPath(props.classId));
  /** Those who would stay beyond the day. */
  const enrolled = (): number => {
    const day = form.endsOn() ?? "";
    const all = [...(roster.data()?.current ?? []), ...(roster.data()?.future ?? [])];
    return all.filter(({ kind, endsOn }) => kind !== "wait" && (endsOn === null || endsOn > day)).length;
  };
  const form = createEndingForm(
    options.data,
    (ending, idempotencyKey) =>
      enrollments.dropAll({ classId: props.classId, expected: enrolled(), ...ending }, { idempotencyKey }),
    ({ change }) => {
      announcePlaces([change]);
      props.onDone();
      props.onClose();
    },
  );
  return (
    <Dialog
      open
      size="narrow"
      title={`Drop everybody from ${roster.data()?.className ?? "the class"}`}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            type="submit"
            form={form.id}
            variant="danger"
            busy={form.submitting()}
            disabled={enrolled() === 0}
          >
            Drop {plural(enrolled(), "student")}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Show
          when={enrolled() > 0 || roster.pending()}
          fallback={<p class="text-ink-2">Nobody is enrolled in this class beyond today.</p>}
        >
          <EndingFields field={form.field} options={options.data()} />
          <Show when={form.endsOn()}>
            {(day) => (
              <p class="border-t border-line pt-3 text-ink-2" aria-live="polite">
                {plural(enrolled(), "student")} may come until the end of {longDayText(day())}; whoever was to
                begin later does not begin.
                <Show when={roster.data()?.waiting.length}>
                  {(waiting) => <> The waitlist of {waiting()} is closed: nobody is offered a place.</>}
                </Show>
              </p>
            )}
          </Show>
        </Show>
      </form>
    </Dialog>
  );
}
