import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { GroupRow, StaffPage } from "../../../worker/domains/staff/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { ChevronDownIcon, XIcon } from "../../shared/ui/icons.tsx";
import { Menu, MenuItem } from "../../shared/ui/menu.tsx";
import { announce } from "../audit/announce.ts";

/** The groups somebody is in, as chips; each can be left, and another joined, at once and with undo. */
export function PersonGroups(props: { page: StaffPage; path: string }) {
  const mayEdit = () => can("permissions", "full");
  const groups = createQuery<{ rows: GroupRow[] }>(() => (mayEdit() ? "/staff/groups" : undefined));
  const others = () =>
    (groups.data()?.rows ?? []).filter((group) => !props.page.groups.some((own) => own.id === group.id));
  const personId = () => props.page.person.id;

  async function write(send: () => Promise<{ change: Committed }>) {
    try {
      announce((await send()).change, "/staff", "/session");
    } catch (cause) {
      showProblem(cause);
    }
  }
  const join = (id: string) => write(() => api.post(`/staff/groups/${id}/members`, { staffId: personId() }));
  const leave = (id: string) => write(() => api.delete(`/staff/groups/${id}/members/${personId()}`));

  return (
    <div class="flex flex-wrap items-center gap-2 py-1">
      <For each={props.page.groups} fallback={<p class="text-ink-2">In no group.</p>}>
        {(group) => (
          <span class="inline-flex h-7 max-w-full items-center rounded-full bg-accent-soft font-medium text-accent pointer-coarse:h-9">
            <Show when={can("permissions")} fallback={<span class="truncate px-3">{group.name}</span>}>
              <A
                class="hit truncate rounded-l-full pr-1 pl-3 hover:underline"
                href={`/staff/groups/${group.id}`}
              >
                {group.name}
              </A>
            </Show>
            <Show when={mayEdit()} fallback={<span class="w-2" />}>
              <button
                type="button"
                class="hit grid h-full w-7 flex-none place-items-center rounded-r-full hover:text-accent-strong pointer-coarse:w-11"
                aria-label={`Take out of ${group.name}`}
                onClick={() => void leave(group.id)}
              >
                <XIcon class="size-3.5" />
              </button>
            </Show>
          </span>
        )}
      </For>
      <Show when={mayEdit() && others().length > 0}>
        <Menu
          label="Add to a group"
          triggerClass="hit inline-flex h-7 items-center gap-1 rounded-full border border-dashed border-line-strong pr-2 pl-2.5 text-ink-2 hover:border-solid hover:bg-hover hover:text-ink pointer-coarse:h-9"
          trigger={
            <>
              Add to a group
              <ChevronDownIcon class="size-3.5 text-ink-3" />
            </>
          }
        >
          <For each={others()}>
            {(group) => <MenuItem label={group.name} onSelect={() => void join(group.id)} />}
          </For>
        </Menu>
      </Show>
    </div>
  );
}
