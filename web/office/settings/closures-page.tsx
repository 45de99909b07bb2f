import { createSignal, Show } from "solid-js";
import type { ClosureRow, ClosureTargets } from "../../../worker/domains/closures/schemas.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { CalendarIcon, PencilIcon, PlusIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { UrlTabs } from "../../shared/ui/url-tabs.tsx";
import { act } from "./acts.ts";
import { ClosureDrawer } from "./closure-drawer.tsx";
import { closureWords } from "./closure-words.ts";
import { dateRange } from "./date-range.ts";
import { EntryList } from "./entry-list.tsx";
import { QueryStates } from "./query-states.tsx";
import { maySet, SettingsPage } from "./settings-page.tsx";

const path = "/settings/closures";

export default function ClosuresPage() {
  const closures = createQuery<{ rows: ClosureRow[]; targets: ClosureTargets }>(() => path);
  const [open, setOpen] = createSignal<ClosureRow | "new">();
  useShortcuts({
    keys: "n",
    label: "New closure",
    group: "This page",
    when: maySet,
    run: () => setOpen("new"),
  });
  return (
    <SettingsPage
      title="Closures"
      intro="Holidays, storms, competition days: when nothing meets, or nothing is billed. The calendar shows why a day is empty."
      actions={
        <Button variant="primary" icon={PlusIcon} onClick={() => setOpen("new")}>
          New closure
        </Button>
      }
    >
      <QueryStates query={closures} label="closures">
        {(data) => {
          const coming = () => data().rows.filter((row) => row.endsOn >= formats().today());
          const past = () =>
            data()
              .rows.filter((row) => row.endsOn < formats().today())
              .reverse();
          return (
            <>
              <UrlTabs
                label="Closures"
                param="show"
                tabs={[
                  {
                    id: "coming",
                    label: "To come",
                    get count() {
                      return coming().length;
                    },
                    content: () => <ClosureList rows={coming()} isComing onOpen={setOpen} />,
                  },
                  {
                    id: "past",
                    label: "Past",
                    get count() {
                      return past().length;
                    },
                    content: () => <ClosureList rows={past()} onOpen={setOpen} />,
                  },
                ]}
              />
              <Show when={open()} keyed>
                {(row) => (
                  <ClosureDrawer
                    closure={row === "new" ? undefined : row}
                    targets={data().targets}
                    onClose={() => setOpen(undefined)}
                  />
                )}
              </Show>
            </>
          );
        }}
      </QueryStates>
    </SettingsPage>
  );
}

type ClosureListProps = { rows: ClosureRow[]; isComing?: true; onOpen: (row: ClosureRow) => void };

function ClosureList(props: ClosureListProps) {
  const remove = (row: ClosureRow) => act(() => api.delete(`${path}/${row.id}`, { version: row.version }));
  return (
    <Show
      when={props.rows.length > 0}
      fallback={
        <EmptyState
          icon={CalendarIcon}
          title={props.isComing ? "No day is closed" : "No closures in the last year"}
        >
          <Show when={props.isComing}>Enter holidays once, and every class of those days shows them.</Show>
        </EmptyState>
      }
    >
      <div class="max-w-3xl pt-3">
        <EntryList
          rows={props.rows}
          name={(row) => row.name}
          actions={(row) => (
            <>
              <IconButton label={`Edit ${row.name}`} icon={PencilIcon} onClick={() => props.onOpen(row)} />
              <IconButton label={`Delete ${row.name}`} icon={Trash2Icon} onClick={() => void remove(row)} />
            </>
          )}
        >
          {(row) => (
            <>
              <p class="font-semibold">{row.name}</p>
              <p class="text-sm text-ink-3 tabular-nums">
                {[
                  dateRange(row.startsOn, row.endsOn),
                  row.target ?? "Everywhere",
                  closureWords[row.effect].label,
                ].join(" · ")}
              </p>
            </>
          )}
        </EntryList>
      </div>
    </Show>
  );
}
