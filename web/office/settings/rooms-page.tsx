import { createSignal, For, Show } from "solid-js";
import type { RoomRow } from "../../../worker/domains/class-lists/schemas.ts";
import type { LocationRow } from "../../../worker/domains/settings/schemas.ts";
import { api } from "../../shared/api.ts";
import { plural } from "../../shared/format/names.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { PencilIcon, PlusIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { act, reorder } from "./acts.ts";
import { ClassListDrawer } from "./class-list-drawer.tsx";
import { NamedEntry } from "./class-list-page.tsx";
import { EntryList } from "./entry-list.tsx";
import { QueryStates } from "./query-states.tsx";
import { maySet, SettingsPage } from "./settings-page.tsx";

const path = "/settings/rooms";

export default function RoomsPage() {
  const rooms = createQuery<{ rows: RoomRow[] }>(() => path);
  const locations = createQuery<{ rows: LocationRow[] }>(() => "/settings/locations");
  const [open, setOpen] = createSignal<RoomRow | { newAt: string }>();
  return (
    <SettingsPage
      title="Rooms"
      intro="Floors, studios, lanes, zones: where a class meets within a location. You are told when one is booked twice or too full."
    >
      <QueryStates query={locations} label="locations">
        {(places) => (
          <QueryStates query={rooms} label="rooms">
            {(data) => (
              <div class="flex max-w-3xl flex-col gap-8">
                <For each={places().rows}>
                  {(place) => (
                    <RoomsOf
                      location={place}
                      rows={data().rows.filter((row) => row.locationId === place.id)}
                      onOpen={setOpen}
                    />
                  )}
                </For>
              </div>
            )}
          </QueryStates>
        )}
      </QueryStates>
      <Show when={open()} keyed>
        {(what) => (
          <ClassListDrawer
            kind="rooms"
            entry={"id" in what ? what : undefined}
            locationId={"newAt" in what ? what.newAt : undefined}
            onClose={() => setOpen(undefined)}
          />
        )}
      </Show>
    </SettingsPage>
  );
}

type RoomsOfProps = {
  location: LocationRow;
  rows: RoomRow[];
  onOpen: (what: RoomRow | { newAt: string }) => void;
};

function RoomsOf(props: RoomsOfProps) {
  const order = (ids: string[]) =>
    reorder(path, ids, () => api.put(`${path}/order`, { locationId: props.location.id, ids }));
  const remove = (row: RoomRow) => act(() => api.delete(`${path}/${row.id}`, { version: row.version }));
  return (
    <section aria-label={props.location.name}>
      <div class="flex items-center gap-3 px-4 pb-2 sm:px-6">
        <h2 class="min-w-0 flex-1 truncate text-md font-bold tracking-tight">{props.location.name}</h2>
        <Show when={maySet()}>
          <Button icon={PlusIcon} onClick={() => props.onOpen({ newAt: props.location.id })}>
            New room
          </Button>
        </Show>
      </div>
      <Show
        when={props.rows.length > 0}
        fallback={<p class="px-4 text-ink-2 sm:px-6">No rooms yet. A class can also meet without one.</p>}
      >
        <EntryList
          rows={props.rows}
          name={(row) => row.name}
          onOrder={props.rows.length > 1 ? (ids) => void order(ids) : undefined}
          actions={(row) => (
            <>
              <IconButton label={`Edit ${row.name}`} icon={PencilIcon} onClick={() => props.onOpen(row)} />
              <IconButton label={`Delete ${row.name}`} icon={Trash2Icon} onClick={() => void remove(row)} />
            </>
          )}
        >
          {(row) => (
            <NamedEntry
              name={row.name}
              color={row.color}
              details={row.capacity === null ? "" : `${plural(row.capacity, "student")} at once`}
            />
          )}
        </EntryList>
      </Show>
    </section>
  );
}
