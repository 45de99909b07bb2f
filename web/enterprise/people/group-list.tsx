import { For, Show } from "solid-js";
import type { Group } from "../../../worker/enterprise/groups/schemas.ts";
import { plural } from "../../shared/format/names.ts";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { EllipsisIcon, NetworkIcon, PencilIcon, PlusIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { Menu, MenuItem, MenuLine } from "../../shared/ui/menu.tsx";
import { isAdmin } from "../session.ts";
import { act, mayChange, type People, removeGroup, writeGroup } from "./people.ts";

export type GroupWish =
  | { kind: "edit"; group: Group }
  | { kind: "create"; parentId: string | null }
  | { kind: "accounts"; group: Group };

type GroupListProps = { people: People; onWish: (wish: GroupWish) => void };

const indents = ["", "pl-6", "pl-12", "pl-18", "pl-24"];

/** The tree, from top to bottom: what each group holds, and whether its users can come in. */
export function GroupList(props: GroupListProps) {
  const byId = (id: string) => props.people.groups().find((group) => group.id === id) as Group;
  const accountsIn = (id: string) => props.people.accounts().filter(({ groupId }) => groupId === id).length;
  return (
    <Show
      when={props.people.places().length > 0}
      fallback={
        <EmptyState icon={NetworkIcon} title="No groups yet">
          <p>
            A group holds accounts, and the people who may enter only those. Without groups everybody here
            enters every account.
          </p>
        </EmptyState>
      }
    >
      <ul aria-label="Groups">
        <For each={props.people.places()}>
          {({ id, depth, name, path }) => (
            <li class="border-b border-line">
              <div class={`flex min-h-13 items-center gap-3 px-4 py-2 sm:px-6`}>
                <div class={`min-w-0 flex-1 ${indents[Math.min(depth, 4)]}`}>
                  <p class="truncate font-semibold">
                    <Show when={depth > 0}>
                      <span class="sr-only">{path.slice(0, -1).join(" › ")} › </span>
                      <span class="mr-1.5 text-ink-3" aria-hidden="true">
                        └
                      </span>
                    </Show>
                    {name}
                  </p>
                  <p class="truncate text-sm text-ink-3">
                    {plural(accountsIn(id), "account")} · {plural(byId(id).users, "user")}
                  </p>
                </div>
                <GroupSwitch group={byId(id)} />
                <Show when={isAdmin()}>
                  <GroupMenu group={byId(id)} onWish={props.onWish} />
                </Show>
              </div>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function GroupSwitch(props: { group: Group }) {
  const group = () => props.group;
  const set = (isActive: boolean) =>
    act(
      () => writeGroup(group(), { isActive }),
      isActive ? `${group().name} is on` : `${group().name} is off: its users are signed out`,
      ({ version }) => writeGroup({ id: group().id, version }, { isActive: !isActive }),
    );
  return (
    <label class="flex flex-none items-center gap-2 text-sm text-ink-2 pointer-coarse:min-h-11">
      <span aria-hidden="true">{group().isActive ? "On" : "Off"}</span>
      <input
        type="checkbox"
        role="switch"
        class="switch"
        aria-label={`${group().name}: its users may come in`}
        checked={group().isActive}
        aria-checked={group().isActive}
        disabled={!mayChange(group())}
        onChange={(event) => {
          const wanted = event.currentTarget.checked;
          void set(wanted).then((isDone) => {
            if (!isDone) event.target.checked = !wanted;
          });
        }}
      />
    </label>
  );
}

function GroupMenu(props: { group: Group; onWish: (wish: GroupWish) => void }) {
  const wish = (kind: "edit" | "accounts") => props.onWish({ kind, group: props.group });
  return (
    <Menu
      label={`More for ${props.group.name}`}
      placement="bottom-end"
      triggerClass="grid size-8 flex-none place-items-center rounded-sm text-ink-2 hover:bg-hover pointer-coarse:size-11"
      trigger={<EllipsisIcon />}
    >
      <MenuItem label="Choose its accounts" onSelect={() => wish("accounts")} />
      <MenuItem
        label="New subgroup"
        icon={PlusIcon}
        onSelect={() => props.onWish({ kind: "create", parentId: props.group.id })}
      />
      <MenuLine />
      <MenuItem
        label="Rename or move"
        icon={PencilIcon}
        disabled={!mayChange(props.group)}
        onSelect={() => wish("edit")}
      />
      <MenuItem
        label="Delete"
        icon={Trash2Icon}
        danger
        disabled={!mayChange(props.group)}
        onSelect={() => void removeGroup(props.group)}
      />
    </Menu>
  );
}
