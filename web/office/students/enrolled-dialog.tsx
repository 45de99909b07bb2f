import { For, Show } from "solid-js";
import { plural } from "../../shared/format/names.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { studentHref } from "../families/student-href.ts";
import type { Enrolled, StudentDeletion } from "./delete-students.ts";

type Student = { id: string; name: string; familyId: string; classes: string[] };

function byStudent(enrolled: Enrolled[]): Student[] {
  const students = new Map<string, Student>();
  for (const { studentId, name, familyId, className } of enrolled) {
    const known = students.get(studentId) ?? { id: studentId, name, familyId, classes: [] };
    known.classes.push(className);
    students.set(studentId, known);
  }
  return [...students.values()];
}

/** Says who cannot be deleted and why, leads to where that is changed, and offers what can be done now. */
export default function EnrolledDialog(props: { enrolled: Enrolled[]; deletion: StudentDeletion }) {
  const students = () => byStudent(props.enrolled);
  const others = () => {
    const held = new Set(props.enrolled.map(({ studentId }) => studentId));
    return (props.deletion.chosen() ?? []).filter((id) => !held.has(id));
  };
  return (
    <Dialog
      open
      title={
        students().length === 1
          ? `${students()[0]?.name} is still enrolled`
          : `${students().length} of these students are still enrolled`
      }
      description="Nobody was deleted. Drop the enrollments in the family first, then delete."
      onClose={props.deletion.close}
      actions={
        <>
          <Button onClick={props.deletion.close}>Close</Button>
          <Show when={others().length > 0}>
            <Button
              variant="primary"
              busy={props.deletion.busy()}
              onClick={() => void props.deletion.remove(others())}
            >
              Delete the other {plural(others().length, "student")}
            </Button>
          </Show>
        </>
      }
    >
      <ul class="flex flex-col">
        <For each={students()}>
          {(student) => (
            <li class="flex items-center gap-3 border-t border-line py-2.5 first:border-0">
              <span class="min-w-0 flex-1">
                <span class="block font-medium [overflow-wrap:anywhere]">{student.name}</span>
                <span class="block text-ink-2 [overflow-wrap:anywhere]">{student.classes.join(", ")}</span>
              </span>
              <ButtonLink href={studentHref(student.familyId, student.id)} size="small">
                Open the family
              </ButtonLink>
            </li>
          )}
        </For>
      </ul>
    </Dialog>
  );
}
