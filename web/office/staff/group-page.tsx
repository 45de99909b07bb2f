import { useNavigate } from "@solidjs/router";
import { createSignal, Match, Show, Switch } from "solid-js";
import type { GroupPage as Page, RightsCatalog } from "../../../worker/domains/staff/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { PencilIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { announce } from "../audit/announce.ts";
import { BackLink } from "./back-link.tsx";
import { GroupDialog } from "./group-dialog.tsx";
import { GroupMembers } from "./group-members.tsx";
import { RecordPlaceholder } from "./record-placeholder.tsx";
import { RightsEditor } from "./rights-editor.tsx";

export default function GroupPage(props: { id: string }) {
  const path = `/staff/groups/${props.id}`;
  const page = createQuery<Page>(() => path);
  const catalog = createQuery<RightsCatalog>(() => "/staff/grants/catalog");
  const ready = () => {
    const [data, rights] = [page.data(), catalog.data()];
    return data && rights ? { page: data, catalog: rights } : undefined;
  };
  return (
    <Switch>
      <Match when={ready()}>
        {(both) => <Loaded page={both().page} catalog={both().catalog} path={path} />}
      </Match>
      <Match when={page.error() ?? catalog.error()}>
        {(error) => <ErrorState error={error()} onRetry={page.refetch} />}
      </Match>
      <Match when={page.pending() || catalog.pending()}>
        <RecordPlaceholder label="this group" />
      </Match>
    </Switch>
  );
}

function Loaded(props: { page: Page; catalog: RightsCatalog; path: string }) {
  const navigate = useNavigate();
  const [editing, setEditing] = createSignal(false);
  const group = () => props.page.group;
  const mayEdit = () => can("permissions", "full");
  useShortcuts({ keys: "e", label: "Edit", group: "This page", when: mayEdit, run: () => setEditing(true) });

  async function remove() {
    try {
      const { version } = group();
      const { change } = await api.delete<{ change: Committed }>(props.path, { version });
      navigate("/staff/groups");
      announce(change, "/staff", "/session");
    } catch (cause) {
      showProblem(cause);
    }
  }

  return (
    <div class="pb-12">
      <header class="px-4 pt-4 pb-4 sm:px-6">
        <BackLink href="/staff/groups" label="Groups" />
        <div class="mt-1 flex flex-wrap items-start gap-x-3 gap-y-2">
          <div class="min-w-0 flex-1">
            <PageTitle
              title={group().name}
              class="text-lg font-bold tracking-tight [overflow-wrap:anywhere]"
            />
            <p class="text-ink-2 [overflow-wrap:anywhere]">{group().description}</p>
          </div>
          <Show when={mayEdit()}>
            <div class="flex gap-2" data-no-print>
              <Button icon={PencilIcon} onClick={() => setEditing(true)}>
                Edit
              </Button>
              <Button icon={Trash2Icon} onClick={() => void remove()}>
                Delete
              </Button>
            </div>
          </Show>
        </div>
      </header>
      <div class="border-t border-line">
        <div class="grid max-w-6xl gap-x-12 gap-y-8 px-4 py-5 sm:px-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <section class="min-w-0 lg:order-2">
            <GroupMembers page={props.page} path={props.path} />
          </section>
          <section class="min-w-0">
            <h2 class="mb-3 text-md font-bold tracking-tight">What it gives</h2>
            <RightsEditor
              holder={{ kind: "group", id: group().id }}
              grants={props.page.grants}
              catalog={props.catalog}
            />
          </section>
        </div>
      </div>
      <Show when={editing()}>
        <GroupDialog group={group()} onClose={() => setEditing(false)} />
      </Show>
    </div>
  );
}
