import { useNavigate } from "@solidjs/router";
import { Match, Switch } from "solid-js";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import DuplicateDialog from "../bulk/duplicate-dialog.tsx";
import type { ClassRoom, Opened } from "./class-room.ts";
import { EditClassDrawer } from "./edit-class-drawer.tsx";
import { EndSlotDialog } from "./end-slot-dialog.tsx";
import { SlotDrawer } from "./slot-drawer.tsx";

type OpenedOf<K extends Opened["kind"]> = Extract<Opened, { kind: K }>;

/** What lies over the page; loaded when it is first opened. */
export default function ClassDialogs(props: { room: ClassRoom; what: Opened }) {
  const navigate = useNavigate();
  const one = <K extends Opened["kind"]>(...kinds: K[]) =>
    (kinds as string[]).includes(props.what.kind) && (props.what as OpenedOf<K>);
  const facts = () => props.room.page().class;
  return (
    <Switch>
      <Match when={props.what.kind === "edit"}>
        <EditClassDrawer room={props.room} />
      </Match>
      <Match when={props.what.kind === "duplicate"}>
        <DuplicateDialog
          id={facts().id}
          name={facts().name}
          onClose={props.room.close}
          onMade={(id) => navigate(`/classes/${id}`)}
        />
      </Match>
      <Match when={one("add_slot", "change_slot", "correct")}>
        {(what) => <SlotDrawer room={props.room} what={what()} />}
      </Match>
      <Match when={one("end_slot")}>{(what) => <EndSlotDialog room={props.room} slot={what().slot} />}</Match>
      <Match when={one("confirm")}>{(what) => <Confirm what={what()} onClose={props.room.close} />}</Match>
    </Switch>
  );
}

function Confirm(props: { what: OpenedOf<"confirm">; onClose: () => void }) {
  return (
    <Dialog
      open
      size="narrow"
      title={props.what.title}
      description={props.what.text}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button variant="primary" onClick={() => props.what.run()}>
            {props.what.act}
          </Button>
        </>
      }
    />
  );
}
