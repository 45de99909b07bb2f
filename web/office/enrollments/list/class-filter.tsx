import { createSignal, Show } from "solid-js";
import { can } from "../../../shared/session.ts";
import { chipTrigger, FilterChip, unsetChip } from "../../../shared/ui/filter-chip.tsx";
import { ChevronDownIcon } from "../../../shared/ui/icons.tsx";
import { Popover } from "../../../shared/ui/popover.tsx";
import { ClassChoice } from "../class-choice.tsx";
import type { EnrollmentSearch } from "./enrollment-search.ts";

type ClassFilterProps = { search: EnrollmentSearch; name: string | undefined };

/** One class, found by its name. */
export function ClassFilter(props: ClassFilterProps) {
  const [open, setOpen] = createSignal(false);
  const [chosen, setChosen] = createSignal<{ id: string; name: string }>();
  const isSet = () => props.search.classId() !== "";
  const name = () => (chosen()?.id === props.search.classId() ? chosen()?.name : props.name);
  return (
    <Show when={can("classes") || isSet()}>
      <FilterChip label="Class" set={isSet()} onRemove={() => props.search.setClass(undefined)}>
        <Popover
          label="Class"
          open={open()}
          onOpenChange={setOpen}
          class="w-80"
          triggerClass={isSet() ? `${chipTrigger} truncate` : unsetChip}
          trigger={
            <Show
              when={isSet()}
              fallback={
                <>
                  Class <ChevronDownIcon class="size-3.5 text-ink-3" />
                </>
              }
            >
              Class is {name() ?? "one class"}
            </Show>
          }
        >
          <div class="p-1">
            <ClassChoice
              label="Class"
              on={props.search.span().from}
              onChoose={(row) => {
                setChosen({ id: row.id, name: row.name });
                props.search.setClass(row.id);
                setOpen(false);
              }}
            />
          </div>
        </Popover>
      </FilterChip>
    </Show>
  );
}
