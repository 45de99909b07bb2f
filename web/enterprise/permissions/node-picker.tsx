import { For } from "solid-js";
import type { OverridesPage } from "../../../worker/enterprise/permissions/schemas.ts";

/** Where rights are taken away: the enterprise, and its groups and subgroups below it. */
export function NodePicker(props: { page: OverridesPage; onPick: (id: string | null) => void }) {
  return (
    <label class="flex max-w-md flex-col gap-1">
      <span class="font-medium">Where</span>
      <select
        class="control appearance-auto"
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
    </label>
  );
}
