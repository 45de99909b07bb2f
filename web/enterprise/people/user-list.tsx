import { For, Show } from "solid-js";
import type { EnterpriseUser } from "../../../worker/enterprise/users/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { Avatar } from "../../shared/ui/avatar.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { EllipsisIcon, MailIcon, PencilIcon, Trash2Icon, UsersIcon } from "../../shared/ui/icons.tsx";
import { Menu, MenuItem, MenuLine } from "../../shared/ui/menu.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { isAdmin, me } from "../session.ts";
import { mayManage, type People, removeUser, resend, suspend } from "./people.ts";

type UserListProps = {
  people: People;
  users: EnterpriseUser[];
  isNarrowed: boolean;
  onEdit: (user: EnterpriseUser) => void;
};

/** Who may come in here, what for, and whether they have been. */
export function UserList(props: UserListProps) {
  return (
    <Show
      when={props.users.length > 0}
      fallback={
        <EmptyState icon={UsersIcon} title={props.isNarrowed ? "Nobody is called that" : "Nobody yet"}>
          <p>
            {props.isNarrowed ? "Try another part of the name or the address." : "Invite the first person."}
          </p>
        </EmptyState>
      }
    >
      <ul aria-label="Users">
        <For each={props.users}>
          {(user) => (
            <li class="flex min-h-14 items-center gap-3 border-b border-line px-4 py-2 sm:px-6">
              <Avatar name={user.name} />
              <div class="min-w-0 flex-1">
                <p class="truncate font-semibold">
                  {user.name}
                  <Show when={user.id === me()?.user.id}>
                    <span class="font-normal text-ink-3"> (you)</span>
                  </Show>
                </p>
                <p class="truncate text-sm text-ink-3">{user.email}</p>
                <p class="truncate text-sm text-ink-2 sm:hidden">
                  {user.level === "admin" ? "Admin" : "User"} · {props.people.pathOf(user.groupId)}
                </p>
              </div>
              <p class="w-16 flex-none text-ink-2 max-sm:hidden">
                {user.level === "admin" ? "Admin" : "User"}
              </p>
              <p class="w-48 flex-none truncate text-ink-2 max-sm:hidden">
                {props.people.pathOf(user.groupId)}
              </p>
              <p class="w-32 flex-none truncate text-sm text-ink-3 tabular-nums max-lg:hidden">
                {user.lastSeenAt === null ? "Never here" : formats().ago(user.lastSeenAt)}
              </p>
              <span class="flex w-24 flex-none justify-end">
                <State user={user} />
              </span>
              <Show when={isAdmin()}>
                <UserMenu user={user} onEdit={() => props.onEdit(user)} />
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function State(props: { user: EnterpriseUser }) {
  const isOver = () => (props.user.inviteExpiresAt ?? 0) < Date.now();
  if (props.user.state === "active") return <Pill tone="good">Active</Pill>;
  if (props.user.state === "suspended") return <Pill tone="bad">Suspended</Pill>;
  return <Pill tone="warn">{isOver() ? "Link too old" : "Invited"}</Pill>;
}

function UserMenu(props: { user: EnterpriseUser; onEdit: () => void }) {
  const user = () => props.user;
  const isOther = () => mayManage(user());
  return (
    <Menu
      label={`More for ${user().name}`}
      placement="bottom-end"
      triggerClass="grid size-8 flex-none place-items-center rounded-sm text-ink-2 hover:bg-hover pointer-coarse:size-11"
      trigger={<EllipsisIcon />}
    >
      <MenuItem label="Change" icon={PencilIcon} onSelect={() => props.onEdit()} />
      <Show
        when={user().state === "invited"}
        fallback={
          <MenuItem
            label={user().state === "suspended" ? "Let in again" : "Suspend"}
            disabled={!isOther()}
            onSelect={() => void suspend(user(), user().state !== "suspended")}
          />
        }
      >
        <MenuItem label="Send the link again" icon={MailIcon} onSelect={() => void resend(user())} />
      </Show>
      <MenuLine />
      <MenuItem
        label="Remove"
        icon={Trash2Icon}
        danger
        disabled={!isOther()}
        onSelect={() => void removeUser(user())}
      />
    </Menu>
  );
}
