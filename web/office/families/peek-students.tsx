import { For, Show } from "solid-js";
import type { FamilyPage, FamilyStudent } from "../../../worker/domains/families/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { can } from "../../shared/session.ts";
import { PlusIcon } from "../../shared/ui/icons.tsx";
import { PeekSection } from "../../shared/ui/peek-panel.tsx";
import { openEnroll } from "../enrollments/opening.ts";

/** The last name is said only where it is not the family's own. */
function nameIn(familyName: string, student: FamilyStudent): string {
  const firstName = student.preferredName ?? student.firstName;
  return familyName.includes(student.lastName) ? firstName : `${firstName} ${student.lastName}`;
}

export function PeekStudents(props: { page: FamilyPage }) {
  return (
    <PeekSection title="Students" note={props.page.students.length || undefined}>
      <ul class="flex flex-col gap-1.5">
        <For each={props.page.students} fallback={<li class="text-ink-3">None yet</li>}>
          {(student) => (
            <li class="flex items-baseline justify-between gap-3">
              <span class="min-w-0 flex-1 [overflow-wrap:anywhere]">
                {nameIn(props.page.family.name, student)}
              </span>
              <Show when={student.birthDate}>
                {(birthDate) => (
                  <span class="flex-none text-ink-3 tabular-nums">
                    {formats().age(birthDate())} · {formats().date(birthDate())}
                  </span>
                )}
              </Show>
              <Show when={can("enrollments", "full")}>
                <button
                  type="button"
                  class="-my-1 -mr-1 grid size-7 flex-none place-items-center self-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:size-11"
                  aria-label={`Enroll ${nameIn(props.page.family.name, student)}`}
                  onClick={() =>
                    openEnroll({
                      students: [{ id: student.id, name: `${student.firstName} ${student.lastName}` }],
                    })
                  }
                >
                  <PlusIcon />
                </button>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </PeekSection>
  );
}
