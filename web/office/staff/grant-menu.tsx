import { For, Show } from "solid-js";
import { EllipsisIcon } from "../../shared/ui/icons.tsx";
import { Menu, MenuItem, MenuLine } from "../../shared/ui/menu.tsx";
import type { GrantLimitsProps } from "./grant-chips.tsx";

/** Gives a right for one location, or limits it to own classes: the exceptions, so they are behind one button. */
export function GrantMenu(props: GrantLimitsProps) {
  const places = () => (props.locations.length > 1 ? props.locations : []);
  const limited = () => (["pages", "reports"].includes(props.right.section) ? props.everywhere : undefined);
  const set = (level: "view" | "full", locationId: string | null, ownClassesOnly = false) =>
    props.onSet({ right: props.right.key, level, locationId, ownClassesOnly });
  return (
    <Show when={!props.isBeyond && (places().length > 0 || limited())} fallback={<span />}>
      <Menu
        label={`${props.right.label} for a place or for own classes`}
        placement="bottom-end"
        triggerClass="hit grid size-7 place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:size-11"
        trigger={<EllipsisIcon />}
      >
        <For each={places()}>
          {(location) => (
            <>
              <Show when={props.right.key !== "admin" && props.right.key !== "office"}>
                <MenuItem label={`View at ${location.name}`} onSelect={() => set("view", location.id)} />
              </Show>
              <MenuItem
                label={`Full at ${location.name}`}
                disabled={props.right.grantable !== "full"}
                onSelect={() => set("full", location.id)}
              />
            </>
          )}
        </For>
        <Show when={limited()}>
          {(grant) => (
            <>
              <Show when={places().length > 0}>
                <MenuLine />
              </Show>
              <MenuItem
                label="Own classes only"
                hint="once classes have instructors"
                current={grant().ownClassesOnly}
                onSelect={() => set(grant().level, null, !grant().ownClassesOnly)}
              />
            </>
          )}
        </Show>
      </Menu>
    </Show>
  );
}
