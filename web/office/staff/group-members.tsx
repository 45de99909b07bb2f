import { A } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import type { GroupPage, StaffRow } from "../../../worker/domains/staff/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import type { Page } from "../../shared/pages.ts";
import { can } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Avatar } from "../../shared/ui/avatar.tsx";
import { Combobox } from "../../shared/ui/combobox.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { XIcon } from "../../shared/ui/icons.tsx";
import { StatusPill } from "../../shared/ui/pill.tsx";
import { withParams } from "../../shared/url-state.ts";
import { announce } from "../audit/announce.ts";

/** Who is in a group; people are added by name, one at a time, at once. */
export function GroupMembers(props: { page: GroupPage; path: string }) {
  const mayEdit = () => can("permissions", "full");
  const [adding, setAdding] = createSignal(false);

  async function write(send: () => Promise<{ change: Committed }>) {
    try {
      announce((await send()).change, "/staff", "/session");
    } catch (cause) {
      showProblem(cause);
    }
  }
  const remove = (id: string) => write(() => api.delete(`${props.path}/members/${id}`));
  async function add(staffId: string) {
    if (!staffId || adding()) return;
    setAdding(true);
    await write(() => api.post(`${props.path}/members`, { staffId }));
    setAdding(false);
    form.reset();
  }
  const form = createForm({ initial: { staffId: "" }, send: async () => undefined });
  const field = () => {
    const own = form.field("staffId");
    return {
      ...own,
      set: (value: unknown) => {
        own.set(value);
        void add(String(value));
      },
    };
  };
  const isMember = (id: string) => props.page.members.some((member) => member.id === id);

  return (
    <>
      <h2 class="mb-3 text-md font-bold tracking-tight">
        Members <span class="font-regular text-ink-3 tabular-nums">{props.page.members.length}</span>
      </h2>
      <Show when={mayEdit() && can("staff")}>
        <div class="mb-3">
          <Combobox
            field={field()}
            label="Add somebody"
            placeholder="Name, user name or e-mail"
            searchPath={(typed) => withParams("/staff", { q: typed })}
            optionsOf={(answer) =>
              (answer as Page<StaffRow>).rows
                .filter((row) => !isMember(row.id))
                .slice(0, 20)
                .map((row) => ({ id: row.id, name: row.name, hint: row.username }))
            }
          />
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
