import { For, Show } from "solid-js";
import type { GrantRow, RightsCatalog } from "../../../worker/domains/staff/schemas.ts";
import { XIcon } from "../../shared/ui/icons.tsx";
import type { SetGrant } from "./rights-editor.tsx";

export type GrantLimitsProps = {
  right: RightsCatalog["rights"][number];
  grants: readonly GrantRow[];
  everywhere?: GrantRow;
  locations: RightsCatalog["locations"];
  readOnly: boolean;
  /** Further than the person who looks may decide. */
  isBeyond: boolean;
  onSet: SetGrant;
};

/** What is given for one location only, or for own classes only: the exceptions, so they take no room when there are none. */
export function GrantChips(props: GrantLimitsProps) {
  const local = () => props.grants.filter((grant) => grant.locationId !== null);
  const nameOf = (id: string | null) =>
    props.locations.find((one) => one.id === id)?.name ?? "a former location";
  const mayEdit = () => !props.readOnly && !props.isBeyond;
  const label = () => props.right.label;
  const set = (level: "none" | "view" | "full", locationId: string | null) =>
    props.onSet({ right: props.right.key, level, locationId, ownClassesOnly: false });

  return (
    <Show when={local().length > 0 || props.everywhere?.ownClassesOnly}>
      <div class="mt-2 flex flex-wrap items-center gap-1.5">
        <Show when={props.everywhere?.ownClassesOnly && props.everywhere}>
          {(grant) => (
            <Chip
              label="Own classes only"
              remove={mayEdit() ? `Remove the limit to own classes from ${label()}` : undefined}
              onRemove={() => set(grant().level, null)}
            />
          )}
        </Show>
        <For each={local()}>
          {(grant) => (
            <Chip
              label={`${grant.level === "full" ? "Full" : "View"} at ${nameOf(grant.locationId)}`}
              remove={mayEdit() ? `Take away ${label()} at ${nameOf(grant.locationId)}` : undefined}
              onRemove={() => set("none", grant.locationId)}
            />
          )}
        </For>
      </div>
    </Show>
  );
}

function Chip(props: { label: string; remove?: string; onRemove: () => void }) {
  return (
    <span class="inline-flex h-6 max-w-full items-center rounded-full bg-accent-soft text-sm font-medium text-accent pointer-coarse:h-9">
      <span class="truncate pl-2.5" classList={{ "pr-2.5": !props.remove }}>
        {props.label}
      </span>
      <Show when={props.remove}>
        {(label) => (
          <button
            type="button"
            class="hit grid h-full w-6 flex-none place-items-center rounded-r-full hover:text-accent-strong pointer-coarse:w-11"
            aria-label={label()}
            onClick={() => props.onRemove()}
          >
            <XIcon class="size-3" />
          </button>
        )}
      </Show>
    </span>
  );
}
