import { api } from "../../shared/api.ts";
import { setTheme, type Theme, theme } from "../../shared/theme.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Avatar } from "../../shared/ui/avatar.tsx";
import { LogOutIcon, MoonIcon, SunIcon, SunMoonIcon } from "../../shared/ui/icons.tsx";
import { Menu, MenuChoice, MenuItem, MenuLine } from "../../shared/ui/menu.tsx";
import { me, portalBase, setMe } from "../session.ts";

const themes = [
  { value: "auto", label: "As the system", icon: SunMoonIcon },
  { value: "light", label: "Light", icon: SunIcon },
  { value: "dark", label: "Dark", icon: MoonIcon },
];

export function UserMenu() {
  const user = () => me()?.user;
  const reach = () =>
    `${user()?.level === "admin" ? "Admin" : "User"} of ${user()?.group?.name ?? "all groups"}`;
  return (
    <Menu
      label={`${user()?.initials}: menu of ${user()?.name}`}
      placement="bottom-end"
      triggerClass="ml-1 grid size-8 flex-none place-items-center rounded-full pointer-coarse:size-11"
      trigger={<Avatar size="small" name={user()?.name ?? ""} initials={user()?.initials} />}
    >
      <div class="px-2 pt-1.5 pb-2">
        <p class="font-semibold">{user()?.name}</p>
        <p class="max-w-56 truncate text-sm text-ink-3">{user()?.email}</p>
        <p class="mt-1 text-sm text-ink-2">{reach()}</p>
      </div>
      <MenuLine />
      <MenuChoice
        label="Appearance"
        value={theme()}
        options={themes}
        onChange={(value) => setTheme(value as Theme)}
      />
      <MenuLine />
      <MenuItem label="Sign out" icon={LogOutIcon} onSelect={() => void signOut()} />
    </Menu>
  );
}

/** Ends the session with everything it opened inside accounts. */
async function signOut(): Promise<void> {
  try {
    await api.delete("/session");
    setMe(undefined);
    location.assign(`${portalBase}/sign-in`);
  } catch (cause) {
    showProblem(cause);
  }
}
