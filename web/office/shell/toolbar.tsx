import { me } from "../../shared/session.ts";
import { Toolbar } from "../../shared/ui/toolbar.tsx";
import { portalBase } from "../account/account.ts";
import { openRooms } from "../rooms.ts";
import { UserMenu } from "./user-menu.tsx";

export function OfficeToolbar(props: { onFind: () => void }) {
  return (
    <Toolbar
      portalBase={portalBase}
      name={me()?.account.displayName}
      home={{ path: "/", label: "welcome page" }}
      rooms={openRooms("toolbar")}
      onFind={props.onFind}
    >
      <UserMenu />
    </Toolbar>
  );
}
