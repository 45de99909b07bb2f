import { A, useLocation, useNavigate } from "@solidjs/router";
import { For, Show } from "solid-js";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createFit } from "../../shared/toolbar-fit.ts";
import { FindButton } from "../../shared/ui/find-button.tsx";
import { ChevronDownIcon, MenuIcon } from "../../shared/ui/icons.tsx";
import { Mark } from "../../shared/ui/mark.tsx";
import { Menu, MenuItem } from "../../shared/ui/menu.tsx";
import { openRooms, type Room } from "../rooms.ts";
import { me, portalBase } from "../session.ts";
import { UserMenu } from "./user-menu.tsx";

const entry =
  "inline-flex h-8 flex-none items-center gap-1 rounded-sm px-2.25 font-book whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent";

export function Toolbar(props: { onFind: () => void }) {
  const navigate = useNavigate();
  const location = useLocation();
  const isCurrent = (room: Room) => `${location.pathname}/`.startsWith(`${portalBase}${room.path}/`);
  const fit = createFit(() => openRooms().length);
  const hiddenRooms = () => openRooms().slice(fit.count());
  useShortcuts(
    { keys: "mod+k", label: "Find anything", group: "Everywhere", run: () => props.onFind() },
    ...openRooms().map((room) => ({
      keys: `g ${room.goKey}`,
      label: room.label,
      group: "Go to",
      run: () => navigate(room.path),
    })),
  );

  return (
    <nav
      aria-label="Main"
      class="flex h-12 items-center gap-1 border-b border-line bg-sheet pr-3 pl-2 sm:pr-4 sm:pl-4 pointer-coarse:h-14"
    >
      <span class="md:hidden">
        <Menu
          label="Pages"
          triggerClass="grid size-11 place-items-center rounded-sm text-ink-2 hover:bg-hover"
          trigger={<MenuIcon class="size-5" />}
        >
          <RoomItems rooms={openRooms()} isCurrent={isCurrent} />
        </Menu>
      </span>
      <A
        href="/accounts"
        class="mr-2 flex h-9 max-w-64 min-w-0 items-center gap-2 rounded-sm font-bold tracking-tight md:flex-none"
        aria-label={`${me()?.enterprise.name}, accounts`}
      >
        <Mark />
        <span class="truncate">{me()?.enterprise.name}</span>
      </A>
      <div
        ref={(list) => fit.observe(list)}
        class="hidden min-w-0 flex-1 items-center gap-1 overflow-hidden py-2 md:flex"
      >
        <For each={openRooms()}>
          {(room, index) => (
            <A
              href={room.path}
              class={entry}
              aria-current={isCurrent(room) ? "page" : undefined}
              classList={{ invisible: index() >= fit.count(), absolute: index() >= fit.count() }}
              tabindex={index() >= fit.count() ? -1 : undefined}
            >
              {room.label}
            </A>
          )}
        </For>
        <Show when={hiddenRooms().length > 0}>
          <Menu
            label="More pages"
            triggerClass={entry}
            trigger={
              <>
                More <ChevronDownIcon class="size-3.5" />
              </>
            }
          >
            <RoomItems rooms={hiddenRooms()} isCurrent={isCurrent} />
          </Menu>
        </Show>
      </div>
      <span class="flex-1 md:hidden" />
      <FindButton onFind={props.onFind} />
      <UserMenu />
    </nav>
  );
}

function RoomItems(props: { rooms: Room[]; isCurrent: (room: Room) => boolean }) {
  const navigate = useNavigate();
  return (
    <For each={props.rooms}>
      {(room) => (
        <MenuItem
          label={room.label}
          icon={room.icon}
          keys={`g ${room.goKey}`}
          current={props.isCurrent(room)}
          onSelect={() => navigate(room.path)}
        />
      )}
    </For>
  );
}
