import { createSignal, type JSX, Show } from "solid-js";
import { api } from "../../shared/api.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { ListChecksIcon, PencilIcon, PlusIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { act, reorder } from "./acts.ts";
import { ClassListDrawer, type ClassListEntry } from "./class-list-drawer.tsx";
import { EntryList } from "./entry-list.tsx";
import { keywordDot } from "./keyword-chip.tsx";
import { QueryStates } from "./query-states.tsx";
import { maySet, SettingsPage } from "./settings-page.tsx";

type ClassListPageProps<Row extends ClassListEntry> = {
  kind: "programs" | "levels";
  title: string;
  noun: string;
  intro: string;
  /** What a first one might be. */
  example: string;
  /** What stands under the name. */
  details: (row: Row) => string;
  mark?: (row: Row) => JSX.Element;
};

/** Programs and levels: a list of the school's own, in its own order and colours. */
export function ClassListPage<Row extends ClassListEntry>(props: ClassListPageProps<Row>) {
  const path = `/settings/${props.kind}`;
  const entries = createQuery<{ rows: Row[] }>(() => path);
  const [open, setOpen] = createSignal<Row | "new">();
  useShortcuts({
    keys: "n",
    label: `New ${props.noun}`,
    group: "This page",
    when: maySet,
    run: () => setOpen("new"),
  });
  const order = (ids: string[]) => reorder(path, ids, () => api.put(`${path}/order`, { ids }));
  const remove = (row: Row) => act(() => api.delete(`${path}/${row.id}`, { version: row.version }));
  return (
    <SettingsPage
      title={props.title}
      intro={props.intro}
      actions={
        <Button variant="primary" icon={PlusIcon} onClick={() => setOpen("new")}>
          New {props.noun}
        </Button>
      }
    >
      <QueryStates query={entries} label={props.title.toLowerCase()}>
        {(data) => (
          <Show
            when={data().rows.length > 0}
            fallback={
              <EmptyState icon={ListChecksIcon} title={`No ${props.title.toLowerCase()} yet`}>
                For example “{props.example}”.
              </EmptyState>
            }
          >
            <div class="max-w-3xl">
              <EntryList
                rows={data().rows}
                name={(row) => row.name}
                onOrder={data().rows.length > 1 ? (ids) => void order(ids) : undefined}
                actions={(row) => (
                  <>
                    <IconButton
                      label={`Edit ${row.name}`}
                      icon={PencilIcon}
                      onClick={() => setOpen(() => row)}
                    />
                    <IconButton
                      label={`Delete ${row.name}`}
                      icon={Trash2Icon}
                      onClick={() => void remove(row)}
                    />
                  </>
                )}
              >
                {(row) => (
                  <NamedEntry name={row.name} color={row.color} details={props.details(row)}>
                    {props.mark?.(row)}
                  </NamedEntry>
                )}
              </EntryList>
            </div>
          </Show>
        )}
      </QueryStates>
      <Show when={open()} keyed>
        {(row) => (
          <ClassListDrawer
            kind={props.kind}
            entry={row === "new" ? undefined : (row as Row)}
            onClose={() => setOpen(undefined)}
          />
        )}
      </Show>
    </SettingsPage>
  );
}

type NamedEntryProps = { name: string; color: string | null; details: string; children?: JSX.Element };

/** Its colour, its name, and a line about it. */
export function NamedEntry(props: NamedEntryProps) {
  return (
    <div class="flex items-baseline gap-2.5">
      <span class={`size-2.5 flex-none rounded-full ${keywordDot(props.color)}`} aria-hidden="true" />
      <div class="min-w-0">
        <p class="flex flex-wrap items-center gap-x-2 font-semibold">
          {props.name}
          {props.children}
        </p>
        <Show when={props.details}>
          <p class="text-sm text-ink-3">{props.details}</p>
        </Show>
      </div>
    </div>
  );
}
