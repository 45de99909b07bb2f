import { createResource, type JSX, Match, Switch } from "solid-js";
import type { EnrollmentRow, StudentEnrollments } from "../../../worker/domains/enrollments/shapes.ts";
import { api } from "../../shared/api.ts";
import { toApiError } from "../../shared/api-error.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { studentEnrollmentsPath } from "./calls.ts";
import type { EnrollmentSubject } from "./opening.ts";

type SubjectsGateProps = {
  subjects: EnrollmentSubject[];
  onClose: () => void;
  children: (rows: EnrollmentRow[]) => JSX.Element;
};

/** Reads the enrollments that were only named, afresh; a list that shows them whole needs no wait. */
export function SubjectsGate(props: SubjectsGateProps) {
  const known = props.subjects.filter(isRow);
  const [rows] = createResource(async () => {
    if (known.length === props.subjects.length) return known;
    const found = await Promise.all(props.subjects.map(rowOf));
    return found.filter((row) => row !== undefined);
  });
  return (
    <Switch>
      <Match when={known.length === props.subjects.length}>{props.children(known)}</Match>
      <Match when={rows.error}>
        <Gone text={toApiError(rows.error).message} onClose={props.onClose} />
      </Match>
      <Match when={rows.state === "ready" && rows().length < props.subjects.length}>
        <Gone text="It was dropped, moved or taken back meanwhile." onClose={props.onClose} />
      </Match>
      <Match when={rows()}>{(found) => props.children([...found()])}</Match>
    </Switch>
  );
}

const isRow = (subject: EnrollmentSubject): subject is EnrollmentRow => "version" in subject;

async function rowOf(subject: EnrollmentSubject): Promise<EnrollmentRow | undefined> {
  if (isRow(subject)) return subject;
  const all = await api.get<StudentEnrollments>(studentEnrollmentsPath(subject.studentId));
  return [...all.current, ...all.future, ...all.waiting, ...all.past].find(
    ({ id }) => id === subject.enrollmentId,
  );
}

function Gone(props: { text: string; onClose: () => void }) {
  return (
    <Dialog
      open
      size="narrow"
      title="This enrollment is not there any more"
      description={props.text}
      onClose={props.onClose}
      actions={<Button onClick={props.onClose}>Close</Button>}
    />
  );
}
