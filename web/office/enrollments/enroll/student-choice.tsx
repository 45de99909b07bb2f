import { createSignal, For, Show } from "solid-js";
import type { PaletteAnswer } from "../../../../worker/domains/palette/schemas.ts";
import type { FormField } from "../../../shared/form.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Combobox, type ComboboxOption } from "../../../shared/ui/combobox.tsx";
import { PlusIcon, XIcon } from "../../../shared/ui/icons.tsx";
import { withParams } from "../../../shared/url-state.ts";
import { focusAfter, focusSearch } from "../focus-flow.ts";
import type { Enrollment } from "./enroll-state.ts";

/** Who is enrolled: chosen ones as a list, others are found by name. */
export function StudentChoice(props: { enrollment: Enrollment }) {
  const [adding, setAdding] = createSignal(false);
  const { students, remove } = props.enrollment;
  let part!: HTMLElement;
  const searches = () => students().length === 0 || adding();
  const search = () => {
    setAdding(true);
    focusSearch(part);
  };
  const chosen = () => {
    setAdding(false);
    focusAfter(part);
  };
  const leaveOut = (id: string) => {
    remove(id);
    if (students().length === 0) focusSearch(part);
    else part.querySelector<HTMLElement>("li button")?.focus();
  };
  return (
    <section ref={part} class="flex flex-col gap-2" aria-label="Students">
      <Show when={students().length > 0}>
        <p class="font-medium">{students().length === 1 ? "Student" : `${students().length} students`}</p>
        <ul class="flex max-h-44 flex-col overflow-y-auto rounded-sm border border-line" tabindex="-1">
          <For each={students()}>
            {(student) => (
              <li class="flex min-h-9 items-center gap-2 border-b border-line pr-1 pl-2.5 last:border-0">
                <span class="min-w-0 flex-1 truncate font-book">
                  <bdi>{student.name}</bdi>
                  <Show when={student.hint}>
                    <span class="text-ink-3"> {student.hint}</span>
                  </Show>
                </span>
                <button
                  type="button"
                  class="grid size-7 flex-none place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:size-11"
                  aria-label={`Leave ${student.name} out`}
                  onClick={() => leaveOut(student.id)}
                >
                  <XIcon class="size-3.5" />
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show
        when={searches()}
        fallback={
          <span class="-ml-2.5">
            <Button size="small" variant="quiet" icon={PlusIcon} onClick={search}>
              Another student
            </Button>
          </span>
        }
      >
        <Search enrollment={props.enrollment} onChosen={chosen} again={adding()} />
      </Show>
    </section>
  );
}

function Search(props: { enrollment: Enrollment; onChosen: () => void; again: boolean }) {
  let found: ComboboxOption[] = [];
  const field: FormField = {
    id: "enroll-student",
    name: "student",
    value: () => "",
    error: () => undefined,
    set(id) {
      const student = found.find((option) => option.id === id);
      if (!student) return;
      props.enrollment.add(student);
      props.onChosen();
    },
  };
  const optionsOf = (answer: unknown) => {
    found = (answer as PaletteAnswer).students.map(({ id, name, hint }) => ({
      id,
      name,
      hint: hint ?? undefined,
    }));
    return found;
  };
  return (
    <Combobox
      field={field}
      label={props.again ? "Another student" : "Student"}
      placeholder="First or last name"
      searchPath={(typed) => withParams("/palette", { q: typed })}
      optionsOf={optionsOf}
    />
  );
}
