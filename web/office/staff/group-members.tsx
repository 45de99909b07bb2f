import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { GroupPage } from "../../../worker/domains/staff/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { can } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Avatar } from "../../shared/ui/avatar.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { XIcon } from "../../shared/ui/icons.tsx";
import { StatusPill } from "../../shared/ui/pill.tsx";
import { announce } from "../audit/announce.ts";
import { AddMember } from "./add-member.tsx";

/** Who is in a group; people are added by name, one at a time, at once. */
export function GroupMembers(props: { page: GroupPage; path: string }) {
  const mayEdit = () => can("permissions", "full");
  async function write(send: () => Promise<{ change: Committed }>) {
    try {
      announce((await send()).change, "/staff", "/session");
    } catch (cause) {
      showProblem(cause);
    }
  }
  const add = (staffId: string) => write(() => api.post(`${props.path}/members`, { staffId }));
  const remove = (id: string) => write(() => api.delete(`${props.path}/members/${id}`));
  const isMember = (id: string) => props.page.members.some((member) => member.id === id);

  return (
    <>
      <h2 class="mb-3 text-md font-bold tracking-tight">
        Members <span class="font-regular text-ink-3 tabular-nums">{props.page.members.length}</span>
      </h2>
      <Show when={mayEdit() && can("staff")}>
        <div class="mb-3">
          <AddMember isMember={isMember} onAdd={add} />
        </div>
      </Show>
      <ul>
        <For
          each={props.page.members}
          fallback={
            <li class="py-1 text-ink-2">Nobody is in this group, so it gives its rights to nobody.</li>
          }
        >
          {(member) => (
            <li class="flex items-center gap-2.5 border-b border-line py-1.5 last:border-0">
              <Avatar name={member.name} size="small" />
              <A href={`/staff/${member.id}`} class="min-w-0 flex-1 truncate hover:underline">
                {member.name}
              </A>
              <Show when={!member.isActive}>
                <StatusPill status="inactive" />
              </Show>
              <Show when={mayEdit()}>
                <IconButton
                  label={`Take ${member.name} out of the group`}
                  icon={XIcon}
                  onClick={() => void remove(member.id)}
                />
              </Show>
            </li>
          )}
        </For>
      </ul>
    </>
  );
}
