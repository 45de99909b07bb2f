import { For, Show } from "solid-js";
import type { GroupName } from "../../../worker/enterprise/accounts/schemas.ts";
import { chipTrigger, FilterChip, unsetChip } from "../../shared/ui/filter-chip.tsx";
import { ChevronDownIcon } from "../../shared/ui/icons.tsx";
import { Popover } from "../../shared/ui/popover.tsx";
import { useParam } from "../../shared/url-state.ts";
import { placed } from "./group-tree.ts";

/** Accounts of no group at all. */
export const NO_GROUP = "none";

/** The groups that the address names. */
export function useGroups() {
  const [value, setValue] = useParam("group");
  const chosen = () => new Set(value().split(",").filter(Boolean));
  const setChosen = (groups: Iterable<string>) => setValue([...groups].join(","));
  return [chosen, setChosen] as const;
}

/** Several groups at once; a group stands for all below it. */
export function GroupFilter(props: { groups: readonly GroupName[]; hasUngrouped: boolean }) {
  const [chosen, setChosen] = useGroups();
  const isSet = () => chosen().size > 0;
  const name = (id: string) =>
    id === NO_GROUP ? "No group" : (props.groups.find((group) => group.id === id)?.name ?? "Unknown group");
  const text = () => {
    const [first, ...others] = chosen();
    return others.length === 0 ? `Group is ${name(first ?? "")}` : `${chosen().size} groups`;
  };
  const toggle = (id: string) => {
    const next = chosen();
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };

  return (
    <FilterChip label="Group" set={isSet()} onRemove={() => setChosen([])}>
      <Popover
        label="Group Filter"
        class="max-h-[60dvh] w-72 overflow-y-auto"
        triggerClass={isSet() ? chipTrigger : unsetChip}
        trigger={
          <Show
            when={isSet()}
            fallback={
              <>
                Group <ChevronDownIcon class="size-3.5 text-ink-3" />
              </>
            }
          >
            {text()}
          </Show>
        }
      >
        <fieldset class="flex flex-col p-1">
          <legend class="sr-only">Show the accounts of these groups</legend>
          <For each={placed(props.groups)}>
            {(group) => (
              <Choice
                label={group.name}
                note={group.isActive ? undefined : "Off"}
                depth={group.depth}
                checked={chosen().has(group.id)}
                onChange={() => toggle(group.id)}
              />
            )}
          </For>
          <Show when={props.hasUngrouped}>
            <Choice
              label="No group"
              depth={0}
              checked={chosen().has(NO_GROUP)}
              onChange={() => toggle(NO_GROUP)}
            />
          </Show>
        </fieldset>
      </Popover>
    </FilterChip>
  );
}

type ChoiceProps = { label: string; note?: string; depth: number; checked: boolean; onChange: () => void };

const indents = ["pl-2", "pl-6", "pl-10", "pl-14", "pl-18"];

function Choice(props: ChoiceProps) {
  return (
    <label
      class={`flex min-h-8 items-center gap-2.5 rounded-sm pr-2 hover:bg-hover pointer-coarse:min-h-11 ${indents[Math.min(props.depth, 4)]}`}
    >
      <input type="checkbox" class="check" checked={props.checked} onChange={() => props.onChange()} />
      <span class="min-w-0 flex-1 truncate">{props.label}</span>
      <span class="text-xs text-ink-3">{props.note}</span>
    </label>
  );
}
