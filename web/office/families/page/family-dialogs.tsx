import { Match, Show, Switch } from "solid-js";
import { ContactDrawer } from "./contact-drawer.tsx";
import { FamilyDrawer } from "./family-drawer.tsx";
import type { FamilyRoom, Opened } from "./family-room.ts";
import { GuardianDrawer } from "./guardian-drawer.tsx";
import { PickupDrawer } from "./pickup-drawer.tsx";
import { StudentDrawer } from "./student-drawer.tsx";
import { SuspensionDialog } from "./suspension-dialog.tsx";

/** Whatever lies over the page. Each begins anew when it is opened. */
export default function FamilyDialogs(props: { room: FamilyRoom }) {
  return (
    <Show when={props.room.opened()} keyed>
      {(opened) => <Overlay room={props.room} opened={opened} />}
    </Show>
  );
}

function Overlay(props: { room: FamilyRoom; opened: Opened }) {
  const id = () => ("id" in props.opened ? props.opened.id : undefined);
  return (
    <Switch>
      <Match when={props.opened.kind === "family"}>
        <FamilyDrawer room={props.room} />
      </Match>
      <Match when={props.opened.kind === "guardian"}>
        <GuardianDrawer room={props.room} id={id()} />
      </Match>
      <Match when={props.opened.kind === "student"}>
        <StudentDrawer room={props.room} id={id()} />
      </Match>
      <Match when={props.opened.kind === "contact"}>
        <ContactDrawer room={props.room} id={id()} />
      </Match>
      <Match when={props.opened.kind === "pickup"}>
        <PickupDrawer room={props.room} id={id()} />
      </Match>
      <Match when={props.opened.kind === "suspend" || props.opened.kind === "lift"}>
        <SuspensionDialog room={props.room} lifts={props.opened.kind === "lift"} />
      </Match>
    </Switch>
  );
}
