import { useNavigate } from "@solidjs/router";
import { For } from "solid-js";
import { me } from "../../shared/session.ts";
import { setTheme, type Theme, theme } from "../../shared/theme.ts";
import { Avatar } from "../../shared/ui/avatar.tsx";
import { ExternalLinkIcon, LogOutIcon, MoonIcon, SunIcon, SunMoonIcon } from "../../shared/ui/icons.tsx";
import { Menu, MenuChoice, MenuItem, MenuLine } from "../../shared/ui/menu.tsx";
import { familyPortal } from "../account/account.ts";
import { openRooms } from "../rooms.ts";
import { logOut } from "../sign-in/log-out.ts";

const themes = [
  { value: "auto", label: "As the system", icon: SunMoonIcon },
  { value: "light", label: "Light", icon: SunIcon },
  { value: "dark", label: "Dark", icon: MoonIcon },
];

export function UserMenu() {
  const navigate = useNavigate();
  const actor = () => me()?.actor;
  return (
    <Menu
      label={`${actor()?.initials}: menu of ${actor()?.name}`}
      placement="bottom-end"
      triggerClass="ml-1 grid size-8 flex-none place-items-center rounded-full pointer-coarse:size-11"
      trigger={<Avatar size="small" name={actor()?.name ?? ""} initials={actor()?.initials} />}
    >
      <div class="px-2 pt-1.5 pb-2">
        <p class="font-semibold">{actor()?.name}</p>
        <p class="max-w-56 truncate text-sm text-ink-3">{actor()?.email}</p>
      </div>
      <MenuLine />
      <MenuItem
        label="Customer Portal"
        icon={ExternalLinkIcon}
        onSelect={() => window.open(familyPortal, "_blank", "noopener")}
      />
      <For each={openRooms("user-menu")}>
        {(room) => <MenuItem label={room.label} icon={room.icon} onSelect={() => navigate(room.path)} />}
      </For>
      <MenuLine />
      <MenuChoice
        label="Appearance"
        value={theme()}
        options={themes}
        onChange={(value) => setTheme(value as Theme)}
      />
      <MenuLine />
      <MenuItem label="Log Out" icon={LogOutIcon} onSelect={() => void logOut()} />
      <MenuItem label="Log out everywhere" icon={LogOutIcon} onSelect={() => void logOut(true)} />
    </Menu>
  );
}
