import { A, useNavigate } from "@solidjs/router";
import { createSignal, For, Match, Show, Switch } from "solid-js";
import type { GroupRow } from "../../../worker/domains/staff/schemas.ts";
import { plural } from "../../shared/format/names.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { PlusIcon, UsersIcon } from "../../shared/ui/icons.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { BackLink } from "./back-link.tsx";
import { GroupDialog } from "./group-dialog.tsx";
import { RecordPlaceholder } from "./record-placeholder.tsx";

export default function GroupsPage() {
  const navigate = useNavigate();
  const groups = createQuery<{ rows: GroupRow[] }>(() => "/staff/groups");
  const [adding, setAdding] = createSignal(false);
  const mayAdd = () => can("permissions", "full");
  useShortcuts({
    keys: "n",
    label: "New group",
    group: "This page",
    when: mayAdd,
    run: () => setAdding(true),
  });
  const add = () => (
    <Show when={mayAdd()}>
      <Button variant="primary" icon={PlusIcon} onClick={() => setAdding(true)}>
        New group
      </Button>
    </Show>
  );
  return (
    <div class="pb-12">
      <div class="px-4 pt-4 sm:px-6">
        <BackLink href="/staff" label="Staff" />
      </div>
      <PageHeader title="Groups" actions={add()} />
      <p class="max-w-2xl px-4 pb-4 text-ink-2 sm:px-6">
        A group gives its rights to everybody in it. Somebody may be in several; the most generous counts.
      </p>
      <Switch>
        <Match when={groups.error() && !groups.data() && groups.error()}>
          {(error) => <ErrorState error={error()} onRetry={groups.refetch} />}
        </Match>
        <Match when={groups.pending()}>
          <RecordPlaceholder label="groups" />
        </Match>
        <Match when={groups.data()?.rows.length === 0}>
          <EmptyState icon={UsersIcon} title="No groups yet" action={add()}>
            Start with the work people share, such as Front desk or Coaches.
          </EmptyState>
        </Match>
        <Match when={groups.data()}>
          {(data) => (
            <ul class="border-t border-line bg-sheet">
              <For each={data().rows}>{(group) => <GroupLine group={group} />}</For>
            </ul>
          )}
        </Match>
      </Switch>
      <Show when={adding()}>
        <GroupDialog
          onClose={() => setAdding(false)}
          onSaved={(id) => id && navigate(`/staff/groups/${id}`)}
        />
      </Show>
    </div>
  );
}

function GroupLine(props: { group: GroupRow }) {
  return (
    <li>
      <A
        href={`/staff/groups/${props.group.id}`}
        class="flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line px-4 py-3 -outline-offset-2 hover:bg-hover/60 sm:px-6"
      >
        <span class="min-w-48 flex-1">
          <span class="block font-semibold [overflow-wrap:anywhere]">{props.group.name}</span>
          <span class="block text-sm text-ink-3 [overflow-wrap:anywhere]">{props.group.description}</span>
        </span>
        <span class="flex gap-x-4 text-ink-2 tabular-nums max-sm:w-full max-sm:text-sm">
          <span class="sm:w-24 sm:text-right">{plural(props.group.memberCount, "person", "people")}</span>
          <span class="sm:w-20 sm:text-right">{plural(props.group.grantCount, "right")}</span>
        </span>
      </A>
    </li>
  );
}
