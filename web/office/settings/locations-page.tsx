import { createSignal, Show } from "solid-js";
import type { LocationRow } from "../../../worker/domains/settings/schemas.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { PencilIcon, PlusIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { act, reorder } from "./acts.ts";
import { EntryList } from "./entry-list.tsx";
import { LocationDrawer } from "./location-drawer.tsx";
import { QueryStates } from "./query-states.tsx";
import { maySet, SettingsPage } from "./settings-page.tsx";

const path = "/settings/locations";

export default function LocationsPage() {
  const locations = createQuery<{ rows: LocationRow[] }>(() => path);
  const [open, setOpen] = createSignal<LocationRow | "new">();
  useShortcuts({
    keys: "n",
    label: "New location",
    group: "This page",
    when: maySet,
    run: () => setOpen("new"),
  });
  const order = (ids: string[]) => reorder(path, ids, () => api.put(`${path}/order`, { ids }));
  const remove = (row: LocationRow) => act(() => api.delete(`${path}/${row.id}`, { version: row.version }));

  return (
    <SettingsPage
      title="Locations"
      intro="Where classes meet. A location keeps its own time zone; rights can be given for one of them."
      actions={
        <Button variant="primary" icon={PlusIcon} onClick={() => setOpen("new")}>
          New location
        </Button>
      }
    >
      <QueryStates query={locations} label="locations">
        {(data) => (
          <EntryList
            rows={data().rows}
            name={(row) => row.name}
            onOrder={data().rows.length > 1 ? (ids) => void order(ids) : undefined}
            actions={(row) => (
              <>
                <IconButton label={`Edit ${row.name}`} icon={PencilIcon} onClick={() => setOpen(row)} />
                <IconButton
                  label={`Delete ${row.name}`}
                  icon={Trash2Icon}
                  disabled={data().rows.length === 1}
                  onClick={() => void remove(row)}
                />
              </>
            )}
          >
            {(row) => (
              <>
                <p class="font-semibold">{row.name}</p>
                <p class="text-sm text-ink-3">
                  {[placeOf(row), row.timeZone.replaceAll("_", " "), row.phone && formats().phone(row.phone)]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </>
            )}
          </EntryList>
        )}
      </QueryStates>
      <Show when={open()} keyed>
        {(row) => (
          <LocationDrawer location={row === "new" ? undefined : row} onClose={() => setOpen(undefined)} />
        )}
      </Show>
    </SettingsPage>
  );
}

const placeOf = (row: LocationRow) => [row.addressLine1, row.city, row.region].filter(Boolean).join(", ");
