import { Show } from "solid-js";
import { can } from "../../shared/session.ts";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { PlusIcon } from "../../shared/ui/icons.tsx";
import { openRooms } from "../rooms.ts";

/** The import room, where there is one and this person may enter it. */
const importRoom = () => openRooms().find((room) => room.right === "import");

export function ListActions() {
  return (
    <>
      <Show when={importRoom()}>{(room) => <ButtonLink href={room().path}>Import</ButtonLink>}</Show>
      <Show when={can("families", "full")}>
        <ButtonLink href="/families/new" variant="primary" icon={PlusIcon}>
          New family
        </ButtonLink>
      </Show>
    </>
  );
}
