import { useNavigate } from "@solidjs/router";
import { useShortcuts } from "../../shared/keyboard.ts";
import { Toolbar } from "../../shared/ui/toolbar.tsx";
import { openRooms } from "../rooms.ts";
import { me, portalBase } from "../session.ts";
import { UserMenu } from "./user-menu.tsx";

export function EnterpriseToolbar(props: { onFind: () => void }) {
  const navigate = useNavigate();
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
    <Toolbar
      portalBase={portalBase}
      name={me()?.enterprise.name}
      home={{ path: "/accounts", label: "accounts" }}
      rooms={openRooms()}
      onFind={props.onFind}
    >
      <UserMenu />
    </Toolbar>
  );
}
