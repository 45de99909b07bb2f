import { For } from "solid-js";
import type { OverridesPage } from "../../../worker/enterprise/permissions/schemas.ts";
import { ChevronDownIcon } from "../../shared/ui/icons.tsx";

/** Where rights are taken away: the enterprise, and its groups and subgroups below it. */
export function NodePicker(props: { page: OverridesPage; onPick: (id: string | null) => void }) {
  return (
    <label class="flex max-w-md flex-col gap-1">
      <span class="font-medium">Where</span>
      <span class="relative">
        <select
          class="control appearance-none truncate pr-8"
          onChange={(event) => props.onPick(event.currentTarget.value || null)}
        >
          <For each={props.page.nodes}>
            {(node) => (
              <option value={node.id ?? ""} selected={node.id === props.page.node.id}>
                {"\u2003".repeat(node.depth)}
                {node.name}
                {node.ownCount > 0 ? ` (${node.ownCount})` : ""}
              </option>
            )}
          </For>
        </select>
        <ChevronDownIcon class="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-ink-3" />
      </span>
    </label>
  );
}
