import { createSignal, Show } from "solid-js";
import type { ListItemRow, ListKind } from "../../../worker/domains/settings/schemas.ts";
import { api } from "../../shared/api.ts";
import { createQuery } from "../../shared/query.ts";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { ListChecksIcon, PencilIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { UrlTabs } from "../../shared/ui/url-tabs.tsx";
import { reorder } from "./acts.ts";
import { AddEntry } from "./add-entry.tsx";
import { DeleteEntryDialog } from "./delete-entry-dialog.tsx";
import { EntryList } from "./entry-list.tsx";
import { QueryStates } from "./query-states.tsx";
import { RenameEntryDialog } from "./rename-entry-dialog.tsx";
import { maySet, SettingsPage } from "./settings-page.tsx";

const path = "/settings/lists";

const lists: { kind: ListKind; label: string; use: string; example: string }[] = [
  {
    kind: "relationship",
    label: "Relationships",
    use: "How a guardian is related to the students.",
    example: "Neighbor",
  },
  {
    kind: "referral_source",
    label: "Referral sources",
    use: "How a family heard of you.",
    example: "Open house",
  },
  { kind: "email_type", label: "E-mail types", use: "What an e-mail address is.", example: "School" },
  { kind: "phone_type", label: "Phone types", use: "What a phone number is.", example: "Car" },
  {
    kind: "drop_reason",
    label: "Drop reasons",
    use: "Why a student leaves a class. Whether staff must give one is decided in the enrollment rules.",
    example: "Moved away",
  },
];

export default function ListsPage() {
  const items = createQuery<{ rows: ListItemRow[] }>(() => path);
  return (
    <SettingsPage title="Lists" intro="What people choose from in forms. The order here is the order there.">
      <QueryStates query={items} label="lists">
        {(data) => {
          const tabs = lists.map((list) => ({
            id: list.kind,
            label: list.label,
            content: () => <OneList list={list} rows={data().rows.filter((row) => row.kind === list.kind)} />,
          }));
          return <UrlTabs label="Lists" param="list" tabs={tabs} />;
        }}
      </QueryStates>
    </SettingsPage>
  );
}

function OneList(props: { list: (typeof lists)[number]; rows: ListItemRow[] }) {
  const [renaming, setRenaming] = createSignal<ListItemRow>();
  const [deleting, setDeleting] = createSignal<ListItemRow>();
  const { kind } = props.list;
  const order = (ids: string[]) => reorder(path, ids, () => api.put(`${path}/order`, { kind, ids }));
  return (
    <div class="max-w-2xl">
      <p class="px-4 py-3 text-ink-2 sm:px-6">{props.list.use}</p>
      <Show
        when={props.rows.length > 0}
        fallback={
          <EmptyState icon={ListChecksIcon} title="Nothing on this list yet">
            <Show when={maySet()}>Add the first entry below, for example “{props.list.example}”.</Show>
          </EmptyState>
        }
      >
        <EntryList
          rows={props.rows}
          name={(row) => row.label}
          onOrder={(ids) => void order(ids)}
          actions={(row) => (
            <>
              <IconButton label={`Rename ${row.label}`} icon={PencilIcon} onClick={() => setRenaming(row)} />
              <IconButton label={`Delete ${row.label}`} icon={Trash2Icon} onClick={() => setDeleting(row)} />
            </>
          )}
        >
          {(row) => row.label}
        </EntryList>
      </Show>
      <Show when={maySet()}>
        <AddEntry kind={kind} example={props.list.example} />
      </Show>
      <Show when={renaming()} keyed>
        {(row) => <RenameEntryDialog entry={row} onClose={() => setRenaming(undefined)} />}
      </Show>
      <Show when={deleting()} keyed>
        {(row) => (
          <DeleteEntryDialog
            entry={row}
            others={props.rows.filter((other) => other.id !== row.id)}
            onClose={() => setDeleting(undefined)}
          />
        )}
      </Show>
    </div>
  );
}
