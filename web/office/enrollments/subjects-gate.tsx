import { createResource, type JSX, Match, Switch } from "solid-js";
import type { EnrollmentRow } from "../../../worker/domains/enrollments/shapes.ts";
import { api } from "../../shared/api.ts";
import { toApiError } from "../../shared/api-error.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { enrollmentPath } from "./calls.ts";
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
    return Promise.all(props.subjects.map(rowOf));
  });
  return (
    <Switch>
      <Match when={known.length === props.subjects.length}>{props.children(known)}</Match>
      <Match when={rows.error}>
        <Gone text={toApiError(rows.error).message} onClose={props.onClose} />
      </Match>
      <Match when={rows()}>{(found) => props.children([...found()])}</Match>
    </Switch>
  );
}

const isRow = (subject: EnrollmentSubject): subject is EnrollmentRow => "version" in subject;

const rowOf = (subject: EnrollmentSubject) =>
  isRow(subject) ? subject : api.get<EnrollmentRow>(enrollmentPath(subject.enrollmentId));

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
