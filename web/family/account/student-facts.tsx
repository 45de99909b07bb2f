import { createSignal, For, Show } from "solid-js";
import type { OwnStudentPage } from "../../../worker/domains/students/own-shapes.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { formats } from "../../shared/formats.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { hasRole, refreshMe } from "../session.ts";
import { studentWords } from "../words/students.ts";
import { cardClass } from "./parts.tsx";
import { StudentFields, sentOf, valuesOf } from "./student-form.tsx";

/** What the family tells of a child; read first, changed on demand. */
export function StudentFacts(props: { page: OwnStudentPage; onSaved: () => void }) {
  const words = studentWords;
  const [isOpen, setOpen] = createSignal(false);
  const lines = () => {
    const { student, fields } = props.page;
    const w = words();
    const known: [string, string | null | undefined][] = [
      [w.birthDate, student.birthDate && formats().date(student.birthDate, { dateStyle: "long" })],
      [w.school, [student.school, student.schoolGrade].filter(Boolean).join(", ")],
      [w.tShirtSize, student.tShirtSize],
      [w.allergies, student.allergies],
      [w.medications, student.medications],
      [w.medicalNotes, student.medicalNotes],
      [w.doctorName, [student.doctorName, student.doctorPhone].filter(Boolean).join(", ")],
      ...fields.map(({ id, label }): [string, string | undefined] => [label, student.customValues[id]]),
    ];
    return known.filter(([, text]) => text);
  };
  return (
    <section aria-labelledby="facts" class={`${cardClass} p-4`}>
      <div class="flex min-h-11 items-center justify-between gap-3">
        <h2 id="facts" class="text-md font-bold tracking-tight">
          {words().facts}
        </h2>
        <Show when={hasRole("payer") && !isOpen()}>
          <Button onClick={() => setOpen(true)}>{words().edit}</Button>
        </Show>
      </div>
      <Show
        when={isOpen()}
        fallback={
          <dl class="mt-1 grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4 gap-y-2">
            <For each={lines()}>
              {([label, text]) => (
                <>
                  <dt class="text-ink-3">{label}</dt>
                  <dd class="[overflow-wrap:anywhere] whitespace-pre-line">{text}</dd>
                </>
              )}
            </For>
          </dl>
        }
      >
        <EditFacts
          page={props.page}
          onClose={() => setOpen(false)}
          onSaved={() => {
            setOpen(false);
            props.onSaved();
          }}
        />
      </Show>
    </section>
  );
}

function EditFacts(props: { page: OwnStudentPage; onClose: () => void; onSaved: () => void }) {
  const words = studentWords;
  const { student, fields } = props.page;
  const form = createForm({
    initial: valuesOf(student, fields),
    send: (values, idempotencyKey) =>
      api.patch(
        `/students/${student.id}`,
        { ...sentOf(values), version: student.version },
        { idempotencyKey },
      ),
    onSaved: () => {
      showToast(words().saved, { tone: "good" });
      void refreshMe();
      props.onSaved();
    },
  });
  return (
    <form class="mt-2 flex flex-col gap-4" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <StudentFields field={form.field} fields={fields} />
      <div class="flex flex-wrap gap-2.5">
        <Button type="submit" variant="primary" busy={form.submitting()}>
          {words().save}
        </Button>
        <Button onClick={props.onClose}>{words().cancel}</Button>
      </div>
    </form>
  );
}
