import { createSignal, onMount, Show } from "solid-js";
import { plural } from "../../../shared/format/names.ts";
import { me } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { endSession } from "../../sign-in/log-out.ts";
import { kept, setLeaving } from "./kept-count.ts";
import { markKeeper } from "./mark-keeper.ts";

/** Says at the door which marks stay behind, after one more try to send them. */
export default function UnsentDialog(props: { everywhere: boolean }) {
  const [busy, setBusy] = createSignal(false);
  const unsent = () => kept().waiting + kept().undecided;
  onMount(() => void markKeeper.flush());

  async function leave() {
    setBusy(true);
    await endSession(props.everywhere);
    setBusy(false);
  }

  return (
    <Dialog
      open
      size="narrow"
      title={unsent() > 0 ? `${plural(unsent(), "mark")} not saved yet` : "All marks are saved"}
      onClose={() => setLeaving(undefined)}
      actions={
        <>
          <Button onClick={() => setLeaving(undefined)}>Stay</Button>
          <Button variant="primary" busy={busy()} onClick={() => void leave()}>
            Log out
          </Button>
        </>
      }
    >
      <Show when={unsent() > 0} fallback={<p class="text-ink-2">Nothing is left on this device.</p>}>
        <p class="text-ink-2">
          They stay on this device, without any names, and are sent when {me()?.actor.name} logs in here
          again. Nobody else can see or send them. Everything else you left in this browser is removed.
        </p>
      </Show>
    </Dialog>
  );
}
