import { A, useLocation, useNavigate } from "@solidjs/router";
import { type Component, For, type JSX, Show } from "solid-js";
import { createFit } from "../toolbar-fit.ts";
import { FindButton } from "./find-button.tsx";
import { ChevronDownIcon, MenuIcon } from "./icons.tsx";
import { Mark } from "./mark.tsx";
import { Menu, MenuItem } from "./menu.tsx";

const entry =
  "inline-flex h-8 flex-none items-center gap-1 rounded-sm px-2.25 font-book whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent";

/** A room as the toolbar shows it. */
type ToolbarRoom = {
  path: string;
  label: string;
  icon: Component<{ class?: string }>;
  /** The letter after `g`. */
  goKey: string;
};

type ToolbarProps = {
  /** Every address of the portal begins with it. */
  portalBase: string;
  /** Whose portal it is, and where it begins. */
  name: string | undefined;
  home: { path: string; label: string };
  rooms: ToolbarRoom[];
  onFind: () => void;
  /** The menu of whoever is signed in. */
  children: JSX.Element;
};

/** One line with every room of a portal: those that do not fit under More, all of them in one menu on a phone. */
export function Toolbar(props: ToolbarProps) {
  const location = useLocation();
  const isCurrent = (room: ToolbarRoom) =>
    `${location.pathname}/`.startsWith(`${props.portalBase}${room.path}/`);
  const fit = createFit(() => props.rooms.length);
  const hiddenRooms = () => props.rooms.slice(fit.count());
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
          <RoomItems rooms={props.rooms} isCurrent={isCurrent} />
        </Menu>
      </span>
      <A
        href={props.home.path}
        end
        class="mr-2 flex h-9 max-w-56 min-w-0 items-center gap-2 rounded-sm font-bold tracking-tight md:flex-none"
        aria-label={`${props.name}, ${props.home.label}`}
      >
        <Mark />
        <span class="truncate">{props.name}</span>
      </A>
      <div
        ref={(list) => fit.observe(list)}
        class="hidden min-w-0 flex-1 items-center gap-1 overflow-hidden py-2 md:flex"
      >
        <For each={props.rooms}>
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
      {props.children}
    </nav>
  );
}

function RoomItems(props: { rooms: ToolbarRoom[]; isCurrent: (room: ToolbarRoom) => boolean }) {
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
