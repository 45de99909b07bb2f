import { createSignal, createUniqueId, For, Show } from "solid-js";
import type { FormField } from "../../../shared/form.ts";
import { foldText } from "../../../shared/format/text-match.ts";
import { FieldNotes } from "../../../shared/ui/field.tsx";
import { ChevronDownIcon } from "../../../shared/ui/icons.tsx";
import { Popover } from "../../../shared/ui/popover.tsx";

type Named = { readonly id: string; readonly name: string };
type InstructorPickProps = { field: FormField; instructors: readonly Named[] };

const filterFrom = 9;

/** Who teaches a slot: the first one leads. Opens over the form, so that a school of forty instructors stays one line. */
export function InstructorPick(props: InstructorPickProps) {
  const labelId = createUniqueId();
  const [typed, setTyped] = createSignal("");
  const ids = () => (props.field.value() as string[]) ?? [];
  const nameOf = (id: string) => props.instructors.find((one) => one.id === id)?.name ?? "Somebody who left";
  const shown = () => {
    const words = foldText(typed()).split(/\s+/).filter(Boolean);
    return props.instructors.filter(({ name }) =>
      words.every((word) => ` ${foldText(name)}`.includes(` ${word}`)),
    );
  };
  const toggle = (id: string, isChosen: boolean) =>
    props.field.set(isChosen ? [...ids(), id] : ids().filter((one) => one !== id));
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <span id={labelId} class="font-medium">
        Instructors<span class="font-regular text-ink-3"> optional</span>
      </span>
      <Popover
        label="Instructors"
        class="w-72"
        triggerClass="flex min-h-8 w-full items-center gap-2 rounded-sm border border-line-strong bg-sheet px-2.5 text-left text-ink hover:border-control-line pointer-coarse:min-h-11"
        trigger={
          <>
            <span class="sr-only">Instructors: </span>
            <span class={`min-w-0 flex-1 truncate ${ids().length === 0 ? "text-ink-3" : ""}`}>
              {ids().length === 0 ? "Choose who teaches" : ids().map(nameOf).join(", ")}
            </span>
            <ChevronDownIcon class="flex-none text-ink-3" />
          </>
        }
      >
        <Show when={props.instructors.length >= filterFrom}>
          <input
            class="control mb-2"
            aria-label="Find an instructor"
            placeholder="Find an instructor"
            autocomplete="off"
            value={typed()}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </Show>
        <ul class="max-h-64 overflow-y-auto" aria-labelledby={labelId}>
          <For each={shown()} fallback={<li class="px-2 py-1 text-ink-3">Nobody of that name</li>}>
            {(person) => (
              <li>
                <label class="flex min-h-8 items-center gap-2.5 rounded-sm px-2 hover:bg-hover pointer-coarse:min-h-11">
                  <input
                    type="checkbox"
                    class="check"
                    checked={ids().includes(person.id)}
                    onChange={(event) => toggle(person.id, event.currentTarget.checked)}
                  />
                  <span class="truncate">{person.name}</span>
                </label>
              </li>
            )}
          </For>
        </ul>
      </Popover>
      <FieldNotes field={props.field} />
    </div>
  );
}
