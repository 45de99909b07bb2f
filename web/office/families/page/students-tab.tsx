import { createEffect, createMemo, createSignal, For, onCleanup, Show } from "solid-js";
import { afterPaint } from "../../../shared/after-paint.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { EmptyState } from "../../../shared/ui/empty-state.tsx";
import { GraduationCapIcon, PlusIcon } from "../../../shared/ui/icons.tsx";
import { useParam } from "../../../shared/url-state.ts";
import type { FamilyRoom } from "./family-room.ts";
import { StudentFacts } from "./student-facts.tsx";

/** Everything about every student, each fact edited where it stands; whom somebody came for stands first. */
export function StudentsTab(props: { room: FamilyRoom }) {
  // One student fills the screen; the next ones come with one paint each, below it.
  const [drawn, setDrawn] = createSignal(1);
  const [wanted] = useParam("student");
  const students = createMemo(() => {
    const isWanted = ({ id }: { id: string }) => Number(id === wanted());
    return props.room.page().students.toSorted((a, b) => isWanted(b) - isWanted(a));
  });
  createEffect(() => {
    if (drawn() >= students().length) return;
    onCleanup(afterPaint(() => setDrawn((count) => count + 1)));
  });
  return (
    <Show when={students().length > 0} fallback={<NoStudents room={props.room} />}>
      <div class="flex flex-col gap-10">
        <For each={students().slice(0, drawn())}>
          {(student) => (
            <StudentFacts room={props.room} student={student} isWanted={student.id === wanted()} />
          )}
        </For>
      </div>
    </Show>
  );
}

function NoStudents(props: { room: FamilyRoom }) {
  return (
    <EmptyState
      icon={GraduationCapIcon}
      title="No students yet"
      action={
        <Show when={props.room.mayEditStudents()}>
          <Button variant="primary" icon={PlusIcon} onClick={() => props.room.open({ kind: "student" })}>
            New student
          </Button>
        </Show>
      }
    >
      A student belongs to a family and is enrolled in classes. Only then is the family active.
    </EmptyState>
  );
}
