import { createSignal, type JSX, Show } from "solid-js";
import { api } from "../../../shared/api.ts";
import { useShortcuts } from "../../../shared/keyboard.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { EmptyState } from "../../../shared/ui/empty-state.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { ListChecksIcon, PencilIcon, PlusIcon, Trash2Icon } from "../../../shared/ui/icons.tsx";
import { reorder } from "../acts.ts";
import { EntryList } from "../entry-list.tsx";
import { QueryStates } from "../query-states.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { actOnPrices, mayPrice } from "./setup-acts.ts";

type Entry = { readonly id: string; readonly version: number; readonly name: string };

type SetupPageProps<Row extends Entry, Page extends { readonly rows: readonly Row[] }> = {
  /** Where the list is asked for, such as "/tuition/rates". */
  path: string;
  title: string;
  noun: string;
  intro: JSX.Element;
  /** What a first one might be. */
  example: string;
  isOrdered?: boolean;
  /** Beside the button that makes a new one. */
  actions?: (page: Page) => JSX.Element;
  entry: (row: Row, page: Page) => JSX.Element;
  drawer: (row: Row | undefined, page: Page, onClose: () => void) => JSX.Element;
};

/** One list of what prices are made of: its entries, and a drawer to add and change them. */
export function SetupPage<Row extends Entry, Page extends { readonly rows: readonly Row[] }>(
  props: SetupPageProps<Row, Page>,
) {
  const entries = createQuery<Page>(() => props.path);
  const [open, setOpen] = createSignal<Row | "new">();
  useShortcuts({
    keys: "n",
    label: `New ${props.noun}`,
    group: "This page",
    when: mayPrice,
    run: () => setOpen("new"),
  });
  const order = (ids: string[]) => reorder(props.path, ids, () => api.put(`${props.path}/order`, { ids }));
  const remove = (row: Row) =>
    actOnPrices(() => api.delete(`${props.path}/${row.id}`, { version: row.version }));
  return (
    <SettingsPage
      title={props.title}
      intro={props.intro}
      may={mayPrice()}
      actions={
        <>
          <Show when={entries.data()}>{(page) => props.actions?.(page())}</Show>
          <Button variant="primary" icon={PlusIcon} onClick={() => setOpen("new")}>
            New {props.noun}
          </Button>
        </>
      }
    >
      <QueryStates query={entries} label={props.title.toLowerCase()}>
        {(page) => (
          <>
            <Show
              when={page().rows.length > 0}
              fallback={
                <EmptyState icon={ListChecksIcon} title={`No ${props.title.toLowerCase()} yet`}>
                  For example “{props.example}”.
                </EmptyState>
              }
            >
              <div class="max-w-3xl">
                <EntryList
                  rows={[...page().rows]}
                  may={mayPrice()}
                  name={(row) => row.name}
                  onOrder={props.isOrdered && page().rows.length > 1 ? (ids) => void order(ids) : undefined}
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
                  {(row) => props.entry(row, page())}
                </EntryList>
              </div>
            </Show>
            <Show when={open()} keyed>
              {(row) =>
                props.drawer(row === "new" ? undefined : (row as Row), page(), () => setOpen(undefined))
              }
            </Show>
          </>
        )}
      </QueryStates>
    </SettingsPage>
  );
}

/** A name, marks beside it, and a line about it. */
export function SetupEntry(props: { name: string; details: JSX.Element; children?: JSX.Element }) {
  return (
    <>
      <p class="flex flex-wrap items-center gap-x-2 font-semibold">
        {props.name}
        {props.children}
      </p>
      <p class="text-sm text-ink-3 tabular-nums">{props.details}</p>
    </>
  );
}
