import { A, useLocation, useNavigate } from "@solidjs/router";
import { For, Show } from "solid-js";
import { me } from "../../shared/session.ts";
import { createFit } from "../../shared/toolbar-fit.ts";
import { FindButton } from "../../shared/ui/find-button.tsx";
import { ChevronDownIcon, MenuIcon } from "../../shared/ui/icons.tsx";
import { Mark } from "../../shared/ui/mark.tsx";
import { Menu, MenuItem } from "../../shared/ui/menu.tsx";
import { portalBase } from "../account/account.ts";
import { openRooms, type Room } from "../rooms.ts";
import { UserMenu } from "./user-menu.tsx";

const entry =
  "inline-flex h-8 flex-none items-center gap-1 rounded-sm px-2.25 font-book whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent";

export function Toolbar(props: { onFind: () => void }) {
  const rooms = () => openRooms("toolbar");
  const location = useLocation();
  const isCurrent = (room: Room) => `${location.pathname}/`.startsWith(`${portalBase}${room.path}/`);
  const fit = createFit(() => rooms().length);
  const hiddenRooms = () => rooms().slice(fit.count());
  let list!: HTMLDivElement;

  return (
    <nav
      aria-label="Main"
      class="flex h-12 items-center gap-1 border-b border-line bg-sheet pr-3 pl-2 sm:pr-4 sm:pl-4 pointer-coarse:h-14"
    >
      <PhoneMenu rooms={rooms()} isCurrent={isCurrent} />
      <A
        href="/"
        end
        class="mr-2 flex h-9 max-w-56 min-w-0 items-center md:flex-none gap-2 rounded-sm font-bold tracking-tight"
        aria-label={`${me()?.account.displayName}, welcome page`}
      >
        <Mark />
        <span class="truncate">{me()?.account.displayName}</span>
      </A>
      <div
        ref={(element) => {
          list = element;
          fit.observe(list);
        }}
        class="hidden min-w-0 flex-1 items-center gap-1 overflow-hidden py-2 md:flex"
      >
        <For each={rooms()}>
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
          <MoreMenu rooms={hiddenRooms()} isCurrent={isCurrent} />
        </Show>
      </div>
      <span class="flex-1 md:hidden" />
      <FindButton onFind={props.onFind} />
      <UserMenu />
    </nav>
  );
}

type RoomMenuProps = { rooms: Room[]; isCurrent: (room: Room) => boolean };

function RoomItems(props: RoomMenuProps) {
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

function MoreMenu(props: RoomMenuProps) {
  return (
    <Menu
      label="More pages"
      triggerClass={entry}
      trigger={
        <>
          More <ChevronDownIcon class="size-3.5" />
        </>
      }
    >
      <RoomItems {...props} />
    </Menu>
  );
}

function PhoneMenu(props: RoomMenuProps) {
  return (
    <span class="md:hidden">
      <Menu
        label="Pages"
        triggerClass="grid size-11 place-items-center rounded-sm text-ink-2 hover:bg-hover"
        trigger={<MenuIcon class="size-5" />}
      >
        <RoomItems {...props} />
      </Menu>
    </span>
  );
}
