import { Show } from "solid-js";
import { plural } from "../../shared/format/names.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import type { Editing } from "./editing.ts";

type SendNowDialogProps = { editing: Editing; open: boolean; onClose: () => void; onSend: () => void };

const ways = { email: "By e-mail", sms: "By text", push: "By push message" } as const;

/** To how many it goes, and what that costs, before it does: what has gone out cannot be taken back. */
export function SendNowDialog(props: SendNowDialogProps) {
  const { editing } = props;
  const count = () => editing.preview()?.recipients;
  const people = () => {
    const known = count();
    return known === undefined ? "…" : plural(known, "recipient");
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      size="narrow"
      title={`Send to ${people()}?`}
      actions={
        <>
          <Button onClick={props.onClose}>Not yet</Button>
          <Button variant="primary" disabled={!count()} onClick={props.onSend}>
            Send now
          </Button>
        </>
      }
    >
      <p>
        {ways[editing.form.values.channel]}, to {editing.page.audienceText}. It goes out in a moment, and can
        be called off until then.
      </p>
      <Show when={editing.preview()?.cost}>
        {(cost) => <p class="mt-2 text-ink-2">About {plural(cost().credits, "credit")}.</p>}
      </Show>
    </Dialog>
  );
}
