import { Show } from "solid-js";
import { can } from "../../shared/session.ts";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { PlusIcon } from "../../shared/ui/icons.tsx";
import { openRooms } from "../rooms.ts";

/** The import room, where there is one and this person may enter it. */
const importRoom = () => openRooms().find((room) => room.right === "import");

/** A phone has no room for both beside the title, and files are seldom there. */
export function ListActions(props: { inHeader?: boolean }) {
  return (
    <>
      <Show when={importRoom()}>
        {(room) => (
          <ButtonLink href={room().path} class={props.inHeader ? "max-sm:hidden" : ""}>
            Import
          </ButtonLink>
        )}
      </Show>
      <Show when={can("families", "full")}>
        <ButtonLink href="/families/new" variant="primary" icon={PlusIcon}>
          New family
        </ButtonLink>
      </Show>
    </>
  );
}
