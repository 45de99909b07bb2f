import { A } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import type { NewsRow, NewsPage as Page } from "../../../worker/domains/news/schemas.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { NewspaperIcon, PencilIcon, PlusIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { Pill, type PillTone } from "../../shared/ui/pill.tsx";
import { pictureAddress } from "../portal-images/upload-picture.ts";
import { act, reorder } from "../settings/acts.ts";
import { EntryList } from "../settings/entry-list.tsx";
import { QueryStates } from "../settings/query-states.tsx";
import { NewsDrawer } from "./news-drawer.tsx";

const path = "/news";
const states: Record<NewsRow["state"], { label: string; tone: PillTone }> = {
  shown: { label: "Shown now", tone: "good" },
  planned: { label: "To come", tone: "accent" },
  over: { label: "Over", tone: "plain" },
};

/** What families are told on the landing page and under News. */
export default function NewsPage() {
  const news = createQuery<Page>(() => path);
  const [open, setOpen] = createSignal<NewsRow | "new">();
  const mayEdit = () => can("news", "full");
  useShortcuts({
    keys: "n",
    label: "New item",
    group: "This page",
    when: mayEdit,
    run: () => setOpen("new"),
  });
  const order = (ids: string[]) =>
    void reorder(path, ids, async () => {
      const answer = await api.put<{ change: null }>(`${path}/order`, { ids });
      news.refetch();
      return answer;
    });
  const remove = (row: NewsRow) =>
    void act(async () => {
      const answer = await api.delete<{ change: null }>(`${path}/${row.id}`, { version: row.version });
      news.refetch();
      return answer;
    });
  const newButton = () => (
    <Show when={mayEdit()}>
      <Button variant="primary" icon={PlusIcon} onClick={() => setOpen("new")}>
        New item
      </Button>
    </Show>
  );
  return (
    <>
      <PageHeader title="News & Announcements" actions={newButton()} />
      <p class="max-w-2xl px-4 pb-4 text-ink-2 sm:px-6">
        What families read on the landing page of their portal and under News, in this order.
      </p>
      <QueryStates query={news} label="news">
        {(data) => (
          <>
            <Show when={!data().isInPortal}>
              <p class="px-4 pb-4 sm:px-6" role="status">
                News are switched off in the portal, so nobody sees them.{" "}
                <A class="link" href="/settings/portal">
                  Switch them on
                </A>
              </p>
            </Show>
            <Show
              when={data().rows.length > 0}
              fallback={
                <EmptyState icon={NewspaperIcon} title="Nothing to tell yet" action={newButton()}>
                  An open house, a new session, a closed day: families see it at once.
                </EmptyState>
              }
            >
              <EntryList
                rows={[...data().rows]}
                name={(row) => row.title}
                may={mayEdit()}
                onOrder={data().rows.length > 1 ? order : undefined}
                actions={(row) => (
                  <>
                    <IconButton label={`Edit ${row.title}`} icon={PencilIcon} onClick={() => setOpen(row)} />
                    <IconButton label={`Delete ${row.title}`} icon={Trash2Icon} onClick={() => remove(row)} />
                  </>
                )}
              >
                {(row) => <NewsEntry row={row} />}
              </EntryList>
            </Show>
            <Show when={open()} keyed>
              {(row) => (
                <NewsDrawer
                  item={row === "new" ? undefined : row}
                  locations={data().locations}
                  onClose={() => {
                    setOpen(undefined);
                    news.refetch();
                  }}
                />
              )}
            </Show>
          </>
        )}
      </QueryStates>
    </>
  );
}

function NewsEntry(props: { row: NewsRow }) {
  const days = () => {
    const { startsOn, endsOn } = props.row;
    const from = formats().date(startsOn);
    return endsOn ? `${from} to ${formats().date(endsOn)}` : `From ${from}`;
  };
  return (
    <div class="flex items-center gap-3 py-1">
      <Show when={props.row.imageFileId}>
        {(id) => (
          <img
            src={pictureAddress(id())}
            alt=""
            class="h-12 w-20 flex-none rounded-sm bg-sunken object-cover"
          />
        )}
      </Show>
      <div class="min-w-0 flex-1">
        <p class="flex flex-wrap items-center gap-2 font-semibold">
          {props.row.title}
          <Pill tone={states[props.row.state].tone}>{states[props.row.state].label}</Pill>
        </p>
        <p class="text-sm text-ink-3">
          {[days(), props.row.locationName, props.row.isOnLanding ? "on the landing page" : "under News only"]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
    </div>
  );
}
